"""What every finder of quotes gives: a quote before it has its id, as offsets and the words of its source."""

from __future__ import annotations

from dataclasses import dataclass

from variorum.model import QuoteKind
from variorum.statements.frames import Piece
from variorum.statements.spoken import Voice


@dataclass(frozen=True)
class Draft:
    """A quote before it has its id; ``asserts`` as in ``Quote``."""

    kind: QuoteKind
    start: int
    end: int
    pieces: tuple[Piece, ...]
    voice: Voice | None
    asserts: bool = True


def trimmed(text: str, start: int, end: int) -> Piece | None:
    """Cut white space off both ends; None if no letter or figure is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if any(char.isalnum() for char in text[start:end]) else None
