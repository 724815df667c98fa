"""What one sorted array of ids shares with each of many others, all at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]
Array = npt.NDArray[np.generic]


@dataclass(frozen=True)
class Shared:
    """The ids in common: for each, the other that shares it (``rows``) and its place here (``mine``).

    ``theirs`` is its place in all the others laid end to end.
    """

    size: int
    rows: Places
    mine: Places
    theirs: Places

    @property
    def count(self) -> Floats:
        """How many ids each of the others shares."""
        return np.bincount(self.rows, minlength=self.size).astype(np.float64)

    def sum(self, values: npt.NDArray[np.floating]) -> Floats:
        """Add up a value of every shared id, for each of the others."""
        return np.bincount(self.rows, values, self.size).astype(np.float64)

    def most(self, values: npt.NDArray[np.floating]) -> Floats:
        """Give the largest value of a shared id, for each of the others; 0 without one."""
        found = np.zeros(self.size)
        np.maximum.at(found, self.rows, values)
        return found


def shared(ids: Array, others: Sequence[Array]) -> Shared:
    """Find the ids in common with each of some others."""
    nothing = np.zeros(0, np.int64)
    if not len(ids):
        return Shared(len(others), nothing, nothing, nothing)
    flat = np.concatenate(others)
    at = np.searchsorted(ids, flat)
    held = np.flatnonzero(ids.take(at, mode="clip") == flat)
    if not len(held):
        return Shared(len(others), nothing, nothing, nothing)
    rows = np.searchsorted(np.cumsum([len(each) for each in others]), held, side="right")
    return Shared(len(others), rows, at[held], held)


@dataclass(frozen=True)
class Overlap:
    """A vector beside each of some others: their product, the weight that each shares, the ids in common."""

    product: Floats
    mine: Floats
    theirs: Floats
    count: Floats
    strongest: Floats

    @property
    def more(self) -> Floats:
        """The share of the weight of the one that has more of it in common."""
        return np.maximum(self.mine, self.theirs)

    @property
    def less(self) -> Floats:
        """The share of the weight of the one that has less of it in common."""
        return np.minimum(self.mine, self.theirs)


Vector = tuple[Array, npt.NDArray[np.float32]]


def overlap(one: Vector, others: Sequence[Vector]) -> Overlap:
    """Compare vectors of length one, as sorted ids with weights."""
    held = shared(one[0], [ids for ids, _ in others])
    left = one[1][held.mine].astype(np.float64)
    right = np.concatenate([weights for _, weights in others])[held.theirs].astype(np.float64)
    both = left * right
    return Overlap(held.sum(both), held.sum(left * left), held.sum(right * right), held.count, held.most(both))


def containment(one: Array, others: Sequence[Array]) -> tuple[Floats, Floats]:
    """Give the share of ids in common, of the one that has more of them in common and of the other."""
    count = shared(one, others).count
    mine = count / max(1, len(one))
    theirs = count / np.array([max(1, len(each)) for each in others])
    return np.maximum(mine, theirs), np.minimum(mine, theirs)


def found_in(one: Array, terms: Array, others: Sequence[Array], their_terms: Sequence[Array]) -> tuple[Floats, Floats]:
    """Give the shares of some chosen ids that stand among all terms of the other side, the larger and the smaller."""
    mine = shared(one, their_terms).count / max(1, len(one))
    theirs = shared(terms, others).count / np.array([max(1, len(each)) for each in others])
    return np.maximum(mine, theirs), np.minimum(mine, theirs)


def verdict(one: Array, others: Sequence[Array]) -> Floats:
    """1 if two sets have an id in common, -1 if both have some but none in common, else 0."""
    if not len(one):
        return np.zeros(len(others))
    both = np.array([bool(len(each)) for each in others])
    return np.where(shared(one, others).count > 0, 1.0, np.where(both, -1.0, 0.0))
