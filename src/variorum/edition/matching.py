"""Finding for each thing on one side the same thing on the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Hashable, Sequence
from typing import TypeVar

T = TypeVar("T")
Pairing = tuple[list[tuple[T, T]], list[T], list[T]]
"""What belongs together, what is left on the first side, and what is left on the second."""

MOST = 1_000_000
"""Comparisons; where two sides would need more, what is not the same is new or gone."""


def same(
    old: Sequence[T], new: Sequence[T], key: Callable[[T], Hashable], its_key: Callable[[T], Hashable]
) -> Pairing[T]:
    """Pair what has the same key, the first with the first."""
    waiting: dict[Hashable, list[int]] = {}
    for number in reversed(range(len(old))):
        waiting.setdefault(key(old[number]), []).append(number)
    pairs: list[tuple[T, T]] = []
    added: list[T] = []
    for other in new:
        places = waiting.get(its_key(other))
        if places:
            pairs.append((old[places.pop()], other))
        else:
            added.append(other)
    left = sorted(number for places in waiting.values() for number in places)
    return pairs, [old[number] for number in left], added


def closest(old: Sequence[T], new: Sequence[T], likeness: Callable[[T, T], float], least: float) -> Pairing[T]:
    """Pair the most alike first, each once, above the least likeness."""
    if len(old) * len(new) > MOST:
        return [], list(old), list(new)
    scored = ((likeness(one, other), i, j) for i, one in enumerate(old) for j, other in enumerate(new))
    ranked = sorted(
        ((score, i, j) for score, i, j in scored if score > least), key=lambda one: (-one[0], one[1], one[2])
    )
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in ranked:
        if i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    pairs = [(old[i], new[j]) for i, j in sorted(partner.items())]
    gone = [one for i, one in enumerate(old) if i not in partner]
    return pairs, gone, [other for j, other in enumerate(new) if j not in taken]


def jaccard(a: Collection[Hashable], b: Collection[Hashable]) -> float:
    """Give the share of common members in 0..1 (Jaccard 1901); two empty collections have none."""
    first, second = set(a), set(b)
    return len(first & second) / len(first | second) if first or second else 0.0


def words(text: str) -> list[str]:
    """Cut a text into its words, without regard to case."""
    return re.findall(r"\w+", text.casefold())
