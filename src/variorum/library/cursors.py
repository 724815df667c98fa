"""Where a list goes on: the place behind the last thing shown, as a short opaque word that may stand in an address."""

from __future__ import annotations

import binascii
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence

from variorum.errors import WrongSearch

_LONGEST = 600
_LARGEST = 2**63 - 1  # what SQLite can compare


def cursor(order: str, key: Sequence[int | str]) -> str:
    """Write a place of an order."""
    return urlsafe_b64encode(json.dumps([order, *key], separators=(",", ":")).encode()).decode().rstrip("=")


def place_of(written: str | None, order: str, kinds: Sequence[type]) -> tuple[int | str, ...] | None:
    """Read a place of an order, whose parts are of these kinds; nothing for nothing. Raises ``WrongSearch``."""
    if not written:
        return None
    try:
        parts = json.loads(urlsafe_b64decode(written[:_LONGEST] + "=" * (-len(written[:_LONGEST]) % 4)))
    except (ValueError, binascii.Error, RecursionError) as error:
        raise _refused() from error
    fits = isinstance(parts, list) and parts[:1] == [order] and len(parts) == len(kinds) + 1
    if not fits or not all(_is(part, kind) for part, kind in zip(parts[1:], kinds, strict=True)):
        raise _refused()
    return tuple(parts[1:])


def _is(part: object, kind: type) -> bool:
    if kind is int:
        return isinstance(part, int) and not isinstance(part, bool) and abs(part) <= _LARGEST
    return isinstance(part, str) and part.isprintable()


def _refused() -> WrongSearch:
    return WrongSearch(
        "the list cannot go on from there: take the link or the cursor that came with the same order, or begin anew"
    )
