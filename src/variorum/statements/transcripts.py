"""Turns of a transcript: marked words that begin with who speaks ("“WALLACE: If I may …")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from variorum.statements.marks import Mark
from variorum.statements.quoted import Draft, trimmed
from variorum.statements.spoken import Voice

# One to four words in capitals, perhaps with a title or a part of the day behind them, and a colon.
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_NAME = rf"{_CAPITAL}(?:{_CAPITAL}|[.'’-]){{1,30}}"
_LABEL = re.compile(rf"\s*(?P<name>{_NAME}(?: {_NAME}){{0,3}})(?P<cue>:)\s")
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]{0,60}[)\]]?[.\s]*$")
_SURE = 0.9


def turns(text: str, marks: Sequence[Mark]) -> list[Draft]:
    """Give a direct quote for each labelled turn; paragraphs that go on without a label are pieces of the turn before."""
    found: list[Draft] = []
    last: Mark | None = None  # of the turn that may go on
    for mark in marks:
        label = _LABEL.match(text, mark.start, mark.end)
        follows = last is not None and mark.goes_on and not text[last.right : mark.left].strip()
        if label is None and not follows:
            last = None
            continue
        last = mark
        piece = trimmed(text, label.end() if label else mark.start, mark.end)
        if piece is None or _ASIDE.match(text, *piece):
            continue  # "(CROSSTALK.)" is nobody's
        if label is not None:
            voice = Voice(label.span("name"), label.span("cue"), label.start("name"), _SURE, kind="turn")
            found.append(Draft("direct", *piece, (piece,), voice))
        elif found:
            before = found.pop()
            found.append(Draft("direct", before.start, piece[1], (*before.pieces, piece), before.voice))
    return found


def without_turns(text: str, drafts: Sequence[Draft], spoken: Sequence[Draft]) -> list[Draft]:
    """Leave out marked quotes that are turns of a transcript, or asides of its writer; what is reported inside a turn stays."""
    taken = sorted(piece for draft in spoken for piece in draft.pieces)
    return [draft for draft in drafts if draft.kind != "direct" or not _is_turn(text, draft, taken)]


def _is_turn(text: str, draft: Draft, taken: Sequence[tuple[int, int]]) -> bool:
    if _ASIDE.match(text, draft.start, draft.end):
        return True
    return any(start < draft.end and draft.start < end <= draft.end for start, end in taken)
