"""Corpora as Parquet files: one article a row, read some rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from variorum.articles import records
from variorum.errors import MissingExtra
from variorum.model import Article, Problem

SUFFIXES = frozenset({".parquet", ".pq"})
_KEYS = (*records.TEXT, *records.TITLE, *records.PUBLISHED, *records.OUTLET, *records.URL, *records.AUTHORS)
_WANTED = frozenset({*_KEYS, "language", "lang", "id"})
_ROWS = 512


def read(path: Path, name: str, *, named: bool) -> tuple[list[Article], list[Problem]]:
    """Read the articles of a Parquet file; its columns are called as the keys of a JSON record, and others are not read.

    A row that is no article becomes a Problem. Raises ``MissingExtra`` if pyarrow is not installed and the file was ``named``
    itself; for one that merely lies in a folder that is a Problem, too.
    """
    if find_spec("pyarrow") is None:
        missing = MissingExtra("pyarrow, which reads Parquet files,", "variorum[parquet]")
        if named:
            raise missing
        return [], [Problem(name, "unsupported", f"It was not read: {missing}.")]
    articles: list[Article] = []
    problems: list[Problem] = []
    try:
        for number, row in enumerate(_rows(path, name, problems), start=1):
            article, wrong = records.from_mapping(row, f"{name}#{number}")
            articles += [article] if article else []
            problems += wrong
    except _broken() as error:
        problems.append(_unsound(name, error, after=len(articles)))
    if not articles and not problems:
        problems.append(
            Problem(name, "empty", "It holds no article. Give a table with a column “text”, one article a row.")
        )
    return articles, problems


def _rows(path: Path, name: str, problems: list[Problem]) -> Iterator[dict[str, Any]]:
    parquet = import_module("pyarrow.parquet")
    with parquet.ParquetFile(path) as file:
        columns = [column for column in file.schema_arrow.names if column in _WANTED]
        if not set(columns) & set(records.TEXT):
            there = ", ".join(f"“{column}”" for column in file.schema_arrow.names[:8]) or "none"
            wanted = ", ".join(f"“{key}”" for key in records.TEXT[:4])
            message = f"No article found: its columns are {there}. Put the articles' text in a column {wanted}."
            problems.append(Problem(name, "wrong_keys", message))
            return
        for batch in file.iter_batches(batch_size=_ROWS, columns=list(dict.fromkeys(columns)), use_threads=False):
            cells = [_cells(batch.column(place)) for place in range(batch.num_columns)]
            for row in zip(*cells, strict=True):
                yield dict(zip(batch.schema.names, row, strict=True))


def _cells(column: Any) -> list[Any]:
    """Give the cells of a column as Python values; one that Python has no value for is nothing."""
    pa = import_module("pyarrow")
    kind = column.type
    if pa.types.is_timestamp(kind):
        # whole seconds: Python has no nanoseconds, and time zones need a table that may not be installed
        column = column.cast(pa.int64())
        per_second = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}[kind.unit]
        return [_moment(cell.as_py(), per_second) for cell in column]
    return [_cell(cell) for cell in column]


def _moment(count: int | None, per_second: int) -> str | None:
    if count is None:
        return None
    try:
        return datetime.fromtimestamp(count // per_second, UTC).strftime("%Y-%m-%d %H:%M:%S")
    except (OverflowError, OSError, ValueError):
        return None


def _cell(cell: Any) -> Any:
    try:
        value = cell.as_py()
    except UnicodeDecodeError:
        value = cell.as_buffer().to_pybytes()
    except (ValueError, OverflowError):
        return None
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value.isoformat() if isinstance(value, date) else value


def _broken() -> tuple[type[Exception], ...]:
    """What pyarrow raises for a file that is damaged, cut off, or none of its kind."""
    pa = import_module("pyarrow")
    return (pa.ArrowException, OSError, ValueError, KeyError, MemoryError)


def _unsound(name: str, error: Exception, after: int) -> Problem:
    reason = " ".join(str(error).split())[:160] or type(error).__name__
    where = f" after {after:,} articles" if after else ""
    return Problem(
        name, "broken_parquet", f"It is not a sound Parquet file{where}: {reason}. Write it anew and try again."
    )
