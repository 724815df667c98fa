"""On which day a holiday falls in a given year, from the short rules of a language's table."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta


def holiday(rule: str, year: int) -> date | None:
    """Give the day for a rule: ``12-25``, ``nth 11 4 4`` (month, which, weekday), ``easter -2``, ``election``.

    An unknown rule or an impossible year gives nothing.
    """
    try:
        return _day(rule.split(), year)
    except (ValueError, OverflowError, IndexError):
        return None


def _day(words: list[str], year: int) -> date:
    name = words[0]
    if name == "easter":
        return easter(year) + timedelta(int(words[1]))
    if name == "nth":
        return nth_weekday(year, int(words[1]), int(words[2]), int(words[3]))
    if name == "thanksgiving":
        return nth_weekday(year, 11, 4, 4) + timedelta(int(words[1]))
    if name == "election":
        return nth_weekday(year, 11, 1, 1) + timedelta(1)  # the Tuesday after the first Monday of November
    return date.fromisoformat(f"{year:04d}-{name}")


def nth_weekday(year: int, month: int, which: int, weekday: int) -> date:
    """Give the nth (from 1, or -1 for the last) ISO weekday of a month."""
    if which < 0:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta((last.isoweekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (which - 1))


def easter(year: int) -> date:
    """Give Easter Sunday of the Gregorian calendar (the anonymous computus, Meeus 1991)."""
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * sunday) // 451
    month, day = divmod(epact + sunday - 7 * shift + 114, 31)
    return date(year, month, day + 1)
