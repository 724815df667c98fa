"""Measures of the lines of a text, laid out measure by measure: what the trees need, without a table for each line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float32]


class Columns:
    """The measures of ``count`` lines: those that every line has, and those that only some have, by line number.

    A measure that a line does not have counts as 0.
    """

    def __init__(self, count: int) -> None:
        self.count = count
        self.whole: dict[str, Sequence[float]] = {}
        self.some: dict[str, dict[int, float]] = {}

    def put(self, name: str, line: int, value: float = 1.0) -> None:
        """Note a measure that not every line has."""
        held = self.some.get(name)
        if held is None:
            held = self.some[name] = {}
        held[line] = value

    def beside(self, shown: str, step: int, outside: float = 0.0) -> None:
        """Add as ``+1shown`` (for a step of 1) what the line ``step`` lines on shows, and ``outside`` where the text ends."""
        column = self.whole[shown]
        edge = [outside] * min(abs(step), self.count)
        kept = [*column[step:], *edge] if step > 0 else [*edge, *column[:step]]
        self.whole[f"{step:+}{shown}"] = kept

    def rows(self) -> list[dict[str, float]]:
        """Give the measures line by line, as training wants them."""
        rows: list[dict[str, float]] = [
            {name: column[n] for name, column in self.whole.items()} for n in range(self.count)
        ]
        for name, held in self.some.items():
            for n, value in held.items():
                rows[n][name] = value
        return rows

    def matrix(self, names: Sequence[str]) -> Floats:
        """Lay the measures out as lines x names; a name that is not measured is 0."""
        found = np.zeros((len(names), self.count), dtype=np.float32)
        for at, name in enumerate(names):
            if name in self.whole:
                found[at] = self.whole[name]
            elif name in self.some:
                held = self.some[name]
                found[at, list(held)] = list(held.values())
        return np.ascontiguousarray(found.T)
