"""How alike two statements are: shared concepts weighed by their rarity in the story, and how much of each they cover."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from variorum.collation.facts import Fact

Weigh = Callable[[str], float]

# A concept that more than this share of the statements carry finds no partners on its own.
_COMMON = 0.15
_FEW = 25
# So many partners are looked at for each fact.
_PARTNERS = 60
_RESPELT = 0.8
# From this weight on a concept counts as standing near the fact.
_NEARBY = 0.5
_SHORTEST_STEM = 5


@dataclass(frozen=True)
class Likeness:
    """Shared weight as a share of both (``dice``) and of the smaller (``covers``), and the shared concepts, rarest first."""

    dice: float
    covers: float
    shared: tuple[str, ...]
    weight: float

    @property
    def both(self) -> float:
        """The mean of the two shares, 0..1."""
        return (self.dice + self.covers) / 2


def likeness(one: Fact, other: Fact, weigh: Weigh) -> Likeness:
    """Compare two facts by their weighted concepts; symmetric, 1 for identical facts."""
    total_one = sum(weigh(key) * weight for key, weight in one.weights.items())
    total_other = sum(weigh(key) * weight for key, weight in other.weights.items())
    mine, theirs = _shared(one, other, weigh), _shared(other, one, weigh)
    if not mine or not total_one or not total_other:
        return Likeness(0.0, 0.0, (), 0.0)
    common = (sum(mine.values()) + sum(theirs.values())) / 2
    fewer = min(mine, theirs, key=lambda shared: (len(shared), sorted(shared)))
    rarest = tuple(sorted(fewer, key=lambda key: (-fewer[key], key)))
    return Likeness(
        min(1.0, 2 * common / (total_one + total_other)), min(1.0, common / min(total_one, total_other)), rarest, common
    )


def _shared(one: Fact, other: Fact, weigh: Weigh) -> dict[str, float]:
    """The concepts of one fact that the other has too, with the weight that both give them."""
    shared: dict[str, float] = {}
    for key, weight in one.weights.items():
        partner, sure = _partner(key, other)
        if partner is not None:
            shared[key] = sure * min(weigh(key), weigh(partner)) * min(weight, other.weights[partner])
    return shared


def covered(measure: Fact, other: Fact, weigh: Weigh) -> float:
    """The share (0..1) of one fact's ``core`` that stands anywhere in or near the other fact."""
    total = sum(weigh(key) * weight for key, weight in measure.core.items())
    found = 0.0
    for key, weight in measure.core.items():
        partner, sure = _partner(key, other)
        if partner is not None:
            found += weigh(key) * weight * sure * min(1.0, other.weights[partner] / _NEARBY)
    return found / total if total else 0.0


def _partner(key: str, other: Fact) -> tuple[str | None, float]:
    """The same concept in the other fact, or one that is the same word inflected or respelt (defence, defense)."""
    if key in other.weights:
        return key, 1.0
    for candidate in other.stems.get(key[:4], ()) if len(key) > _SHORTEST_STEM - 1 else ():
        if common_prefix(key, candidate) >= max(_SHORTEST_STEM, 0.6 * max(len(key), len(candidate))):
            return candidate, _RESPELT
    return None, 0.0


def common_prefix(one: str, other: str) -> int:
    """Count the characters that two words begin with alike."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def candidates(found: Sequence[Fact]) -> list[tuple[int, int]]:
    """Pairs of positions in ``found`` worth comparing: they share a concept that is not everywhere.

    Each fact brings its best partners by what they share, weighed by rarity, so pairs grow with the facts and not with
    their square.
    """
    postings: dict[str, dict[int, None]] = defaultdict(dict)
    for position, fact in enumerate(found):
        for key in fact.weights:
            postings[_entry(key)][position] = None
    limit = max(_FEW, int(_COMMON * len(found)))
    held = {key: np.array(list(places)) for key, places in postings.items() if 1 < len(places) <= limit}
    pairs: set[tuple[int, int]] = set()
    for position, fact in enumerate(found):
        shared = np.zeros(len(found))
        for key in sorted({_entry(key) for key in fact.weights}):
            if key in held:
                shared[held[key]] += math.log(1 + len(found) / len(held[key]))
        shared[position] = 0.0
        best = np.argsort(-shared, kind="stable")[:_PARTNERS]
        pairs.update((min(position, int(o)), max(position, int(o))) for o in best if shared[o] > 0)
    return sorted(pairs)


def _entry(key: str) -> str:
    """Under what a concept is looked up: entities whole, words by their first letters, however they are inflected."""
    return key if key.startswith("@") else key[:6]
