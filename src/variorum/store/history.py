"""What happened in a library, in the order in which it happened."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from variorum.store.writable import writable

_EVENTS = (
    "SELECT c.number, c.moment, c.kind, t.address, c.story, c.what, c.version FROM changes c"
    " LEFT JOIN tellings t ON t.key = c.telling"
)


@dataclass(frozen=True)
class Event:
    """One thing that happened: ``telling`` or ``version`` with the address, ``story`` or ``story_changed`` with the story's id."""

    number: int
    moment: str
    kind: str
    address: str | None
    story: str | None
    what: str
    version: int | None = None


def log_tellings(connection: sqlite3.Connection, moment: str, new: Iterable[str], changed: Iterable[str]) -> None:
    """Note tellings that came, and such as have a new version."""
    for kind, addresses in (("telling", new), ("version", changed)):
        connection.executemany(
            "INSERT INTO changes (moment, kind, telling, version, what)"
            " SELECT ?, ?, t.key, t.version, coalesce(v.title, t.address) FROM tellings t JOIN versions v ON v.number = t.version"
            " WHERE t.address = ?",
            [(moment, kind, address) for address in addresses],
        )


def log_story(connection: sqlite3.Connection, moment: str, story: str, *, is_new: bool, what: str) -> None:
    """Note a story that was collated for the first time or anew; ``what`` says what changed in it."""
    connection.execute(
        "INSERT INTO changes (moment, kind, story, what) VALUES (?, ?, ?, ?)",
        (moment, "story" if is_new else "story_changed", story, writable(what)),
    )


def since(connection: sqlite3.Connection, moment: str = "", limit: int | None = None) -> tuple[Event, ...]:
    """Give what happened since a moment (ISO 8601, or the beginning of it), the latest last; at most so many of the latest."""
    rows = connection.execute(
        f"SELECT * FROM ({_EVENTS} WHERE c.moment >= ? ORDER BY c.number DESC LIMIT ?) ORDER BY number",  # noqa: S608  # ours
        (moment, -1 if limit is None else limit),
    )
    return tuple(Event(*row) for row in rows)


def untold(connection: sqlite3.Connection) -> tuple[Event, ...]:
    """Give the new versions of which it was not yet said what they changed."""
    return tuple(
        Event(*row)
        for row in connection.execute(f"{_EVENTS} WHERE c.kind = 'version' AND NOT c.told ORDER BY c.number")
    )


def tell(connection: sqlite3.Connection, number: int, what: str) -> None:
    """Say of something that happened what it changed."""
    plain = writable(what)
    connection.execute("UPDATE changes SET what = ?, told = 1 WHERE number = ?", (plain, number))
