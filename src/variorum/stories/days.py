"""When an article was published, as days that can be counted."""

from __future__ import annotations

import re
from datetime import date, timedelta

from variorum.model import When

Days = tuple[int, int]  # first and last day, as proleptic ordinals

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_WEEK = re.compile(r"(\d{4})-W(\d{2})$")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])$")
_MONTH = re.compile(r"(\d{4})-(\d{2})$")
_YEAR = re.compile(r"(\d{4})")


def days_of(when: When | None) -> Days | None:
    """Give the first and last day a moment can mean, or nothing if it is not a date."""
    if when is None:
        return None
    first, _, last = when.value.partition("/")
    begin, end = _days(first), _days(last or first)
    if begin is None or end is None:
        return None
    return (begin[0], end[1]) if begin[0] <= end[1] else (end[0], begin[1])


def _days(value: str) -> Days | None:
    try:
        if match := _DAY.match(value):
            day = date(*(int(part) for part in match.groups())).toordinal()
            return day, day
        if match := _WEEK.match(value):
            monday = date.fromisocalendar(int(match[1]), int(match[2]), 1).toordinal()
            return monday, monday + 6
        if match := _QUARTER.match(value):
            return _months(int(match[1]), int(match[2]) * 3 - 2, 3)
        if match := _MONTH.match(value):
            return _months(int(match[1]), int(match[2]), 1)
        if match := _YEAR.match(value):
            return _months(int(match[1]), 1, 12)
    except ValueError:  # 2025-13-40: no such day
        return None
    return None


def _months(year: int, first: int, count: int) -> Days:
    begin = date(year, first, 1)
    after = date(year + (first + count > 12), (first + count - 1) % 12 + 1, 1)
    return begin.toordinal(), (after - timedelta(days=1)).toordinal()


def apart(one: Days | None, other: Days | None) -> int | None:
    """Count the days between two dates (0 if they can be the same day), or nothing if either is unknown."""
    if one is None or other is None:
        return None
    return max(0, one[0] - other[1], other[0] - one[1])
