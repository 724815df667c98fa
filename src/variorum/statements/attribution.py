"""Who says what in the grammar: frames whose head word reports, and phrases of attribution ("according to …")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from variorum.languages import table
from variorum.statements.frames import Frame, Piece, extent, frames, lemma, subject, without
from variorum.statements.sources import source_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True)
class Attribution:
    """One source, one cue and the content they govern, as character offsets; ``via`` is who passed it on.

    ``speech`` tells saying from thinking, wanting and doing; ``confidence`` is 0..1.
    """

    content: tuple[Piece, ...]
    cue: Piece
    source: Piece | None
    kind: str
    speech: bool
    confidence: float
    via: Piece | None = None

    @property
    def start(self) -> int:
        """Where the content begins."""
        return self.content[0][0]

    @property
    def end(self) -> int:
        """Where the content ends."""
        return self.content[-1][1]


@dataclass(frozen=True)
class Lexicon:
    """The word lists of one language, as sets."""

    tables: dict[str, frozenset[str]]

    def has(self, name: str, word: str) -> bool:
        """Say whether a table holds a word."""
        return word in self.tables.get(name, frozenset())


@cache
def lexicon(language: str) -> Lexicon:
    """Read a language's ``quotes`` table; every list becomes a set called ``section.list``."""
    found: dict[str, frozenset[str]] = {}
    for section, lists in table(language, "quotes").items():
        for name, words in lists.items():
            found[f"{section}.{name}"] = frozenset(_items(words))
    return Lexicon(found)


def _items(words: Any) -> Iterable[str]:
    if isinstance(words, list):
        return [" ".join(str(word).split()) for word in words]
    text = " ".join(str(words).split())
    return [word.strip() for word in text.split(",")] if "," in text else text.split()


def attributions(doc: Doc, words: Lexicon) -> list[Attribution]:
    """Find every attribution that the grammar shows, ordered by where its content begins."""
    names = frozenset(token.text for token in doc if token.pos_ == "PROPN")
    found = [made for frame in frames(doc) if (made := _reported(frame, words, names)) is not None]
    found.extend(_lost(doc, words, names, {known.cue[0] for known in found}))
    found.extend(_according(doc, words))
    return sorted(_cut_apart(found, doc), key=lambda a: (a.start, -a.end, a.cue))


def _cut_apart(found: list[Attribution], doc: Doc) -> list[Attribution]:
    """End a content where the same source's next saying begins ("stressed A and announced B" is not one content)."""
    ordered = sorted(found, key=lambda a: a.cue)
    parted = []
    for one in ordered:
        stop = one.end
        for other in ordered:
            if other.cue[0] >= stop:
                break
            if other.cue[0] > one.start and other.source == one.source and one.source is not None:
                cut = _coordinated(doc.text, one.start, other.cue[0])
                stop = cut if cut is not None else stop
        parted.append(one if stop == one.end else replace(one, content=_until(one.content, stop)))
    return parted


_JOINT = re.compile(r"(?:\s*,)?(?:\s+(?:and|but|while|then|also|later|further|in turn))*\s*(?:\w+ly\s+)?$")


def _coordinated(text: str, start: int, cue: int) -> int | None:
    """Where a content ends before a cue that a comma or "and" joins on; None if the cue is part of the content."""
    match = _JOINT.search(text, max(start, cue - 40), cue)
    if match is None or match.start() <= start or not match.group().strip():
        return None
    return match.start()


def _until(content: tuple[Piece, ...], stop: int) -> tuple[Piece, ...]:
    return tuple((start, min(end, stop)) for start, end in content if start < stop)


# Which word lists make a frame a report, and how far that can be trusted (precision on PolNeAR's training part).
_TABLES: dict[str, tuple[tuple[str, float], ...]] = {
    "clause": (("speech.verbs", 0.9), ("speech.phrases", 0.9), ("clause.verbs", 0.6), ("clause.phrases", 0.7)),
    "small": (("speech.verbs", 0.6), ("object.verbs", 0.5)),
    "aside": (("speech.verbs", 0.9), ("clause.verbs", 0.6)),
    "as": (("speech.verbs", 0.8), ("speech.phrases", 0.8), ("clause.verbs", 0.5)),
    "infinitive": (("infinitive.verbs", 0.6), ("infinitive.phrases", 0.5)),
    "object": (("object.verbs", 0.5), ("object.phrases", 0.6)),
    "told": (("speech.addressed", 0.8),),
    "about": (("about.verbs", 0.5), ("about.with_object", 0.5)),
    "object about": (("about.with_object", 0.5), ("about.verbs", 0.4)),
    "noun clause": (("noun.clause", 0.6),),
    "noun infinitive": (("noun.infinitive", 0.5),),
    "noun about": (("noun.about", 0.5),),
    "adjective clause": (("adjective.clause", 0.5),),
    "adjective infinitive": (("adjective.infinitive", 0.4),),
    "adjective about": (("adjective.about", 0.5),),
    "passive": (("object.verbs", 0.5), ("speech.verbs", 0.6)),
}


def _reported(frame: Frame, words: Lexicon, names: frozenset[str]) -> Attribution | None:
    trust = next((level for name, level in _TABLES.get(frame.kind, ()) if words.has(name, frame.key)), 0.0)
    if not trust or _denied(frame.cue) or _quotes_somebody(frame):
        return None
    source = frame.source
    if source is None and frame.cue.tag_ in _FORMS and frame.kind in {"clause", "object", "about", "object about"}:
        source = _beside(frame.cue, names)
    if source is None:
        return None
    content = frame.content
    if not content or _says_nothing(frame):
        content = _after_that(frame.cue)
    if not content or (content == frame.content and _bare(frame)):
        return None
    if words.has("speech.verbs", lemma(frame.cue)) and frame.kind in {
        "clause",
        "object",
        "told",
        "infinitive",
        "small",
    }:
        source = speaker(frame.cue, words) or source
    source, via = _passed_on(frame.cue, source)
    if not _can_speak(source, frame.kind, words):
        return None
    speech = words.has("speech.verbs", lemma(frame.cue)) or words.has("speech.phrases", frame.key)
    passer = source_words(via) if via is not None else None
    return Attribution(content, _cue(frame), source_words(source), frame.kind, speech, trust, passer)


def _lost(doc: Doc, words: Lexicon, names: frozenset[str], known: set[int]) -> Iterator[Attribution]:
    """Sayings that the parser lost: SOURCE CUE … that …, or SOURCE CUE and the rest of the clause."""
    for token in doc:
        if token.tag_ not in _FORMS or token.idx in known or _denied(token):
            continue
        word = lemma(token)
        speech, thing = words.has("speech.verbs", word), words.has("object.verbs", word)
        if not speech and not thing:
            continue
        source = _beside(token, names) if token.dep_ in _LOST_AS else None
        content = _after_that(token) if speech and (source is not None or token.dep_ not in _LOST_AS) else ()
        if content and source is None:
            source = subject(token)
            addressed = words.has("speech.addressed", word)
            if any(child.dep_ == "dobj" and child.i > token.i and not addressed for child in token.children):
                continue
        if not content and thing and source is not None:
            content = _rest_of_clause(token)
        if source is None or source.i > token.i or not content:
            continue
        if source.text not in names and not _can_speak(source, "lost", words):
            continue
        if not any(token.idx < other < content[0][0] for other in known):
            cue = (int(token.idx), int(token.idx + len(token.text)))
            yield Attribution(content, cue, source_words(source), "lost", speech=speech, confidence=0.5)


_FORMS = frozenset({"VBD", "VBN", "VBZ", "VBP"})
_LOST_AS = frozenset({"amod", "ROOT", "compound", "nmod"})
_BREAKS = frozenset({",", ";", ":", "(", ")", "–", "—"})


def _beside(cue: Token, names: frozenset[str]) -> Token | None:
    """The noun phrase just before a finite cue that has no subject: a name read as a verb, or as an apposition."""
    if any(child.dep_ in {"nsubj", "nsubjpass", "auxpass", "aux", "mark"} for child in cue.children):
        return None
    segment: list[Token] = []
    for token in reversed(cue.doc[max(cue.sent.start, cue.i - 12) : cue.i]):
        if token.text in _BREAKS or token.pos_ in {"CCONJ", "SCONJ", "AUX"}:
            break
        segment.append(token)
    while segment and segment[0].pos_ == "ADV":
        segment.pop(0)
    inside = {token.i for token in segment}
    if not segment:
        return None
    roots = [token for token in segment if token.head.i not in inside or token.head.i == token.i]
    if len(segment) == 1 and segment[0].text in names:
        return segment[0]
    return next((token for token in roots if token.pos_ in {"NOUN", "PROPN", "PRON"}), None)


def _rest_of_clause(cue: Token) -> tuple[Piece, ...]:
    end = cue.i + 1
    for token in cue.doc[cue.i + 1 : cue.sent.end]:
        following = cue.doc[token.i + 1] if token.i + 1 < len(cue.doc) else token
        if token.text in _BREAKS or (token.pos_ == "CCONJ" and following.tag_ in {"VBD", "VBZ", "VBP"}):
            break
        end = token.i + 1
    return _words(cue.doc, cue.i + 1, end)


def speaker(cue: Token, words: Lexicon) -> Token | None:
    """Find who speaks by a cue: its subject or, where that cannot speak, the speaker of the saying it is joined to.

    The parser likes to join "emphasized that the plan is good and stated …" at "is": then the plan would state.
    """
    found = subject(cue)
    if found is None or cue.dep_ != "conj":
        return found
    if any(child.dep_ in {"nsubj", "nsubjpass"} for child in cue.children):
        return found
    for above in cue.ancestors:
        if above.pos_ == "VERB" and words.has("speech.verbs", lemma(above)):
            higher = subject(above)
            weak = found.ent_type_ in _PLACES or found.pos_ == "NOUN" or _unlike(cue)
            if higher is not None and weak and higher.ent_type_ not in _PLACES:
                return higher
    return found


_PLACES = frozenset({"GPE", "LOC", "NORP"})


def _unlike(cue: Token) -> bool:
    """Whether a cue is joined to a verb of another form ("had touched … but implied"), which no writer joins."""
    head = cue.head
    return cue.tag_ == "VBD" and any(child.dep_ == "aux" for child in head.children)


def _quotes_somebody(frame: Frame) -> bool:
    """Whether the frame is only the outer half of "quoted X as saying …"."""
    return lemma(frame.cue) in {"quote", "cite", "report"} and any(
        prep.lower_ == "as" and any(child.dep_ == "pcomp" for child in prep.children) for prep in frame.cue.children
    )


def _bare(frame: Frame) -> bool:
    """Whether the thing talked about is a bare pronoun ("they want me"), which tells a reader nothing."""
    if "object" not in frame.kind and "about" not in frame.kind:
        return False
    start, end = frame.content[0][0], frame.content[-1][1]
    return frame.cue.doc.text[start:end].lower() in _PRONOUNS


_PRONOUNS = frozenset(
    "it this that these those them him her me us you what which who whom so one himself herself itself".split()
)


def _says_nothing(frame: Frame) -> bool:
    """Whether the content is a bare pronoun: the parser lost the clause behind "that", or there is none."""
    start, end = frame.content[0][0], frame.content[-1][1]
    doc = frame.cue.doc
    return end - start <= 5 and doc.text[start:end].lower() in {"that", "this", "it", "so", "them", "him", "her"}


def _after_that(cue: Token) -> tuple[Piece, ...]:
    """Everything in the sentence behind a "that" which follows the cue, when the parse gives no better."""
    end = cue.sent.end
    for token in cue.doc[cue.i + 1 : min(end, cue.i + _THAT_REACH)]:
        if token.lower_ == "that" and token.i + 2 < end and token.tag_ in {"IN", "WDT", "DT"}:
            return _words(cue.doc, token.i + 1, end)
        if token.text in {";", ":"}:
            break
    return ()


_THAT_REACH = 16
_ANYTHING_SPEAKS = frozenset({"clause", "aside", "as", "according", "noun clause", "passive"})
_MUTE = frozenset(
    {"it", "this", "that", "these", "those", "there", "which", "what", "something", "anything", "nothing"}
)


def _can_speak(source: Token, kind: str, words: Lexicon) -> bool:
    """Whether a source can mean what the frame says: a name, a person or body; anything may "show that …"."""
    if kind in _ANYTHING_SPEAKS or source.pos_ in {"PROPN", "NUM"} or source.ent_type_ in _BODIES:
        return True
    if source.pos_ == "PRON" or source.dep_ == "poss":
        return source.lower_ not in _MUTE
    word = lemma(source)
    return words.has("people.nouns", word) or words.has("clause.things", word)


_BODIES = frozenset({"PERSON", "ORG", "GPE", "NORP"})


def _denied(cue: Token) -> bool:
    return any(child.dep_ == "neg" for child in cue.children)


def _cue(frame: Frame) -> Piece:
    """The cue as it stands: the word, with a particle or preposition that follows it directly."""
    cue = frame.cue
    last = cue
    for child in cue.children:
        if child.i == last.i + 1 and (
            child.dep_ == "prt" or (child.dep_ == "prep" and frame.key.endswith(f" {child.lower_}"))
        ):
            last = child
    return int(cue.idx), int(last.idx + len(last.text))


def _passed_on(cue: Token, source: Token) -> tuple[Token, Token | None]:
    """Untangle "Y quoted X as saying": X said it, Y passed it on."""
    prep = cue.head
    if cue.dep_ != "pcomp" or prep.lower_ != "as":
        return source, None
    verb = prep.head
    if lemma(verb) not in {"quote", "cite", "report"}:
        return source, None
    quoted = next((child for child in verb.children if child.dep_ in {"dobj", "nsubjpass"}), None)
    if quoted is None:
        return source, None
    agent = next((c for a in verb.children if a.dep_ == "agent" for c in a.children if c.dep_ == "pobj"), None)
    passer = agent or subject(verb)
    return quoted, None if passer is None or passer.i == quoted.i else passer


def _according(doc: Doc, words: Lexicon) -> Iterator[Attribution]:
    firm = words.tables.get("according.phrases", frozenset())
    loose = words.tables.get("according.loose", frozenset())
    for phrase_set, strict in ((firm, False), (loose, True)):
        for phrase in sorted(phrase_set):
            opening = phrase.split()
            for token in doc:
                if token.lower_ != opening[0] or not _follows(doc, token.i, opening):
                    continue
                made = _phrase(doc, token.i, len(opening), words, strict=strict)
                if made is not None:
                    yield made


def _follows(doc: Doc, at: int, opening: list[str]) -> bool:
    return at + len(opening) < len(doc) and all(doc[at + n].lower_ == word for n, word in enumerate(opening))


def _phrase(doc: Doc, at: int, length: int, words: Lexicon, *, strict: bool) -> Attribution | None:
    first, last = doc[at], doc[at + length - 1]
    source = next(
        (
            child
            for child in last.children
            if child.dep_ in {"pobj", "dobj"} and child.i > last.i and child.pos_ != "ADJ"
        ),
        None,
    )
    if source is None:
        source = _next_noun(doc, last.i + 1, words)
    if source is None or source.sent.start != first.sent.start:
        return None
    if strict and not _speaks(source, words):
        return None
    top = first
    while top.head.i != top.i and top.head.i >= at and top.head.i < at + length:
        top = top.head
    host = _clause_of(top, source)
    if host is None or (strict and words.has("speech.verbs", lemma(host)) and host.dep_ == "ROOT"):
        return None
    content = _rest(doc, host, at, source)
    cue = (int(first.idx), int(last.idx + len(last.text)))
    return (
        Attribution(content, cue, source_words(source), "according", speech=True, confidence=0.9) if content else None
    )


def _next_noun(doc: Doc, at: int, words: Lexicon) -> Token | None:
    """The noun that a phrase of attribution leads to, when the parser hangs something else on its preposition."""
    for token in doc[at : at + 12]:
        if words.has("according.people", token.lower_):
            return token
        if token.pos_ in {"NOUN", "PROPN", "PRON"} and token.dep_ != "npadvmod":
            while token.dep_ in {"compound", "poss", "nmod"} and token.head.i > token.i:
                token = token.head
            return token
        if token.is_punct and token.text in ",;:.":
            return None
    return None


def _speaks(source: Token, words: Lexicon) -> bool:
    word = lemma(source)
    return words.has("according.people", word) or words.has("clause.things", word) or source.ent_type_ == "PERSON"


def _clause_of(top: Token, source: Token) -> Token | None:
    host = top.head
    while host.pos_ not in {"VERB", "AUX"} and host.head.i != host.i:
        host = host.head
    if host.pos_ not in {"VERB", "AUX"} or host.i == source.i:
        root = top.sent.root
        return root if root.i != top.i else None
    while (
        host.dep_ in {"xcomp", "ccomp", "advcl", "pcomp", "acl"}
        and host.head.pos_ in {"VERB", "AUX"}
        and host.head.i < top.i
    ):
        host = host.head
    return host


def _rest(doc: Doc, host: Token, at: int, source: Token) -> tuple[Piece, ...]:
    """The clause without the phrase of attribution: what stands before it or, when it opens the sentence, after it."""
    sentence = doc[at].sent
    if all(
        token.is_punct or token.is_space or token.pos_ in {"ADV", "CCONJ", "SCONJ"}
        for token in doc[sentence.start : at]
    ):
        after = source.right_edge.i + 1
        comma = next(
            (
                token.i
                for token in doc[source.i : min(sentence.end, source.i + 40)]
                if token.text == "," and token.head.i <= host.i and token.i >= source.right_edge.i
            ),
            None,
        )
        begin = comma + 1 if comma is not None and comma < host.i else after
        return _words(doc, begin, sentence.end)
    begin = host.left_edge.i if host.left_edge.i < at else sentence.start
    return _words(doc, begin, at)


def _words(doc: Doc, begin: int, end: int) -> tuple[Piece, ...]:
    while begin < end and (doc[begin].is_space or doc[begin].text in {",", ";", ":", "-", "–", "—", "that"}):
        begin += 1
    while end > begin and (doc[end - 1].is_space or doc[end - 1].text in {",", ";", ":", "-", "–", "—", "."}):
        end -= 1
    if begin >= end:
        return ()
    last = doc[end - 1]
    return ((int(doc[begin].idx), int(last.idx + len(last.text))),)


__all__ = ["Attribution", "Lexicon", "attributions", "extent", "lexicon", "without"]
