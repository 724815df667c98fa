"""How alike two articles are, from nothing in common (0) to one story (1), in one language or across languages.

The scale is that of SemEval-2022 Task 8 (Chen et al., "Multilingual news article similarity", 2022), turned round: its 4 is 0 here,
its 1 is 1. Trained by ``train/graded.py``; see ``docs/likeness.md``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
import numpy.typing as npt

from variorum.model import Article
from variorum.stories import alike
from variorum.stories.anchors import anchors
from variorum.stories.portraits import portrait

Floats = npt.NDArray[np.float64]
_FAR = 3.0  # deviations from the mean beyond which a measure says no more
_MOST, _LEAST = 1.0, 4.0  # the labels of one story and of nothing in common


@dataclass(frozen=True, eq=False)
class Surface:
    """A smooth function of measures: a weighted sum of bells around centres (radial basis functions; Broomhead and Lowe 1988).

    ``centres`` is centres x measures, in deviations from the ``means``; ``width`` is what squared distances are multiplied by.
    """

    names: tuple[str, ...]
    means: Floats
    deviations: Floats
    centres: Floats
    weights: Floats
    base: float
    width: float

    def height(self, measured: Mapping[str, float]) -> float:
        """Give the value at some measures."""
        row = np.array([measured[name] for name in self.names])
        place = ((row - self.means) / self.deviations).clip(-_FAR, _FAR)
        bells = np.exp(-self.width * ((self.centres - place) ** 2).sum(axis=1))
        return self.base + float(bells @ self.weights)


def likeness(one: Article, other: Article, surface: Surface | None = None) -> float:
    """Say how alike two articles are, in 0..1, whichever comes first; the encoder is loaded on the first call.

    Takes about a tenth of a second for two new articles. ``surface`` stands in for the one that ships (the bench measures others).
    """
    if one.text == other.text:
        return 1.0
    label = (surface or shipped()).height(measures(one, other))
    return min(1.0, max(0.0, (_LEAST - label) / (_LEAST - _MOST)))


def measures(one: Article, other: Article) -> dict[str, float]:
    """Measure a pair by its vectors, names, numbers, days and words."""
    one, other = alike.ordered(one, other)
    return (
        alike.meaning(portrait(one), portrait(other))
        | alike.named(anchors(one), anchors(other))
        | alike.worded(alike.profiled(one), alike.profiled(other))
    )


@cache
def shipped() -> Surface:
    """Give the surface that ships with the package, read on the first call."""
    place = resources.files("variorum.stories") / "graded.json"
    return unpack(json.loads(place.read_text(encoding="utf-8")))


def unpack(held: Mapping[str, Any]) -> Surface:
    """Read a surface as ``train/graded.py`` writes it."""

    def floats(values: Sequence[Any]) -> Floats:
        return np.array(values, np.float64)

    return Surface(
        names=tuple(held["names"]),
        means=floats(held["means"]),
        deviations=floats(held["deviations"]),
        centres=floats(held["centres"]),
        weights=floats(held["weights"]),
        base=float(held["base"]),
        width=float(held["width"]),
    )
