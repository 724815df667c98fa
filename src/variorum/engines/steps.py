"""Work with a name, cut into chunks: what is cut where depends on the pieces alone, never on who does the work."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, NamedTuple, TypeVar

from pydantic import TypeAdapter

Piece = TypeVar("Piece")
Result = TypeVar("Result")

# A chunk ends at a piece whose digest says so (one in so many), so that a piece more changes one chunk and not all that follow.
_ONE_IN = 4
_MOST = 8
# Work without a name: pieces are usually small, and are only counted.
_CHUNKS, _LARGEST = 64, 256


@dataclass(frozen=True)
class Step(Generic[Piece, Result]):
    """Work on one piece, with a name and the types of its pieces and results, so that what is finished can be kept.

    ``takes`` and ``gives`` are types that pydantic can write as JSON and read back; ``full`` is the size, in bytes of JSON,
    at which a chunk is closed.
    """

    name: str
    work: Callable[[Piece], Result]
    takes: Any
    gives: Any
    full: int = 40_000

    def __call__(self, piece: Piece) -> Result:
        """Do the work on one piece."""
        return self.work(piece)


class Chunk(NamedTuple):
    """Consecutive pieces that are done together: where they stand among all, and the hash of their content (if named)."""

    start: int
    pieces: Sequence[Any]
    digest: str | None = None


def cut(work: Callable[[Piece], Result], pieces: Sequence[Piece]) -> list[Chunk]:
    """Cut the pieces of some work into chunks, in order. The same pieces always give the same chunks."""
    if isinstance(work, Step):
        return _by_content(work, pieces)
    size = min(_LARGEST, max(1, len(pieces) // _CHUNKS))
    return [Chunk(start, pieces[start : start + size]) for start in range(0, len(pieces), size)]


def _by_content(step: Step[Any, Any], pieces: Sequence[Any]) -> list[Chunk]:
    found: list[Chunk] = []
    start, weight, whole = 0, 0, hashlib.sha256()
    for number, piece in enumerate(pieces):
        digest, size = _digest(step.takes, piece)
        whole.update(digest)
        weight += size
        count = number + 1 - start
        if digest[0] % _ONE_IN == 0 or count == _MOST or weight >= step.full or number + 1 == len(pieces):
            found.append(Chunk(start, pieces[start : number + 1], whole.hexdigest()))
            start, weight, whole = number + 1, 0, hashlib.sha256()
    return found


def _digest(kind: Any, piece: Any) -> tuple[bytes, int]:
    try:
        plain = adapter(kind).dump_json(piece)
    except ValueError:  # a lone surrogate, which UTF-8 cannot hold
        plain = repr(piece).encode("utf-8", "surrogatepass")
    return hashlib.sha256(plain).digest(), len(plain)


@cache
def adapter(kind: Any) -> TypeAdapter[Any]:
    """Give the reader and writer of a type; made once, for that takes longer than the reading."""
    return TypeAdapter(kind)
