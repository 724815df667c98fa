"""Days of other calendars: the Persian solar year, the Buddhist years of Thailand, the eras of Japan."""

from __future__ import annotations

from datetime import date, timedelta

# The year before the first of each era.
ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}
BUDDHIST = 543
# 1 Farvardin 1400, and the years of the cycle of 33 that have 366 days (right from 1343 to 1472).
_NOWRUZ, _FROM = date(2021, 3, 21), 1400
_LEAP = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
_YEARS = range(1343, 1473)


def persian(year: int, month: int, day: int) -> date | None:
    """Give the day of a Persian solar date (1403-11-19 is 2025-02-07), or nothing for one that does not exist."""
    if year not in _YEARS or not 1 <= month <= 12:
        return None
    length = 31 if month < 7 else 30 if month < 12 or year % 33 in _LEAP else 29
    if not 1 <= day <= length:
        return None
    days = sum(_length(each) for each in range(_FROM, year)) - sum(_length(each) for each in range(year, _FROM))
    months = (month - 1) * 31 if month < 7 else 186 + (month - 7) * 30
    return _NOWRUZ + timedelta(days + months + day - 1)


def _length(year: int) -> int:
    return 366 if year % 33 in _LEAP else 365


def japanese(era: str, number: str) -> int | None:
    """Give the common year of a year of a Japanese era: ``令和`` 7 is 2025; the first year is ``元``."""
    start = ERAS.get(era)
    if start is None:
        return None
    return start + (1 if number == "元" else int(number))
