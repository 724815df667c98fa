"""The year or date for which a figure is given: "in 2023", "the 2024 surplus", "as of 31 March 2025"."""

from __future__ import annotations

import re
from functools import cache

from variorum.languages import table
from variorum.model import When
from variorum.statements.figures.ground import Found, Ground

# A whole figure away: "was 68 in contrast with 71 in 2023" gives 2023 to the second only.
_NEAR = 60
# No date further off than this, in characters, is looked at.
_FAR = 240


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """Match an absolute date: a year, a month of a year, or a day, by the month names of a language."""
    months = table(language, "figures").get("as_of", {}).get("months", {})
    names = "|".join(sorted((re.escape(name) for name in months), key=lambda name: (-len(name), name))) or "(?!)"
    day = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er)?"
    return re.compile(
        rf"(?<![\w.,/$€£-])(?:(?:{day}\s+)?(?P<month>{names})\.?\s+(?:(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+)?)?"
        r"(?P<year>(?:19|20)\d\d)(?![\w%/$€£]|[.,-]?\d)",
        re.IGNORECASE,
    )


def _dates(text: str, language: str, start: int, end: int) -> tuple[tuple[int, int, str, str], ...]:
    months: dict[str, int] = table(language, "figures").get("as_of", {}).get("months", {})
    found = []
    for match in _pattern(language).finditer(text, start, end):
        year, month = match["year"], months.get((match["month"] or "").lower())
        day = int(match["day"] or match["day2"] or 0)
        if month and 1 <= day <= 31:
            found.append((match.start(), match.end(), f"{year}-{month:02d}-{day:02d}", "day"))
        elif month:
            found.append((match.start(), match.end(), f"{year}-{month:02d}", "month"))
        else:
            found.append((match.start("year"), match.end("year"), year, "year"))
    return tuple(found)


def as_of(ground: Ground, found: Found, others: tuple[Found, ...]) -> When | None:
    """Give the absolute year, month or day that a figure is told for, or nothing.

    It is the one right behind the figure; else one in the words before it in the same sentence, with no other
    figure between; else the only one of the sentence, where it opens the sentence.
    """
    if found.kind in {"ordinal", "age", "duration"}:
        return None
    start, end = ground.sentence_of(found.first)
    here, there = ground.lex[found.first].start, ground.lex[found.after - 1].end
    left, right = max(start, here - _FAR), min(end, there + _FAR)
    dates = _dates(ground.article.text, ground.language, left, right)
    if not dates:
        return None
    places = [(ground.lex[one.first].start, ground.lex[one.after - 1].end) for one in others]
    behind = [date for date in dates if 0 <= date[0] - there <= _NEAR and _ties(ground, there, date[0], places)]
    before = [
        date
        for date in dates
        if date[1] <= here and not _parted(date[1], here, places) and _leads(ground, date[1], found)
    ]
    opening = [date for date in dates if date[1] <= here and _opens(ground, start, date[0], date[1])]
    for some in (behind[:1], before[-1:], opening):
        for left, right, value, grain in some:
            return When(value, grain, span=ground.article.span(left, right))  # type: ignore[arg-type]  # one of three grains
    return None


def _opens(ground: Ground, start: int, left: int, right: int) -> bool:
    """Say whether a date opens its sentence: "In 2008, …"."""
    if left - start > 25 or ground.article.text[right : right + 1] != ",":
        return False
    words = ground.article.text[start:left].lower().strip(" \"“'‘")
    return words in table(ground.language, "figures").get("as_of", {}).get("before", ())


def _leads(ground: Ground, left: int, found: Found) -> bool:
    """Say whether only a noun, or one verb of being so much, stands between a date and its figure."""
    token = ground.token(found.first)
    if token is None:
        return ground.lex[found.first].start - left < _NEAR // 4
    levels = table(ground.language, "figures").get("measured", {}).get("level_verbs", ())
    verbs, place = [], token.i - 1
    while place >= 0 and token.doc[place].idx >= left:
        word = token.doc[place]
        if word.pos_ in {"VERB", "AUX"} and word.tag_ != "VBN":
            verbs.append(word.lemma_.lower())
        if word.text in {";", ":"} or (word.text == "," and not verbs):
            return False
        place -= 1
        if token.i - place > 14:
            return False
    return len(verbs) <= 1 and all(verb in levels for verb in verbs)


def _parted(left: int, right: int, places: list[tuple[int, int]]) -> bool:
    return any(left <= start and end <= right for start, end in places)


def _ties(ground: Ground, left: int, right: int, places: list[tuple[int, int]]) -> bool:
    """Say whether a date behind a figure belongs to it: a preposition before it and no other figure between."""
    if _parted(left, right, places):
        return False
    between = ground.article.text[left:right].lower()
    if any(mark in between for mark in ",;:()—"):
        return False
    prepositions = table(ground.language, "figures").get("as_of", {}).get("before", ())
    words = between.split()
    return bool(words) and any(" ".join(words).endswith(form) for form in prepositions) and len(words) <= 8
