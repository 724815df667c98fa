"""Boosted decision trees that give the probability of a yes; they are trained elsewhere and only read here.

Method: gradient boosting of regression trees (Friedman, "Greedy function approximation: a gradient boosting machine",
Annals of Statistics 2001), log loss. Trained by the scripts in ``train/``; what they were trained on stands in each file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
_AT_ONCE = 256


@dataclass(frozen=True)
class Forest:
    """Trees laid out in flat arrays: every node's measure, threshold and children; a leaf is its own child."""

    names: tuple[str, ...]
    roots: npt.NDArray[np.int32]
    measure: npt.NDArray[np.int32]
    threshold: Floats
    left: npt.NDArray[np.int32]
    right: npt.NDArray[np.int32]
    value: Floats
    depth: int

    def sureness(self, rows: Sequence[Mapping[str, float]]) -> npt.NDArray[np.float64]:
        """Give each row's probability, from its measures by name (a missing one is 0)."""
        return self.probability(matrix(rows, self.names))

    def probability(self, measured: Floats) -> npt.NDArray[np.float64]:
        """Give each row's probability, from its measures laid out as rows x ``names``."""
        sums = [self._sums(measured[at : at + _AT_ONCE]) for at in range(0, len(measured), _AT_ONCE)]
        odds = np.concatenate([*sums, np.zeros(0)])
        found: npt.NDArray[np.float64] = 1 / (1 + np.exp(-odds))
        return found

    @cached_property
    def _children(self) -> npt.NDArray[np.int32]:
        """Every node's right child, then its left one."""
        return np.stack([self.right, self.left], axis=1).ravel()

    def _sums(self, measured: Floats) -> npt.NDArray[np.float64]:
        # flat arrays and ``take``: half the time of indexing by rows and columns
        values = np.ascontiguousarray(measured).ravel()
        begins = (np.arange(len(measured), dtype=np.int32) * measured.shape[1])[:, None]
        nodes = np.broadcast_to(self.roots, (len(measured), len(self.roots)))
        for _ in range(self.depth):
            goes_left = values.take(self.measure.take(nodes) + begins) <= self.threshold.take(nodes)
            nodes = self._children.take(nodes * 2 + goes_left)
        found: npt.NDArray[np.float64] = self.value.take(nodes).sum(axis=1, dtype=np.float64)
        return found


def matrix(rows: Sequence[Mapping[str, float]], names: Sequence[str]) -> Floats:
    """Lay measures out as rows x names."""
    index = {name: n for n, name in enumerate(names)}
    found = np.zeros((len(rows), len(names)), dtype=np.float32)
    for n, row in enumerate(rows):
        for name, value in row.items():
            at = index.get(name)
            if at is not None:
                found[n, at] = value
    return found


@cache
def load(package: str, name: str) -> Forest:
    """Read one of the forests that ship with a package of ours, by its file's name without the suffix."""
    place = resources.files(package) / f"{name}.json"
    return unpack(json.loads(place.read_text(encoding="utf-8")))


def unpack(shipped: Mapping[str, Any]) -> Forest:
    """Lay out ``trees``: each a list of nodes in preorder, ``[measure, threshold, right]`` or ``[value]`` for a leaf."""
    roots: list[int] = []
    nodes: list[tuple[float, float, int, int, float]] = []
    deepest = 0
    for tree in shipped["trees"]:
        base = len(nodes)
        roots.append(base)
        depths = [0] * len(tree)
        for at, node in enumerate(tree):
            here = base + at
            if len(node) == 1:
                nodes.append((0, np.inf, here, here, node[0]))
                continue
            right = int(node[2])
            depths[at + 1] = depths[right] = depths[at] + 1
            nodes.append((node[0], node[1], here + 1, base + right, 0.0))
        deepest = max(deepest, *depths)
    measures, thresholds, left, right_, values = zip(*nodes, strict=True)
    return Forest(
        names=tuple(str(name) for name in shipped["names"]),
        roots=np.array(roots, dtype=np.int32),
        measure=np.array(measures, dtype=np.int32),
        threshold=np.array(thresholds, dtype=np.float32),
        left=np.array(left, dtype=np.int32),
        right=np.array(right_, dtype=np.int32),
        value=np.array(values, dtype=np.float32),
        depth=deepest,
    )
