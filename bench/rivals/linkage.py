"""Average linkage over a whole matrix of likenesses, for the rivals: the merges once, cut at any threshold.

Chains of nearest neighbours (Benzécri 1982; Müllner 2011): quadratic in articles, as every method that holds the matrix.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Likeness: TypeAlias = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Merge:
    """Two groups, each called by one of its members, and the mean likeness over their pairs."""

    one: int
    other: int
    likeness: float


def merges(likeness: Likeness) -> list[Merge]:
    """Merge the two groups that are most alike until one is left (n x n, symmetric; the diagonal does not count)."""
    held = likeness.astype(np.float64)
    np.fill_diagonal(held, -np.inf)
    sizes = np.ones(len(held))
    left = set(range(len(held)))
    found: list[Merge] = []
    chain: list[int] = []
    while len(left) > 1:
        if not chain:
            chain.append(min(left))
        last = chain[-1]
        nearest = int(np.argmax(held[last]))
        # Of equals the one we came from, so that a chain ends.
        if len(chain) > 1 and held[last, chain[-2]] >= held[last, nearest]:
            nearest = chain[-2]
        if len(chain) < 2 or nearest != chain[-2]:
            chain.append(nearest)
            continue
        chain = chain[:-2]
        found.append(Merge(last, nearest, float(held[last, nearest])))
        _join(held, sizes, last, nearest)
        left.discard(nearest)
    return found


def _join(held: npt.NDArray[np.float64], sizes: npt.NDArray[np.float64], one: int, other: int) -> None:
    mixed = (sizes[one] * held[one] + sizes[other] * held[other]) / (sizes[one] + sizes[other])
    held[one], held[:, one] = mixed, mixed
    held[one, one] = -np.inf
    held[other], held[:, other] = -np.inf, -np.inf
    sizes[one] += sizes[other]


def cut(found: Sequence[Merge], count: int, threshold: float) -> list[str]:
    """Give each of ``count`` items the name of its group when only merges of at least this likeness are made."""
    parent = list(range(count))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for merge in found:
        if merge.likeness >= threshold:
            parent[root(merge.other)] = root(merge.one)
    return [str(root(at)) for at in range(count)]
