"""The day that stands by itself above or before a report ("May 24, 2008", "24 de mayo de 2008", "24-May-08")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from variorum.languages import table
from variorum.languages.words import Word, says_little, words
from variorum.model import Article
from variorum.stories.days import Days, days_of

_HEAD = 250  # characters in which a dateline stands
_CENTURY = 100
_LITTLE = 3  # letters of the words that lead up to a date
_ISO = re.compile(r"\b(?:19|20)\d\d-\d\d-\d\d\b")


def day_told(article: Article) -> Days | None:
    """Give the days of publication if they are known, else the day of the article's own dateline, else nothing."""
    return days_of(article.published) or _dateline(article.text[:_HEAD], article.language)


def _dateline(head: str, language: str | None) -> Days | None:
    found = words(head, language)
    months = _months(language)
    for at, word in enumerate(found):
        month = months.get(word.form.lower())
        held = month and _around(found, at, month)
        if held and _alone(head, found, held[1], held[2], language):
            return held[0].toordinal(), held[0].toordinal()
    match = _ISO.search(head)
    day = match and _day(*(int(part) for part in match.group().split("-")))
    return (day.toordinal(), day.toordinal()) if day else None


@cache
def _months(language: str | None) -> dict[str, int]:
    """The names of months in a language, and in English, which many a page's frame speaks."""
    found: dict[str, int] = {}
    for each in ("en", language or "en"):
        listed = table(each, "dates").get("words", {}).get("month", {})
        found.update((word, int(number)) for word, number in listed.items() if number.isdigit() and not word.isdigit())
    return found


def _around(found: Sequence[Word], at: int, month: int) -> tuple[date, int, int] | None:
    """Read the day and year beside a month: with the first and last word that belong to them."""
    # "24 May 2008", "24 de mayo de 2008", "May 24, 2008": where the day stands, and where the year may
    for day, years in ((at - 1, (at + 1, at + 2)), (at + 1, (at + 2, at + 3)), (at - 2, (at + 1, at + 2))):
        for year in years:
            if day < 0 or max(day, year) >= len(found):
                continue
            told, in_year = found[day].form, found[year].form
            if told.isdecimal() and in_year.isdecimal() and len(told) < 3 and len(in_year) in (2, 4):
                date_found = _day(_year(in_year), month, int(told))
                if date_found:
                    return date_found, min(day, at), year
    return None


def _year(form: str) -> int:
    short = int(form)
    return short if len(form) == 4 else 2000 + short if short < _CENTURY / 2 else 1900 + short


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1900 <= year <= 2100 else None
    except ValueError:
        return None


def _alone(head: str, found: Sequence[Word], first: int, last: int, language: str | None) -> bool:
    """Say whether a date stands by itself: no little word leads up to it ("on May 24"), and a new sentence follows."""
    hyphened = "-" in head[found[first].end : found[last].start]
    before = found[first - 1] if first else None
    if before and not hyphened and _leads_up(head, before, language):
        return False
    after = found[last + 1] if last + 1 < len(found) else None
    between = head[found[last].end : after.start] if after else ""
    return after is None or (not after.form[0].islower() and (not between.startswith((",", ".")) or "\n" in between))


def _leads_up(head: str, word: Word, language: str | None) -> bool:
    """Tell "on May 24" from "to the US May 24" and "five 737s May 24"."""
    whole = word.start == 0 or head[word.start - 1].isspace()
    return (
        whole
        and len(word.form) <= _LITTLE
        and (len(word.form) < 2 or not word.form.isupper())
        and says_little(word.stem, language)
    )
