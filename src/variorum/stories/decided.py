"""What the user has settled: articles that are one story whatever the figures say, and articles that stand apart."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from variorum.model import ArticleId
from variorum.stories.sparse import spread

Score = Callable[[int, int], float]
Ids = frozenset[ArticleId]


class Bound(NamedTuple):
    """What is settled of the articles at hand, by their numbers in the order of time.

    ``units`` are articles that are one story; ``apart`` pairs of sides, of which no article is in one story with one of the other.
    """

    units: tuple[tuple[int, ...], ...] = ()
    apart: tuple[tuple[frozenset[int], frozenset[int]], ...] = ()

    @property
    def named(self) -> frozenset[int]:
        """Every article of which something is settled."""
        return frozenset(at for unit in (*self.units, *(side for sides in self.apart for side in sides)) for at in unit)

    def places(self, members: Sequence[int]) -> tuple[tuple[int, ...], ...]:
        """Give the units among the articles of a story, by their places in it."""
        if not self.units:
            return ()
        place = {at: number for number, at in enumerate(members)}
        return tuple(tuple(place[at] for at in unit) for unit in self.units if unit[0] in place)


@dataclass(frozen=True)
class Decided:
    """The user's settled pairs, by article.

    ``together``: articles that are one story, with all that the figures put to any of them. ``apart``: articles that stand apart from
    others; each further article of their story goes to the side that it is likelier to belong to. Two articles that are said to be both stand apart. The order is of no
    effect, nor is an article that is not there.
    """

    together: frozenset[Ids] = frozenset()
    apart: tuple[tuple[Ids, Ids], ...] = ()

    @property
    def named(self) -> Ids:
        """Every article of which something is said."""
        return frozenset(
            one for held in (*self.together, *(side for sides in self.apart for side in sides)) for one in held
        )

    def bound(self, numbers: Mapping[ArticleId, int]) -> Bound:
        """Say the same of the articles that are there, by their numbers in the order of time."""
        units = (tuple(sorted(numbers[one] for one in unit)) for unit in self.units(numbers))
        sides = (
            tuple(frozenset(numbers[one] for one in side if one in numbers) for side in pair) for pair in self.pairs()
        )
        return Bound(tuple(sorted(units)), tuple((one, other) for one, other in sides if one and other))

    def write(self) -> str:
        """Write all of it, as JSON."""
        together = sorted(sorted(held) for held in self.together)
        return json.dumps([together, [[sorted(one), sorted(other)] for one, other in self.pairs()]])

    @classmethod
    def read(cls, written: str) -> Decided:
        """Read what was written."""
        together, apart = json.loads(written)
        pairs = tuple((frozenset(one), frozenset(other)) for one, other in apart)
        return cls(frozenset(map(frozenset, together)), pairs)

    def units(self, there: Collection[ArticleId]) -> tuple[tuple[ArticleId, ...], ...]:
        """Give the articles that are one story, as far as they are there and none of them stand apart."""
        pairs = self.pairs()
        home: dict[ArticleId, set[ArticleId]] = {}
        for held in sorted(sorted(one for one in each if one in there) for each in self.together):
            for one in held:
                for other in held:
                    mine, theirs = home.setdefault(one, {one}), home.setdefault(other, {other})
                    if mine is not theirs and not _parted(mine, theirs, pairs):
                        mine |= theirs
                        home.update(dict.fromkeys(theirs, mine))
        return tuple(sorted({tuple(sorted(unit)) for unit in home.values() if len(unit) > 1}))

    def pairs(self) -> list[tuple[Ids, Ids]]:
        """Give the sides that stand apart, in one order; who is on both sides of a pair is on none."""
        sides = ((one - other, other - one) for one, other in self.apart)
        ordered = {tuple(sorted((tuple(sorted(one)), tuple(sorted(other))))) for one, other in sides if one and other}
        return [(frozenset(one), frozenset(other)) for one, other in sorted(ordered)]


NOTHING = Decided()


def _parted(mine: set[ArticleId], theirs: set[ArticleId], pairs: Sequence[tuple[Ids, Ids]]) -> bool:
    return any((mine & one and theirs & other) or (mine & other and theirs & one) for one, other in pairs)


def part(group: tuple[int, ...], bound: Bound, score: Score) -> list[tuple[int, ...]]:
    """Part a group where the user said so: whoever is on no side goes with the side of the higher mean probability."""
    parts = [group]
    for pair in bound.apart:
        parts = [piece for held in parts for piece in _in_two(held, pair, bound.units, score)]
    return sorted(parts)


def _in_two(
    group: tuple[int, ...], pair: tuple[frozenset[int], frozenset[int]], units: Sequence[tuple[int, ...]], score: Score
) -> list[tuple[int, ...]]:
    there = frozenset(group)
    seeds = sorted((sorted(side & there) for side in pair), key=lambda side: side[:1])
    if not all(seeds):
        return [group]
    unit_of = {at: unit for unit in units for at in unit}
    sides: tuple[list[int], list[int]] = ([], [])
    for piece in {unit_of.get(at, (at,)) for at in group}:
        means = [
            2.0 if not seen.isdisjoint(piece) else _mean(piece, side, score)
            for seen, side in zip(map(frozenset, seeds), seeds, strict=True)
        ]
        sides[means[1] > means[0]].extend(at for at in piece if at in there)
    return [tuple(sorted(side)) for side in sides]


def _mean(piece: Sequence[int], side: Sequence[int], score: Score) -> float:
    found = [score(one, other) for one in spread(piece) for other in spread(side)]
    return sum(found) / len(found)
