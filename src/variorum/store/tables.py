"""Tables as Parquet files in a folder, written part by part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from variorum.errors import MissingExtra, NotWritable
from variorum.store.writable import writable

Cell = str | int | float | bool | None
Table = tuple[Sequence[str], Iterable[Sequence[Cell]]]

# What a column holds goes by its name, so that it is the same for every corpus; all others hold text.
_NUMBERS = frozenset("share confidence score low high".split())
_COUNTS = frozenset(
    "characters furniture tellings voices differences agreements passages mentions start end versions version voice line"
    " rendering entry".split()
)
_FLAGS = frozenset("directed negated latest".split())
# These names mean something else in another table.
_KINDS = {("stories", "articles"): "int64", ("stories", "latest"): "string"}
_ROWS = 20_000


class Tables:
    """A folder of Parquet files, one a table, for a ``with`` block in which parts are added.

    Each file is built aside and renamed at the end, so that a reader never sees half of one. Raises ``MissingExtra`` if pyarrow
    is not installed, and ``NotWritable``.
    """

    def __init__(self, folder: str | Path) -> None:
        if find_spec("pyarrow") is None:
            raise MissingExtra("pyarrow, which writes Parquet files,", "variorum[parquet]")
        self.folder = Path(folder)
        self._open: dict[str, Any] = {}
        self._begun: list[str] = []
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise NotWritable(str(folder), error.strerror or "not a folder") from error

    def add(self, tables: Mapping[str, Table]) -> None:
        """Add rows to some tables; a table without rows is a file without rows."""
        for name, (columns, rows) in tables.items():
            with self._told(name):
                writer = self._writer(name, columns)
                following = iter(rows)
                while some := list(islice(following, _ROWS)):
                    writer.write(_part(some, writer.schema))

    def _writer(self, name: str, columns: Sequence[str]) -> Any:
        if name not in self._open:
            pa, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
            self._begun.append(name)
            schema = pa.schema([(column, pa.type_for_alias(kind_of(name, column))) for column in columns])
            self._open[name] = parquet.ParquetWriter(self._aside(name), schema, compression="zstd")
        return self._open[name]

    def _aside(self, name: str) -> Path:
        return self.folder / f".{name}.parquet.part"

    @contextmanager
    def _told(self, name: str) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise NotWritable(str(self.folder / f"{name}.parquet"), error.strerror or str(error)) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        try:
            for name, writer in self._open.items():
                with self._told(name) if kind is None else suppress(OSError):  # of two failures the first is told
                    writer.close()
            for name in self._open if kind is None else ():
                with self._told(name):
                    self._aside(name).replace(self.folder / f"{name}.parquet")
        finally:
            for name in self._begun:
                self._aside(name).unlink(missing_ok=True)


def _part(rows: Sequence[Sequence[Cell]], schema: Any) -> Any:
    pa = import_module("pyarrow")
    arrays = []
    for cells, kind in zip(zip(*rows, strict=True), schema.types, strict=True):
        plain = [_text(cell) for cell in cells] if pa.types.is_string(kind) else list(cells)
        arrays.append(pa.array(plain, kind))
    return pa.table(arrays, schema=schema)


def kind_of(table: str, column: str) -> str:
    """Name the Arrow type of a column: ``double``, ``int64``, ``bool`` or ``string``."""
    plain = {"double": _NUMBERS, "int64": _COUNTS, "bool": _FLAGS}
    return _KINDS.get((table, column)) or next((kind for kind, names in plain.items() if column in names), "string")


def _text(cell: Cell) -> str | None:
    """Give a cell as text that can be written in UTF-8."""
    return None if cell is None else writable(str(cell))
