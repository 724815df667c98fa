"""Sentences too light to answer to each other anywhere, which do so where they stand: between others that answer."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from variorum.lineage.matching import Match, Matcher

_FIRM = 12.0  # nats of a match whose neighbours are looked at
_NEAR, _LEEWAY = 3, 2  # sentences from a firm match at most, and how far from the place that its answer lets expect
# What such a pair must weigh (nats), and the part of both sentences it must make up.
_LEAST, _PART = 3.0, 0.3
_MOST = 2000  # pairs of sentences that are tried in one pair of tellings

Pair = tuple[int, int]


def between(matcher: Matcher, one: int, other: int, kept: Sequence[Match]) -> list[Match]:
    """Match the sentences left over beside firm matches of two tellings (by number, the lower first).

    Only for tellings that are one text for the most part: of two that are not, neighbours say nothing.
    """
    found = [
        match
        for row, column in _expected(matcher, one, other, kept)
        if (match := matcher.match(one, other, row, column, _LEAST)) and min(match.of_one, match.of_other) >= _PART
    ]
    rows: set[int] = set()
    columns: set[int] = set()
    free = []
    for match in sorted(found, key=lambda match: (-match.weight, match.one, match.other)):
        if match.one not in rows and match.other not in columns:
            rows.add(match.one)
            columns.add(match.other)
            free.append(match)
    return free


def _expected(matcher: Matcher, one: int, other: int, kept: Sequence[Match]) -> Iterator[Pair]:
    """Give the pairs of sentences without a match that stand where their neighbours let expect it."""
    firm = dict(sorted((match.one, match.other) for match in kept if match.weight >= _FIRM))
    rows, taken = sorted(firm), {match.one for match in kept}
    free = [at for at in range(len(matcher.tellings[other].sentences)) if at not in {match.other for match in kept}]
    tried = 0
    for row in range(len(matcher.tellings[one].sentences)):
        if row in taken:
            continue
        at = bisect_left(rows, row)
        near = [each for each in rows[max(0, at - 1) : at + 1] if abs(each - row) <= _NEAR]
        places = [firm[each] + row - each for each in near]
        if not places:
            continue
        columns = free[bisect_left(free, min(places) - _LEEWAY) : bisect_left(free, max(places) + _LEEWAY + 1)]
        for column in columns[: 4 * _LEEWAY + 2]:
            tried += 1
            if tried > _MOST:
                return
            yield row, column
