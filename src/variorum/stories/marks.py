"""What tells two events of one kind apart: numbers with what they count, ages, ranks in a row, and days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from variorum.languages import table
from variorum.languages.words import Word, says_little

_NEAR = 4  # words between a number of people and what befell them
_MOST = 60  # of each kind: a table of results is no report
_WEEK = 7


@dataclass(frozen=True)
class Marks:
    """Found in one article; days are counted from its publication, or stand by themselves if that is unknown.

    ``counted``: number and stem of what is counted; ``ages``; ``ranks``: stem of what is ranked and its place in the row;
    ``dates``: month and day; ``weekdays``: 0 is Monday; ``shifts``: days from the day of publication; ``dead`` and
    ``hurt``: numbers of people.
    """

    counted: tuple[tuple[str, str], ...] = ()
    ages: tuple[int, ...] = ()
    ranks: tuple[tuple[str, int], ...] = ()
    dates: tuple[tuple[int, int], ...] = ()
    weekdays: tuple[int, ...] = ()
    shifts: tuple[int, ...] = ()
    dead: tuple[int, ...] = ()
    hurt: tuple[int, ...] = ()


@dataclass(frozen=True)
class _Table:
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    shifts: Mapping[str, int]
    old: frozenset[str]
    dead: frozenset[str]
    hurt: frozenset[str]


@cache
def _table(language: str | None) -> _Table:
    """Read the words of a language, in small letters."""
    own = table(language or "en", "stories")
    calendar = table(language or "en", "dates").get("words", {})
    listed = {name: frozenset(found.split()) for name, found in own.get("words", {}).items()}
    shifts = {"today": 0, "yesterday": -1, "tomorrow": 1}
    return _Table(
        numbers=own.get("numbers", {}),
        ordinals=own.get("ordinals", {}),
        months={word: int(number) for word, number in calendar.get("month", {}).items() if number.isdigit()},
        weekdays={word: int(number) - 1 for word, number in calendar.get("weekday", {}).items() if number.isdigit()},
        shifts={word: days for name, days in shifts.items() for word in listed.get(name, ())},
        old=listed.get("old", frozenset()),
        dead=listed.get("dead", frozenset()),
        hurt=listed.get("hurt", frozenset()),
    )


def marks(found: Sequence[Word], language: str | None) -> Marks:
    """Find the marks among the words of an article."""
    known = _table(language)
    forms = [word.form.lower() for word in found]
    kept: dict[str, dict[object, None]] = {name: {} for name in Marks.__dataclass_fields__}
    for at, form in enumerate(forms):
        if form in known.weekdays and found[at].form[0].isupper():
            kept["weekdays"][known.weekdays[form]] = None
        elif form in known.shifts:
            kept["shifts"][known.shifts[form]] = None
        elif form in known.months and found[at].form[0].isupper():
            if day := _beside(forms, at):
                kept["dates"][known.months[form], day] = None
        elif form[0].isdigit() or form in known.numbers or form in known.ordinals:
            _number(found, forms, at, known, language, kept)
    return Marks(**{name: tuple(held)[:_MOST] for name, held in kept.items()})  # type: ignore[arg-type]


def _beside(forms: Sequence[str], at: int) -> int | None:
    """The day of a month: the number after its name, or before it."""
    for place in (at + 1, at - 1):
        if 0 <= place < len(forms) and forms[place].isdecimal() and len(forms[place]) <= 2:
            return int(forms[place]) if 1 <= int(forms[place]) <= 31 else None
    return None


def _number(
    found: Sequence[Word],
    forms: Sequence[str],
    at: int,
    known: _Table,
    language: str | None,
    kept: dict[str, dict[object, None]],
) -> None:
    following = forms[at + 1 : at + 1 + _NEAR]
    form = forms[at]
    if form in known.ordinals or (following[:1] and following[0] in {"st", "nd", "rd", "th"} and form.isdecimal()):
        after = at + 1 if form in known.ordinals else at + 2
        if after < len(found) and not says_little(found[after].stem, language):
            rank = known.ordinals[form] if form in known.ordinals else int(form[:6])
            kept["ranks"][found[after].stem, rank] = None
        return
    value = str(known.numbers[form]) if form in known.numbers else form.replace(",", "")
    whole = int(value) if value.isdecimal() and len(value) <= 6 else None
    before = forms[max(0, at - 1) : at]
    if whole is not None and whole < 120 and (known.old & {*following[:2]} or known.old & {*before}):
        kept["ages"][whole] = None
        return
    for word in found[at + 1 : at + 3]:
        if word.form[0].isalpha() and not says_little(word.stem, language):
            kept["counted"][value, word.stem] = None
            break
    if whole is not None and whole < 10_000:
        near = {*following, *forms[max(0, at - 2) : at]}
        if near & known.dead:
            kept["dead"][whole] = None
        if near & known.hurt:
            kept["hurt"][whole] = None
