"""The commitments of all stories: which entries of the ledger were asked for, and how the tellings put each."""

# ruff: noqa: S608  # what is put into the statements are names and marks of ours; what the user typed is bound

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from variorum.store.writable import writable

Key = tuple[int | str, ...]
"""The place of an entry in an order: the day it is ordered by, its story, the length of its id, its id."""
Entry = tuple[str, str]
"""Story and id."""

TERM = (
    "l.story, c.title, l.id, l.actor, l.actor_name, l.to_name, l.act, l.what, l.drift, l.point,"
    " l.statement, l.status, l.due, l.condition, l.article, l.start, l.end, l.words, l.label, m.outlet, m.published"
)
"""What ``terms`` gives of each telling of an entry."""
# All that is asked for, so that rows with their words are read only when they are shown.
_SOUGHT = "act, status, due, drift IS NULL, actor_name, article"
SCHEMA: tuple[str, ...] = (
    f"CREATE INDEX ledger_sought ON ledger (story, length(id), id, {_SOUGHT})",
    f"CREATE INDEX ledger_by_due ON ledger (due, story, length(id), id, {_SOUGHT}) WHERE due IS NOT NULL",
    "CREATE INDEX ledger_by_act ON ledger (act, status)",
    "CREATE INDEX ledger_by_name ON ledger (actor_name, story, id)",
    "CREATE INDEX ledger_by_words ON ledger (actor_name COLLATE NOCASE)",
)
_LAST = "\U0010ffff"
_FEW = 3_000  # rows that are sooner sorted than come by in the order of stories
_NAMES = 300  # names with one beginning
_DAY = {"latest": "coalesce(c.latest, '')", "due": "l.due"}
_SOURCE = {
    "latest": "stories c INDEXED BY stories_listed CROSS JOIN ledger l INDEXED BY ledger_sought ON l.story = c.id",
    "due": "ledger l INDEXED BY ledger_by_due CROSS JOIN stories c ON c.id = l.story",
    "actor": "ledger l INDEXED BY ledger_by_name CROSS JOIN stories c ON c.id = l.story",
    "act": "ledger l INDEXED BY ledger_by_act CROSS JOIN stories c ON c.id = l.story",
}


@dataclass(frozen=True)
class LedgerSieve:
    """What an entry must be: of somebody of these names, of an act, with a status, due by a day, told since a day, of a story.

    ``drifting``: the tellings part in how they put it.
    """

    actors: tuple[str, ...] | None = None
    act: str | None = None
    status: str | None = None
    due_before: str | None = None
    since: str | None = None
    story: str | None = None
    drifting: bool = False


def entries(
    connection: sqlite3.Connection, sieve: LedgerSieve, order: str, after: Key | None, most: int
) -> list[tuple[Key, Entry]]:
    """Give so many entries behind a place of an order, each with its place.

    By ``due`` only those with a day are given, and one that tellings give different days stands at each of them.
    """
    day, way = _DAY[order], "DESC" if order == "latest" else "ASC"
    where, values = _where(sieve, order)
    if after is not None:
        where.append(
            f"({day} {'<' if way == 'DESC' else '>'} ? OR ({day} = ? AND (l.story, length(l.id), l.id) > (?, ?, ?)))"
        )
        values += [after[0], *after]
    rows = connection.execute(
        f"SELECT {day}, l.story, length(l.id), l.id FROM {_source(connection, sieve, order)} WHERE {' AND '.join(where) or '1'}"
        f" ORDER BY {day} {way}, l.story, length(l.id), l.id",
        values,
    )
    found: list[tuple[Key, Entry]] = []
    for key, _ in groupby(rows):  # as many rows as tellings; no more of them are read than are needed
        found.append((key, (key[1], key[3])))
        if len(found) == most:
            break
    return found


def count(connection: sqlite3.Connection, sieve: LedgerSieve, order: str, most: int) -> int:
    """Count the entries, up to so many."""
    where, values = _where(sieve, order)
    source = _source(connection, sieve, order)
    row = connection.execute(
        f"SELECT count(*) FROM (SELECT DISTINCT {_DAY[order]}, l.story, length(l.id), l.id FROM {source}"
        f" WHERE {' AND '.join(where) or '1'} LIMIT ?)",
        (*values, most),
    ).fetchone()
    return int(row[0])


def _where(sieve: LedgerSieve, order: str) -> tuple[list[str], list[str | int]]:
    where: list[str] = ["l.due IS NOT NULL"] if order == "due" else []
    values: list[str | int] = []
    for condition, value in (
        ("l.story = ?", sieve.story),
        ("l.act = ?", sieve.act),
        ("l.status = ?", sieve.status),
        ("l.due <= ? || '~'", sieve.due_before),
    ):
        if value is not None:
            where.append(condition)
            values.append(value)
    if sieve.drifting:
        where.append("(l.drift IS NULL) = 0")
    if sieve.since is not None:
        where.append("coalesce(c.latest, '') || '~' >= ?")
        where.append("EXISTS (SELECT 1 FROM members m WHERE m.article = l.article AND m.published || '~' >= ?)")
        values += [sieve.since, sieve.since]
    if sieve.actors is not None:
        where.append("l.actor_name IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(sieve.actors))
    return where, values


def _source(connection: sqlite3.Connection, sieve: LedgerSieve, order: str) -> str:
    """Say how to come by the rows: those of a rare name or act by it, all others in the order asked for, until there are enough."""
    if sieve.actors is not None and _is_rare(
        connection, "ledger_by_name", "actor_name IN (SELECT value FROM json_each(?))", json.dumps(sieve.actors)
    ):
        return _SOURCE["actor"]
    if sieve.act is not None and sieve.status is not None and _is_rare(
        connection, "ledger_by_act", "act = ? AND status = ?", sieve.act, sieve.status
    ):  # fmt: skip
        return _SOURCE["act"]
    return _SOURCE[order]


def _is_rare(connection: sqlite3.Connection, index: str, where: str, *values: str) -> bool:
    counted = f"SELECT count(*) FROM (SELECT 1 FROM ledger INDEXED BY {index} WHERE {where} LIMIT {_FEW + 1})"
    return bool(connection.execute(counted, values).fetchone()[0] <= _FEW)


def actors(connection: sqlite3.Connection, words: str, entities: Sequence[str]) -> tuple[str, ...]:
    """Give whom the ledger has: of some entities, and of those without an entity whose words begin so."""
    plain = " ".join(writable(words).split())
    rows = connection.execute(
        "SELECT DISTINCT actor_name FROM ledger INDEXED BY ledger_by_words"
        " WHERE actor_name COLLATE NOCASE >= ? AND actor_name COLLATE NOCASE < ? LIMIT ?",
        (plain, plain + _LAST, _NAMES),
    )
    return tuple(sorted({*entities[:_NAMES], *(name for (name,) in rows)}))


def terms(
    connection: sqlite3.Connection, some: Sequence[Entry]
) -> list[tuple[Entry, list[tuple[str | int | None, ...]]]]:
    """Give how each telling puts some entries: for each entry its rows of ``TERM``, in the order given."""
    rows = connection.execute(
        f"SELECT j.key, {TERM} FROM json_each(?) j CROSS JOIN ledger l INDEXED BY ledger_sought ON l.story = j.value ->> 0"
        " AND length(l.id) = length(j.value ->> 1) AND l.id = j.value ->> 1"
        " JOIN stories c ON c.id = l.story LEFT JOIN members m ON m.article = l.article ORDER BY j.key, l.rowid",
        (json.dumps(some),),
    )
    return [(some[at], [row[1:] for row in held]) for at, held in groupby(rows, key=itemgetter(0))]
