"""How probable it is that two articles tell of one event: pure in their two profiles."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib import resources
from pathlib import Path

import numpy as np
import numpy.typing as npt

from variorum.forest import Forest, unpack
from variorum.stories.background import read, weighing
from variorum.stories.measures import NAMES, measures
from variorum.stories.overlap import overlap
from variorum.stories.profiles import Ids, Profile, Weights

_other: ContextVar[Forest | None] = ContextVar("other", default=None)


def probability(one: Profile, others: Sequence[Profile]) -> npt.NDArray[np.float64]:
    """Give the probability that one article and each of some others tell of one event."""
    if not others:
        return np.zeros(0)
    forest = _other.get() or _shipped()
    rows = measures(one, others)[:, _columns(forest.names)]
    return forest.probability(rows.astype(np.float32))


def products(
    ids: Ids, weights: Weights, others: Sequence[Ids], their_weights: Sequence[Weights]
) -> npt.NDArray[np.float64]:
    """Multiply one vector with each of some others."""
    return overlap((ids, weights), list(zip(others, their_weights, strict=True))).product if others else np.zeros(0)


@cache
def _columns(names: tuple[str, ...]) -> npt.NDArray[np.int64]:
    return np.array([NAMES.index(name) for name in names], np.int64)


@cache
def _shipped() -> Forest:
    place = resources.files("variorum.stories") / "same_event.json"
    return unpack(json.loads(place.read_text(encoding="utf-8")))


@contextmanager
def trained(trees: Path, rarities: Path) -> Iterator[None]:
    """Judge by other trees and another background inside a ``with`` block: how the bench measures on events not trained on."""
    held = _other.set(unpack(json.loads(trees.read_text(encoding="utf-8"))))
    try:
        with weighing(read(rarities)):
            yield
    finally:
        _other.reset(held)
