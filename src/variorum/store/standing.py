"""Which tellings hold a text, and which findings stand on some words of it."""

from __future__ import annotations

import sqlite3

from variorum.model import Grain

_STATEMENTS = ("quotes", "figures", "dates", "commitments", "claims")
Holder = tuple[str, str, int, str, str, str | None, str | None]
"""Address, the telling's id if it holds this version now (else empty), number of the version, seen, last seen, outlet, title."""


def holders(connection: sqlite3.Connection, text_id: str) -> tuple[Holder, ...]:
    """Give the versions of tellings that have a text, by the first digits of its hash, the oldest first."""
    rows = connection.execute(
        "SELECT t.address, CASE WHEN t.version = v.number THEN t.id ELSE '' END, v.number, v.seen, v.last_seen, v.outlet, v.title"
        " FROM versions v JOIN tellings t ON t.key = v.telling WHERE v.text_id = ? ORDER BY v.number",
        (text_id,),
    )
    return tuple(rows)


def findings(connection: sqlite3.Connection, story: str, article: str, start: int, end: int) -> tuple[str, ...]:
    """Give the ids of the statements of a story that stand on just these words, those first that are named first in an edition."""
    found: list[str] = []
    for table in _STATEMENTS:
        rows = connection.execute(
            f'SELECT id FROM {table} WHERE story = ? AND article = ? AND start = ? AND "end" = ? ORDER BY rowid',  # noqa: S608
            (story, article, start, end),
        )
        found += (row[0] for row in rows)
    return tuple(found)


def inferred(connection: sqlite3.Connection, article: str) -> tuple[str, Grain, str | None] | None:
    """Give the date that a story found for one of its tellings that has none of its own: value, grain and reason."""
    row: tuple[str, Grain, str | None] | None = connection.execute(
        "SELECT published, published_grain, published_reason FROM members"
        " WHERE article = ? AND published IS NOT NULL AND published_basis = 'inferred'",
        (article,),
    ).fetchone()
    return row
