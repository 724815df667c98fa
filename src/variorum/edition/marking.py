"""Words with the part that decides marked."""

from __future__ import annotations

from collections.abc import Iterable

from variorum.model import Span

Piece = tuple[str, bool]
"""Some words, and whether they are the ones that decide."""


def marked(span: Span, marks: Iterable[Span]) -> list[Piece]:
    """Cut the words of a span at the marks inside it; the pieces together are exactly its words."""
    pieces: list[Piece] = []
    at = 0
    for start, end in _merged(span, marks):
        if start > at:
            pieces.append((span.words[at:start], False))
        pieces.append((span.words[start:end], True))
        at = end
    if at < len(span.words):
        pieces.append((span.words[at:], False))
    return pieces


def _merged(span: Span, marks: Iterable[Span]) -> list[tuple[int, int]]:
    """Give the marks as offsets in the span's words, clipped to it, joined where they touch."""
    length = len(span.words)
    inside = (
        (max(0, mark.start - span.start), min(length, mark.end - span.start))
        for mark in marks
        if mark.article == span.article
    )
    joined: list[tuple[int, int]] = []
    for start, end in sorted((start, end) for start, end in inside if start < end):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
