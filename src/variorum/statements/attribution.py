"""Who says what in the grammar: frames whose head word reports, phrases of attribution, and what the parser lost."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from variorum.languages.grammar import word
from variorum.statements.according import according
from variorum.statements.frames import Frame, Piece, frames
from variorum.statements.lost_sayings import FORMS, after_that, beside, lost_saying
from variorum.statements.reporting_words import Lexicon
from variorum.statements.sources import source_words
from variorum.statements.speakers import can_speak, denied, passed_on, speaker
from variorum.statements.subjects import lemma

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True)
class Attribution:
    """One source, one cue and the content they govern, as character offsets; ``via`` is who passed it on.

    ``speech`` tells saying from thinking, wanting and doing; ``confidence`` is 0..1. One that only ``lends`` its
    source to marked words is nothing said without them.
    """

    content: tuple[Piece, ...]
    cue: Piece
    source: Piece
    kind: str
    speech: bool
    confidence: float
    via: Piece | None = None
    lends: bool = False

    @property
    def start(self) -> int:
        """Where the content begins."""
        return self.content[0][0]

    @property
    def end(self) -> int:
        """Where the content ends."""
        return self.content[-1][1]


def attributions(doc: Doc, text: str, words: Lexicon) -> list[Attribution]:
    """Find every attribution that the grammar shows, ordered by where its content begins."""
    names = frozenset(token.text for token in doc if token.pos_ == "PROPN")
    found = [made for frame in frames(doc, text, words) if (made := _reported(frame, text, words, names)) is not None]
    known = frozenset(one.cue[0] for one in found)
    found.extend(_lost(doc, words, names, known))
    for source, content, cue in according(doc, words):
        named = source_words(source)
        named = (max(named[0], cue[1] + 1), named[1]) if named[0] < cue[1] < named[1] - 1 else named
        found.append(Attribution(content, cue, named, "according", speech=True, confidence=0.9))
    parted = _passed_along(_cut_apart(found, text, words), text, words)
    return sorted(parted, key=lambda a: (a.start, -a.end, a.cue))


def _lost(doc: Doc, words: Lexicon, names: frozenset[str], known: frozenset[int]) -> Iterator[Attribution]:
    for token in doc:
        made = lost_saying(token, words, names, known)
        if made is not None:
            source, content, speech = made
            cue = (int(token.idx), int(token.idx + len(token.text)))
            yield Attribution(content, cue, source_words(source), "lost", speech=speech, confidence=0.5)


def _cut_apart(found: list[Attribution], text: str, words: Lexicon) -> list[Attribution]:
    """End a content where the same source's next saying begins ("stressed A and announced B" is not one content)."""
    ordered = sorted(found, key=lambda a: a.cue)
    places = [one.cue[0] for one in ordered]
    parted = []
    for one in ordered:
        stop = one.end
        for other in ordered[bisect_right(places, one.start) :]:
            if other.cue[0] >= stop:
                break
            if other.source == one.source:
                cut = _coordinated(text, one.start, other.cue[0], words)
                stop = cut if cut is not None else stop
        parted.append(one if stop == one.end else replace(one, content=_until(one.content, stop)))
    return parted


def _passed_along(found: list[Attribution], text: str, words: Lexicon) -> list[Attribution]:
    """Name who passed a saying on: "according to the agency" or "the agency reported that" around it."""
    ordered = sorted(found, key=lambda a: a.cue)
    places = [one.cue[0] for one in ordered]
    passed: dict[int, Piece] = {}
    for outer in sorted(found, key=lambda a: (a.start - a.end, a.cue)):
        if outer.kind != "according" and not _passes_on(text[slice(*outer.cue)], words):
            continue
        for number in range(bisect_right(places, outer.start - 1), bisect_right(places, outer.end)):
            inner = ordered[number]
            if inner.source != outer.source and inner.via is None and inner.speech and inner.end <= outer.end:
                passed[number] = outer.source
    return [replace(one, via=passed[number]) if number in passed else one for number, one in enumerate(ordered)]


def _passes_on(cue: str, words: Lexicon) -> bool:
    return words.has("according.passing", cue.lower())


@cache
def _joint(words: Lexicon) -> re.Pattern[str]:
    """Give what stands between two sayings of one source: a comma, and words such as "and" and "later"."""
    joining = "|".join(re.escape(phrase) for phrase in sorted(words.tables.get("joints.words", frozenset())))
    manner = "|".join(sorted(words.tables.get("joints.manner", frozenset())))
    return re.compile(rf"(?:\s*,)?(?:\s+(?:{joining}))*\s*(?:\w+(?:{manner})\s+)?$")


def _coordinated(text: str, start: int, cue: int, words: Lexicon) -> int | None:
    """Where a content ends before a cue that a comma or "and" joins on; None if the cue is part of the content."""
    match = _joint(words).search(text, max(start, cue - 40), cue)
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


_ATTITUDE = 0.4  # "agreed to", "hopes to": on PolNeAR as often an attribution as not, and a commitment as well
_SPOKEN = frozenset({"clause", "object", "told", "infinitive", "small"})


def _reported(frame: Frame, text: str, words: Lexicon, names: frozenset[str]) -> Attribution | None:
    trust = next((level for name, level in _TABLES.get(frame.kind, ()) if words.has(name, frame.key)), 0.0)
    if not trust or denied(frame.cue) or _quotes_somebody(frame, words):
        return None
    source = frame.source
    if source is None and frame.cue.tag_ in FORMS and frame.kind in {"clause", "object", "about", "object about"}:
        source = beside(frame.cue, names)
    if source is None:
        return None
    content = frame.content
    if not content or _says_nothing(frame, text, words):
        content = after_that(frame.cue)
    if not content or (content == frame.content and _bare(frame, text, words)):
        return None
    if words.has("speech.verbs", lemma(frame.cue)) and frame.kind in _SPOKEN:
        source = speaker(frame.cue, words) or source
    source, via = passed_on(frame.cue, source, words)
    if not can_speak(source, frame.kind, words) or not _can_mean(frame, source, words):
        return None
    speech = words.has("speech.verbs", lemma(frame.cue)) or words.has("speech.phrases", frame.key)
    passer = source_words(via) if via is not None else None
    if frame.kind == "infinitive" and words.has("infinitive.attitudes", lemma(frame.cue)):
        trust = _ATTITUDE
    lends = _only_lends(frame, words)
    return Attribution(content, _cue(frame), source_words(source), frame.kind, speech, trust, passer, lends)


def _can_mean(frame: Frame, source: Token, words: Lexicon) -> bool:
    """Tell a report from evidence: a survey shows that something is so and says it; a mood or "this" only shows it."""
    cue = lemma(frame.cue)
    if not words.has("clause.evidence", cue):
        return True
    if words.has("clause.things", lemma(source)):
        return True
    if words.has("clause.deeds", cue) and frame.kind in {"clause", "small", "object"}:
        return False
    return can_speak(source, "evidence", words)


def _only_lends(frame: Frame, words: Lexicon) -> bool:
    """Whether nobody speaks here: a plan or wish to do something, what may be discussed, what one is known for.

    Such a frame says whose the marked words in it are; without any it is a commitment or a claim, not speech.
    """
    cue, head = frame.cue, frame.cue.head
    if frame.kind == "infinitive" and words.has("infinitive.wills", lemma(cue)):
        return True
    if cue.dep_ == "xcomp" and frame.kind != "clause" and words.has("infinitive.wills", lemma(head)):
        return True
    if cue.dep_ == "pcomp" and word(head) == "for":
        return True
    return frame.kind != "clause" and any(
        child.dep_ == "aux" and words.has("speech.possible", word(child)) for child in cue.children
    )


def _quotes_somebody(frame: Frame, words: Lexicon) -> bool:
    """Whether the frame is only the outer half of "quoted X as saying …"."""
    return words.has("speech.quoting", lemma(frame.cue)) and any(
        word(prep) == "as" and any(child.dep_ == "pcomp" for child in prep.children) for prep in frame.cue.children
    )


def _bare(frame: Frame, text: str, words: Lexicon) -> bool:
    """Whether the thing talked about is a bare pronoun ("they want me"), which tells a reader nothing."""
    if "object" not in frame.kind and "about" not in frame.kind:
        return False
    start, end = frame.content[0][0], frame.content[-1][1]
    return words.has("bare.objects", text[start:end].lower())


def _says_nothing(frame: Frame, text: str, words: Lexicon) -> bool:
    """Whether the content is a bare pronoun: the parser lost the clause behind "that", or there is none."""
    start, end = frame.content[0][0], frame.content[-1][1]
    return words.has("bare.clauses", text[start:end].lower())


def _cue(frame: Frame) -> Piece:
    """Give the cue as it stands: the word, with a particle or preposition that follows it directly."""
    cue = frame.cue
    last = cue
    for child in cue.children:
        if child.i == last.i + 1 and (
            child.dep_ == "prt" or (child.dep_ == "prep" and frame.key.endswith(f" {word(child)}"))
        ):
            last = child
    return int(cue.idx), int(last.idx + len(last.text))
