"""Whether a library's file is whole: its pages, its links, and every text and document in it against its hash."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

# More faults than this are not told one by one.
_MOST = 20


@dataclass(frozen=True)
class Fault:
    """Something that is not as it was written: where it is, what is wrong, and what that means for the reader."""

    where: str
    what: str


def faults(connection: sqlite3.Connection) -> tuple[Fault, ...]:
    """Look at all of a library's file and name what is damaged; nothing if it is whole."""
    found: list[Fault] = []
    for look in (_pages, _links, _texts, _documents, _readings, _homes):
        found += _looked(connection, look)
    return tuple(found)


def _looked(connection: sqlite3.Connection, look: Callable[[sqlite3.Connection], Iterator[Fault]]) -> list[Fault]:
    """Look for one sort of fault; where the file cannot be read any further, that is the last one named."""
    found: list[Fault] = []
    try:
        for fault in look(connection):
            found.append(fault)
            if len(found) == _MOST:
                found.append(Fault("and more", "further faults of this kind are not listed"))
                break
    except sqlite3.DatabaseError as error:
        found.append(Fault(look.__name__.strip("_"), f"cannot be read to the end: {error}"))
    return found


def _pages(connection: sqlite3.Connection) -> Iterator[Fault]:
    for (line,) in connection.execute(f"PRAGMA integrity_check({_MOST + 1})"):
        if line != "ok":
            yield Fault("the file's pages", line)


def _links(connection: sqlite3.Connection) -> Iterator[Fault]:
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield Fault(f"table {table}", f"row {row} belongs to something in {parent} that is not there")


def _texts(connection: sqlite3.Connection) -> Iterator[Fault]:
    rows = connection.execute(
        "SELECT v.number, t.address, v.text, v.text_hash, v.document, v.content FROM versions v LEFT JOIN tellings t ON t.key = v.telling"
    )
    for number, address, text, text_hash, document, content in rows:
        where = f"version {number} of {address}"
        if not isinstance(text, str) or hashlib.sha256(text.encode("utf-8")).hexdigest() != text_hash:
            yield Fault(where, "its text is not the one that was taken in")
        elif hashlib.sha256(f"{document}\n{text}".encode()).hexdigest() != content:
            yield Fault(where, "its title, outlet, dates or other particulars are not those that were taken in")


def _documents(connection: sqlite3.Connection) -> Iterator[Fault]:
    for story, grouped, document in connection.execute("SELECT id, grouped, document FROM stories"):
        if not _sound(grouped) or not (document is None or _sound(document)):
            yield Fault(
                f"story {story}", "what was found in it cannot be read; `variorum ingest --refresh` finds it anew"
            )


def _readings(connection: sqlite3.Connection) -> Iterator[Fault]:
    for key, article, document in connection.execute("SELECT key, article, document FROM readings"):
        if not _sound(document):
            yield Fault(f"the reading {key[:12]} of article {article}", "it cannot be read")


def _homes(connection: sqlite3.Connection) -> Iterator[Fault]:
    rows = connection.execute(
        "SELECT address FROM tellings WHERE id IS NULL OR version IS NULL OR NOT EXISTS"
        " (SELECT 1 FROM members m WHERE m.article = tellings.id)"
    )
    for (address,) in rows:
        yield Fault(address, "it belongs to no story")


def _sound(document: object) -> bool:
    """Say whether packed bytes are whole: they carry a checksum of what they hold."""
    try:
        return isinstance(document, bytes) and bool(zlib.decompress(document))
    except zlib.error:
        return False
