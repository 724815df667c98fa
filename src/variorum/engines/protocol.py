"""What an engine is, what it stands on, and what may watch it; and the simplest one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeAlias, TypeVar

from variorum.sharing import Work, here

Piece = TypeVar("Piece")
Result = TypeVar("Result")


Engine: TypeAlias = Work
"""What does the work of a run: a map over independent pieces."""


class Runner(Protocol):
    """Who does the work of an engine: here, in processes, on a cluster."""

    least: int
    """For fewer pieces than this the work is done here: starting the others would take longer."""

    def each(self, work: Callable[[Piece], Result], pieces: Sequence[Piece]) -> Iterator[tuple[int, Result]]:
        """Give each result with the number of its piece as soon as it is there, in any order."""
        ...


class Shelf(Protocol):
    """Where finished chunks are kept: bytes under a stage and a key."""

    def get(self, stage: str, key: str) -> bytes | None:
        """Give what was put there, or nothing if there is nothing whole."""
        ...

    def put(self, stage: str, key: str, content: bytes) -> None:
        """Keep some bytes; a failure to do so is told, never raised."""
        ...

    def spoilt(self, stage: str, key: str) -> None:
        """Say that what ``get`` gave cannot be read: it is done anew."""
        ...


class Watch(Protocol):
    """Who is told how far the work is."""

    def begin(self, stage: str, total: int) -> None:
        """A stage begins on so many pieces."""
        ...

    def advance(self, count: int, *, kept: bool) -> None:
        """So many pieces more are finished; ``kept`` ones were found finished."""
        ...

    def end(self) -> None:
        """The stage is over, or was broken off."""
        ...


local = here
"""The engine that works here and now."""


class Here:
    """The runner behind ``local``, for a run that is watched or kept."""

    least = 0

    def each(self, work: Callable[[Piece], Result], pieces: Sequence[Piece]) -> Iterator[tuple[int, Result]]:
        """Do one piece after the other, in this process."""
        return ((number, work(piece)) for number, piece in enumerate(pieces))
