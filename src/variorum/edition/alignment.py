"""Where the words of an old text stand in a new one."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from variorum.languages import sentences

_TOKEN = re.compile(r"\w+|[^\w\s]")
SMALL = 10_000
"""Old times new items: a stretch in which nothing occurs once only is aligned exactly up to this size, else left open."""


@dataclass(frozen=True)
class Token:
    """A word or a sign with its place in the text."""

    word: str
    start: int
    end: int


@dataclass(frozen=True)
class Alignment:
    """For each token of the old text the number of the token of the new one that it became, or -1."""

    tokens: tuple[Token, ...]
    place: tuple[int, ...]

    def keeps(self, start: int, end: int) -> bool:
        """Say whether the words in ``start:end`` of the old text still stand together in the new text, white space aside."""
        first = bisect_right(self.tokens, start, key=lambda token: token.end)
        last = bisect_left(self.tokens, end, key=lambda token: token.start)
        places = self.place[first:last]
        return bool(places) and places[0] >= 0 and all(b == a + 1 for a, b in pairwise(places))


def align(old: str, new: str) -> Alignment:
    """Align two texts by sentences, then word by word where sentences changed; a sentence that moved is found again."""
    before, after = _tokens(old), _tokens(new)
    old_units, new_units = _units(old, before), _units(new, after)
    old_words = [tuple(token.word for token in before[first:last]) for first, last in old_units]
    new_words = [tuple(token.word for token in after[first:last]) for first, last in new_units]
    place = [-1] * len(before)
    kept = matched(old_words, new_words)
    for (first, last), other in zip(old_units, kept, strict=True):
        if other >= 0:
            place[first:last] = range(*new_units[other])
    for (first, last), (start, end) in _changed(old_units, new_units, kept):
        words = matched([token.word for token in before[first:last]], [token.word for token in after[start:end]])
        place[first:last] = [start + word if word >= 0 else -1 for word in words]
    _find_moved(old_units, old_words, new_units, new_words, place)
    return Alignment(before, tuple(place))


def matched(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[int]:
    """Give for each old item the number of the new item it is kept as, in order, or -1.

    Patience diff (Bram Cohen): what occurs exactly once on both sides holds the rest in place, stretch by stretch, so that the
    time stays near linear; a short stretch without such an item goes to ``difflib`` (Ratcliff and Obershelp 1988).
    """
    kept = [-1] * len(old)
    waiting = [(0, len(old), 0, len(new))]
    while waiting:
        i, j, k, m = waiting.pop()
        while i < j and k < m and old[i] == new[k]:
            kept[i] = k
            i, k = i + 1, k + 1
        while i < j and k < m and old[j - 1] == new[m - 1]:
            j, m = j - 1, m - 1
            kept[j] = m
        anchors = _anchors(old, new, (i, j), (k, m))
        if anchors:
            for one, other in anchors:
                kept[one] = other
            edges = [(i - 1, k - 1), *anchors, (j, m)]
            waiting += [(a + 1, b, c + 1, d) for (a, c), (b, d) in pairwise(edges) if a + 1 < b and c + 1 < d]
        elif (j - i) * (m - k) <= SMALL:
            for one, other, size in SequenceMatcher(None, old[i:j], new[k:m], autojunk=False).get_matching_blocks():
                kept[i + one : i + one + size] = range(k + other, k + other + size)
    return kept


def _anchors(
    old: Sequence[Hashable], new: Sequence[Hashable], a: tuple[int, int], b: tuple[int, int]
) -> list[tuple[int, int]]:
    """Give the longest run of items, in the order of both sides, that occur exactly once on each."""
    counts, its_counts = Counter(old[slice(*a)]), Counter(new[slice(*b)])
    where = {item: number for number, item in enumerate(new[slice(*b)], b[0]) if its_counts[item] == 1}
    pairs = [
        (number, where[item]) for number, item in enumerate(old[slice(*a)], a[0]) if counts[item] == 1 and item in where
    ]
    ends: list[int] = []  # for each length the smallest last place of a run so long, as in patience sorting
    last: list[int] = []
    before: list[int] = []
    for number, (_, other) in enumerate(pairs):
        length = bisect_left(ends, other)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [other]
        last[length : length + 1] = [number]
    run: list[tuple[int, int]] = []
    at = last[-1] if last else -1
    while at >= 0:
        run.append(pairs[at])
        at = before[at]
    return run[::-1]


def _changed(
    old_units: list[tuple[int, int]], new_units: list[tuple[int, int]], kept: list[int]
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Give the stretches of tokens between the sentences that were kept."""
    edges = [
        (-1, -1),
        *((one, other) for one, other in enumerate(kept) if other >= 0),
        (len(old_units), len(new_units)),
    ]
    for (a, c), (b, d) in pairwise(edges):
        if a + 1 < b and c + 1 < d:
            yield (old_units[a + 1][0], old_units[b - 1][1]), (new_units[c + 1][0], new_units[d - 1][1])


def _tokens(text: str) -> tuple[Token, ...]:
    return tuple(Token(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(text))


def _units(text: str, tokens: tuple[Token, ...]) -> list[tuple[int, int]]:
    """Cut the tokens into sentences: (first, beyond the last), every token in exactly one."""
    ends = [bisect_left(tokens, end, key=lambda token: token.start) for _, end in sentences(text)]
    ends = sorted({*ends, len(tokens)} - {0})
    return list(zip([0, *ends], ends, strict=False))


def _find_moved(
    old_units: list[tuple[int, int]],
    old_words: list[tuple[str, ...]],
    new_units: list[tuple[int, int]],
    new_words: list[tuple[str, ...]],
    place: list[int],
) -> None:
    """Give a sentence that stands whole elsewhere its new place."""
    first_place = {words: start for words, (start, _) in reversed(list(zip(new_words, new_units, strict=True)))}
    for words, (first, last) in zip(old_words, old_units, strict=True):
        start = first_place.get(words)
        if start is not None:
            whole = all(b == a + 1 for a, b in pairwise(place[first:last]))
            if not (whole and place[first] >= 0):
                place[first:last] = range(start, start + last - first)
