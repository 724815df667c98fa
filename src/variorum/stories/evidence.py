"""How probable it is that two articles tell of one event: pure in their two profiles."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from variorum.stories.profiles import Ids, Profile, Weights

_MIDDLE, _STEEP = 0.14, 30.0


def probability(one: Profile, others: Sequence[Profile]) -> npt.NDArray[np.float64]:
    """Give the probability that one article and each of some others tell of one event.

    For now from the words in common alone.
    """
    cosines = products(one.terms, one.weights, [other.terms for other in others], [other.weights for other in others])
    found: npt.NDArray[np.float64] = 1 / (1 + np.exp(-_STEEP * (cosines - _MIDDLE)))
    return found


def products(
    ids: Ids, weights: Weights, others: Sequence[Ids], their_weights: Sequence[Weights]
) -> npt.NDArray[np.float64]:
    """Multiply one vector with each of some others."""
    if not len(ids) or not others:
        return np.zeros(len(others))
    flat = np.concatenate(others)
    rows = np.repeat(np.arange(len(others)), [len(each) for each in others])
    at = np.searchsorted(ids, flat)
    at[at == len(ids)] = 0
    shared = np.where(ids[at] == flat, weights[at] * np.concatenate(their_weights), 0)
    return np.bincount(rows, shared, len(others)).astype(np.float64)
