"""TIMEX3 values: arithmetic on them, and the ISO interval each stands for (TimeML 1.2.1, ISO 8601)."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from variorum.model import Grain

# Meteorological seasons of the northern half; a winter begins in December of its year.
SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
# Decades, centuries and millennia have letters of their own (TimeML 1.2.1, after TIDES).
_LONG = {10: "DE", 100: "CE", 1000: "MI"}
_GRAINS: dict[str, Grain] = {"D": "day", "W": "week", "M": "month", "Q": "quarter", "Y": "year"}


def grain_of(unit: str) -> Grain | None:
    """Give the grain of a calendar unit (``D``, ``2W``, ``10Y`` …); clock units and lone letters unknown give none."""
    if unit == "WE":
        return "interval"
    return _GRAINS.get(unit.lstrip("0123456789"))


def split_unit(unit: str) -> tuple[int, str]:
    """Cut a unit into its count and letter: ``10Y`` is ``(10, "Y")``."""
    found = re.fullmatch(r"(\d*)([A-Z]+)", unit)
    if found is None:
        raise ValueError(f"not a unit of time: {unit!r}")
    return int(found.group(1) or 1), found.group(2)


def month_shift(day: date, months: int) -> date:
    """Give the first day of the month that lies so many months away. Clamped to the years a date can hold."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(max(12, min(number, 9999 * 12 - 1)), 12)
    return date(year, month + 1, 1)


def day_shift(day: date, days: int) -> date:
    """Give the day that lies so many days away, clamped to the years a date can hold."""
    number = max(1, min(day.toordinal() + days, date.max.toordinal() - 400))
    return date.fromordinal(number)


def week_value(day: date) -> str:
    """Give the ISO week of a day: ``2025-W06``."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def at_grain(day: date, unit: str) -> str:
    """Give the value of the unit (``D``, ``W``, ``WE``, ``M``, ``Q``, ``Y``) in which a day lies."""
    if unit == "W":
        return week_value(day)
    if unit == "WE":
        return f"{week_value(day)}-WE"
    if unit == "M":
        return f"{day.year:04d}-{day.month:02d}"
    if unit == "Q":
        return f"{day.year:04d}-Q{(day.month + 2) // 3}"
    if unit == "Y":
        return f"{day.year:04d}"
    return day.isoformat()


def shifted(day: date, count: int, unit: str) -> str:
    """Give the value so many units away from a day: ``shifted(2025-02-10, -1, "W")`` is ``2025-W06``."""
    size, letter = split_unit(unit)
    count *= size
    if letter == "D":
        return day_shift(day, count).isoformat()
    if letter in {"W", "WE"}:
        return at_grain(day_shift(day, 7 * count), letter)
    if letter in {"M", "Q"}:
        return at_grain(month_shift(day, count * (3 if letter == "Q" else 1)), letter)
    if letter == "Y":
        return f"{max(1, min(day.year + count, 9999)):04d}"
    return day.isoformat()


def interval(value: str) -> tuple[date, date] | None:
    """Give the first and last day a resolved value stands for, or nothing for one that is no stretch of the calendar."""
    if "/" in value:
        left, right = (interval(part) for part in value.split("/", 1))
        return (left[0], right[1]) if left and right else None
    try:
        return _interval(value)
    except ValueError:
        return None


def _interval(value: str) -> tuple[date, date] | None:
    if found := re.match(r"(\d{4}-\d\d-\d\d)(?:T.*)?$", value):
        day = date.fromisoformat(found.group(1))
        return day, day
    if found := re.match(r"(\d{4})-W(\d\d)(?:-(WE|[1-7]))?", value):
        monday = date.fromisocalendar(int(found.group(1)), int(found.group(2)), 1)
        if found.group(3) == "WE":
            return monday + timedelta(5), monday + timedelta(6)
        if found.group(3):
            return (monday + timedelta(int(found.group(3)) - 1),) * 2
        return monday, monday + timedelta(6)
    found = re.match(r"(\d{4})(?:-(\d\d|Q[1-4]|H[12]|SP|SU|FA|WI))?$", value)
    if found:
        return _months(int(found.group(1)), found.group(2))
    if found := re.match(r"(\d{2,3})X{0,2}$", value):
        width = 10 ** (4 - len(found.group(1)))
        first = int(found.group(1)) * width
        return date(max(first, 1), 1, 1), date(first + width - 1, 12, 31)
    return None


def _months(year: int, part: str | None) -> tuple[date, date]:
    first, last = 1, 12
    if part in SEASONS:
        first, last = SEASONS[part]
    elif part and part[0] in "QH":
        length = 3 if part[0] == "Q" else 6
        first, last = (int(part[1]) - 1) * length + 1, int(part[1]) * length
    elif part:
        first = last = int(part)
    end_year = year + (1 if last < first else 0)
    return date(year, first, 1), date(end_year, last, monthrange(end_year, last)[1])


def narrowed(bounds: tuple[date, date], edge: str | None) -> tuple[date, date]:
    """Keep the first, middle or last third of an interval ("end of March"); other edges leave it whole."""
    first, last = bounds
    third = ((last - first).days + 1) // 3
    if third < 1:
        return bounds
    if edge == "START":
        return first, first + timedelta(third - 1)
    if edge == "END":
        return last - timedelta(third - 1), last
    if edge == "MID":
        return first + timedelta(third), last - timedelta(third)
    return bounds


def duration(count: float | str, unit: str) -> str:
    """Give a TIMEX3 duration: ``duration(3, "W")`` is ``P3W``, ``duration(2, "10Y")`` ``P2DE``, half a decade ``P5Y``."""
    size, letter = split_unit(unit)
    if letter == "Y" and size in _LONG and (isinstance(count, str) or count == int(count)):
        return f"P{count if isinstance(count, str) else int(count)}{_LONG[size]}"
    letter = "D" if letter == "WE" else letter
    clock, letter = ("T", letter[1:]) if letter.startswith("T") else ("", letter)
    if isinstance(count, str):
        return f"P{clock}X{letter}"
    count *= size * (2 if unit == "WE" else 1)
    whole = int(count)
    if count == whole:
        return f"P{clock}{whole}{letter}"
    smaller = {
        ("", "Y"): (12, "M", ""),
        ("T", "H"): (60, "M", ""),
        ("", "D"): (24, "H", "T"),
        ("T", "M"): (60, "S", ""),
    }
    if (clock, letter) in smaller:
        factor, small, mark = smaller[clock, letter]
        rest = round((count - whole) * factor)
        if abs((count - whole) * factor - rest) < 1e-6:
            return f"P{clock}" + (f"{whole}{letter}" if whole else "") + f"{mark}{rest}{small}"
    return f"P{clock}{count:g}{letter}"


def joined(whole: str, rest: str) -> str:
    """Put two durations together: ``PT1M`` and ``PT30S`` are ``PT1M30S``, ``P1D`` and ``PT2H`` are ``P1DT2H``."""
    return whole + (rest[2:] if rest.startswith("PT") and "T" in whole else rest[1:])


def years_of(value: str) -> str:
    """Give a duration in decades, centuries or millennia in years (``P2DE`` is ``P20Y``), any other as it is."""
    found = re.fullmatch(r"P(\d+)(DE|CE|MI)", value)
    sizes = {letters: size for size, letters in _LONG.items()}
    return f"P{int(found.group(1)) * sizes[found.group(2)]}Y" if found else value
