"""Pairs of the most alike, the same whichever of the two sides is called the first."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")
Scored = Iterable[tuple[float, int, int]]
"""A score, a number on the first side, a number on the second."""


def fairly_paired(scored: Scored) -> dict[int, int]:
    """Pair the most alike first, each once; of equal scores the earlier pair, so that the sides can be changed over."""
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(scored, key=lambda one: (-one[0], one[1] + one[2], abs(one[1] - one[2]), one[1])):
        if i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    return partner


def same_in_order(old: Sequence[Hashable], new: Sequence[Hashable]) -> dict[int, int]:
    """Pair what is equal, the first of its kind with the first, the second with the second."""
    waiting: dict[Hashable, list[int]] = {}
    for number in reversed(range(len(new))):
        waiting.setdefault(new[number], []).append(number)
    found = ((number, waiting.get(one)) for number, one in enumerate(old))
    return {number: places.pop() for number, places in found if places}


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """Give the share that two sets have in common, 0..1 (Dice 1945); two empty ones have nothing in common."""
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0


def left(things: Sequence[T], paired: Iterable[int]) -> list[T]:
    """Give what was not paired, in order."""
    numbers = set(paired)
    return [thing for number, thing in enumerate(things) if number not in numbers]
