"""Looking through the stories of a library: which there are, in which order, told when and by whom."""

# ruff: noqa: S608  # what is put into the statements are names and marks of ours; what the user typed is bound

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Row = tuple[str, str, str | None, str | None, int, int | None, int | None, int | None, int]
"""Id, title, opened, latest, articles, voices, differences, agreements, stale."""
Key = tuple[int | str, ...]
"""The place of a story in an order: what it is ordered by, and its id."""

# What a member is told by, in which language, and which version holds: so that stories are found by it without their texts.
_TOLD = (
    "UPDATE members SET (version, outlet, language) = (SELECT v.number, v.outlet, v.language FROM tellings t"
    " JOIN versions v ON v.number = t.version WHERE t.id = members.article)"
)
SCHEMA: tuple[str, ...] = (
    "ALTER TABLE members ADD COLUMN version INTEGER",
    "ALTER TABLE members ADD COLUMN outlet TEXT",
    "ALTER TABLE members ADD COLUMN language TEXT",
    _TOLD,
    f"""
    CREATE TRIGGER members_told AFTER INSERT ON members
    BEGIN {_TOLD} WHERE story = new.story AND position = new.position; END
    """,
    f"""
    CREATE TRIGGER members_told_anew AFTER UPDATE OF telling ON members
    BEGIN {_TOLD} WHERE story = new.story AND position = new.position; END
    """,
    "CREATE INDEX members_by_version ON members (version, story)",
    "CREATE INDEX members_by_outlet ON members (outlet, story)",
    "CREATE INDEX members_by_language ON members (language, story)",
    # Holds all that a list shows: the rows themselves carry what was found, and are long.
    """
    CREATE INDEX stories_listed ON stories (
      coalesce(latest, '') DESC, id, title, opened, latest, articles, voices, differences, agreements, stale
    )
    """,
    "CREATE INDEX points_differing ON points (story, difference, certainty, about) WHERE verdict = 'differs'",
)

_COLUMNS = "id, title, opened, latest, articles, voices, differences, agreements, stale"
_ORDERS: Mapping[str, tuple[str, ...]] = {
    "voices": ("coalesce(voices, 1)", "articles", "coalesce(latest, '')"),
    "told": ("articles", "coalesce(voices, 1)", "coalesce(latest, '')"),
    "differences": ("coalesce(differences, 0)", "coalesce(voices, 1)", "coalesce(latest, '')"),
    "latest": ("coalesce(latest, '')",),
}


@dataclass(frozen=True)
class StorySieve:
    """What a story must be: told by an outlet, in a language, between two days, with a difference.

    Either a telling of it matches an FTS5 expression, or its title has all of some words.
    """

    expression: str | None = None
    title_words: tuple[str, ...] = ()
    outlet: str | None = None
    language: str | None = None
    since: str | None = None
    until: str | None = None
    differing: bool = False


def stories(
    connection: sqlite3.Connection, sieve: StorySieve, order: str, after: Key | None, most: int
) -> tuple[list[Row], int]:
    """Give some stories behind a place of an order, and how many there are in all."""
    where, values = _where(sieve)
    terms = _ORDERS[order]
    named = ", ".join(terms)
    behind = ""
    if after is not None:
        marks = ", ".join("?" * len(terms))
        behind = f" WHERE ({named}) < ({marks}) OR (({named}) = ({marks}) AND id > ?)"
    ordered = f"{behind} ORDER BY {', '.join(f'{term} DESC' for term in terms)}, id LIMIT ?"
    bound = (*(() if after is None else (*after[:-1], *after)), most)
    if not where:
        rows = connection.execute(f"SELECT {_COLUMNS} FROM stories{ordered}", bound).fetchall()
        return rows, connection.execute("SELECT count(*) FROM stories").fetchone()[0]
    # What is asked for may take a while to find: once, for the page and for the count.
    found = connection.execute(
        f"WITH found AS MATERIALIZED (SELECT {_COLUMNS} FROM stories WHERE {where})"
        f" SELECT *, (SELECT count(*) FROM found) FROM found{ordered}",
        (*values, *bound),
    ).fetchall()
    if found:
        return [row[:-1] for row in found], found[0][-1]
    return [], connection.execute(f"SELECT count(*) FROM stories WHERE {where}", values).fetchone()[0]


def key_of(connection: sqlite3.Connection, order: str, story: str) -> Key | None:
    """Give the place of a story in an order."""
    row = connection.execute(f"SELECT {', '.join(_ORDERS[order])}, id FROM stories WHERE id = ?", (story,)).fetchone()
    return tuple(row) if row else None


def _where(sieve: StorySieve) -> tuple[str, list[str]]:
    where: list[str] = []
    values: list[str] = []
    if sieve.expression is not None:
        told = "id IN (SELECT m.story FROM search_texts f JOIN members m ON m.version = f.rowid WHERE search_texts MATCH ?)"
        titled = " AND ".join("title LIKE ? ESCAPE '\\'" for _ in sieve.title_words)
        where.append(f"({told} OR ({titled}))" if titled else told)
        values += [sieve.expression, *(f"%{_literal(word)}%" for word in sieve.title_words)]
    for column, value in (("outlet", sieve.outlet), ("language", sieve.language)):
        if value is not None:
            where.append(f"id IN (SELECT story FROM members WHERE {column} = ?)")
            values.append(value)
    if sieve.since is not None:
        # A coarse date ("2025-02") is one that may lie within the days asked for.
        where.append("substr(latest, instr(latest, '/') + 1) || '~' >= ?")
        values.append(sieve.since)
    if sieve.until is not None:
        where.append("opened <= ? || '~'")
        values.append(sieve.until)
    if sieve.differing:
        where.append("differences > 0")
    return " AND ".join(where), values


def _literal(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def days(connection: sqlite3.Connection, some: Sequence[str]) -> list[tuple[str, str | None]]:
    """Give the date of each telling of some stories, as collated, else as stated: rows of story and date."""
    return connection.execute(
        "SELECT m.story, coalesce(m.published, a.published) FROM json_each(?) j JOIN members m ON m.story = j.value"
        " LEFT JOIN search_articles a ON a.version = m.version",
        (json.dumps(some),),
    ).fetchall()


def differing(connection: sqlite3.Connection, some: Sequence[str]) -> list[tuple[str, str, str]]:
    """Give what the tellings of some stories differ on, without what is unsure: rows of story, difference and gloss, in the order of the Points."""
    return connection.execute(
        "SELECT p.story, p.difference, p.about FROM json_each(?) j CROSS JOIN points p INDEXED BY points_differing ON p.story = j.value"
        " WHERE p.verdict = 'differs' AND p.certainty <> 'unsure' ORDER BY p.story, p.rowid",
        (json.dumps(some),),
    ).fetchall()


def choices(connection: sqlite3.Connection, column: str, most: int) -> list[tuple[str, int]]:
    """Give the outlets or languages with most tellings, and how many each has."""
    if column not in {"outlet", "language"}:
        raise ValueError(column)
    return connection.execute(
        f"SELECT {column}, count(*) FROM members WHERE {column} IS NOT NULL AND {column} <> '' GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?",
        (most,),
    ).fetchall()


def counts(connection: sqlite3.Connection) -> tuple[int, int, int]:
    """Count the stories, their tellings, and the stories that are not collated as they are now."""
    row = connection.execute("SELECT count(*), sum(articles), sum(stale) FROM stories").fetchone()
    return row[0], row[1] or 0, row[2] or 0
