"""The date an article states of itself: found in its header lines, its metadata or its address.

Not a grammar of dates in running text: only the absolute forms that publishers print. A date whose day and month
could be swapped gives both readings; ``settle`` decides by proof, language and country, and says why.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from variorum.articles import phrases
from variorum.languages import table
from variorum.languages.calendar.eras import BUDDHIST, japanese, persian
from variorum.model import When

# Where the month is written first. Everywhere else with slashes or dots the day is.
MONTH_FIRST_COUNTRIES = frozenset("us ph fm mh pw gu as".split())
DAY_FIRST_HOSTS = frozenset(
    "uk fr de it es pt nl be ch at ie au nz in pk bd lk my sg th vn id br ar mx co cl pe za ng ke gh ug tz eg ma dz tn"
    " sa ae il tr gr ru ua pl cz sk hu ro bg hr si rs se no dk fi is ee lv lt lu mt cy".split()
)
_NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d\d)(?![\d/-]|\.\d)")
# "Quốc Tế10/02/2025": letters may touch the date, digits may not.
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)([-/.])(\d{1,2})\2(\d{1,2})(?!\d)(?:[T ](\d\d:\d\d))?")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_CJK = re.compile(r"((?:19|20)\d\d)\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]")
# A page in Japan, Thailand or Iran may give its day by its own calendar only.
_ERA = re.compile(r"(令和|平成)\s*(元|\d{1,2})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_PERSIAN = re.compile(r"(?<![\d/.-])([1۱١][34۳۴٣٤]\d\d)([/-])(\d{1,2})\2(\d{1,2})(?![\d/-])")
_THAI = re.compile(r"(?<!\d)(\d{1,2})\s+([\u0e01-\u0e4e.]+)\s+(?:พ\.ศ\.\s*)?(25\d\d)(?!\d)")
_THAI_MONTHS = (
    "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม "
    "ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค."
).split()
_IN_ADDRESS = re.compile(
    r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/_.-]|$)|(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)"
)
_YEARS = (1900, 2100)


@dataclass(frozen=True)
class Found:
    """A date as printed: its readings (the likelier first), the words, and where they begin in the line."""

    readings: tuple[str, ...]
    words: str
    start: int


@cache
def _months() -> dict[str, int]:
    """Month name → number over all languages; a name that means two months is left out."""
    found: dict[str, set[int]] = {}
    for language in phrases.languages():
        names = table(language, "furniture").get("months", {}).get("names", [])
        for number, forms in enumerate(names, start=1):
            for form in forms:
                found.setdefault(form.casefold(), set()).add(number)
    return {form: next(iter(numbers)) for form, numbers in found.items() if len(numbers) == 1}


@cache
def _named() -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = "|".join(sorted((re.escape(name) for name in _months()), key=len, reverse=True))
    day_first = (
        rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|er|º|ª|°|\.)?[\s,-]{{1,3}}(?:de\s|del\s|of\s)?({names})\.?(?![^\W\d_])"
        rf"[\s,/-]{{0,3}}(?:de\s|del\s|năm\s)?((?:19|20)\d\d)(?!\d)"
    )
    month_first = rf"(?<![^\W_])({names})\.?[\s-]{{1,2}}(\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,2}}((?:19|20)\d\d)(?!\d)"
    return re.compile(day_first, re.IGNORECASE), re.compile(month_first, re.IGNORECASE)


def _iso(year: int, month: int, day: int) -> str | None:
    if not _YEARS[0] <= year <= _YEARS[1]:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def find(line: str) -> list[Found]:
    """Find the absolute dates of a line (its first 400 characters), in order."""
    line = line[:400]
    found: list[Found] = []
    for match in _ISO.finditer(line):
        found += _made(match, [(int(match[1]), int(match[3]), int(match[4]))])
    for match in _CJK.finditer(line):
        found += _made(match, [(int(match[1]), int(match[2]), int(match[3]))])
    found += _of_other_calendars(line)
    for match in _NUMERIC.finditer(line):
        first, second = int(match[1]), int(match[3])
        year = int(match[4]) if len(match[4]) == 4 else 2000 + int(match[4])
        found += _made(match, [(year, second, first), (year, first, second)])
    day_first, month_first = _named()
    for match in day_first.finditer(line):
        found += _made(match, [(int(match[3]), _months()[match[2].casefold()], int(match[1]))])
    for match in month_first.finditer(line):
        found += _made(match, [(int(match[3]), _months()[match[1].casefold()], int(match[2]))])
    return sorted(found, key=lambda item: item.start)


def _of_other_calendars(line: str) -> list[Found]:
    found: list[Found] = []
    for match in _ERA.finditer(line):
        found += _made(match, [(japanese(match[1], match[2]) or 0, int(match[3]), int(match[4]))])
    for match in _PERSIAN.finditer(line):
        day = persian(int(match[1]), int(match[3]), int(match[4]))
        found += _made(match, [(day.year, day.month, day.day)] if day else [])
    for match in _THAI.finditer(line):
        if match[2] in _THAI_MONTHS:
            found += _made(match, [(int(match[3]) - BUDDHIST, _THAI_MONTHS.index(match[2]) % 12 + 1, int(match[1]))])
    return found


def _made(match: re.Match[str], candidates: list[tuple[int, int, int]]) -> list[Found]:
    readings = dict.fromkeys(value for candidate in candidates if (value := _iso(*candidate)))
    return [Found(tuple(readings), match.group(), match.start())] if readings else []


def in_address(url: str) -> str | None:
    """Give the day that a page's address carries (``/2025/02/07/``), if any."""
    match = _IN_ADDRESS.search(url)
    if not match:
        return None
    year, month, day = (int(part) for part in match.groups() if part)
    return _iso(year, month, day)


def from_metadata(value: str) -> str | None:
    """Read a date from a metadata field or a JSON value, ISO or printed; the day only."""
    value = value.strip()
    match = _COMPACT.match(value)
    if match:
        return _iso(int(match[1]), int(match[2]), int(match[3]))
    found = find(value)
    return found[0].readings[0] if found else None


def day_order(language: str | None, hosts: Iterable[str]) -> tuple[bool, str]:
    """Say whether a page writes the day first, and why we think so."""
    for host in hosts:
        country = host.rstrip(".").rsplit(".", 1)[-1].lower()
        if country in MONTH_FIRST_COUNTRIES:
            return False, f"pages of .{country} write the month first"
        if country in DAY_FIRST_HOSTS:
            return True, f"pages of .{country} write the day first"
    if language and language != "en":
        return True, f"pages in this language ({language}) write the day first"
    return False, "nothing says otherwise, and English pages with slashes mostly write the month first"


def settle(found: Found, body_days: Sequence[tuple[int, int]], day_first: bool, why: str) -> tuple[str, str]:
    """Choose between the readings of a date; gives the ISO day and the reason in words.

    ``body_days`` are the (month, day) pairs the body tells of. A report is printed on the last day it tells of or
    within the days after it, so a reading that lies months from every one of them is out.
    """
    if len(found.readings) == 1:
        return found.readings[0], f"printed as “{found.words}”"
    gaps = [_gap(reading, body_days) for reading in found.readings]
    if body_days and min(gaps) <= 14 < max(gaps):
        best = found.readings[gaps.index(min(gaps))]
        shown = ", ".join(f"{month}/{day}" for month, day in body_days[:3])
        order = "day first" if best == found.readings[0] else "month first"
        return best, f"printed as “{found.words}”, read {order}: the text tells of days close to it (month/day {shown})"
    best = found.readings[0 if day_first else 1]
    order = "day first" if day_first else "month first"
    return best, f"printed as “{found.words}”, read {order}: {why}"


def _gap(reading: str, body_days: Sequence[tuple[int, int]]) -> int:
    """Count the days from the nearest day of the body to the reading, whatever the year."""
    day = date.fromisoformat(reading)
    gaps = []
    for month, number in body_days:
        for year in (day.year - 1, day.year, day.year + 1):
            iso = _iso(year, month, number)
            if iso:
                gaps.append(abs((day - date.fromisoformat(iso)).days))
    return min(gaps, default=999)


@cache
def _yearless(language: str) -> tuple[dict[str, int], re.Pattern[str], re.Pattern[str]]:
    months: dict[str, int] = {}
    for known in ("en", language):
        names = table(known, "furniture").get("months", {}).get("names", [])
        months.update({form.casefold(): number for number, forms in enumerate(names, start=1) for form in forms})
    either = "|".join(sorted((re.escape(name) for name in months), key=len, reverse=True))
    return (
        months,
        re.compile(rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|er|\.)?\s(?:de\s|of\s)?({either})(?![^\W_])", re.IGNORECASE),
        re.compile(rf"(?<![^\W_])({either})\.?\s(\d{{1,2}})(?!\d)", re.IGNORECASE),
    )


def days_in(text: str, language: str | None) -> list[tuple[int, int]]:
    """Give the (month, day) pairs that a body names, in order, without repeats; years are not asked for."""
    months, day_first, month_first = _yearless(language or "en")
    found: dict[tuple[int, int], int] = {}
    sample = text[:50_000]
    for match in day_first.finditer(sample):
        found.setdefault((months[match[2].casefold()], int(match[1])), match.start())
    for match in month_first.finditer(sample):
        found.setdefault((months[match[1].casefold()], int(match[2])), match.start())
    return sorted((pair for pair in found if 1 <= pair[1] <= 31), key=lambda pair: found[pair])


def stated(value: str, reason: str) -> When:
    """Make the ``When`` of a date that the page itself prints outside its body."""
    return When(value, "day", "stated", None, reason)
