"""Moments as machines write them, RFC 822 or ISO 8601, and the one form they get here."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

# Seconds since 1970 that are taken for a moment: 1973 to 2099; a thousand times that are milliseconds.
_SECONDS = (1e8, 4.1e9)


def iso(value: object) -> str | None:
    """Give a moment in ISO 8601, with the offset from UTC that it came with; ``None`` if it is no moment."""
    found = _moment(value)
    return found.isoformat(timespec="seconds").replace("+00:00", "Z") if found else None


def utc(value: object) -> str | None:
    """Give a moment in ISO 8601 in UTC (``2025-02-07T10:00:00Z``); one without an offset counts as UTC."""
    found = _moment(value)
    if found is None:
        return None
    try:
        there = found.astimezone(UTC) if found.tzinfo else found
    except (OverflowError, ValueError):
        return None
    return there.strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")


def _moment(value: Any) -> datetime | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        seconds = value / 1000 if value > 1e11 else value
        return datetime.fromtimestamp(seconds, UTC) if _SECONDS[0] < seconds < _SECONDS[1] else None
    if not isinstance(value, str) or not 8 <= len(value.strip()) <= 60:
        return None
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return read(value.strip())
        except (ValueError, TypeError, OverflowError, IndexError):
            continue
    return None
