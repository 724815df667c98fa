"""Work on independent pieces: a map, which an engine may do elsewhere. The stages know no more of engines than this."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

Piece = TypeVar("Piece")
Result = TypeVar("Result")


class Work(Protocol):
    """Do the same work on each piece and give the results in the order of the pieces."""

    def __call__(self, work: Callable[[Piece], Result], pieces: Iterable[Piece]) -> list[Result]:
        """Do ``work`` on every piece."""
        ...


def here(work: Callable[[Piece], Result], pieces: Iterable[Piece]) -> list[Result]:
    """Do the work here and now, one piece after the other."""
    return [work(piece) for piece in pieces]
