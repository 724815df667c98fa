"""What was found in articles, kept by the hash of what it was found in and of the program that found it."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterable
from dataclasses import replace

from pydantic import TypeAdapter

from variorum.model import Article, Problem, Reading
from variorum.store.connection import as_written

Read = tuple[Reading, tuple[Problem, ...]]
_READ: TypeAdapter[Read] = TypeAdapter(Read)


def key_of(article: Article, program: str) -> str:
    """Give the hash of a program and of all that it reads of an article: two outlets that print one text share a reading."""
    published = article.published and (article.published.value, article.published.grain)
    what = json.dumps([program, article.text, article.title, published, article.language])
    return hashlib.sha256(what.encode("ascii")).hexdigest()


def kept(connection: sqlite3.Connection, key: str, article: Article) -> Read | None:
    """Give the reading that was kept under a key, as one of this article."""
    row = connection.execute("SELECT article, document FROM readings WHERE key = ?", (key,)).fetchone()
    if row is None:
        return None
    with as_written(f"what was read in article {article.id}"):
        plain = zlib.decompress(row[1])
        if row[0] != article.id:
            # Within a JSON string a quotation mark is escaped, so that these words can only be a key and its value.
            plain = plain.replace(f'"article":"{row[0]}"'.encode(), f'"article":"{article.id}"'.encode())
        reading, problems = _READ.validate_json(plain)
    named = tuple(replace(problem, input=article.input) for problem in problems)
    return replace(reading, article=article), named


def is_kept(connection: sqlite3.Connection, key: str) -> bool:
    """Say whether there is a reading under a key."""
    return connection.execute("SELECT 1 FROM readings WHERE key = ?", (key,)).fetchone() is not None


def keep(connection: sqlite3.Connection, read: Iterable[tuple[str, Read]]) -> None:
    """Keep readings under their keys."""
    connection.executemany("INSERT OR IGNORE INTO readings VALUES (?, ?, ?)", (_row(*each) for each in read))


def _row(key: str, read: Read) -> tuple[str, str, bytes]:
    reading, problems = read
    # The text stands among the versions; with it each reading would hold it once more.
    bare = replace(reading, article=replace(reading.article, text="", furniture=(), published=None))
    return key, reading.article.id, zlib.compress(_READ.dump_json((bare, problems), by_alias=True), 6)
