"""What servers said of pages and feeds, so that they are asked only whether something has changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple


class Fetch(NamedTuple):
    """What is remembered of a URL: its validators as the server gave them, when it was seen last and first, and where it has moved."""

    url: str
    etag: str | None
    modified: str | None
    seen: str | None
    moved: str | None
    first_seen: str | None = None


def remember(connection: sqlite3.Connection, fetches: Iterable[Fetch]) -> None:
    """Keep what servers said, in place of what they said before."""
    connection.executemany(
        "INSERT INTO fetches VALUES (?1, ?2, ?3, ?4, ?5, ?4) ON CONFLICT (url) DO UPDATE"
        " SET etag = excluded.etag, modified = excluded.modified, seen = excluded.seen, moved = excluded.moved",
        (one[:5] for one in fetches),
    )


def fetch_of(connection: sqlite3.Connection, url: str) -> Fetch | None:
    """Give what is remembered of a URL."""
    row = connection.execute(
        "SELECT url, etag, modified, seen, moved, first_seen FROM fetches WHERE url = ?", (url,)
    ).fetchone()
    return Fetch(*row) if row else None
