"""Where the grammar of a sentence offers somebody's words: each verb, noun or adjective with the clause it governs.

A ``Frame`` is only an offer: a head word that could be a cue, the content it governs and the words that would be its
source. Whether the head word reports anything is word knowledge and is decided elsewhere (``attribution``).
The frames follow the constructions of Pareti's attribution corpora (PARC 3.0; PolNeAR, Newell et al. 2018).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Piece = tuple[int, int]

_RELATIVES = frozenset({"who", "which", "that", "whom"})
_SUBJECTS = frozenset({"nsubj", "csubj"})
_CLAUSES = frozenset({"ccomp", "xcomp"})
_EXTRAS = frozenset({"prep", "oprd", "acomp", "attr", "advcl", "xcomp", "ccomp", "npadvmod", "dative", "prt"})


@dataclass(frozen=True)
class Frame:
    """A head word, what it governs (character offsets) and who would have said it (a token, or nobody)."""

    kind: str
    key: str
    cue: Token
    content: tuple[Piece, ...]
    source: Token | None


def frames(doc: Doc) -> Iterator[Frame]:
    """Give every frame of a document, in the order of its head words."""
    for token in doc:
        pos = token.pos_
        if pos in {"VERB", "AUX"}:
            yield from _verb(token)
        elif pos == "NOUN":
            yield from _noun(token)
        elif pos == "ADJ":
            yield from _adjective(token)


def lemma(token: Token) -> str:
    """Give a token's lemma in lower case."""
    return token.lemma_.lower()


def _verb(verb: Token) -> Iterator[Frame]:
    children = list(verb.children)
    if verb.dep_ in {"aux", "auxpass"}:
        return
    key = lemma(verb)
    particle = next((child for child in children if child.dep_ == "prt"), None)
    if particle is not None:
        key = f"{key} {lemma(particle)}"
    clause = next((child for child in children if child.dep_ == "ccomp" and child.pos_ != "PUNCT"), None)
    infinitive = next((child for child in children if child.dep_ == "xcomp"), None)
    thing = next((child for child in children if child.dep_ in {"dobj", "oprd"} and child.i > verb.i), None)
    passive = any(child.dep_ in {"nsubjpass", "auxpass"} for child in children)
    source = subject(verb)
    if clause is not None:
        if clause.i > verb.i and thing is not None and not _finite(clause):
            yield Frame("object", key, verb, extent(min(thing, clause, key=_place), clause), source)
        else:
            kind = "clause" if _finite(clause) or clause.i < verb.i else "small"
            yield Frame(kind, key, verb, around(clause, verb), source)
    elif infinitive is not None and infinitive.i > verb.i:
        first = thing if thing is not None and thing.i < infinitive.i else infinitive
        yield Frame("infinitive", key, verb, extent(first, infinitive), source)
    elif thing is not None:
        yield Frame("object", key, verb, extent(thing, _last(thing, children)), source)
    elif (
        verb.dep_ in {"parataxis", "advcl", "ccomp", "conj"}
        and verb.head.i != verb.i
        and verb.head.pos_ in {"VERB", "AUX"}
    ):
        host = verb.head
        marker = next((lemma(child) for child in children if child.dep_ in {"mark", "advmod"} and child.i < verb.i), "")
        kind = "aside" if verb.dep_ == "parataxis" else "as" if marker == "as" else "host"
        yield Frame(kind, key, verb, without(host, verb), source)
    for prep in children:
        if prep.dep_ in {"prep", "agent"} and prep.i > verb.i and clause is None:
            governed = next((child for child in prep.children if child.dep_ in {"pobj", "pcomp"}), None)
            if governed is not None and not (prep.dep_ == "agent"):
                kind = "about" if thing is None else "object about"
                yield Frame(kind, f"{key} {lemma(prep)}", verb, extent(governed, governed), source)
    if passive:
        done = next((child for child in children if child.dep_ in {"nsubjpass", "csubjpass"}), None)
        agent = next((c for a in children if a.dep_ == "agent" for c in a.children if c.dep_ == "pobj"), None)
        if done is not None and agent is not None:
            last = infinitive if infinitive is not None and infinitive.i > verb.i else None
            rest = extent(last, last) if last is not None else ()
            yield Frame("passive", key, verb, (*extent(done, done), *rest), agent)


def _last(thing: Token, children: list[Token]) -> Token:
    after = [child for child in children if child.i > thing.i and child.dep_ in _EXTRAS]
    return after[-1] if after else thing


def _noun(noun: Token) -> Iterator[Frame]:
    source = owner(noun)
    for child in noun.children:
        if child.i < noun.i:
            continue
        if child.dep_ in {"acl", "relcl"} and child.pos_ in {"VERB", "AUX"}:
            opener = child.left_edge
            if lemma(opener) == "that" and opener.dep_ == "mark":
                yield Frame("noun clause", lemma(noun), noun, extent(child, child), source)
            elif any(c.tag_ == "TO" for c in child.children):
                yield Frame("noun infinitive", lemma(noun), noun, extent(child, child), source)
        elif child.dep_ == "ccomp":
            yield Frame("noun clause", lemma(noun), noun, extent(child, child), source)
        elif child.dep_ == "prep":
            governed = next((c for c in child.children if c.dep_ in {"pobj", "pcomp"}), None)
            if governed is not None and lemma(child) not in {"by", "from"}:
                yield Frame("noun about", f"{lemma(noun)} {lemma(child)}", noun, extent(governed, governed), source)


def _adjective(word: Token) -> Iterator[Frame]:
    verb = word.head
    if word.dep_ not in {"acomp", "oprd", "attr", "conj", "ROOT"}:
        return
    source = subject(verb) if verb.i != word.i else None
    for child in word.children:
        if child.i < word.i:
            continue
        if child.dep_ in _CLAUSES:
            kind = "adjective clause" if child.dep_ == "ccomp" else "adjective infinitive"
            yield Frame(kind, lemma(word), word, extent(child, child), source)
        elif child.dep_ == "prep":
            governed = next((c for c in child.children if c.dep_ in {"pobj", "pcomp"}), None)
            if governed is not None:
                yield Frame(
                    "adjective about", f"{lemma(word)} {lemma(child)}", word, extent(governed, governed), source
                )


def _place(token: Token) -> int:
    return int(token.i)


def _finite(clause: Token) -> bool:
    if clause.tag_ in {"VBD", "VBP", "VBZ", "MD"}:
        return True
    return any(
        child.tag_ in {"MD", "VBD", "VBP", "VBZ"} for child in clause.children if child.dep_ in {"aux", "auxpass"}
    )


def extent(first: Token, last: Token) -> tuple[Piece, ...]:
    """Give the characters from one token's whole phrase to another's, without the ``that`` that opens it."""
    left, right = first.left_edge, last.right_edge
    while left.i < right.i and ((left.is_punct and left.text not in "([") or left.is_space or _opener(left)):
        left = left.nbor()
    while right.i > left.i and (right.is_space or right.text in {",", ";", ":", "-", "–", "—"}):
        right = right.nbor(-1)
    return ((left.idx, right.idx + len(right.text)),)


def _opener(token: Token) -> bool:
    return token.dep_ == "mark" and token.lower_ == "that"


def around(clause: Token, cue: Token) -> tuple[Piece, ...]:
    """Give a content clause; one that stands before its cue reaches back to where the cue's own clause begins."""
    return extent(clause, clause) if clause.left_edge.i <= clause.right_edge.i else ()


def without(host: Token, aside: Token) -> tuple[Piece, ...]:
    """Give the phrase of ``host`` in the pieces left when the phrase of ``aside`` is taken out."""
    left, right = host.left_edge, host.right_edge
    cut, resume = aside.left_edge, aside.right_edge
    pieces: list[Piece] = []
    if left.i < cut.i:
        pieces.append((left.idx, cut.idx))
    if resume.i < right.i:
        pieces.append((resume.idx + len(resume.text), right.idx + len(right.text)))
    return tuple(pieces)


def subject(verb: Token) -> Token | None:
    """Find the token that names who does what ``verb`` says, through conjunctions, participles and relative clauses."""
    seen = 0
    passive = False
    while seen < 8:
        seen += 1
        for child in verb.children:
            if child.dep_ in _SUBJECTS or (child.dep_ == "nsubjpass" and (passive or seen > 1)):
                if child.lower_ in _RELATIVES and verb.dep_ == "relcl":
                    return verb.head
                return child
            if child.dep_ == "agent":
                by = next((c for c in child.children if c.dep_ == "pobj"), None)
                if by is not None and seen == 1:
                    return by
        dep, head = verb.dep_, verb.head
        if head.i == verb.i:
            return None
        if dep in {"acl", "relcl"} and head.pos_ in {"NOUN", "PROPN", "PRON"}:
            return head
        if dep == "xcomp":
            held = next((c for c in head.children if c.dep_ in {"dobj", "dative"} and c.i < verb.i), None)
            if held is not None and held.i > head.i:
                return held
        elif dep in {"pcomp", "prep"}:
            if head.pos_ in {"ADP", "SCONJ"}:
                head = head.head
            if head.pos_ in {"NOUN", "PROPN"}:
                return owner(head)
        elif dep not in {"conj", "advcl", "amod", "dep", "acomp"}:
            return None
        if head.i == verb.i or head.pos_ not in {"VERB", "AUX", "ADJ"}:
            return None
        verb = head
    return None


_LIGHT = frozenset(
    "make issue give have express voice offer release file deliver raise repeat hold share send renew".split()
)


def owner(noun: Token) -> Token | None:
    """Find whose noun it is: a possessive, ``by …`` or ``from …``, or the subject of the light verb that governs it."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ in {"prep", "agent"} and child.lower_ in {"by", "from"}:
            found = next((c for c in child.children if c.dep_ == "pobj"), None)
            if found is not None:
                return found
    head = noun.head
    if noun.dep_ == "dobj" and lemma(head) in _LIGHT:
        return subject(head)
    return None
