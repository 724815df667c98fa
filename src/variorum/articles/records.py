"""Articles given as data: JSON files, JSON lines, dicts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from variorum.articles import dates, fields, language, moments, names, origins
from variorum.articles.fields import AUTHORS, CREDITS, OUTLET, PUBLISHED, TEXT, TITLE, URL
from variorum.articles.mapping import applied, checked
from variorum.articles.plain import too_long
from variorum.model import Article, Problem, When
from variorum.settings import DEFAULT

__all__ = [
    "AUTHORS", "OUTLET", "PUBLISHED", "TEXT", "TITLE", "URL",
    "captured", "from_mapping", "gathered", "given_date", "line_rows", "published", "read", "seen",
]  # fmt: skip

# An article, when its source had it so, and what was wrong.
Captured: TypeAlias = tuple[Article | None, str | None, list[Problem]]
_LONGEST_NAME = 100  # characters of a source's name
_TAG = re.compile(r"<(?:p|br|div|h[1-6]|li|ul|span|article|section)\b[^>]{0,500}>|</(?:p|div|article)>", re.IGNORECASE)
_EDITION = frozenset({"edition", "stories", "articles"})


def read(
    text: str, name: str, *, lines: bool, named: bool, mapping: Mapping[str, str] | None = None
) -> tuple[list[Article], list[Problem]]:
    """Read a JSON text: one article, a list, ``{"articles": […]}``, or one article a line (``lines``).

    ``mapping`` says under which of their keys our nouns stand. Raises ``WrongMapping`` for a noun that no article has.
    """
    found, problems = read_seen(text, name, lines=lines, named=named, mapping=mapping)
    return [article for article, _ in found], problems


def read_seen(
    text: str, name: str, *, lines: bool, named: bool, mapping: Mapping[str, str] | None = None
) -> tuple[list[tuple[Article, str | None]], list[Problem]]:
    """As ``read``, each article with the moment at which its source had it so."""
    wanted = checked(mapping)
    try:
        rows = list(line_rows(text.split("\n"), name)) if lines else list(_rows(text, name))
    except RecursionError:
        return [], [Problem(name, "broken_json", "Its brackets are nested too deeply. Give a list of articles.")]
    if not named and any(isinstance(row, dict) and row.keys() >= _EDITION for _, row in rows):
        return [], []  # an edition that we wrote is no article, though it lies among them
    found: list[tuple[Article, str | None]] = []
    problems: list[Problem] = []
    for article, moment, wrong in captured(rows, name, wanted):
        found += [(article, moment)] if article else []
        problems += wrong
    if not found and not problems:
        problems.append(Problem(name, "empty", "It holds no article. Give an object with a text, or a list of them."))
    return found, gathered(problems, name)


def captured(
    rows: Iterable[tuple[str, Any]], name: str, mapping: Mapping[str, str] | None = None
) -> Iterator[Captured]:
    """Make articles of rows one after another, each with the moment its source had it so; a Problem among the rows is passed on."""
    wanted = checked(mapping)
    never = set(wanted) - {"text"}
    any_row = False
    for where, row in rows:
        if isinstance(row, Problem):
            yield None, None, [row]
        elif not isinstance(row, dict):
            kind = type(row).__name__
            yield None, None, [_wrong_keys(where, f"a {kind} stands where an article was expected")]
        else:
            any_row = True
            never -= applied(row, wanted).keys() if never else set()
            article, problems = from_mapping(row, where, wanted)
            yield article, seen(row, wanted) if article else None, problems
    if any_row and never:
        missing = ", ".join(f"“{wanted[noun][:80]}” ({noun})" for noun in wanted if noun in never)
        message = f"Nothing stands under {missing}, which was named with --map. Correct the name."
        yield None, None, [Problem(name, "missing_column", message)]


def gathered(problems: list[Problem], name: str) -> list[Problem]:
    """Say once for a whole file what is so in many of its records: that they are teasers, or lack the text's column."""
    said: list[Problem] = []
    for kind in ("teaser", "missing_column"):
        same = [problem for problem in problems if problem.kind == kind and problem.input != name]
        if len(same) > 1:
            message = f"{same[0].message} So it is in {len(same):,} of its records, the first {same[0].input[-200:]}."
            said.append(Problem(name, kind, message))
            problems = [problem for problem in problems if problem not in same]
    return [*problems, *said]


def _rows(text: str, name: str) -> Iterator[tuple[str, Any]]:
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError) as error:
        if _is_lines(text):
            yield from line_rows(text.split("\n"), name)
        else:
            yield name, _broken(name, error)
    else:
        yield from _unfold(whole, name)


def line_rows(lines: Iterable[str], name: str) -> Iterator[tuple[str, Any]]:
    """Give what stands on each line of JSON lines with its place; a line that is not sound gives a Problem."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield f"{name}#{number}", json.loads(line)
            except (ValueError, RecursionError) as error:
                yield f"{name}#{number}", _broken(f"{name}#{number}", error, line=number)


def _is_lines(text: str) -> bool:
    """Say whether a ``.json`` file really holds one object a line."""
    first, _, rest = text.lstrip().partition("\n")
    return first.startswith("{") and first.rstrip().endswith("}") and rest.lstrip().startswith("{")


def _unfold(whole: Any, name: str) -> Iterator[tuple[str, Any]]:
    if isinstance(whole, dict) and isinstance(whole.get("articles"), list) and not fields.string(whole, TEXT):
        if whole.keys() >= _EDITION:
            yield name, whole
            return
        whole = whole["articles"]
    if isinstance(whole, dict) and isinstance(whole.get("@graph"), list) and not fields.string(whole, TEXT):
        whole = [item for item in whole["@graph"] if isinstance(item, dict) and fields.string(item, TEXT)]
    if not isinstance(whole, list):
        yield name, whole
        return
    for number, row in enumerate(whole, start=1):
        yield (f"{name}#{number}" if len(whole) > 1 else name), row


def _broken(where: str, error: Exception, line: int | None = None) -> Problem:
    at = line or getattr(error, "lineno", None)
    reason = getattr(error, "msg", None) or ("nested too deeply" if isinstance(error, RecursionError) else str(error))
    place = f" in line {at}" if at else ""
    return Problem(where, "broken_json", f"It is not sound JSON{place}: {str(reason)[:120]}. Correct it and try again.")


def _wrong_keys(where: str, what: str) -> Problem:
    wanted = ", ".join(f"“{key}”" for key in TEXT[:4])
    return Problem(where, "wrong_keys", f"No article found: {what}. Put the article's text under one of {wanted}.")


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
        keys = ", ".join(f"“{key}”" for key in list(map(str, row))[:8]) or "none"
        if any(key in row for key in TEXT):
            return None, [Problem(where, "empty", "The article's text is empty. Fill it in, or leave the article out.")]
        return None, [_wrong_keys(where, f"its keys are {keys}")]
    if len(_TAG.findall(text[:100_000])) >= 2:
        from variorum.articles.opinions import text_of_markup

        text = text_of_markup(text)
    text = text.encode("utf-8", "replace").decode("utf-8")  # a lone surrogate cannot be written out again
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
        id=str(own) if isinstance(own, str | int) and not isinstance(own, bool) and str(own).strip() else "",
        input=where,
        text=text,
        title=_one_line(fields.string(row, TITLE)),
        outlet=_one_line(outlet),
        authors=_authors(row),
        published=published(row, tongue, url),
        language=tongue,
        url=url,
        credits=_credits(row, text, tongue, outlet),
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
    return " ".join(words.split()) or None if words else None


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
