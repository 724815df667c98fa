"""Whether a library's file is whole: its pages, its links, and every text and document in it against its hash."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from variorum.store import findings

# More faults than this are not told one by one.
_MOST = 20


_CALLED = {
    "_pages": "the file's pages",
    "_links": "the links between tables",
    "_texts": "the texts",
    "_documents": "the stories",
    "_findings": "the findings",
    "_words": "the indices of words",
    "_readings": "the readings",
    "_notes": "the decisions",
    "_homes": "the tellings",
}


@dataclass(frozen=True)
class Fault:
    """Something that is not as it was written: where it is, what is wrong, and what that means for the reader."""

    where: str
    what: str


def faults(connection: sqlite3.Connection) -> tuple[Fault, ...]:
    """Look at all of a library's file and name what is damaged; nothing if it is whole."""
    found: list[Fault] = []
    for look in (_pages, _links, _texts, _documents, _findings, _words, _readings, _notes, _homes):
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
    except (sqlite3.DatabaseError, ValueError, TypeError) as error:
        found.append(Fault(_CALLED[look.__name__], f"cannot be read to the end: {error}"))
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


def _findings(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Compare the rows of each story with the checksums that were kept with them; a stale story's are on the move."""
    kept = {
        story: json.loads(words)
        for story, words in connection.execute(
            "SELECT id, findings FROM stories WHERE NOT stale AND findings IS NOT NULL"
        )
    }
    there: dict[str, dict[str, str]] = {story: {} for story in kept}
    for story, table, one in findings.sums(connection):
        if story in there:
            there[story][table] = f"{one:x}"
    for story, tables in kept.items():
        changed = sorted(name for name in tables | there[story] if tables.get(name) != there[story].get(name))
        if changed:
            yield Fault(
                f"story {story}",
                f"the rows of {', '.join(changed)} are not those that were found; `variorum ingest --refresh` finds them anew",
            )


def _words(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Let SQLite look at the full-text indices, which it does as part of a write that is then taken back."""
    path = connection.execute("PRAGMA database_list").fetchone()[2]
    with closing(sqlite3.connect(f"{Path(path).as_uri()}?mode=rw", uri=True, isolation_level=None)) as other:
        for name, depth in (("search_texts", 0), ("search_said", 1)):
            try:
                other.execute("BEGIN IMMEDIATE")
                other.execute(f"INSERT INTO {name} ({name}, rank) VALUES ('integrity-check', {depth})")  # noqa: S608  # ours
            except sqlite3.OperationalError:
                continue  # the file cannot be written by this user, or another run is writing
            except sqlite3.DatabaseError as error:
                yield Fault(f"the index of words {name}", str(error))
            finally:
                if other.in_transaction:
                    other.execute("ROLLBACK")


def _notes(connection: sqlite3.Connection) -> Iterator[Fault]:
    for number, document in connection.execute("SELECT number, document FROM decisions"):
        try:
            json.loads(document)
        except (ValueError, TypeError):
            yield Fault(f"decision d{number}", "it cannot be read")


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
