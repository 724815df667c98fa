"""Articles given as data: JSON files, JSON lines, dicts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from variorum.articles import fields
from variorum.articles.fields import AUTHORS, OUTLET, PUBLISHED, TEXT, TITLE, URL
from variorum.articles.mapping import applied, checked
from variorum.articles.rows import from_mapping, given_date, published, seen, wrong_keys
from variorum.model import Article, Problem

__all__ = [
    "AUTHORS", "OUTLET", "PUBLISHED", "TEXT", "TITLE", "URL",
    "captured", "from_mapping", "gathered", "given_date", "line_rows", "published", "read", "seen",
]  # fmt: skip

# An article, when its source had it so, and what was wrong.
Captured: TypeAlias = tuple[Article | None, str | None, list[Problem]]
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
            yield None, None, [wrong_keys(where, f"a {kind} stands where an article was expected")]
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
