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
    "CREATE INDEX entities_known ON entities (story, id, name, kind, mentions)",
    "CREATE INDEX entities_by_name ON entities (name, kind, story, id, mentions)",
    "CREATE INDEX quotes_by_speaker ON quotes (story, said_by) WHERE said_by IS NOT NULL",
    "CREATE INDEX quotes_by_name ON quotes (said_by_name) WHERE said_by IS NOT NULL",
    "CREATE INDEX positions_by_actor ON positions (story, actor, id)",
    "CREATE INDEX ledger_by_actor ON ledger (story, actor, id)",
    "CREATE INDEX ledger_by_actor_name ON ledger (actor_name, story, id)",
)
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


def totals(connection: sqlite3.Connection, who: Sequence[Who]) -> tuple[int, int, int]:
    """Count the quotes, positions and commitments of some entities."""
    found = connection.execute(
        "SELECT sum((SELECT count(*) FROM quotes q WHERE q.story = j.value ->> 0 AND q.said_by = j.value ->> 1)),"
        " sum((SELECT count(DISTINCT o.id) FROM positions o WHERE o.story = j.value ->> 0 AND o.actor = j.value ->> 1)),"
        " sum((SELECT count(DISTINCT l.id) FROM ledger l WHERE l.story = j.value ->> 0 AND l.actor = j.value ->> 1))"
        " FROM json_each(?) j",
        (json.dumps(who),),
    ).fetchone()
    return found[0] or 0, found[1] or 0, found[2] or 0


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
        "SELECT x.story, (SELECT u.id FROM utterances u WHERE u.story = x.story AND u.statement = x.id LIMIT 1),"
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
    """Give the names of entities of some kinds, those of most stories and mentions first: rows of name, kinds and stories.

    With ``words``: those that have, in any form of the name, words that begin so.
    """
    wanted = folded(writable(words or "")).split()
    chosen = sorted(kinds)
    marks = ", ".join("?" * len(chosen))
    source = "entities e"
    if wanted:
        source = (
            f"(SELECT DISTINCT story, entity FROM search_names WHERE {' AND '.join('instr(name, ?)' for _ in wanted)}) n"
            " CROSS JOIN entities e INDEXED BY entities_known ON e.story = n.story AND e.id = n.entity"
        )
    return connection.execute(
        f"SELECT e.name, group_concat(DISTINCT e.kind), count(DISTINCT e.story) FROM {source} WHERE e.kind IN ({marks})"
        " GROUP BY e.name ORDER BY 3 DESC, sum(e.mentions) DESC, e.name LIMIT ?",
        (*(f" {word}" for word in wanted), *chosen, most),
    ).fetchall()


def said_and_promised(connection: sqlite3.Connection, some: Sequence[str]) -> list[tuple[int, int]]:
    """Count the quotes and commitments under each of some names."""
    return connection.execute(
        "SELECT (SELECT count(*) FROM quotes WHERE said_by_name = j.value AND said_by IS NOT NULL),"
        " (SELECT count(*) FROM (SELECT DISTINCT story, id FROM ledger WHERE actor_name = j.value))"
        " FROM json_each(?) j ORDER BY j.key",
        (json.dumps(some),),
    ).fetchall()
