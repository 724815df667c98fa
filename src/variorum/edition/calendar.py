"""The geometry of the drawn timeline: a row for each day, with the tellings printed on it against what happened on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from variorum.edition.arrangement import Eras
from variorum.edition.lookup import Lookup
from variorum.edition.wording import counted, day, listed
from variorum.model import Article, Happening

WIDTH = 340
"""Units of the drawing; it is narrow so that its letters stay readable on a telephone."""
LEFT, MIDDLE = 92, 232
"""Where the tellings begin, and where what happened."""
_STEP, _NEAR, _LINE, _PAD = 24, 21, 24, 5
_ACROSS = 5
"""Signs in a line; more go on below."""
_SIGNS = 25
"""Signs of a sort in a row; more are counted."""
_MOST = 31
"""Rows; with more days they are put together by month, then by year."""
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


@dataclass(frozen=True)
class Sign:
    """A telling (a square with its voice's number) or something that happened (a dot; a ring if it was still expected)."""

    x: int
    y: int
    words: str
    number: int | None = None
    is_expected: bool = False


@dataclass(frozen=True)
class Day:
    """A row: its label, its place, its signs, how many more there are, and the days that lie between the row above and this one."""

    label: str
    y: int
    height: int
    printed: tuple[Sign, ...]
    happened: tuple[Sign, ...]
    more_printed: int
    more_happened: int
    gap: str
    words: str


@dataclass(frozen=True)
class Calendar:
    """A drawn timeline in units of its view box."""

    width: int
    height: int
    days: tuple[Day, ...]


def calendar(found: Lookup, eras: Eras, coverage: Iterable[tuple[str, list[Article]]]) -> Calendar:
    """Draw when tellings were printed against what happened, and what was expected, from shortly before the story on."""
    printed = {value[:10]: those for value, those in coverage if value}
    happened: dict[str, list[Happening]] = {}
    for _, one in (*eras.story, *eras.ahead):
        happened.setdefault(one.date[:10], []).append(one)
    grain = _grain(printed.keys() | happened.keys())
    rows: list[Day] = []
    y = 26
    before: str | None = None
    for key in sorted({one[:grain] for one in printed.keys() | happened.keys()}):
        row = _day(
            found,
            key,
            [article for value, those in sorted(printed.items()) if value[:grain] == key for article in those],
            [one for value, those in sorted(happened.items()) if value[:grain] == key for one in those],
            _gap(before, key),
            y,
        )
        rows.append(row)
        y = row.y + row.height
        before = key
    return Calendar(WIDTH, y, tuple(rows))


def _grain(values: Iterable[str]) -> int:
    """Give how many characters of an ISO date name a row: those of a day, else of a month, else of a year."""
    known = set(values)
    return next((grain for grain in (10, 7) if len({one[:grain] for one in known}) <= _MOST), 4)


def _gap(before: str | None, key: str) -> str:
    try:
        days = (date.fromisoformat(key) - date.fromisoformat(before or "")).days
    except ValueError:
        return ""
    return f"{counted(days - 1, 'day')} between" if days > 1 else ""


def _day(found: Lookup, key: str, articles: list[Article], those: list[Happening], gap: str, y: int) -> Day:
    top = y + (20 if gap else 0)
    printed = [(found.label(one.id), found.voice_of.get(one.id), False) for one in articles]
    happened = [(one.what, None, one.status == "expected") for one in those]
    lines = max(1, *(-(-min(len(one), _SIGNS) // _ACROSS) for one in (printed, happened)))
    said = [
        f"printed: {listed([words for words, _, _ in printed[:_SIGNS]])}" if printed else "",
        *(f"{'expected' if expected else 'happened'}: {words}" for words, _, expected in happened[:_SIGNS]),
    ]
    return Day(
        _label(key),
        top,
        lines * _LINE + 2 * _PAD,
        tuple(_signs(printed, LEFT, top)),
        tuple(_signs(happened, MIDDLE, top)),
        max(0, len(printed) - _SIGNS),
        max(0, len(happened) - _SIGNS),
        gap,
        f"{day(key)}, {'; '.join(filter(None, said))}",
    )


def _signs(those: Sequence[tuple[str, int | None, bool]], left: int, top: int) -> Iterable[Sign]:
    for at, (words, number, is_expected) in enumerate(those[:_SIGNS]):
        x = left + at % _ACROSS * (_STEP if left == LEFT else _NEAR)
        yield Sign(x, top + _PAD + at // _ACROSS * _LINE, words, number, is_expected)


def _label(key: str) -> str:
    year, _, rest = key.partition("-")
    month, _, date_of_month = rest.partition("-")
    if month.isdigit() and 1 <= int(month) <= 12:
        parts = [str(int(date_of_month)) if date_of_month.isdigit() else "", _MONTHS[int(month) - 1], year]
        return " ".join(filter(None, parts))
    return year
