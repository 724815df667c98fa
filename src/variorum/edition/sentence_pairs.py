"""The sentences of two versions of one telling side by side: the same, edited, dropped, added."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from variorum.edition.pairing import alike, fairly_paired, same_in_order
from variorum.languages import sentences
from variorum.languages.vectors import COVERED, encoder
from variorum.languages.words import says_little, words
from variorum.model import Reading, Span

_FORM = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[%$€£¥°]")
# Two sentences are one, edited, if they share so much of what they say in words; if not, so much in sense. The second was
# chosen on pairs of invented sentences: reworded ones had 0.55 and more, others of the same report 0.35 and less.
_WORDS, _SENSE = 0.5, 0.5
# What is found so far in one sentence of the other version is not gone, only said elsewhere.
_HELD = 0.6
# A word that so many sentences have brings no candidates; of more sentences than that the sense is not asked for.
_COMMON, _MOST = 60, 60


@dataclass(frozen=True)
class Sentence:
    """A sentence with its words as they are compared (``forms``) and the stems that say something (``stems``)."""

    number: int
    span: Span
    forms: tuple[str, ...]
    stems: frozenset[str]


@dataclass(frozen=True)
class Text:
    """One version, sentence by sentence."""

    reading: Reading
    sentences: tuple[Sentence, ...]
    changed: frozenset[int] = frozenset()
    _starts: list[int] = field(default_factory=list)

    def at(self, span: Span) -> int:
        """Give the number of the sentence in which a span begins, -1 before the first."""
        return bisect_right(self._starts, span.start) - 1

    def is_changed(self, span: Span) -> bool:
        """Say whether a span stands, with any part of it, in a sentence that the other version does not have."""
        last = bisect_left(self._starts, span.end) - 1
        return any(number in self.changed for number in range(self.at(span), last + 1))

    @cached_property
    def running(self) -> str:
        """The words of the whole text with one space before and behind each."""
        return f" {' '.join(form for one in self.sentences for form in one.forms)} "

    @cached_property
    def quoted(self) -> str:
        """The words of all direct quotes in order, as one: what breaks a quote up is left out."""
        pieces = [piece for one in self.reading.quotes if one.kind != "indirect" for piece in one.pieces or (one.span,)]
        return f" {' '.join(form for piece in sorted(pieces) for form in forms(piece.words))} "

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Every two words that stand side by side."""
        return frozenset(pair for one in self.sentences for pair in pairwise(one.forms))

    def says(self, those: Sequence[str]) -> bool:
        """Say whether the text has these words on end, in or out of quotation marks."""
        wanted = f" {' '.join(those)} "
        return wanted in self.running or wanted in self.quoted


@dataclass(frozen=True)
class Sides:
    """Two versions aligned. ``edited`` gives for the number of an old sentence that of the new one that it became."""

    before: Text
    after: Text
    edited: Mapping[int, int]
    dropped: tuple[Sentence, ...]
    added: tuple[Sentence, ...]
    reworded: int
    moved: int

    def aligned(self, old: Span, new: Span) -> bool:
        """Say whether a span of the old version stands in the sentence that became that of a span of the new one."""
        return self.edited.get(self.before.at(old), -1) == self.after.at(new)

    def swapped(self) -> Sides:
        """Give the same with the new version as the old."""
        back = {new: old for old, new in self.edited.items()}
        return Sides(self.after, self.before, back, self.added, self.dropped, self.reworded, self.moved)


def forms(text: str) -> tuple[str, ...]:
    """Cut a text into the words and signs that make a difference: case, white space and punctuation make none."""
    return tuple(_FORM.findall(text.casefold()))


def stems(text: str, language: str | None) -> frozenset[str]:
    """Give the stems of the words that say something."""
    return frozenset(word.stem for word in words(text, language) if not says_little(word.stem, language))


def aligned(before: Reading, after: Reading) -> Sides:
    """Set two versions side by side, sentence by sentence; a sentence that only moved is the same sentence."""
    old, new = _text(before), _text(after)
    equal = same_in_order([one.forms for one in old.sentences], [one.forms for one in new.sentences])
    gone = [one for one in old.sentences if one.number not in equal]
    kept = set(equal.values())
    come = [one for one in new.sentences if one.number not in kept]
    edited = _edited(gone, come, before.article.language)
    became = set(edited.values())
    dropped = tuple(_not_held([one for one in gone if one.number not in edited], new))
    added = tuple(_not_held([one for one in come if one.number not in became], old))
    return Sides(
        Text(before, old.sentences, frozenset(one.number for one in gone), _starts(old.sentences)),
        Text(after, new.sentences, frozenset(one.number for one in come), _starts(new.sentences)),
        edited,
        dropped,
        added,
        len(edited),
        _moved([equal[number] for number in sorted(equal)]),
    )


def _text(reading: Reading) -> Text:
    article = reading.article
    spans = reading.sentences or tuple(
        article.span(start, end) for start, end in sentences(article.text, article.language)
    )
    title = forms(article.title or "")
    cut = ((span, forms(span.words)) for span in spans)
    told = [(span, words) for span, words in cut if words and words != title]
    found = tuple(
        Sentence(at, span, words, stems(span.words, article.language)) for at, (span, words) in enumerate(told)
    )
    return Text(reading, found, frozenset(), _starts(found))


def _starts(found: Sequence[Sentence]) -> list[int]:
    return [one.span.start for one in found]


def _edited(gone: Sequence[Sentence], come: Sequence[Sentence], language: str | None) -> dict[int, int]:
    by_words = fairly_paired(_near(gone, come))
    rest = [one for number, one in enumerate(gone) if number not in by_words]
    taken = set(by_words.values())
    free = [one for number, one in enumerate(come) if number not in taken]
    found = {gone[i].number: come[j].number for i, j in by_words.items()}
    found.update(
        (rest[i].number, free[j].number) for i, j in fairly_paired(_of_one_sense(rest, free, language)).items()
    )
    return found


def _near(gone: Sequence[Sentence], come: Sequence[Sentence]) -> Iterator[tuple[float, int, int]]:
    """Score the sentences that have a word in common which few have."""
    uses = Counter(stem for one in (*gone, *come) for stem in one.stems)
    having: dict[str, list[int]] = {}
    for number, one in enumerate(come):
        for stem in one.stems:
            if uses[stem] <= _COMMON:
                having.setdefault(stem, []).append(number)
    for i, one in enumerate(gone):
        for j in sorted({j for stem in one.stems for j in having.get(stem, ())}):
            score = alike(one.stems, come[j].stems)
            if score >= _WORDS:
                yield score, i, j


def _of_one_sense(
    gone: Sequence[Sentence], come: Sequence[Sentence], language: str | None
) -> Iterator[tuple[float, int, int]]:
    if not gone or not come or max(len(gone), len(come)) > _MOST or (language or "en") not in COVERED:
        return
    vectors = encoder().encode([one.span.words for one in (*gone, *come)])
    likeness = vectors[: len(gone)] @ vectors[len(gone) :].T
    for i in range(len(gone)):
        for j in range(len(come)):
            score = round(float(likeness[i, j]), 4)  # so that the order of the two makes no difference
            if score >= _SENSE:
                yield score, i, j


def _not_held(those: Sequence[Sentence], other: Text) -> Iterator[Sentence]:
    """Leave out sentences that stand, more or less, within one of the other version: two were made one, or one was cut in two."""
    having: dict[str, list[int]] = {}
    for one in other.sentences:
        for stem in one.stems:
            having.setdefault(stem, []).append(one.number)
    for one in those:
        shared = Counter(number for stem in one.stems for number in having.get(stem, ()))
        if max(shared.values(), default=0) < _HELD * len(one.stems):
            yield one


def _moved(places: Sequence[int]) -> int:
    """Count what stands out of its old order: all but the longest run that kept it (Fredman 1975)."""
    ends: list[int] = []
    for place in places:
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
    return len(places) - len(ends)
