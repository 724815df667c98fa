"""Corpora as Parquet files: one article a row, read some rows at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias

from variorum.articles import fields
from variorum.errors import MissingExtra
from variorum.model import Problem

_WANTED = frozenset(fields.KNOWN)
# An article may have megabytes: few are held at once.
_ROWS = 64


Rows: TypeAlias = tuple[tuple[str, Mapping[str, Any]], ...]


def batches(
    place: Path | BinaryIO, name: str, *, named: bool, mapping: Iterable[str] = ()
) -> Iterator[tuple[Rows, float] | Problem]:
    """Give the rows of a Parquet file some at a time, each with what to call it, and how much of the file was read, in 0..1.

    Its columns are called as the keys of a JSON record; others are not read, unless they are in ``mapping``. Raises
    ``MissingExtra`` if pyarrow is not installed and the file was ``named`` itself; for one that merely lies in a folder that is a
    Problem, too.
    """
    if find_spec("pyarrow") is None:
        missing = MissingExtra("pyarrow, which reads Parquet files,", "variorum[parquet]")
        if named:
            raise missing
        yield Problem(name, "unsupported", f"It was not read: {missing}.")
        return
    given = 0
    try:
        for item in _batches(place, name, frozenset(mapping)):
            yield item
            given += 1 if isinstance(item, Problem) else len(item[0])
    except _broken() as error:
        yield _unsound(name, error, after=given)
        return
    if not given:
        yield Problem(name, "empty", "It holds no article. Give a table with a column “text”, one article a row.")


def _batches(place: Path | BinaryIO, name: str, mapping: frozenset[str]) -> Iterator[tuple[Rows, float] | Problem]:
    parquet = import_module("pyarrow.parquet")
    with parquet.ParquetFile(place) as file:
        columns = [column for column in file.schema_arrow.names if column in _WANTED | mapping]
        if not set(columns) & (set(fields.TEXT) | mapping):
            there = ", ".join(f"“{column}”" for column in file.schema_arrow.names[:8]) or "none"
            wanted = ", ".join(f"“{key}”" for key in fields.TEXT[:4])
            message = f"No article found: its columns are {there}. Put the articles' text in a column {wanted}."
            yield Problem(name, "wrong_keys", message)
            return
        given, total = 0, max(1, file.metadata.num_rows)
        for batch in file.iter_batches(batch_size=_ROWS, columns=list(dict.fromkeys(columns)), use_threads=False):
            cells = [_cells(batch.column(number)) for number in range(batch.num_columns)]
            rows = [dict(zip(batch.schema.names, row, strict=True)) for row in zip(*cells, strict=True)]
            yield (
                tuple((f"{name}#{given + n}", row) for n, row in enumerate(rows, start=1)),
                (given + len(rows)) / total,
            )
            given += len(rows)


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
