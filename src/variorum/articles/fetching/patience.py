"""When an address that did not answer is asked again."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

BUSY = frozenset({429, 500, 502, 503, 504})
"""What servers say when it may help to ask again."""


def wanted_wait(value: str | None, now: datetime) -> float | None:
    """Give the seconds that a ``Retry-After`` asks for, whether it counts them or names a moment; None if it says nothing."""
    if value is None:
        return None
    stated = value.strip()[:100]
    if stated.isascii() and stated.isdigit():
        return float(stated)
    try:
        moment = parsedate_to_datetime(stated)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        seconds = (moment - now).total_seconds()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return max(0.0, seconds)


def backoff(attempt: int, first: float, wanted: float | None) -> float:
    """Give the seconds before the next attempt: what the server wants, and at least twice as long each time."""
    own: float = first * 2.0 ** (attempt - 1)
    return own if wanted is None or math.isnan(wanted) else max(own, wanted)
