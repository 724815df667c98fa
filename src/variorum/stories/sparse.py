"""Average linkage where most pairs were never scored: groups merge while the mean over their pairs reaches a mark.

The pairs between two groups that no one has scored are taken to be like those that were, until it is the groups' turn to
merge. Then some of them are scored: all if no group has more than ``_SAMPLE`` articles, so that small stories are grouped as
if every pair had been scored; else those between ``_SAMPLE`` articles of each, whose mean stands for the rest. So a story of thousands of tellings, each compared with only its nearest, holds together, and a single
link between two large stories does not join them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush
from itertools import product

import numpy as np
import numpy.typing as npt

_SAMPLE = 4

Pair = tuple[int, int]
Ask = Callable[[int, Sequence[int]], Sequence[float] | npt.NDArray[np.float64]]


def average_groups(links: Mapping[Pair, float], mark: float, ask: Ask) -> list[tuple[int, ...]]:
    """Group the articles that links join: always the two groups of the highest mean, while it reaches the mark.

    Articles are numbers in the order of time, and a link is ``(lower, higher)`` to a probability; ``ask`` gives the
    probabilities of an article with some others. Of equal means, that of the groups with the lowest members comes first.
    Groups and their members come sorted. Takes n log² n time for so many links.
    """
    linkage = _Linkage(links, mark, ask)
    linkage.run()
    return sorted(tuple(sorted(group)) for group in linkage.groups.values())


class _Linkage:
    """The groups so far; between two linked groups, how many pairs are accounted for and the sum of their probabilities."""

    def __init__(self, links: Mapping[Pair, float], mark: float, ask: Ask) -> None:
        self.mark, self.ask = mark, ask
        self.scored = dict(links)
        self.groups: dict[int, list[int]] = {at: [at] for pair in sorted(links) for at in pair}
        self.least = {at: at for at in self.groups}
        self.beside: dict[int, dict[int, tuple[int, float]]] = {at: {} for at in self.groups}
        for (one, other), score in links.items():
            self.beside[one][other] = self.beside[other][one] = (1, score)
        self.heap = [(-score, one, other) for (one, other), score in links.items() if score >= mark]
        heapify(self.heap)
        self.home = {at: at for at in self.groups}  # the group of each lowest member that a group has had

    def run(self) -> None:
        """Merge until no two groups reach the mark.

        A mean to a merged group is never above the better of the means to its halves: a mean on the heap that is out of date
        is too high, and is put right when its turn comes.
        """
        while self.heap:
            entry = heappop(self.heap)
            one, other = self._group_of(entry[1]), self._group_of(entry[2])
            if one == other:
                continue
            count, total = self.beside[one][other]
            if entry != self._entry(one, other, total / count):
                self._wait(one, other)
            elif count < len(self.groups[one]) * len(self.groups[other]):
                self._complete(one, other)
                self._wait(one, other)
            else:
                self._merge(one, other)

    def _group_of(self, at: int) -> int:
        while self.home[at] != at:
            self.home[at] = at = self.home[self.home[at]]
        return at

    def _entry(self, one: int, other: int, mean: float) -> tuple[float, int, int]:
        low, high = self.least[one], self.least[other]
        return (-mean, low, high) if low < high else (-mean, high, low)

    def _wait(self, one: int, other: int) -> None:
        count, total = self.beside[one][other]
        if total / count >= self.mark:
            heappush(self.heap, self._entry(one, other, total / count))

    def _complete(self, one: int, other: int) -> None:
        """Account for the pairs between two groups that were not scored."""
        left, right = self.groups[one], self.groups[other]
        count, total = self.beside[one][other]
        one_by_one, at_once = sorted((spread(left), spread(right)), key=len)  # few questions with many pairs each
        pairs = [(min(pair), max(pair)) for pair in product(one_by_one, at_once)]
        fresh = [pair for pair in pairs if pair not in self.scored]
        for each in one_by_one:
            asked = [far for far in at_once if (min(each, far), max(each, far)) not in self.scored]
            found = self.ask(each, asked) if asked else ()
            self.scored.update(
                {(min(each, far), max(each, far)): float(score) for far, score in zip(asked, found, strict=True)}
            )
        drawn = sorted(fresh or pairs)
        every = len(left) * len(right)
        total += (every - count) * sum(self.scored[pair] for pair in drawn) / len(drawn)
        self.beside[one][other] = self.beside[other][one] = (every, total)

    def _merge(self, one: int, other: int) -> None:
        sizes = [len(self.beside[at]) + len(self.groups[at]) for at in (one, other)]
        keep, drop = (one, other) if sizes[0] >= sizes[1] else (other, one)
        self.groups[keep].extend(self.groups.pop(drop))
        self.least[keep] = min(self.least[keep], self.least.pop(drop))
        self.home[drop] = keep
        near, gone = self.beside[keep], self.beside.pop(drop)
        del near[drop], gone[keep]
        for far, (count, total) in gone.items():
            del self.beside[far][drop]
            before = near.get(far, (0, 0.0))
            near[far] = self.beside[far][keep] = (before[0] + count, before[1] + total)


def spread(members: Iterable[int]) -> Sequence[int]:
    """Give some members spread over a group; all of a small one. They hang on nothing but who is in the group."""
    group = sorted(members)
    if len(group) <= _SAMPLE:
        return group
    return [group[at * (len(group) - 1) // (_SAMPLE - 1)] for at in range(_SAMPLE)]
