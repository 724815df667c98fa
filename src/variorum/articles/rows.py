"""One record, a mapping with a text and whatever it brings beside it → an article."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from variorum.articles import dates, fields, language, moments, names, origins
from variorum.articles.fields import AUTHORS, CREDITS, OUTLET, PUBLISHED, TEXT, TITLE, URL
from variorum.articles.mapping import applied, checked
from variorum.articles.plain import too_long
from variorum.model import Article, Problem, When
from variorum.settings import DEFAULT

_LONGEST_NAME = 100  # characters of a source's name
_TAG = re.compile(r"<(?:p|br|div|h[1-6]|li|ul|span|article|section)\b[^>]{0,500}>|</(?:p|div|article)>", re.IGNORECASE)


def from_mapping(
    row: Mapping[str, Any], where: str, mapping: Mapping[str, str] | None = None
) -> tuple[Article | None, list[Problem]]:
    """Make an article of a mapping; its text stays as it is, unless it is markup. The id is its own or empty.

    Raises ``WrongMapping`` for a noun in ``mapping`` that no article has.
    """
    found = applied(row, checked(mapping))
    if mapping and "text" in mapping and not fields.string(found, ("text",)):
        message = f"Nothing stands under “{mapping['text'][:80]}”, which was named for the text. Correct --map, or leave the article out."
        return None, [Problem(where, "missing_column", message)]
    row = {**fields.understood(row), **found}
    if row.get(fields.WITHDRAWN):
        return None, [
            Problem(where, "withdrawn", f"Its sender has marked it as {row[fields.WITHDRAWN]}; it was not read.")
        ]
    text = fields.string(row, TEXT)
    if text is None:
        keys = ", ".join(f"“{fields.writable(key[:80])}”" for key in list(map(str, row))[:8]) or "none"
        if any(key in row for key in TEXT):
            return None, [Problem(where, "empty", "The article's text is empty. Fill it in, or leave the article out.")]
        return None, [wrong_keys(where, f"its keys are {keys}")]
    if len(_TAG.findall(text[:100_000])) >= 2:
        from variorum.articles.opinions import text_of_markup

        text = text_of_markup(text)
    text = fields.writable(text)
    if not text.strip():
        return None, [
            Problem(where, "empty", "The article's text is only markup. Fill it in, or leave the article out.")
        ]
    if len(text) > DEFAULT.longest_text:
        return None, [too_long(where, len(text))]
    cut = "Its source gives only the beginning of it, and the page was not fetched. Give the pages' addresses to `variorum ingest`."
    return _article(row, text, where), [Problem(where, "teaser", cut)] if row.get(fields.CUT) is True else []


def _article(row: Mapping[str, Any], text: str, where: str) -> Article:
    tongue = language.normalise(fields.string(row, fields.LANGUAGE)) or language.detect(text)
    url = fields.string(row, URL)
    outlet = _outlet(row)
    own = row.get("id")
    return Article(
        id=fields.writable(str(own))
        if isinstance(own, str | int) and not isinstance(own, bool) and str(own).strip()
        else "",
        input=where,
        text=text,
        title=_one_line(fields.string(row, TITLE)),
        outlet=_one_line(outlet),
        authors=tuple(map(fields.writable, _authors(row))),
        published=published(row, tongue, url),
        language=tongue,
        url=fields.writable(url) if url else None,
        credits=tuple(map(fields.writable, _credits(row, text, tongue, outlet))),
    )


def _outlet(row: Mapping[str, Any]) -> str | None:
    """Name the outlet; an address stands for its host."""
    named = [fields.string(row, (key,)) for key in OUTLET]
    given = next((name for name in named if name and not fields.address(name)), None)
    return given or next((host for name in named if name for host in names.hosts(name)), None)


def seen(row: Mapping[str, Any], mapping: Mapping[str, str] | None = None) -> str | None:
    """Say when the source had the article so (ISO 8601 in UTC): when it was taken, else when it was last changed."""
    row = {**fields.understood(row), **applied(row, checked(mapping))}
    found = (moments.utc(row.get(key)) for key in fields.SEEN)
    return next((moment for moment in found if moment), None)


def _credits(row: Mapping[str, Any], text: str, tongue: str | None, outlet: str | None) -> tuple[str, ...]:
    """Name the sources that came with an article, then those that its text names."""
    given: list[str] = []
    for key in CREDITS:
        held = row.get(key)
        for each in held if isinstance(held, list | tuple) else [held]:
            name = fields.string({"name": each}, ("name",))
            given += origins.known_as(_one_line(name[:_LONGEST_NAME]) or "", outlet) if name else []
    return tuple(dict.fromkeys((*given, *origins.credits_in(text, tongue, outlet))))


def _one_line(words: str | None) -> str | None:
    return " ".join(fields.writable(words).split()) or None if words else None


def _authors(row: Mapping[str, Any]) -> tuple[str, ...]:
    for key in AUTHORS:
        value = row.get(key)
        if isinstance(value, str) and value.strip():
            return _author_line(value)
        value = [value] if isinstance(value, dict) else value
        if isinstance(value, list | tuple):
            given = [item.get("name") if isinstance(item, dict) else item for item in value]
            return tuple(
                dict.fromkeys(name for item in given if isinstance(item, str) and (name := " ".join(item.split())))
            )
    return ()


def _author_line(value: str) -> tuple[str, ...]:
    """Read one line of authors: people, a list as Python or JSON writes it, names parted by semicolons, or an office."""
    if value.lstrip().startswith("["):
        listed = re.findall(r"\"([^\"\n]{1,200})\"|'([^'\n]{1,200})'", value)
        return tuple(dict.fromkeys(name for pair in listed if (name := " ".join("".join(pair).split()))))
    people = names.people(re.sub(r"^\s*by\s+", "", value, flags=re.IGNORECASE))
    return people or tuple(dict.fromkeys(name for part in value.split(";") if (name := " ".join(part.split()))))


def published(row: Mapping[str, Any], tongue: str | None, url: str | None) -> When | None:
    """Read the date that came with an article; nothing if there is none or it is no date."""
    for key in PUBLISHED:
        value = row.get(key)
        if isinstance(value, dict):
            value = value.get("value")
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = _epoch(float(value))
        if isinstance(value, str) and value.strip():
            found = given_date(value, tongue, url)
            if found:
                return found
    return None


def _epoch(seconds: float) -> str | None:
    from datetime import UTC, datetime

    seconds = seconds / 1000 if seconds > 1e11 else seconds
    return datetime.fromtimestamp(seconds, UTC).date().isoformat() if 1e8 < seconds < 4.1e9 else None


def given_date(value: str, tongue: str | None = None, url: str | None = None) -> When | None:
    """Read a date that the caller gives, as coarse as it is given: a day, a month or a year."""
    value = value.strip()
    coarse = re.fullmatch(r"((?:19|20)\d\d)(?:-(0[1-9]|1[0-2]))?", value)
    if coarse:
        return When(value, "month" if coarse[2] else "year", "stated", None, "given with the article")
    compact = dates.from_metadata(value) if re.match(r"\d{8}", value) else None
    if compact:
        return When(compact, "day", "stated", None, "given with the article")
    found = dates.find(value)
    if not found:
        return None
    day_first, why = dates.day_order(tongue, names.hosts(url or ""))
    day, reason = dates.settle(found[0], (), day_first, why)
    return When(day, "day", "stated", None, f"given with the article, {reason}")


def wrong_keys(where: str, what: str) -> Problem:
    """Say that a record has no text that we know of."""
    wanted = ", ".join(f"“{key}”" for key in TEXT[:4])
    return Problem(where, "wrong_keys", f"No article found: {what}. Put the article's text under one of {wanted}.")
