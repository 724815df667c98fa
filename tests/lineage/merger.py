"""A merging desk of our own, for tests: it makes one text of two, in blocks or paragraph by paragraph."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from .cutter import paragraphs


@dataclass(frozen=True)
class Merged:
    """A text made of two others and its own paragraphs, and the parts of its characters that are the one's and the other's."""

    text: str
    shares: tuple[float, float]


def merge(
    one: str, other: str, parts: tuple[float, float], own: Sequence[str] = (), *, blocks: bool = False, seed: int = 7
) -> Merged:
    """Take a part of the paragraphs of each, in their order; ``blocks`` puts the one's before the other's."""
    draw = random.Random(seed)  # noqa: S311 - the same text each time
    rows: list[tuple[float, int, str]] = []
    for side, (text, part) in enumerate(zip((one, other), parts, strict=True)):
        held = paragraphs(text)
        places = sorted(draw.sample(range(len(held)), max(1, round(part * len(held)))))
        rows += [(side + 0.0 if blocks else at / len(places), side, held[place]) for at, place in enumerate(places)]
    rows.sort(key=lambda row: row[:2])  # a stable sort keeps each side's order
    for piece in own:
        rows.insert(draw.randint(0, len(rows)), (0.0, 2, piece))
    total = max(1, sum(len(piece) for _, _, piece in rows))
    taken = [sum(len(piece) for _, side, piece in rows if side == which) for which in (0, 1)]
    return Merged("\n".join(piece for _, _, piece in rows), (taken[0] / total, taken[1] / total))
