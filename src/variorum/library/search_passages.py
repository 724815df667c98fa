"""The words of an article that are shown for a hit, and which of them match."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from variorum.languages import sentences
from variorum.store.search_words import WORD, is_unspaced, plain

_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
_READ = 100_000  # characters of a text that are looked through
_SHOWN = 320  # characters that are shown of a sentence

# The same words come again and again.
_plain = lru_cache(maxsize=50_000)(plain)

Bounds = tuple[int, int]
Marked = Sequence[tuple[tuple[frozenset[str], ...], bool]]
"""For each word or phrase that is looked for: the forms of each of its words, and whether longer words count."""


@dataclass(frozen=True)
class Passage:
    """A stretch of a text, and the stretches within that match, all in characters of the text."""

    start: int
    end: int
    marks: tuple[Bounds, ...]


def within(text: str, start: int, end: int, wanted: Marked) -> Passage:
    """Give a stretch of a text with what matches in it."""
    marks = sorted({(start + at, start + to) for found in _matches(text[start:end], wanted) for at, to in found})
    return Passage(start, end, _joined(marks))


def best(text: str, language: str | None, wanted: Marked) -> Passage:
    """Give the sentence of a text with most of what is looked for, of equals the first; without any, the first sentence."""
    text = text[:_READ]
    found = _matches(text, wanted)
    pieces = _sentences_around(text, language, found)
    if not pieces:
        return Passage(0, 0, ())
    most, chosen = -1, pieces[0]
    for piece, here in zip(pieces, _within(pieces, found), strict=True):
        if here > most:
            most, chosen = here, piece
    marks = sorted({mark for each in found for mark in each if chosen[0] <= mark[0] and mark[1] <= chosen[1]})
    start, end = _cut(text, *chosen, marks)
    return Passage(start, end, _joined([mark for mark in marks if start <= mark[0] and mark[1] <= end]))


def _sentences_around(text: str, language: str | None, found: Sequence[Sequence[Bounds]]) -> list[Bounds]:
    """Give the first sentence of a text, and the sentences of all lines in which something matches; no sentence goes over lines."""
    starts = sorted({start for marks in found for start, _ in marks})
    pieces: list[Bounds] = []
    for line in _LINE.finditer(text):
        here = bisect_left(starts, line.start()) < bisect_left(starts, line.end())
        if here or not pieces:
            cut = sentences(line.group(), language)
            pieces += [(line.start() + start, line.start() + end) for start, end in cut]
    return pieces


def _within(pieces: Sequence[Bounds], found: Sequence[Sequence[Bounds]]) -> list[int]:
    """Count for each piece how many of the words and phrases it has."""
    counts = [0] * len(pieces)
    for marks in found:
        at, last = 0, -1
        for start, end in marks:
            while at < len(pieces) and pieces[at][1] < end:
                at += 1
            if at < len(pieces) and pieces[at][0] <= start and at != last:
                counts[at] += 1
                last = at
    return counts


def _cut(text: str, start: int, end: int, marks: Sequence[Bounds]) -> Bounds:
    """Give at most so much of a sentence as is shown, around what matches, cut at spaces where there are any."""
    if end - start <= _SHOWN:
        return start, end
    begin = max(start, marks[0][0] - _SHOWN // 4) if marks else start
    begin = max(start, min(begin, end - _SHOWN))
    if begin > start:
        space = text.find(" ", begin, begin + _SHOWN // 8)
        begin = space + 1 if space >= 0 else begin
    stop = min(end, begin + _SHOWN)
    if stop < end:
        space = text.rfind(" ", begin + _SHOWN // 2, stop)
        stop = space if space > 0 else stop
    return begin, stop


def _joined(marks: Sequence[Bounds]) -> tuple[Bounds, ...]:
    joined: list[Bounds] = []
    for start, end in marks:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _matches(text: str, wanted: Marked) -> list[list[Bounds]]:
    """Give for each word or phrase where it stands, in order."""
    words = [(*match.span(), _plain(match.group())) for match in WORD.finditer(text)]
    small = {form for _, _, form in words}
    return [list(_places(text, words, small, parts, begins=begins)) for parts, begins in wanted]


def _places(
    text: str,
    words: Sequence[tuple[int, int, str]],
    small: set[str],
    parts: tuple[frozenset[str], ...],
    *,
    begins: bool,
) -> Iterator[Bounds]:
    first = next(iter(parts[0])) if parts and len(parts[0]) == 1 else ""
    if is_unspaced(first) and all(len(part) == 1 and is_unspaced(next(iter(part))) for part in parts):
        yield from _run(text, first + "".join(next(iter(part))[1:] for part in parts[1:]))
        return
    if not begins and any(part.isdisjoint(small) for part in parts):
        return
    if len(parts) == 1 and not begins:
        yield from ((start, end) for start, end, word in words if word in parts[0])
        return
    for at in range(len(words) - len(parts) + 1):
        if all(_is(words[at + step][2], part, begins and step == len(parts) - 1) for step, part in enumerate(parts)):
            yield words[at][0], words[at + len(parts) - 1][1]


def _is(word: str, forms: frozenset[str], begins: bool) -> bool:
    return word in forms or (begins and word.startswith(tuple(forms)))


def _run(text: str, run: str) -> Iterator[Bounds]:
    at = text.find(run)
    while at >= 0:
        yield at, at + len(run)
        at = text.find(run, at + len(run))
