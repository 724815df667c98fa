"""Articles given as data: JSON files, JSON lines, dicts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from variorum.articles import dates, language, names, origins
from variorum.articles.plain import too_long
from variorum.model import Article, Problem, When
from variorum.settings import DEFAULT

TEXT = ("text", "body", "content", "maintext", "articleBody", "article_body", "full_text", "fulltext", "article_text")
TITLE = ("title", "headline", "name")
PUBLISHED = ("published", "date", "date_publish", "publish_date", "published_at", "publishedAt", "pubDate", "datePublished", "publishing_date", "timestamp", "dct")  # fmt: skip
OUTLET = ("outlet", "source", "publisher", "source_domain", "site_name", "sitename", "publication", "newspaper")
# Where the report comes from, beside who prints it: an agency, the ``<source>`` of a feed's entry.
CREDITS = ("credits", "credit", "agency", "wire", "via", "syndicated_from")
URL = ("url", "link", "canonical_url", "source_url")
AUTHORS = ("authors", "author", "byline")
_LONGEST_NAME = 100  # characters of a source's name
_TAG = re.compile(r"<(?:p|br|div|h[1-6]|li|ul|span|article|section)\b[^>]{0,500}>|</(?:p|div|article)>", re.IGNORECASE)
_EDITION = frozenset({"edition", "stories", "articles"})


def read(text: str, name: str, *, lines: bool, named: bool) -> tuple[list[Article], list[Problem]]:
    """Read a JSON text: one article, a list, ``{"articles": […]}``, or one article a line (``lines``)."""
    articles: list[Article] = []
    problems: list[Problem] = []
    try:
        rows = list(_rows(text, name, lines=lines, problems=problems))
    except RecursionError:
        return [], [Problem(name, "broken_json", "Its brackets are nested too deeply. Give a list of articles.")]
    if not named and any(isinstance(row, dict) and row.keys() >= _EDITION for _, row in rows):
        return [], []  # an edition that we wrote is no article, though it lies among them
    for where, row in rows:
        if not isinstance(row, dict):
            problems.append(_wrong_keys(where, f"a {type(row).__name__} stands where an article was expected"))
            continue
        article, found = from_mapping(row, where)
        problems += found
        if article is not None:
            articles.append(article)
    if not articles and not problems:
        problems.append(Problem(name, "empty", "It holds no article. Give an object with a text, or a list of them."))
    return articles, problems


def _rows(text: str, name: str, *, lines: bool, problems: list[Problem]) -> Iterator[tuple[str, Any]]:
    if not lines:
        try:
            whole = json.loads(text)
        except (ValueError, RecursionError) as error:
            if not _is_lines(text):
                problems.append(_broken(name, error))
                return
        else:
            yield from _unfold(whole, name)
            return
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                yield f"{name}#{number}", json.loads(line)
            except (ValueError, RecursionError) as error:
                problems.append(_broken(f"{name}#{number}", error, line=number))


def _is_lines(text: str) -> bool:
    """Say whether a ``.json`` file really holds one object a line."""
    first, _, rest = text.lstrip().partition("\n")
    return first.startswith("{") and first.rstrip().endswith("}") and rest.lstrip().startswith("{")


def _unfold(whole: Any, name: str) -> Iterator[tuple[str, Any]]:
    if isinstance(whole, dict) and isinstance(whole.get("articles"), list) and not _string(whole, TEXT):
        if whole.keys() >= _EDITION:
            yield name, whole
            return
        whole = whole["articles"]
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


def _string(row: Mapping[str, Any], keys: tuple[str, ...]) -> str | None:
    for key in keys:
        value = row.get(key)
        if isinstance(value, str) and value.strip():
            return value
        if isinstance(value, dict) and isinstance(value.get("name"), str):
            return str(value["name"])
    return None


def from_mapping(row: Mapping[str, Any], where: str) -> tuple[Article | None, list[Problem]]:
    """Make an article of a mapping; its text stays as it is, unless it is markup. The id is its own or empty."""
    text = _string(row, TEXT)
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
    return _article(row, text, where), []


def _article(row: Mapping[str, Any], text: str, where: str) -> Article:
    tongue = language.normalise(_string(row, ("language", "lang"))) or language.detect(text)
    url = _string(row, URL)
    outlet = _string(row, OUTLET)
    own = row.get("id")
    return Article(
        id=str(own) if isinstance(own, str | int) and not isinstance(own, bool) and str(own).strip() else "",
        input=where,
        text=text,
        title=_one_line(_string(row, TITLE)),
        outlet=_one_line(outlet),
        authors=_authors(row),
        published=published(row, tongue, url),
        language=tongue,
        url=url,
        credits=_credits(row, text, tongue, outlet),
    )


def _credits(row: Mapping[str, Any], text: str, tongue: str | None, outlet: str | None) -> tuple[str, ...]:
    """Name the sources that came with an article, then those that its text names."""
    given: list[str] = []
    for key in CREDITS:
        held = row.get(key)
        for each in held if isinstance(held, list | tuple) else [held]:
            name = _string({"name": each}, ("name",))
            given += origins.known_as(_one_line(name[:_LONGEST_NAME]) or "", outlet) if name else []
    return tuple(dict.fromkeys((*given, *origins.credits_in(text, tongue, outlet))))


def _one_line(words: str | None) -> str | None:
    return " ".join(words.split()) or None if words else None


def _authors(row: Mapping[str, Any]) -> tuple[str, ...]:
    for key in AUTHORS:
        value = row.get(key)
        if isinstance(value, str) and value.strip():
            return names.people(re.sub(r"^\s*by\s+", "", value, flags=re.IGNORECASE)) or (_one_line(value) or "",)
        if isinstance(value, list | tuple):
            given = [item.get("name") if isinstance(item, dict) else item for item in value]
            return tuple(
                dict.fromkeys(name for item in given if isinstance(item, str) and (name := " ".join(item.split())))
            )
    return ()


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
