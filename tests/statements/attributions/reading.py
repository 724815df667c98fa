"""Reads the written attributions of this folder and scores what is found in them: source, cue and content."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import variorum

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Told:
    """One attribution, in characters of its text."""

    source: tuple[int, int]
    cue: str
    content: tuple[int, int]


@dataclass(frozen=True)
class Score:
    """How many pairs of source and content were found, expected and right."""

    found: int
    expected: int
    right: int

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.found + self.expected) if self.right else 0.0


def blocks(language: str) -> list[tuple[str, tuple[Told, ...]]]:
    """Give each text of a language with the attributions written below it."""
    made = []
    written = (FOLDER / f"{language}.txt").read_text(encoding="utf-8")
    for block in written.split("\n\n"):
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        if lines:
            made.append((lines[0], tuple(_told(lines[0], line) for line in lines[1:])))
    return made


def _told(text: str, line: str) -> Told:
    source, cue, content = line.split(" | ")
    assert all(part in text for part in (source, cue, content)), line
    at = text.index(content)
    # The same words may stand twice: the source is the one nearest to its content.
    places = [start for start in range(len(text)) if text.startswith(source, start)]
    start = min(places, key=lambda place: min(abs(place - at), abs(place - at - len(content))))
    return Told((start, start + len(source)), cue, (at, at + len(content)))


def found(text: str, language: str) -> list[Told]:
    """Give the attributions that a reading of the text has found; the pieces of one quote count one by one."""
    made = []
    for quote in variorum.read(text, language=language, published="2025-03-14").quotes:
        spans = quote.pieces if quote.kind == "direct" and quote.pieces else (quote.span,)
        if quote.said_by is not None:
            source = (quote.said_by.span.start, quote.said_by.span.end)
            made += [Told(source, quote.said_by.cue or "", (span.start, span.end)) for span in spans]
    return made


def score(language: str) -> Score:
    """Count pairs: content that overlaps by half of both together, and a source that overlaps."""
    totals = [0, 0, 0]
    for text, expected in blocks(language):
        left = found(text, language)
        totals[0] += len(left)
        totals[1] += len(expected)
        for one in expected:
            match = next((other for other in left if _same(one, other)), None)
            if match is not None:
                left.remove(match)
                totals[2] += 1
    return Score(*totals)


def _same(one: Told, other: Told) -> bool:
    return _shared(one.content, other.content) >= 0.5 and _shared(one.source, other.source) > 0


def _shared(one: tuple[int, int], other: tuple[int, int]) -> float:
    both = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    return both / (max(one[1], other[1]) - min(one[0], other[0])) if both else 0.0
