"""What every finder of quotes gives: a quote before it has its id, as offsets and the words of its source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

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


# Nothing but signs between an attribution and the marked words that go on with it: "…, she said. “We will not.”"
_SIGNS = re.compile(r"[^\w\n]{0,6}")
_CARRIED = 0.7


def carried(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Give marked words that nobody is named for the speaker of the attribution that ends just before them."""
    ends: dict[int, Draft] = {}
    for draft in drafts:
        if draft.voice is not None and draft.voice.source is not None and draft.asserts:
            last = max(draft.end, draft.voice.cue[1], draft.voice.source[1])
            ends[last] = draft
    return [_carried(text, draft, ends) if draft.voice is None else draft for draft in drafts]


def _carried(text: str, draft: Draft, ends: dict[int, Draft]) -> Draft:
    for gap in range(1, 8):
        before = ends.get(draft.start - gap)
        if before is not None and before.voice is not None and _SIGNS.fullmatch(text, draft.start - gap, draft.start):
            confidence = before.voice.confidence * _CARRIED
            return replace(draft, voice=replace(before.voice, confidence=confidence, kind="carried"))
    return draft
