"""The parts of a story as the JSON that is kept of it: cut out by SQLite, so that nothing is decoded that nobody asked for."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from variorum.store.connection import NotAsWrittenError, as_written

FACETS: Mapping[str, tuple[str, ...]] = {
    "points": ("id", "kind", "verdict", "difference"),
    "quotes": ("id", "kind", "speaker"),
    "figures": ("id", "kind", "unit"),
    "dates": ("id", "grain"),
    "commitments": ("id", "act", "status", "actor"),
    "claims": ("id",),
    "entities": ("id", "kind"),
    "utterances": ("id", "speaker"),
    "ledger": ("id", "act", "actor"),
    "positions": ("id", "actor"),
    "timeline": ("date", "status"),
    "brief": ("point",),
    "headings": ("place",),
    "joins": ("article",),
    "related": ("story", "kind"),
}
"""Each list of a story, with the keys by which its items are chosen; the first is that by which one is named."""

_NOW = frozenset({"joins", "related"})  # these are known as soon as a story is grouped, and change without its findings


@dataclass(frozen=True)
class Item:
    """One item of a list: the values of its facets, and its JSON."""

    facets: tuple[str | None, ...]
    json: str


def items(connection: sqlite3.Connection, story: str, section: str) -> tuple[Item, ...] | None:
    """Give the items of one list of a story in their order; nothing if there is no such story."""
    found = _document(connection, story, grouped=section in _NOW)
    if found is None:
        return None
    document, root = found
    facets = ", ".join(f"value ->> '$.{name}'" for name in FACETS[section])
    query = f"SELECT value, {facets} FROM json_each(?, ?) ORDER BY key"  # noqa: S608  # the names are ours
    found_in = tuple(Item(tuple(row[1:]), row[0]) for row in connection.execute(query, (document, f"{root}.{section}")))
    # A statement that is kept for the next time holds on to what it was asked of, which may be millions of bytes.
    connection.execute(query, ("[]", "$")).fetchall()
    return found_in


def part(connection: sqlite3.Connection, story: str, section: str) -> str | None:
    """Give a part of a story that is no list (its ``lineage``); nothing if there is no such story."""
    found = _document(connection, story)
    if found is None:
        return None
    document, root = found
    value = connection.execute("SELECT json_extract(?, ?)", (document, f"{root}.{section}")).fetchone()[0]
    if not isinstance(value, str):
        raise NotAsWrittenError(f"the {section} of story {story} cannot be read")
    return value


def articles(connection: sqlite3.Connection, story: str) -> str | None:
    """Give the JSON of the tellings of a story as they were dated, without their texts; nothing if it was not collated."""
    found = _document(connection, story)
    if found is None or found[1] == "$":
        return None
    told: str = connection.execute("SELECT json_extract(?, '$[1]')", (found[0],)).fetchone()[0]
    return told


def whole(connection: sqlite3.Connection, story: str, title: str, judgements: str) -> tuple[str, str | None] | None:
    """Give the JSON of a story as it is now, and that of its tellings without their texts, if it was collated.

    ``title`` and ``judgements`` (JSON) are what the user has settled. Nothing if there is no such story.
    """
    found, now = _document(connection, story), _document(connection, story, grouped=True)
    if found is None or now is None:
        return None
    document, root = found
    row = connection.execute(
        "SELECT json_set(json_extract(?1, ?2), '$.title', ?3, '$.judgements', json(?4), '$.joins', json_extract(?5, '$.joins'),"
        " '$.related', json_extract(?5, '$.related')), CASE WHEN ?2 = '$' THEN NULL ELSE json_extract(?1, '$[1]') END",
        (document, root, title, judgements, now[0]),
    ).fetchone()
    return row[0], row[1]


def _document(connection: sqlite3.Connection, story: str, *, grouped: bool = False) -> tuple[str, str] | None:
    """Give what is kept of a story, and where in it the story is: as it was collated, else as it was grouped."""
    row = connection.execute("SELECT grouped, document FROM stories WHERE id = ?", (story,)).fetchone()
    if row is None:
        return None
    packed, root = (row[0], "$") if grouped or row[1] is None else (row[1], "$[0]")
    with as_written(f"what was found in story {story}"):
        return zlib.decompress(packed).decode("utf-8"), root


def changes_seen(connection: sqlite3.Connection) -> int:
    """Give a number that is another one as soon as anybody else has written to the library; it means nothing to other connections."""
    number: int = connection.execute("PRAGMA data_version").fetchone()[0]
    return number
