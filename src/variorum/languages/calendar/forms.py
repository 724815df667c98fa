"""What a time expression says before it is known when it was said: the unresolved form, made from a rule's slots."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from variorum.languages.calendar.eras import japanese
from variorum.languages.calendar.grammar import Grammar, Rule, alternatives, slot_of
from variorum.languages.calendar.holidays import holiday
from variorum.languages.calendar.values import duration, grain_of, joined, split_unit
from variorum.model import Grain

Sort: TypeAlias = Literal["date", "duration", "set", "reference"]
Slots: TypeAlias = Mapping[str, str]


@dataclass(frozen=True)
class Form:
    """The meaning of a time expression without its reference.

    ``year`` and ``rest`` make a value with unknown places as ``X`` (``rest``: ``02-07``, ``02``, ``W-5``, ``WE``,
    ``Q3``, ``H1``, ``SU``, a holiday rule after ``=``). ``fixed`` is a value that needs no reference. ``count`` and
    ``unit`` say how far from the anchor a relative time lies; ``direction`` is -1 last, 0 this, 1 next; ``time`` is a
    part of the day (``AF``) or a clock time (``15:10``); ``coarse`` is the unit around the day that is meant ("the week
    of June 17").
    """

    sort: Sort = "date"
    fixed: str | None = None
    year: int | None = None
    rest: str | None = None
    count: int | None = None
    unit: str | None = None
    direction: int | None = None
    anchor: Literal["reference", "context"] = "reference"
    edge: str | None = None
    time: str | None = None
    weekday: int | None = None
    until: Form | None = None
    other: str | None = None
    year_shift: int | None = None
    coarse: str | None = None

    @property
    def value(self) -> str:
        """The TIMEX3 value as far as the words alone tell it: ``XXXX-WXX-5``, ``XXXX-02-07``, ``P3W``."""
        if self.fixed is not None:
            return self.fixed
        if self.unit is not None:
            letter = split_unit(self.unit)[1]
            blank = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX"}
            return blank.get(letter, "XXXX-XX-XX" if letter.startswith("T") else "XXXX") + self.tail
        value = written(self.year, self.rest or "") + self.tail
        return f"{value}/{self.until.value}" if self.until else value

    @property
    def tail(self) -> str:
        """The time of day as the end of a value: ``TAF``, ``T15:10`` or nothing."""
        return f"T{self.time}" if self.time else ""

    @property
    def grain(self) -> Grain | None:
        """How fine the expression is; nothing for durations, sets and references."""
        if self.sort != "date":
            return None
        if self.time:
            return "day" if self.time.isalpha() else "minute" if ":" in self.time else "hour"
        if self.fixed is not None:
            return "interval"
        if self.until:
            return "interval"
        if self.unit is not None or self.coarse is not None:
            return grain_of(self.unit or self.coarse or "D") or "day"
        return _grain_of_rest(self.rest or "")


def _grain_of_rest(rest: str) -> Grain:
    if not rest:
        return "year"
    if rest in {"WE", "H1", "H2"}:
        return "interval"
    if rest in {"SP", "SU", "FA", "WI"}:
        return "season"
    if rest.startswith("Q"):
        return "quarter"
    return "month" if re.fullmatch(r"\d\d", rest) else "day"


def written(year: int | None, rest: str) -> str:
    """Write a year (or ``XXXX``) and the rest of a date as one TIMEX3 value."""
    head = f"{year:04d}" if year is not None else "XXXX"
    if rest.startswith("W-"):
        return f"{head}-WXX-{rest[2:]}"
    if rest == "WE":
        return f"{head}-WXX-WE"
    if rest.startswith("="):
        day = holiday(rest[1:], year) if year is not None else None
        fixed = re.fullmatch(r"=(\d\d-\d\d)", rest)
        return day.isoformat() if day else f"{head}-{fixed.group(1)}" if fixed else f"{head}-XX-XX"
    return f"{head}-{rest}" if rest else head


def form_of(rule: Rule, match: re.Match[str], grammar: Grammar) -> Form | None:
    """Read the slots of a match into a form; nothing when they name no possible date (30 February)."""
    slots: dict[str, str] = dict(rule.fixed)
    for group, words in match.groupdict().items():
        if words is not None:
            slots.setdefault(slot_of(group), words)
    make = _MAKERS[rule.kind]
    form = make({**slots, "words": match.group()}, grammar)
    return form if form is not None and possible(form) else None


def look_up(grammar: Grammar, slot: str, words: str) -> str:
    """Give what a word of a slot stands for; white space, apostrophes and case do not matter."""
    plain = re.sub(r"\s+", " ", words.replace("’", "'")).lower()
    return grammar.words.get(slot, {}).get(plain, "")


def possible(form: Form) -> bool:
    """Say whether there is such a day: there is no 30 February."""
    if form.rest and (found := re.fullmatch(r"(\d\d)-(\d\d)", form.rest)):
        try:
            date(form.year or 2024, int(found.group(1)), int(found.group(2)))
        except ValueError:
            return False
    return form.until is None or possible(form.until)


# --- dates -----------------------------------------------------------------------------------------------------------


def _date(slots: Slots, grammar: Grammar) -> Form | None:
    year = _year(slots, grammar)
    shared = {
        "year": year,
        "direction": _int(look_up(grammar, "direction", slots.get("direction", ""))),
        "edge": look_up(grammar, "edge", slots.get("edge", "")) or None,
        "time": clock(slots, grammar),
    }
    if "relative" in slots:
        shared |= {"direction": int(look_up(grammar, "relative", slots["relative"])), "anchor": "context"}
    if "coarse" in slots:
        shared |= {"coarse": look_up(grammar, "unit", slots["coarse"])}
    if "yeardir" in slots:
        shared |= {"year_shift": _int(look_up(grammar, "direction", slots["yeardir"]))}
    if "decades" in slots or "decade" in slots or "century" in slots:
        return _era(slots, grammar, str(shared["edge"] or "") or None)
    rest = _rest(slots, grammar)
    if rest is None and year is None and "yeardir" not in slots:
        return Form(time=str(shared["time"]), unit="D", count=0, anchor="context") if shared["time"] else None
    weekday = _int(look_up(grammar, "weekday", slots.get("weekday", "")))
    if weekday and rest and rest.startswith("W-"):
        if "weekdir" in slots:
            return Form(
                rest=rest, unit=None, direction=int(look_up(grammar, "direction", slots["weekdir"])) * 2 or 0,
                time=shared["time"],  # type: ignore[arg-type]
            )  # fmt: skip
        weekday = None
    until = _until(slots, grammar, year, rest or "")
    return Form(rest=rest or "", weekday=weekday, until=until, **shared)  # type: ignore[arg-type]


def _rest(slots: Slots, grammar: Grammar) -> str | None:
    """The part of a date below the year."""
    if "month" in slots and ("which" in slots or "lastone" in slots):  # "the first Monday of October"
        which = look_up(grammar, "nth", slots.get("which", "")) or look_up(grammar, "lastone", slots.get("lastone", ""))
        month, weekday = look_up(grammar, "month", slots["month"]), look_up(grammar, "weekday", slots["weekday"])
        return f"=nth {month} {which} {weekday}"
    if "month" in slots:
        month = look_up(grammar, "month", slots["month"])
        day = _day(slots.get("day")) or look_up(grammar, "ordinalday", slots.get("ordinalday", ""))
        return f"{month}-{day}" if day else month
    if "dayonly" in slots:
        return f"XX-{_day(slots['dayonly'])}"
    if "holiday" in slots:
        return "=" + look_up(grammar, "holiday", slots["holiday"])
    if "nth" in slots:
        return "Q" + look_up(grammar, "nth", slots["nth"])
    if "half" in slots:
        return "H" + look_up(grammar, "half", slots["half"])
    if "quarter" in slots:
        letter = re.sub(r"\d", "", slots["quarter"]).upper()
        return letter + re.sub(r"\D", "", slots["quarter"]) if letter == "Q" or slots["quarter"][-1] < "3" else None
    if "season" in slots:
        return look_up(grammar, "season", slots["season"])
    if "weekday" in slots:
        return "W-" + look_up(grammar, "weekday", slots["weekday"])
    if "daypart" in slots:  # one word for both: "Freitagabend" is 5TEV
        return "W-" + look_up(grammar, "daypart", slots["daypart"])[0]
    return None


def _day(words: str | None) -> str | None:
    found = re.match(r"\d+", words or "")
    return f"{int(found.group()):02d}" if found else None


def _until(slots: Slots, grammar: Grammar, year: int | None, rest: str) -> Form | None:
    """The end of a range such as "February 6 to 8" or "2019-21"."""
    if "day2" in slots:
        month = look_up(grammar, "month", slots.get("month2", "")) or rest[:2]
        return Form(year=year, rest=f"{month}-{_day(slots['day2'])}")
    if "year2" in slots:
        return Form(year=int(slots["year2"]), rest="")
    if "yytail" in slots and year is not None:
        end = year - year % 100 + int(slots["yytail"])
        return Form(year=end, rest="") if year < end <= year + 20 else Form(year=year, rest="")
    return None


def _year(slots: Slots, grammar: Grammar) -> int | None:
    if "year" in slots:
        return int(slots["year"])
    if "era" in slots:
        return japanese(slots["era"], slots["erayear"])
    if "yy" in slots:
        return two_digits(int(slots["yy"][-2:]))
    if "yearwords" in slots:
        return _spoken_year(slots["yearwords"], grammar)
    return None


def two_digits(number: int) -> int:
    """Give the full year for two digits: up to 49 this century, then the last (POSIX puts the cut at 69; news at 50)."""
    return number + (2000 if number < 50 else 1900)


def _spoken_year(words: str, grammar: Grammar) -> int | None:
    values = [int(grammar.words["number"].get(word, "0")) for word in re.findall(r"[a-z]+", words.lower())]
    if 1000 in values:
        return 2000 + sum(values[values.index(1000) + 1 :])
    return values[0] * 100 + sum(values[1:])


def _era(slots: Slots, grammar: Grammar, edge: str | None) -> Form:
    if "century" in slots:
        return Form(fixed=look_up(grammar, "century", slots["century"]), edge=edge)
    if "decade" in slots:
        return Form(fixed="19" + look_up(grammar, "decade", slots["decade"]), edge=edge)
    digits = re.sub(r"\D", "", slots["decades"])
    head = digits[:3] if len(digits) == 4 else str(two_digits(int(digits)))[:3]
    return Form(fixed=head, edge=edge)


def clock(slots: Slots, grammar: Grammar) -> str | None:
    """Read a time of day from the slots: ``15:10``, ``15``, ``AF``."""
    if "hour" in slots:
        hour, minute = int(slots["hour"]), slots.get("minute")
        half = look_up(grammar, "ampm", slots.get("ampm", ""))
        part = look_up(grammar, "part", slots.get("part", ""))
        if hour < 12 and (half == "pm" or part in {"AF", "EV", "NI"}):
            hour += 12
        if hour == 12 and half == "am":
            hour = 0
        return f"{hour:02d}:{minute or '00'}"
    if "daypart" in slots:
        return look_up(grammar, "daypart", slots["daypart"])[2:]
    for slot in ("moment", "part", "lonepart", "parts"):
        if slot in slots:
            return look_up(grammar, slot.removeprefix("lone"), slots[slot]) or None
    return None


def _int(words: str) -> int | None:
    return int(words) if words else None


def _numeric(slots: Slots, grammar: Grammar) -> Form | None:
    """Read ``2025-02-07``, ``20250207``, ``10/02/2025``; where day and month can change places, keep the other reading."""
    if "iso" in slots:
        time = slots["iso"][11:16] or None
        return Form(year=int(slots["iso"][:4]), rest=slots["iso"][5:10], time=time)
    if "stamp" in slots:
        return Form(year=int(slots["stamp"][:4]), rest=f"{slots['stamp'][4:6]}-{slots['stamp'][6:8]}")
    time = clock(slots, grammar)
    numbers = [int(number) for number in re.findall(r"\d+", slots["slashed"])]
    if numbers[0] > 31:
        year, month, day = numbers
        valid_day = 1 <= month <= 12 and 1 <= day <= 31
        return Form(year=year, rest=f"{month:02d}-{day:02d}", time=time) if valid_day else None
    first, second, year = numbers
    year = two_digits(year) if year < 100 else year
    day_first, month_first = f"{second:02d}-{first:02d}", f"{first:02d}-{second:02d}"
    valid = [
        rest
        for rest in ((day_first, month_first) if grammar.day_first else (month_first, day_first))
        if 1 <= int(rest[:2]) <= 12 and 1 <= int(rest[3:]) <= 31
    ]
    if not valid or ("." in slots["slashed"] and len(re.findall(r"\d+", slots["slashed"])[2]) == 2 and first > 31):
        return None
    other = valid[1] if len(valid) > 1 and valid[1] != valid[0] else None
    return Form(year=year, rest=valid[0], other=other, time=time)


# --- relative times --------------------------------------------------------------------------------------------------


def _shift(slots: Slots, grammar: Grammar) -> Form | None:
    edge = look_up(grammar, "edge", slots.get("edge", ""))
    time = clock(slots, grammar)
    if "shift" in slots:
        count, unit = re.fullmatch(r"(-?\d+)(\w+)", slots["shift"]).groups()  # type: ignore[union-attr]
        anchor: Literal["reference", "context"] = "context" if slots.get("anchor") == "context" else "reference"
        return Form(count=int(count), unit=unit, anchor=anchor, edge=slots.get("edge"))
    if "deictic" in slots:
        count, part = re.fullmatch(r"(-?\d+)(?:T(\w+))?", look_up(grammar, "deictic", slots["deictic"])).groups()  # type: ignore[union-attr]
        return Form(count=int(count), unit="D", edge=edge or None, time=time or part)
    if "jump" in slots:  # one word for "last month"
        count, unit = re.fullmatch(r"(-?\d+)(\w+)", look_up(grammar, "jump", slots["jump"])).groups()  # type: ignore[union-attr]
        return Form(count=int(count), unit=unit, direction=int(count))
    unit = _unit(slots, grammar)
    if "ago" in slots or "since" in slots:
        return _ago(slots, grammar, unit)
    if "relative" in slots or "adjacent" in slots:
        slot = "relative" if "relative" in slots else "adjacent"
        count = int(look_up(grammar, slot, slots[slot]))
        return Form(count=count, unit=unit or "D", anchor="context", edge=edge or None, time=time)
    if "direction" in slots:
        count = int(look_up(grammar, "direction", slots["direction"]))
        return Form(count=count, unit=unit, direction=count, edge=edge or None)
    return Form(count=0, unit=unit, anchor="reference" if unit == "WE" else "context", edge=edge or None)


def _unit(slots: Slots, grammar: Grammar) -> str:
    for slot in ("unit", "units", "bare"):
        if slot in slots:
            # A slot may be filled from a narrower list ({unit:yearunit}); what a word means is told in the full one.
            return look_up(grammar, slot, slots[slot]) or look_up(grammar, "units", slots[slot])
    return ""


def _ago(slots: Slots, grammar: Grammar, unit: str) -> Form | None:
    word = "ago" if "ago" in slots else "since"
    sign = _int(look_up(grammar, word, slots[word]))
    if sign is None:
        return None
    anchor: Literal["reference", "context"] = "reference" if word == "ago" else "context"
    amount = _amount(slots, grammar)
    if whole := re.fullmatch(r"P(\d+)([YMWD])", look_up(grammar, "length", slots.get("length", ""))):
        return Form(count=sign * int(whole.group(1)), unit=whole.group(2), anchor=anchor)
    if "direction" in slots:  # "this time last year" and the like never get here; "a year ago" does
        amount = 1
    if "num" not in slots and "vague" not in slots and "bare" not in slots:
        amount = 1  # "year-ago"
    if isinstance(amount, str):
        return Form(sort="reference", fixed="PAST_REF" if sign < 0 else "FUTURE_REF")
    if amount != int(amount):
        size, letter = split_unit(unit)
        if amount * size == int(amount * size):  # "half a century ago"
            return Form(count=sign * int(amount * size), unit=letter, anchor=anchor)
        if letter != "Y":
            return Form(count=sign * round(amount * size), unit=letter, anchor=anchor)
        return Form(count=sign * round(amount * 12), unit="M", anchor=anchor)
    return Form(count=sign * min(int(amount), 10**6), unit=unit, anchor=anchor)


def _amount(slots: Slots, grammar: Grammar) -> float | str:
    if "num" in slots:
        return number(slots["num"], grammar)
    if "vague" in slots:
        found = look_up(grammar, "vague", slots["vague"])
        return float(found) if found[:1].isdigit() else "X"
    return "X"


def number(words: str, grammar: Grammar) -> float:
    """Read a number in digits or words: ``2 1/2`` is 2.5, ``twenty-five`` 25, ``a hundred`` 100."""
    if words[0].isdigit():
        fraction = re.search(r"\s1/([2-4])$", words)
        plain = re.match(r"[\d,]*\d(?:\.\d+)?", words)
        value = float(plain.group().replace(",", "")) if plain else 0.0
        magnitude = re.search(r"[^\W\d_]+$", words.lower())
        value *= float(grammar.words["number"].get(magnitude.group(), 1)) if magnitude else 1
        return value + (1 / int(fraction.group(1)) if fraction else 0.0)
    total = 0.0
    # The longest word first: "quatre-vingt" is no sum.
    for word in re.findall(alternatives(grammar.words["number"]) + r"(?!\w)", words.lower()):
        value = float(grammar.words["number"].get(word, 0))
        total = max(total, 1) * value if value >= 100 else total + value
    return total


# --- lengths, repetitions, vague references --------------------------------------------------------------------------


def _duration(slots: Slots, grammar: Grammar) -> Form | None:
    unit = _unit(slots, grammar)
    amount = _amount(slots, grammar) if ("num" in slots or "vague" in slots) else ("X" if "bare" in slots else None)
    if amount is None:
        amount = "X" if "units" in slots else 1
    if not isinstance(amount, str) and "andhalf" in slots:
        amount += 0.5
    direction = _int(look_up(grammar, "span", slots.get("span", "")))
    if "length" in slots:
        return Form(sort="duration", fixed=look_up(grammar, "length", slots["length"]), direction=direction)
    length = duration(amount, unit)
    if "rest" in slots:  # "two years and three months"
        length = joined(length, duration(number(slots["rest"], grammar), look_up(grammar, "units", slots["restunit"])))
    return Form(sort="duration", fixed=length, direction=direction)


def _often(slots: Slots, grammar: Grammar) -> Form | None:
    if "often" in slots:
        return Form(sort="set", fixed=look_up(grammar, "often", slots["often"]))
    for slot in ("weekday", "weekdays"):
        if slot in slots:
            day = look_up(grammar, slot, slots[slot])
            tail = clock(slots, grammar)
            return Form(sort="set", fixed=f"XXXX-WXX-{day}" + (f"T{tail}" if tail else ""))
    if "part" in slots:
        return Form(sort="set", fixed=f"XXXX-XX-XXT{look_up(grammar, 'part', slots['part'])}")
    if "month" in slots or "season" in slots or "holiday" in slots:
        return Form(sort="set", fixed=written(None, _rest(slots, grammar) or ""))
    amount = number(slots["num"], grammar) if "num" in slots else 1
    if "alternate" in slots:
        amount = 2
    return Form(sort="set", fixed=duration(amount, _unit(slots, grammar)))


def _refer(slots: Slots, grammar: Grammar) -> Form | None:
    return Form(sort="reference", fixed=look_up(grammar, "refer", slots["refer"]))


_MAKERS = {
    "date": _date,
    "numeric": _numeric,
    "shift": _shift,
    "duration": _duration,
    "often": _often,
    "refer": _refer,
}
