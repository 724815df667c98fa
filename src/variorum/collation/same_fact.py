"""The probability that two claims state one fact: boosted trees over ``sameness.measures``, and which pairs to ask them of.

Method: gradient boosting (Friedman 2001) with monotone constraints, trained by ``train/same_fact.py`` on pairs of claims of one
event labelled by reading, and on claims whose verbs ECB+ (Cybulska and Vossen 2014) puts in one chain.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from variorum import forest
from variorum.collation.facts import Fact
from variorum.collation.sameness import NAMES, Ground, likely, measures

Pair = tuple[int, int]
# Partners that each fact is compared with, best first: pairs grow with the facts and not with their square.
_PARTNERS = 16
# A concept that more than this share of the facts have finds no partners on its own.
_COMMON, _FEW = 0.15, 25
_SURE = 0.3
_AT_ONCE = 5000


def partners(facts: Sequence[Fact], ground: Ground) -> list[Pair]:
    """Give the pairs of positions worth comparing: for each fact its likeliest partners in other tellings.

    Likeness here is the shared weight of concepts and of those of near sense, over the length of both.
    """
    index = _Index(facts, ground)
    found: set[Pair] = set()
    for position in range(len(facts)):
        found.update((min(position, other), max(position, other)) for other in index.nearest(position))
    return sorted(found)


def probabilities(facts: Sequence[Fact], pairs: Sequence[Pair], ground: Ground) -> dict[Pair, float]:
    """Give for each pair of positions the probability (0..1) that both facts are one."""
    found: dict[Pair, float] = {}
    for start in range(0, len(pairs), _AT_ONCE):
        part = pairs[start : start + _AT_ONCE]
        rows = {
            (one, other): measures(facts[one], facts[other], ground)
            for one, other in part
            if likely(facts[one], facts[other], ground)
        }
        found.update(dict.fromkeys(part, 0.0))
        found.update(zip(rows, probability_of(list(rows.values())), strict=True))
    return found


def probability_of(rows: Sequence[tuple[float, ...]]) -> list[float]:
    """Give the probability (0..1) for each row of ``sameness.measures``."""
    trees = forest.load("variorum.collation", "same_fact")
    columns = [NAMES.index(name) for name in trees.names]
    measured = np.array(rows, dtype=np.float32).reshape(len(rows), len(NAMES))
    return [float(one) for one in trees.probability(measured[:, columns])]


class _Index:
    """Which facts have a concept, and with what weight."""

    def __init__(self, facts: Sequence[Fact], ground: Ground) -> None:
        self._facts, self._ground = facts, ground
        telling = {article: number for number, article in enumerate(dict.fromkeys(fact.article for fact in facts))}
        self._telling = np.array([telling[fact.article] for fact in facts])
        holders: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for position, fact in enumerate(facts):
            for key, weight in fact.weights.items():
                holders[key].append((position, weight * ground.weigh(key)))
        limit = max(_FEW, int(_COMMON * len(facts)))
        self._holders: dict[str, tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]] = {
            key: (np.array([place for place, _ in held]), np.array([worth for _, worth in held]))
            for key, held in holders.items()
            if len(held) <= limit
        }
        self._length = np.array([1.0 + sum(ground.weigh(k) * w for k, w in fact.weights.items()) for fact in facts])

    def nearest(self, position: int) -> list[int]:
        """Give the best partners of one fact, best first, ties by position."""
        shared = np.zeros(len(self._facts))
        for key, weight in self._facts[position].weights.items():
            worth = weight * self._ground.weigh(key)
            near = {other: sure for other, sure in self._ground.lexicon.partners(key).items() if sure >= _SURE}
            for other, sure in {**near, key: 1.0}.items():
                if other in self._holders:
                    places, worths = self._holders[other]
                    shared[places] += sure * np.minimum(worth, worths)
        shared[self._telling == self._telling[position]] = 0.0
        scores = shared / np.sqrt(self._length)
        best = np.argsort(-scores, kind="stable")[:_PARTNERS]
        return [int(other) for other in best if scores[other] > 0]
