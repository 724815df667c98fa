"""What a library holds, apart from when it came: so that two libraries can be compared row by row.

Moments are left out, for they are the clock's; so are what SQLite keeps for itself and the inner tables of the full-text
indices, whose shape depends on how many transactions filled them (their words are compared instead). Packed documents are
unpacked. All else is compared as it stands, row numbers too.
"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

MOMENTS = frozenset({"applied", "seen", "last_seen", "first_seen", "retired", "moment", "made", "undone"})
_OF_INDEX = ("_data", "_idx", "_content", "_docsize", "_config")


def contents(path: Path) -> dict[str, list[bytes]]:
    """Give the rows of every table of a library, each table's sorted."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        connection.text_factory = bytes
        connection.execute("BEGIN")
        return {name: sorted(_rows(connection, name)) for name in _tables(connection)}


def differing(one: dict[str, list[bytes]], other: dict[str, list[bytes]]) -> list[str]:
    """Name the tables that do not hold the same."""
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))


def digest(held: dict[str, list[bytes]]) -> str:
    """Give one hash of all that a library holds."""
    whole = hashlib.sha256()
    for name in sorted(held):
        whole.update(f"{name} {len(held[name])}\n".encode())
        for row in held[name]:
            whole.update(row + b"\n")
    return whole.hexdigest()


def _tables(connection: sqlite3.Connection) -> Iterator[str]:
    found = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'").fetchall()
    known = [(name.decode(), sql.decode()) for name, sql in found if sql]
    virtual = {name for name, sql in known if sql.upper().startswith("CREATE VIRTUAL")}
    inner = {f"{name}{ending}" for name in virtual for ending in _OF_INDEX}
    # A virtual table over another's words gives these words; one over a table of ours gives what that holds.
    words = {name for name, sql in known if "fts5vocab" in sql.lower()}
    for name, _ in known:
        if name not in inner | (virtual - words) and not name.startswith("sqlite_"):
            yield name


def _rows(connection: sqlite3.Connection, table: str) -> Iterator[bytes]:
    columns = [row[1].decode() for row in connection.execute(f'PRAGMA table_xinfo("{table}")') if row[6] != 1]
    asked = ", ".join(f'"{column}"' for column in columns if column not in MOMENTS)
    for row in connection.execute(f'SELECT {asked} FROM "{table}"'):  # noqa: S608  # the names are the library's own
        yield repr(tuple(_plain(cell) for cell in row)).encode()


def _plain(cell: object) -> object:
    if isinstance(cell, bytes) and cell[:1] == b"\x78":
        try:
            return zlib.decompress(cell)
        except zlib.error:
            return cell
    return cell
