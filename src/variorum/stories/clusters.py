"""From likenesses to groups, so that no weak link chains two events together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from variorum.stories.likeness import SAME_EVENT, Heap, Scores

# Two groups, each of two articles or more, stay two events if both in their words and in their names they are clearly
# less alike than each is in itself. A group of near copies is no more one event than a group of independent tellings,
# so what it has in common counts only up to a limit; and groups that share most of their names are one event told on.
_APART = 0.75
_MOST_WORDS, _MOST_NAMES = 0.3, 0.4

# Two groups are one event if the mean probability over their pairs reaches this; a pair that was never scored counts so much.
TOGETHER = 0.5
UNLINKED = 0.02

Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Merge:
    """A group and, unless it is one article, the two groups it was made from, with the mean likeness between them."""

    members: tuple[int, ...]
    between: float = 1.0
    halves: tuple[Merge, Merge] | None = None
    total: float = 0.0  # sum of the likenesses of all its pairs

    @property
    def cohesion(self) -> float:
        """The mean likeness of its pairs."""
        count = len(self.members)
        return self.total / (count * (count - 1) / 2) if count > 1 else 0.0


def agglomerate_heap(heap: Heap) -> list[tuple[int, ...]]:
    """Group the articles of a heap by average linkage, then part the groups that hold two events.

    Two groups without one pair over the mark can never merge, so each connected part is settled by itself.
    """
    found: list[tuple[int, ...]] = []
    for part in _connected(len(heap.articles), heap.links()):
        if len(part) == 1:
            found.append((part[0],))
            continue
        trees = average_linkage(heap.scores(part), SAME_EVENT)
        names = heap.name_scores(part)
        found.extend(tuple(part[at] for at in group) for tree in trees for group in two_events(tree, names))
    return sorted(found)


def agglomerate(count: int, links: Mapping[tuple[int, int], float]) -> list[tuple[int, ...]]:
    """Group articles by average linkage over the probabilities of pairs; a pair that is missing counts ``UNLINKED``.

    Two groups merge while the mean over all their pairs reaches ``TOGETHER``. Articles are numbered from 0; groups come
    sorted, and so do their members. Two groups without one link over the mark never merge, so each connected part is
    settled by itself.
    """
    strong = [pair for pair, score in sorted(links.items()) if score >= TOGETHER]
    found: list[tuple[int, ...]] = []
    for part in _connected(count, strong):
        if len(part) == 1:
            found.append((part[0],))
            continue
        scores = np.full((len(part), len(part)), UNLINKED, np.float32)
        for row, one in enumerate(part):
            for column in range(row + 1, len(part)):
                score = links.get((one, part[column]))
                if score is not None:
                    scores[row, column] = scores[column, row] = score
        found.extend(tuple(part[at] for at in tree.members) for tree in average_linkage(scores, TOGETHER))
    return sorted(found)


def _connected(count: int, links: Iterable[tuple[int, int]]) -> list[list[int]]:
    parent = list(range(count))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for one, other in links:
        low, high = sorted((root(one), root(other)))
        parent[high] = low
    parts: dict[int, list[int]] = {}
    for at in range(len(parent)):
        parts.setdefault(root(at), []).append(at)
    return list(parts.values())


def average_linkage(scores: Scores, mark: float) -> list[Merge]:
    """Merge groups while the mean over their pairs reaches a mark, following chains of nearest neighbours.

    The mean likeness to a merged group is never above the better of its halves, so chains (Benzécri 1982; Müllner
    2011) find the same groups as always merging the best pair, in quadratic time. Ties go to the lower index.
    """
    alike = scores.astype(np.float64)
    np.fill_diagonal(alike, -1.0)
    groups = {at: Merge((at,)) for at in range(len(alike))}
    waiting = set(groups)
    chain: list[int] = []
    while waiting:
        if not chain:
            chain.append(min(waiting))
        top = chain[-1]
        best = int(alike[top].argmax())
        if len(chain) > 1 and alike[top, chain[-2]] >= alike[top, best]:
            best = chain[-2]
        if alike[top, best] < mark:
            # whatever the others become, none will be more like this one
            alike[top, :] = alike[:, top] = -1.0
            waiting.discard(chain.pop())
        elif len(chain) > 1 and best == chain[-2]:
            chain = chain[:-2]
            waiting.discard(_merge(alike, groups, min(top, best), max(top, best)))
        else:
            chain.append(best)
    return [groups[at] for at in sorted(groups)]


def _merge(alike: Matrix, groups: dict[int, Merge], keep: int, drop: int) -> int:
    one, other = groups[keep], groups.pop(drop)
    left, right = len(one.members), len(other.members)
    between = float(alike[keep, drop])
    total = one.total + other.total + between * left * right
    groups[keep] = Merge(tuple(sorted(one.members + other.members)), between, (one, other), total)
    mean = (alike[keep] * left + alike[drop] * right) / (left + right)
    mean[alike[keep] < 0] = -1.0
    alike[keep, :] = alike[:, keep] = mean
    alike[drop, :] = alike[:, drop] = -1.0
    return drop


def two_events(tree: Merge, names: Scores) -> list[tuple[int, ...]]:
    """Part a group, from the top down, wherever its halves hang together far better than they do with each other.

    ``names`` is the likeness of every two articles by their names alone.
    """
    groups: list[tuple[int, ...]] = []
    waiting = [tree]
    while waiting:
        merge = waiting.pop()
        if merge.halves and min(len(half.members) for half in merge.halves) > 1 and _apart(merge, merge.halves, names):
            waiting.extend(merge.halves)
        else:
            groups.append(merge.members)
    return sorted(groups)


def _apart(merge: Merge, halves: tuple[Merge, Merge], names: Scores) -> bool:
    if merge.between >= _APART * min(_MOST_WORDS, *(half.cohesion for half in halves)):
        return False
    one, other = halves
    between = float(names[np.ix_(one.members, other.members)].mean())
    return between < _APART * min(_MOST_NAMES, _mean_within(names, one), _mean_within(names, other))


def _mean_within(names: Scores, group: Merge) -> float:
    count = len(group.members)
    return float(names[np.ix_(group.members, group.members)].sum()) / (count * (count - 1))
