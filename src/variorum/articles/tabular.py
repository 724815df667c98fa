"""Tables as text, CSV and TSV: one article a row, the columns called as the keys of a JSON record or mapped to them."""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from variorum.articles import fields, records
from variorum.articles.mapping import checked
from variorum.model import Article, Problem
from variorum.settings import DEFAULT

_DELIMITERS = ",\t;|"
# For a table of one column: a sign that no text has.
_NONE = "\x1f"
_KNOWN = {key.lower(): key for key in fields.KNOWN}
# Lines that are looked at to tell the delimiter, and characters of each.
_SAMPLE = (20, 20_000)
_MOST_COLUMNS = 10_000


def read(text: str, name: str, mapping: Mapping[str, str] | None = None) -> tuple[list[Article], list[Problem]]:
    """Read the articles of a table with a header. Raises ``WrongMapping`` for a noun that no article has."""
    found, problems = read_seen(text, name, mapping)
    return [article for article, _ in found], problems


def read_seen(
    text: str, name: str, mapping: Mapping[str, str] | None = None
) -> tuple[list[tuple[Article, str | None]], list[Problem]]:
    """As ``read``, each article with the moment at which its source had it so."""
    found: list[tuple[Article, str | None]] = []
    problems: list[Problem] = []
    for article, moment, wrong in records.captured(rows(io.StringIO(text, newline=""), name, mapping), name, mapping):
        found += [(article, moment)] if article else []
        problems += wrong
    if not found and not problems:
        problems.append(Problem(name, "empty", "The table has a header and no row. Give one article a row."))
    return found, records.gathered(problems, name)


def rows(
    lines: Iterable[str], name: str, mapping: Mapping[str, str] | None = None
) -> Iterator[tuple[str, dict[str, Any] | Problem]]:
    """Give the rows of a table as mappings, one after another, each with its place; what is wrong comes between as Problems.

    ``lines`` keep their line ends. A row is never held longer than it takes to give it.
    """
    wanted = checked(mapping)
    stream = iter(lines)
    sample = list(itertools.islice(stream, _SAMPLE[0]))
    if sample:
        sample[0] = sample[0].removeprefix("\ufeff")
    csv.field_size_limit(
        DEFAULT.longest_text
    )  # for the whole process: the default, 131,072, is shorter than an article may be
    table = csv.reader(itertools.chain(sample, stream), delimiter=_delimiter(sample, wanted), strict=False)
    header, problem = _header(table, name, wanted)
    if problem:
        yield name, problem
    if header is None:
        return
    yield from _body(table, header, name)


def _header(table: Any, name: str, wanted: Mapping[str, str]) -> tuple[list[str] | None, Problem | None]:
    try:
        first: list[str] = next((row for row in table if any(cell.strip() for cell in row)), [])
    except csv.Error as error:
        return None, _broken(name, error)
    names = [cell.strip() for cell in first[:_MOST_COLUMNS]]
    header = [cell if cell in wanted.values() else _KNOWN.get(cell.lower(), cell) for cell in names]
    there = ", ".join(f"“{cell[:40]}”" for cell in header[:8]) or "none"
    if "text" in wanted and wanted["text"] not in header:
        message = f"It has no column “{wanted['text'][:80]}”, which was named for the text: its columns are {there}. Correct --map."
        return None, Problem(name, "missing_column", message)
    if "text" not in wanted and not set(header) & set(fields.TEXT):
        message = f"No article found: its columns are {there}. Call the column of the text “text”, or name it with --map text=COLUMN."
        return None, Problem(name, "wrong_keys", message)
    return header, None


def _body(table: Any, header: list[str], name: str) -> Iterator[tuple[str, dict[str, Any] | Problem]]:
    number = ragged = 0
    while True:
        number += 1
        try:
            cells = next(table, None)
        except csv.Error as error:
            yield f"{name}#{number}", _broken(f"{name}#{number}", error)
            continue
        if cells is None:
            break
        if not any(cell.strip() for cell in cells):
            number -= 1
            continue
        ragged += len(cells) > len(header)
        # Of two columns with one name the first counts.
        pairs = reversed(list(zip(header, cells, strict=False)))
        yield f"{name}#{number}", dict(pairs)
    if ragged:
        message = f"{ragged:,} rows have more cells than the header, and what is beyond it was passed over. Check the quotation marks."
        yield name, Problem(name, "ragged", message)


def _delimiter(sample: list[str], wanted: Mapping[str, str]) -> str:
    """Choose the sign that cuts the header into the most columns that we know, then the rows into most alike."""
    lines = [line[: _SAMPLE[1]] for line in sample]
    known = {*(key.lower() for key in _KNOWN), *(column.lower() for column in wanted.values())}

    def fit(sign: str) -> tuple[int, int, int]:
        try:
            parsed = [row for row in csv.reader(lines, delimiter=sign) if row]
        except csv.Error:
            return (0, 0, 0)
        header = [cell.strip().lower() for cell in parsed[0]] if parsed else []
        alike = sum(len(row) == len(header) for row in parsed) if len(header) > 1 else 0
        return (sum(cell in known for cell in header), alike, len(header))

    best = max(_DELIMITERS, key=fit)
    return best if fit(best)[2] > 1 else _NONE


def _broken(where: str, error: csv.Error) -> Problem:
    message = f"The row cannot be read: {error}. Check its quotation marks; the rows after it were read."
    return Problem(where, "broken_table", message)
