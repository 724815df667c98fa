"""Who is named in the stories of a library, and what each said, wanted and promised there."""

# ruff: noqa: S608  # what is put into the statements are names and marks of ours; what the user typed is bound

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Sequence
from typing import NamedTuple

from variorum.store.search_words import folded
from variorum.store.writable import writable

SCHEMA: tuple[str, ...] = (
    "CREATE INDEX search_names_by_name ON search_names (name)",
    "CREATE INDEX entities_known ON entities (story, id, name, kind)",
    "CREATE INDEX quotes_by_speaker ON quotes (story, said_by) WHERE said_by IS NOT NULL",
    "CREATE INDEX quotes_by_name ON quotes (said_by_name) WHERE said_by IS NOT NULL",
    "CREATE INDEX utterances_by_statement ON utterances (story, statement, id)",
    "CREATE INDEX positions_by_actor ON positions (story, actor, id)",
    "CREATE INDEX positions_by_name ON positions (actor_name, story, id)",
    "CREATE INDEX ledger_by_actor ON ledger (story, actor, id)",
    # Counted as they come and go: to count 200,000 entities takes longer than anybody waits for a page.
    """
    CREATE TABLE known_names (
      name TEXT NOT NULL,
      kind TEXT NOT NULL,
      stories INTEGER NOT NULL,
      mentions INTEGER NOT NULL,
      PRIMARY KEY (name, kind)
    ) WITHOUT ROWID
    """,
    "INSERT INTO known_names SELECT name, kind, count(*), sum(mentions) FROM entities GROUP BY name, kind",
    "CREATE INDEX known_names_by_stories ON known_names (stories DESC, mentions DESC, name, kind)",
    """
    CREATE TRIGGER known_names_more AFTER INSERT ON entities
    BEGIN
      INSERT INTO known_names VALUES (new.name, new.kind, 1, new.mentions)
      ON CONFLICT (name, kind) DO UPDATE SET stories = stories + 1, mentions = mentions + excluded.mentions;
    END
    """,
    """
    CREATE TRIGGER known_names_less AFTER DELETE ON entities
    BEGIN
      UPDATE known_names SET stories = stories - 1, mentions = mentions - old.mentions
      WHERE name = old.name AND kind = old.kind;
      DELETE FROM known_names WHERE name = old.name AND kind = old.kind AND stories <= 0;
    END
    """,
)
_LAST = "\U0010ffff"
_FORMS = 10_000  # forms of names with one beginning that are looked at
Who = tuple[str, str]
"""Story and entity."""


class Known(NamedTuple):
    """An entity of a story that has a name, in one of its forms; with the story's latest day."""

    story: str
    entity: str
    name: str
    kind: str
    latest: str


def called(connection: sqlite3.Connection, name: str) -> list[Known]:
    """Give every entity that has a name, as its own or as a form of it; folded, those of the latest stories first."""
    rows = connection.execute(
        "SELECT n.story, n.entity, e.name, e.kind, coalesce(c.latest, '') FROM search_names n"
        " CROSS JOIN entities e INDEXED BY entities_known ON e.story = n.story AND e.id = n.entity"
        " CROSS JOIN stories c ON c.id = n.story WHERE n.name = ? ORDER BY 5 DESC, 1, 2",
        (f" {folded(writable(name))} ",),
    )
    return [Known(*row) for row in rows]


def totals(connection: sqlite3.Connection, names: Collection[str]) -> tuple[int, int, int]:
    """Count the quotes, positions and commitments under some names."""
    among = "IN (SELECT value FROM json_each(?1))"
    found = connection.execute(
        f"SELECT (SELECT count(*) FROM quotes WHERE said_by_name {among} AND said_by IS NOT NULL),"
        f" (SELECT count(*) FROM (SELECT DISTINCT story, id FROM positions WHERE actor_name {among})),"
        f" (SELECT count(*) FROM (SELECT DISTINCT story, id FROM ledger WHERE actor_name {among}))",
        (json.dumps(sorted(names)),),
    ).fetchone()
    return found[0], found[1], found[2]


def particulars(connection: sqlite3.Connection, who: Sequence[Who]) -> list[tuple[str, str, str, str]]:
    """Give the roles and forms of name of some entities: rows of story, title, roles, variants."""
    return connection.execute(
        "SELECT e.story, c.title, e.roles, e.variants FROM json_each(?) j"
        " CROSS JOIN entities e INDEXED BY entities_known ON e.story = j.value ->> 0 AND e.id = j.value ->> 1"
        " JOIN stories c ON c.id = e.story ORDER BY j.key",
        (json.dumps(who),),
    ).fetchall()


_PLACE = "x.article, x.start, x.end, x.words, x.label, m.outlet, m.published"
_WHOSE = "FROM json_each(?) j CROSS JOIN {} x ON x.story = j.value ->> 0 AND x.{} = j.value ->> 1 LEFT JOIN members m ON m.article = x.article"


def quotes(connection: sqlite3.Connection, who: Sequence[Who]) -> list[tuple[str | int | None, ...]]:
    """Give what some entities said: rows of story, utterance, id, kind, content, cue, via, and where it stands."""
    whose = _WHOSE.format("quotes", "said_by")
    return connection.execute(
        "SELECT x.story, (SELECT min(u.id) FROM utterances u WHERE u.story = x.story AND u.statement = x.id),"
        f" x.id, x.kind, x.content, x.cue, x.via, {_PLACE} {whose} ORDER BY j.key, x.rowid",
        (json.dumps(who),),
    ).fetchall()


def positions(connection: sqlite3.Connection, who: Sequence[Who]) -> list[tuple[str | int | None, ...]]:
    """Give where some entities stand: rows of story, position, statement, stance, on, shift, day, and where it stands."""
    return connection.execute(
        f'SELECT x.story, x.id, x.statement, x.stance, x."on", x.shift, x.day, {_PLACE} {_WHOSE.format("positions", "actor")}'
        " ORDER BY j.key, x.rowid",
        (json.dumps(who),),
    ).fetchall()


def commitments(connection: sqlite3.Connection, who: Sequence[Who]) -> list[Who]:
    """Name the entries of the ledger of some entities: rows of story and entry, in the order of the ledger."""
    return connection.execute(
        "SELECT x.story, x.id FROM json_each(?) j CROSS JOIN ledger x ON x.story = j.value ->> 0 AND x.actor = j.value ->> 1"
        " GROUP BY j.key, x.id ORDER BY j.key, min(x.rowid)",
        (json.dumps(who),),
    ).fetchall()


def names(
    connection: sqlite3.Connection, words: str | None, kinds: Collection[str], most: int
) -> list[tuple[str, str, int]]:
    """Give names of some kinds, those of most stories and mentions first: rows of name, kind and stories.

    With ``words``: those of which a form begins so.
    """
    chosen = json.dumps(sorted(kinds))
    among = "" if words is None else " AND name IN (SELECT value FROM json_each(?))"
    values = [chosen] if words is None else [chosen, json.dumps(beginning(connection, words))]
    return connection.execute(
        f"SELECT name, kind, stories FROM known_names WHERE kind IN (SELECT value FROM json_each(?)){among}"
        " ORDER BY stories DESC, mentions DESC, name, kind LIMIT ?",
        (*values, most),
    ).fetchall()


def known(connection: sqlite3.Connection, some: Collection[str]) -> frozenset[str]:
    """Give those of some names that entities have."""
    rows = connection.execute(
        "SELECT DISTINCT name FROM known_names WHERE name IN (SELECT value FROM json_each(?))",
        (json.dumps([writable(name) for name in sorted(some)]),),
    )
    return frozenset(name for (name,) in rows)


def beginning(connection: sqlite3.Connection, words: str) -> list[str]:
    """Give the names of entities of which a form begins with some words, folded."""
    start = f" {folded(writable(words))}"
    rows = connection.execute(
        "SELECT DISTINCT e.name FROM (SELECT story, entity FROM search_names WHERE name >= ? AND name < ? LIMIT ?) n"
        " CROSS JOIN entities e INDEXED BY entities_known ON e.story = n.story AND e.id = n.entity",
        (start, start + _LAST, _FORMS),
    )
    return sorted(name for (name,) in rows)


def said_and_promised(connection: sqlite3.Connection, some: Sequence[str]) -> list[tuple[int, int]]:
    """Count the quotes and commitments under each of some names."""
    return connection.execute(
        "SELECT (SELECT count(*) FROM quotes WHERE said_by_name = j.value AND said_by IS NOT NULL),"
        " (SELECT count(*) FROM (SELECT DISTINCT story, id FROM ledger WHERE actor_name = j.value))"
        " FROM json_each(?) j ORDER BY j.key",
        (json.dumps(some),),
    ).fetchall()
