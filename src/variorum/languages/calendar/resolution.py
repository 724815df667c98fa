"""From the unresolved form of a time expression and a reference day to a TIMEX3 value and its ISO interval."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from math import inf
from typing import Literal, TypeAlias

from variorum.languages.calendar.forms import Form, written
from variorum.languages.calendar.values import (
    at_grain,
    day_shift,
    interval,
    month_shift,
    narrowed,
    shifted,
    split_unit,
    years_of,
)  # fmt: skip
from variorum.model import Grain

# A day, month, or quarter and season on the side the verb speaks against must be this many times nearer to be meant.
AGAINST_TENSE, AGAINST_TENSE_MONTH, AGAINST_TENSE_COARSE = 2.5, 8.0, 3.5

_ERAS = frozenset({"10Y", "100Y", "1000Y"})

# "Coming" is a weak future: the words look ahead, but not the verb ("a march planned for Friday", "the court rules Friday").
Tense: TypeAlias = Literal["past", "present", "future", "coming"]


@dataclass(frozen=True)
class Resolved:
    """A TIMEX3 value with its grain and, where it is known, the ISO days it begins and ends on (inclusive)."""

    value: str
    grain: Grain | None
    start: str | None = None
    end: str | None = None


def resolve_form(
    form: Form, reference: date | None, *, tense: Tense | None = None, context: Resolved | None = None
) -> Resolved:
    """Resolve a form against the day it was written; ``context`` is the time that the text last spoke of.

    Without a reference what is not known stays ``X``: ``XXXX-WXX-5``, ``XXXX-02-07``.
    """
    if form.sort != "date" or form.fixed is not None:
        return _fixed(form, reference)
    if tense == "coming" and (form.rest or "").startswith("W-"):
        tense = "past" if _was_yesterday(form, reference) else "future"
    if form.unit is not None:
        return _relative(form, reference, tense, context)
    if form.until is not None:
        return _range(form, reference, tense)
    return _calendar(form, reference, tense, context)


def _was_yesterday(form: Form, reference: date | None) -> bool:
    """Whether a week day is that of yesterday: six days ahead, one writes "next Friday"."""
    weekday = (form.rest or "").removeprefix("W-")
    return reference is not None and weekday.isdigit() and (reference.isoweekday() - int(weekday)) % 7 == 1


def _made(form: Form, value: str, grain: Grain | None = None) -> Resolved:
    bounds = interval(value)
    if form.coarse and bounds:
        value = at_grain(bounds[0], form.coarse)
        bounds = interval(value)
    grain = grain or form.grain
    if bounds is None:
        return Resolved(value + form.tail, grain)
    first, last = narrowed(bounds, form.edge) if grain not in {"day", "week"} or form.unit == "W" else bounds
    return Resolved(value + form.tail, grain, first.isoformat(), last.isoformat())


def _fixed(form: Form, reference: date | None) -> Resolved:
    value = form.fixed or ""
    if form.sort == "date":
        return _made(form, value)
    if form.sort == "duration" and form.direction and reference:
        far = _far_end(value, form.direction, reference)
        if far:
            first, last = sorted((far, reference))
            return Resolved(value, None, first.isoformat(), last.isoformat())
    return Resolved(value, None)


def _far_end(value: str, direction: int, reference: date) -> date | None:
    """The other end of "the past two weeks" for a whole number of days, weeks, months or years."""
    value = years_of(value)
    if not value[1:-1].isdigit() or value[-1] not in "DWMY":
        return None
    count, letter = direction * min(int(value[1:-1]), 10**5), value[-1]
    if letter in "DW":
        return day_shift(reference, count * (7 if letter == "W" else 1))
    bounds = interval(shifted(reference, count, "M" if letter == "M" else "Y"))
    if bounds is None:
        return None
    month = bounds[0].month if letter == "M" else reference.month
    year = bounds[0].year
    return date(year, month, min(reference.day, 28))


# --- relative ---------------------------------------------------------------------------------------------------------


def _relative(form: Form, reference: date | None, tense: Tense | None, context: Resolved | None) -> Resolved:
    unit, count = form.unit or "D", form.count or 0
    letter = split_unit(unit)[1]
    if form.anchor == "context":
        found = _from_context(form, reference, tense, context)
        if found is not None:
            return found
    elif letter == "Y" and count and context is not None and context.grain == "quarter" and not form.direction:
        base = interval(context.value)  # "a year ago", right after a quarter, means that quarter
        if base:
            return _made(form, at_grain(date(base[0].year + count, base[0].month, 1), "Q"), "quarter")
    if reference is None:
        return Resolved(form.value, form.grain)
    if letter == "WE":
        count = _weekend_count(form, reference, tense)
    if unit in _ERAS and (form.direction is not None or not count):
        size = split_unit(unit)[0]
        head = (reference.year + count * size) // size
        return _made(form, str(head), "interval")
    if letter in {"TH", "TM", "TS"}:
        return _made(form, reference.isoformat(), "day")
    return _made(form, shifted(reference, count, unit))


def _weekend_count(form: Form, reference: date, tense: Tense | None) -> int:
    if form.direction is not None:
        return form.direction if form.direction >= 0 or reference.isoweekday() < 6 else -1
    return -1 if tense == "past" and reference.isoweekday() < 6 else 0


def _from_context(form: Form, reference: date | None, tense: Tense | None, context: Resolved | None) -> Resolved | None:
    unit, count = form.unit or "D", form.count or 0
    base = interval(context.value.partition("T")[0]) if context else None
    if base is None or context is None:
        return _without_context(form, reference, tense)
    letter = split_unit(unit)[1]
    if unit in _ERAS and not count:
        return None
    if letter == "Y" and context.grain == "quarter" and count:
        return _made(form, at_grain(date(base[0].year + count, base[0].month, 1), "Q"), "quarter")
    if letter == "D" and context.grain != "day" and context.grain != "minute":
        return None if reference else Resolved(form.value, form.grain)
    if letter.startswith("T"):
        return _made(form, base[0].isoformat(), "day")
    return _made(form, shifted(base[0], count, unit))


def _without_context(form: Form, reference: date | None, tense: Tense | None) -> Resolved | None:
    """Without a time told before, "the quarter" still means one near the day of writing."""
    if reference is None:
        return Resolved(form.value, form.grain)
    if form.unit == "Q" and form.count == 0 and tense not in {"future", "coming"}:
        return _made(form, shifted(reference, -1, "Q"))
    return None


# --- calendar ---------------------------------------------------------------------------------------------------------


def _range(form: Form, reference: date | None, tense: Tense | None) -> Resolved:
    until = form.until or form
    first = _calendar(Form(year=form.year, rest=form.rest), reference, tense, None)
    year = form.year if form.year is not None else _year_of(first.value)
    last_year = until.year if until.year is not None else year
    if until.year is None and year is not None and (until.rest or "") < (form.rest or ""):
        last_year = year + 1  # "December 30 to January 2"
    value = f"{first.value}/{written(last_year, until.rest or '')}"
    return _made(Form(until=until, rest=form.rest), value, "interval")


def _year_of(value: str) -> int | None:
    return int(value[:4]) if value[:4].isdigit() else None


def _calendar(form: Form, reference: date | None, tense: Tense | None, context: Resolved | None) -> Resolved:
    rest, year = form.rest or "", form.year
    if year is None and form.year_shift is not None and reference is not None:
        year = reference.year + form.year_shift
    if year is not None and not rest.startswith("W-"):
        return _made(form, _closest_reading(form, year, rest, reference))
    if form.anchor == "context" and context is not None and context.start:
        reference = date.fromisoformat(context.start)
    if reference is None:
        return Resolved(form.value, form.grain)
    if rest.startswith("W-"):
        return _made(form, _weekday(form, reference, tense))
    if rest.startswith("XX-"):
        return _made(form, _day_of_month(int(rest[3:]), reference, tense))
    return _made(form, _nearest(form, reference, tense))


def _closest_reading(form: Form, year: int, rest: str, reference: date | None) -> str:
    """For ``10/02/2025`` take the reading that lies nearer to the day of writing."""
    value = written(year, rest)
    if form.other is None or reference is None:
        return value
    readings = [value, written(year, form.other)]
    near: Callable[[str], int] = lambda reading: abs((date.fromisoformat(reading) - reference).days)  # noqa: E731
    return min(readings, key=near)


def _weekday(form: Form, reference: date, tense: Tense | None) -> str:
    rest = form.rest or ""
    weekday = 6 if rest == "WE" else int(rest[2:])
    back = (reference.isoweekday() - weekday) % 7
    if form.direction in {-2, 2}:  # "Friday of last week", "next week on Friday"
        day = day_shift(reference, (form.direction // 2) * 7 - reference.isoweekday() + weekday)
    elif form.direction == 0:
        ahead = weekday - reference.isoweekday()
        day = day_shift(reference, -back if tense == "past" else ahead if ahead >= 0 or tense is None else ahead + 7)
    elif form.direction == -1:
        day = day_shift(reference, -(back or 7))
    elif form.direction == 1 or tense == "future":
        forward = (weekday - reference.isoweekday()) % 7
        day = day_shift(reference, forward or (7 if form.direction == 1 else 0))
    else:
        day = day_shift(reference, -back)
    return at_grain(day, "WE") if rest == "WE" else day.isoformat()


def _day_of_month(day: int, reference: date, tense: Tense | None) -> str:
    """Choose the month for a day that is told without one; it lies in the past unless the verb looks ahead."""
    months = [month_shift(reference, shift) for shift in range(-2, 3)]
    days = [month.replace(day=day) for month in months if day <= monthrange(month.year, month.month)[1]]
    if tense in {"future", "coming"}:
        return min((each for each in days if each >= reference), default=days[-1]).isoformat()
    return max((each for each in days if each <= reference), default=days[0]).isoformat()


def _nearest(form: Form, reference: date, tense: Tense | None) -> str:
    """Choose the year for a month, a day of a month, a quarter, a season or a holiday."""
    years = range(max(reference.year - 1, 1), reference.year + 2)
    found: list[tuple[date, date, str]] = []
    for year in years:
        value = written(year, form.rest or "")
        bounds = interval(value)
        if bounds is not None:
            found.append((*bounds, value))
    if not found:
        return form.value
    if form.weekday:
        found = [entry for entry in found if entry[0].isoweekday() == form.weekday] or found
    if form.direction is not None:
        return _directed(found, form, reference)
    return _tensed(found, reference, tense)


def _directed(found: list[tuple[date, date, str]], form: Form, reference: date) -> str:
    if form.direction == -1:
        return next((value for _, last, value in reversed(found) if last < reference), found[0][2])
    if form.direction == 1:
        return next((value for first, _, value in found if first > reference), found[-1][2])
    return next((value for *_, value in found if value.startswith(f"{reference.year:04d}")), found[0][2])


def _tensed(found: list[tuple[date, date, str]], reference: date, tense: Tense | None) -> str:
    def away(entry: tuple[date, date, str]) -> int:
        first, last, _ = entry
        return 0 if first <= reference <= last else min(abs((first - reference).days), abs((last - reference).days))

    nearest = min(found, key=away)
    if tense == "past":
        fitting = [entry for entry in found if entry[0] <= reference]
    elif tense in {"future", "coming"}:
        fitting = [entry for entry in found if entry[1] >= reference]
    else:
        return nearest[2]
    best = min(fitting, key=away, default=nearest)
    # "Said it was payable December 1", written in October: a date much nearer on the other side beats the tense.
    if away(best) <= _against(nearest[2], best[0] == best[1], tense) * away(nearest):
        return best[2]
    return nearest[2]


def _against(value: str, is_day: bool, tense: Tense | None) -> float:
    """How many times nearer a time must be to be meant against the tense; nothing is near enough for "will meet in May"."""
    if is_day:
        return AGAINST_TENSE_MONTH if tense == "future" else AGAINST_TENSE
    if tense == "coming" or not re.fullmatch(r"\d{4}-\d\d", value):
        return AGAINST_TENSE_COARSE
    return inf if tense == "future" else AGAINST_TENSE_MONTH
