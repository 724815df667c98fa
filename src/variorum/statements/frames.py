"""Where the grammar of a sentence offers somebody's words: each verb, noun or adjective with the clause it governs.

A ``Frame`` is only an offer: a head word that could be a cue, the content it governs and the words that would be its
source. Whether the head word reports anything is word knowledge and is decided elsewhere (``attribution``).
The frames follow the constructions of Pareti's attribution corpora (PARC 3.0; PolNeAR, Newell et al. 2018).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.languages.grammar import word
from variorum.statements.reporting_words import Lexicon
from variorum.statements.subjects import lemma, owner, subject

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Piece = tuple[int, int]

_RELATIVES = frozenset({"who", "which", "that", "whom"})
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


def frames(doc: Doc, text: str, words: Lexicon) -> Iterator[Frame]:
    """Give every frame of a document, in the order of its head words.

    ``text`` is the text of ``doc``, which spaCy would put together again each time it is asked.
    """
    for token in doc:
        pos = token.pos_
        if pos in {"VERB", "AUX"}:
            yield from _verb(token, text, words)
        elif pos == "NOUN":
            yield from _noun(token, words)
        elif pos == "ADJ":
            yield from _adjective(token, words)


@dataclass(frozen=True)
class _Verb:
    """A verb with the children that decide its frames."""

    token: Token
    key: str
    children: tuple[Token, ...]
    source: Token | None
    text: str

    def child(self, *deps: str) -> Token | None:
        return next((child for child in self.children if child.dep_ in deps), None)

    def after(self, *deps: str) -> Token | None:
        return next((child for child in self.children if child.dep_ in deps and child.i > self.token.i), None)


def _verb(token: Token, text: str, words: Lexicon) -> Iterator[Frame]:
    if token.dep_ in {"aux", "auxpass"}:
        return
    children = tuple(token.children)
    particle = next((child for child in children if child.dep_ == "prt"), None)
    key = lemma(token) if particle is None else f"{lemma(token)} {lemma(particle)}"
    verb = _Verb(token, key, children, subject(token, words), text)
    yield from _governed(verb)
    yield from _prepositional(verb)
    yield from _passive(verb)


def _governed(verb: _Verb) -> Iterator[Frame]:
    """Give the frame of a verb's own clause, infinitive or object, else of the clause it is put into."""
    token, key, source = verb.token, verb.key, verb.source
    clause, infinitive, thing = _clause(verb), verb.after("xcomp"), verb.after("dobj", "oprd")
    if clause is not None and clause.i > token.i and thing is not None and not _finite(clause):
        yield Frame("object", key, token, extent(min(thing, clause, key=_place), clause), source)
    elif clause is not None and (clause.i > token.i or infinitive is None or infinitive.left_edge.i > token.i + 1):
        kind = "clause" if _finite(clause) or clause.i < token.i else "small"
        yield Frame(kind, key, token, _said(verb, clause), source)
    elif (told := _told(thing)) is not None:
        yield Frame("told", key, token, extent(told, told), source)
    elif infinitive is not None and infinitive.tag_ == "VBG":
        yield Frame("object", key, token, extent(infinitive, infinitive), source)
    elif infinitive is not None:
        first = thing if thing is not None and thing.i < infinitive.i else infinitive
        yield Frame("infinitive", key, token, extent(first, infinitive), source)
    elif thing is not None:
        yield Frame("object", key, token, extent(thing, _last(thing, verb.children)), source)
    elif token.dep_ in {"parataxis", "advcl", "ccomp", "conj"} and token.head.pos_ in {"VERB", "AUX"}:
        markers = [word(c) for c in verb.children if c.dep_ in {"mark", "advmod"} and c.i < token.i]
        kind = "aside" if token.dep_ == "parataxis" else "as" if "as" in markers[:1] else "host"
        yield Frame(kind, key, token, without(token.head, token), source)


def _clause(verb: _Verb) -> Token | None:
    """Find the clause that is what is said; one cut off by a semicolon is another sentence, whatever the parser thinks."""
    token = verb.token
    for child in verb.children:
        if child.dep_ == "ccomp" and child.pos_ != "PUNCT":
            apart = child.i < token.i and any(c.text == ";" for c in verb.children if child.i < c.i < token.i)
            if not apart:
                return child
    return None


def _said(verb: _Verb, clause: Token) -> tuple[Piece, ...]:
    """Give the content of a clause, without the one spoken to whom the parser glued to it ("told Smith Japan was ready")."""
    content = extent(clause, clause)
    first = next((c for c in clause.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if first is None or first.pos_ != "PROPN" or first.i != verb.token.i + 2 or first.left_edge.i != verb.token.i + 1:
        return content
    text, name, other = verb.text, first.left_edge.text, first.text
    glued = text.count(f"{name} {other}") == 1 and text.count(name) > 1 and text.count(other) > 1
    return ((int(first.idx), content[-1][1]),) if glued else content


def _told(thing: Token | None) -> Token | None:
    """Find the clause that the parser hung on the one spoken to ("informed the president he was impressed")."""
    if thing is None:
        return None
    for child in thing.children:
        if child.dep_ in {"relcl", "acl"} and child.pos_ in {"VERB", "AUX"}:
            named = any(c.dep_ in {"nsubj", "nsubjpass"} and word(c) not in _RELATIVES for c in child.children)
            missing = word(child.left_edge) not in _RELATIVES
            if named and missing:
                return child
    return None


def _prepositional(verb: _Verb) -> Iterator[Frame]:
    if any(child.dep_ == "ccomp" for child in verb.children):
        return
    kind = "about" if verb.after("dobj", "oprd") is None else "object about"
    for prep in verb.children:
        if prep.dep_ != "prep" or prep.i < verb.token.i or _set_off(prep):
            continue
        governed = next((child for child in prep.children if child.i > prep.i and child.pos_ != "PUNCT"), None)
        if governed is not None:
            yield Frame(kind, f"{verb.key} {word(prep)}", verb.token, extent(governed, governed), verb.source)


def _set_off(prep: Token) -> bool:
    """Whether a preposition is not its verb's own: after a comma, or part of a longer one ("together with")."""
    return bool(prep.left_edge.i != prep.i or prep.nbor(-1).text == ",")


def _passive(verb: _Verb) -> Iterator[Frame]:
    done = verb.child("nsubjpass", "csubjpass")
    agent = next((c for a in verb.children if a.dep_ == "agent" for c in a.children if c.dep_ == "pobj"), None)
    if done is None or agent is None:
        return
    last = verb.after("xcomp")
    rest = extent(last, last) if last is not None else ()
    yield Frame("passive", verb.key, verb.token, (*extent(done, done), *rest), agent)


def _last(thing: Token, children: tuple[Token, ...]) -> Token:
    last = thing
    for child in children:
        if child.i > thing.i and child.dep_ == "punct" and child.text in {",", ";", "–", "—"}:
            break
        if child.i > thing.i and child.dep_ in _EXTRAS:
            last = child
    return last


def _noun(noun: Token, words: Lexicon) -> Iterator[Frame]:
    source = owner(noun, words)
    for child in noun.children:
        if child.i < noun.i:
            continue
        if child.dep_ in {"acl", "relcl"} and child.pos_ in {"VERB", "AUX"}:
            opener = child.left_edge
            if word(opener) == "that" and opener.dep_ == "mark":
                yield Frame("noun clause", lemma(noun), noun, extent(child, child), source)
            elif any(c.tag_ == "TO" for c in child.children):
                yield Frame("noun infinitive", lemma(noun), noun, extent(child, child), source)
        elif child.dep_ == "ccomp":
            yield Frame("noun clause", lemma(noun), noun, extent(child, child), source)
        elif child.dep_ == "prep":
            governed = next((c for c in child.children if c.dep_ in {"pobj", "pcomp"}), None)
            if governed is not None and word(child) not in {"by", "from"}:
                yield Frame("noun about", f"{lemma(noun)} {word(child)}", noun, extent(governed, governed), source)


def _adjective(adjective: Token, words: Lexicon) -> Iterator[Frame]:
    verb = adjective.head
    if adjective.dep_ not in {"acomp", "oprd", "attr", "conj", "ROOT"}:
        return
    source = subject(verb, words) if verb.i != adjective.i else None
    for child in adjective.children:
        if child.i < adjective.i:
            continue
        if child.dep_ in _CLAUSES:
            kind = "adjective clause" if child.dep_ == "ccomp" else "adjective infinitive"
            yield Frame(kind, lemma(adjective), adjective, extent(child, child), source)
        elif child.dep_ == "prep":
            governed = next((c for c in child.children if c.dep_ in {"pobj", "pcomp"}), None)
            if governed is not None:
                yield Frame(
                    "adjective about",
                    f"{lemma(adjective)} {word(child)}",
                    adjective,
                    extent(governed, governed),
                    source,
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
    return token.dep_ == "mark" and word(token) == "that"


def without(host: Token, aside: Token) -> tuple[Piece, ...]:
    """Give the phrase of ``host`` in the pieces left when the phrase of ``aside`` is taken out."""
    left, right = host.left_edge, host.right_edge
    cut, resume = aside.left_edge, aside.right_edge
    pieces: list[Piece] = []
    if left.i < cut.i:
        pieces.append((left.idx, cut.idx))
    if resume.i < right.i:
        pieces.append((resume.idx + len(resume.text), right.idx + len(right.text)))
    if host.lang_ == "en":
        return tuple(pieces)
    return tuple(piece for start, end in pieces if (piece := _solid(host.doc, start, end)) is not None)


def _solid(doc: Doc, start: int, end: int) -> Piece | None:
    """Take spaces and stops off both ends of some characters; nothing is left of a full stop alone."""
    words = doc.char_span(start, end, alignment_mode="contract")
    solid = [token for token in words or () if not (token.is_punct or token.is_space)]
    return (int(solid[0].idx), int(solid[-1].idx + len(solid[-1].text))) if solid else None
