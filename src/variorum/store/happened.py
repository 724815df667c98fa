"""What happened in a library, the latest first, with the story that it is about now."""

from __future__ import annotations

import sqlite3

Row = tuple[int, str, str, str, str | None, int | None, str | None, str | None, str | None, str | None]
"""Number, moment, kind, what, address, which version of the telling, its id, its outlet, story, story's title."""

_HELD = (
    "SELECT c.number, c.moment, c.kind, c.what, t.address, (SELECT count(*) FROM versions v, versions w WHERE w.number = c.version"
    " AND v.telling = w.telling AND (v.last_seen, v.number) <= (w.last_seen, w.number)), t.id, m.outlet, s.id, s.title"
    " FROM changes c LEFT JOIN tellings t ON t.key = c.telling"
    # A story that has another name by now is where its first telling is.
    " LEFT JOIN former_stories f ON c.story IS NOT NULL AND f.id = c.story"
    " LEFT JOIN tellings ft ON ft.key = f.telling"
    " LEFT JOIN members m ON m.article = coalesce(t.id, ft.id)"
    " LEFT JOIN stories s ON s.id = coalesce((SELECT id FROM stories WHERE id = c.story), m.story)"
)


def latest_moment(connection: sqlite3.Connection) -> str | None:
    """Give the moment of what happened last."""
    row = connection.execute("SELECT max(moment) FROM changes").fetchone()
    return str(row[0]) if row and row[0] is not None else None


def happened(connection: sqlite3.Connection, since: str, before: int | None, most: int) -> list[Row]:
    """Give what happened since a moment (ISO 8601, or the beginning of one), before the event of a number; the latest first."""
    return connection.execute(
        f"{_HELD} WHERE c.moment >= ? AND (? IS NULL OR c.number < ?) ORDER BY c.number DESC LIMIT ?",
        (since, before, before, most),
    ).fetchall()


def counted(connection: sqlite3.Connection, since: str) -> dict[str, int]:
    """Count what happened since a moment, by its kind."""
    return dict(
        connection.execute("SELECT kind, count(*) FROM changes WHERE moment >= ? GROUP BY kind", (since,)).fetchall()
    )
