"""Where work is done: an engine is only a ``map`` over independent pieces, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from variorum.engines.processes import Processes

__all__ = ["Engine", "Processes", "local"]

Piece = TypeVar("Piece")
Result = TypeVar("Result")


class Engine(Protocol):
    """Do the same work on each piece and give the results in the order of the pieces."""

    def __call__(self, work: Callable[[Piece], Result], pieces: Iterable[Piece]) -> list[Result]:
        """Do ``work`` on every piece."""
        ...


def local(work: Callable[[Piece], Result], pieces: Iterable[Piece]) -> list[Result]:
    """Do the work here and now, one piece after the other."""
    return [work(piece) for piece in pieces]
