"""Two sentences side by side: the best stretch in which their words follow in the same order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from variorum.lineage.rarity import Rarity

# What a word passed over on one side takes away, and a pair of words that do not answer to each other (nats).
_GAP, _MISMATCH = 0.5, 0.8
_MOST_POINTS = 300  # pairs of equal words that are weighed: beyond that, words met again and again are dropped
_HAIR = 1e-6  # more than sums in another order can differ by

Pairs = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Stretch:
    """Pairs of word numbers that answer to each other, in order, and what they weigh together less the gaps (nats)."""

    score: float
    pairs: Pairs


def align(one: Sequence[str], other: Sequence[str], rarity: Rarity, least: float = 0.0) -> Stretch:
    """Align two word sequences locally, each common word counting what it tells; nothing if that cannot come to ``least``.

    This is Smith and Waterman's alignment (1981) with linear gaps, worked out over the pairs of equal words alone,
    which are few: sparse chaining in the manner of Eppstein et al. (1992).
    """
    points = _points(one, other, rarity)
    if _most(points) < least - _HAIR:
        return Stretch(0.0, ())
    scores: list[float] = []
    before: list[int] = []
    for at, (row, column, weight) in enumerate(points):
        best, origin = 0.0, -1
        for earlier in range(at - 1, -1, -1):
            score = scores[earlier]
            if score <= best:
                continue
            rows, columns = row - points[earlier][0] - 1, column - points[earlier][1] - 1
            if rows < 0 or columns < 0:
                continue
            score -= _MISMATCH * min(rows, columns) + _GAP * abs(rows - columns)
            if score > best:
                best, origin = score, earlier
        scores.append(best + weight)
        before.append(origin)
    if not scores:
        return Stretch(0.0, ())
    top = max(range(len(scores)), key=lambda at: (scores[at], -at))
    return Stretch(scores[top], _follow(points, before, top))


def _most(points: Sequence[tuple[int, int, float]]) -> float:
    """The most that points can come to: each word of the one side with its best answer, and no gaps."""
    best: dict[int, float] = {}
    for row, _, weight in points:
        if weight > best.get(row, 0.0):
            best[row] = weight
    return sum(best.values())


def _follow(points: Sequence[tuple[int, int, float]], before: Sequence[int], at: int) -> Pairs:
    pairs: list[tuple[int, int]] = []
    while at >= 0:
        pairs.append(points[at][:2])
        at = before[at]
    return tuple(reversed(pairs))


def _points(one: Sequence[str], other: Sequence[str], rarity: Rarity) -> list[tuple[int, int, float]]:
    """Find the pairs of words that can answer to each other, by row, then column."""
    if not one or not other:
        return []
    places: dict[str, list[int]] = {}
    for column, word in enumerate(other):
        places.setdefault(word, []).append(column)
    held, answering = frozenset(places), rarity.answering
    found: list[tuple[int, int, float]] = []
    for row, word in enumerate(one):
        if answering[word].isdisjoint(held):
            continue
        answers = _answers(word, places, rarity)
        found.extend((row, column, weight) for column, weight in sorted(answers))
    if len(found) > _MOST_POINTS:
        found = [point for point in found if len(places.get(one[point[0]], ())) == 1]
    return found[:_MOST_POINTS]


def _answers(word: str, places: Mapping[str, Sequence[int]], rarity: Rarity) -> list[tuple[int, float]]:
    answers = [(column, rarity[word]) for column in places.get(word, ())]
    for synonym in rarity.synonyms_of(word):
        if synonym in places:
            weight = rarity.shared(word, synonym)
            answers.extend((column, weight) for column in places[synonym])
    return answers
