"""Looking up: which articles, quotes and claims have the words, and which mean the same."""

# ruff: noqa: S608  # what is put into the statements are names and marks of ours; what the user typed is bound

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from variorum.store.search_sieve import KINDS, Kind, Sieve, on_articles, on_statements
from variorum.store.search_terms import Terms, fitted

Key = tuple[str, int]
"""``("article", version)`` or ``("said", key of the statement)``."""
Scored = tuple[Key, float]
_MOST_MATCHES, _MOST_SCORED = 2_000, 50_000
_AT_ONCE = 500


@dataclass(frozen=True)
class Found:
    """A row to be shown. ``start`` and ``end`` are there for quotes and claims."""

    key: Key
    kind: Kind
    article: str
    title: str | None
    outlet: str | None
    input: str
    url: str | None
    language: str | None
    published: str | None
    text: str
    story: str | None
    story_title: str | None
    id: str | None = None
    start: int = 0
    end: int = 0
    speaker: str | None = None


def with_words(
    connection: sqlite3.Connection, expression: str, unwanted: str | None, sieve: Sieve, most: int
) -> dict[Kind, list[Scored]]:
    """Give what has the words, by kind, best first by BM25 (Robertson and Walker 1994), ties in the order of ids."""
    match = f"({expression}) NOT {unwanted}" if unwanted else expression
    found: dict[Kind, list[Scored]] = {}
    if "article" in sieve.kinds:
        found["article"] = _articles(connection, fitted("search_texts", match), sieve, most)
    if said := [kind for kind in KINDS[1:] if kind in sieve.kinds]:
        found |= _said(connection, fitted("search_said", match), sieve, said, most)
    return found


_CURRENT = (
    " JOIN search_articles a ON a.version = f.rowid JOIN tellings t ON t.key = a.telling AND t.version = a.version"
    " LEFT JOIN members m ON m.article = t.id"
)
_SAYS = (
    " JOIN search_statements s ON s.key = f.rowid JOIN members m ON m.article = s.article AND m.story = s.story"
    " JOIN tellings t ON t.key = m.telling JOIN search_articles a ON a.version = t.version"
)


def _articles(connection: sqlite3.Connection, match: str, sieve: Sieve, most: int) -> list[Scored]:
    where, values = on_articles(sieve)
    found, order = _matching(connection, "search_texts", match, where)
    rows = connection.execute(
        f"SELECT a.version, -f.score FROM {found} f{_CURRENT} WHERE {where or '1'}"
        f" ORDER BY {order or _TIES.format('t.id')} LIMIT ?",
        (match, *values, most),
    )
    return [(("article", row[0]), row[1]) for row in rows]


def _said(
    connection: sqlite3.Connection, match: str, sieve: Sieve, kinds: Sequence[Kind], most: int
) -> dict[Kind, list[Scored]]:
    where, values = on_statements(sieve)
    found, order = _matching(connection, "search_said", match, where)
    marks = ", ".join("?" * len(kinds))
    rows = connection.execute(
        f"SELECT s.kind, s.key, -f.score FROM {found} f{_SAYS} WHERE s.kind IN ({marks}) AND {where or '1'}"
        f" ORDER BY {order or _TIES.format('s.article, s.start, s.end, s.id')} LIMIT ?",
        (match, *kinds, *values, _MOST_MATCHES),
    )
    held: dict[Kind, list[Scored]] = {kind: [] for kind in kinds}
    for kind, key, score in rows:
        if len(held[kind]) < most:
            held[kind].append((("said", key), score))
    return held


_TIES = "f.score, coalesce(m.published, a.published, '~'), {}"


def _matching(connection: sqlite3.Connection, table: str, match: str, where: str) -> tuple[str, str]:
    """Give a table of what matches, and the order it is to be read in if it is not the usual one.

    Without a filter only the best are looked at. What a great part of all has is not scored, which would take seconds and tell
    next to nothing: what was indexed last comes first.
    """
    enough = f"SELECT count(*) FROM (SELECT rowid FROM {table} WHERE {table} MATCH ? LIMIT {_MOST_SCORED + 1})"
    many = connection.execute(enough, (match,)).fetchone()[0] > _MOST_SCORED
    score, order = ("0.0", "rowid DESC") if many else ("rank", "rank")
    cut = "" if where else f" ORDER BY {order} LIMIT {_MOST_MATCHES}"
    return f"(SELECT rowid, {score} AS score FROM {table} WHERE {table} MATCH ?{cut})", "f.rowid DESC" if many else ""


def with_meaning(
    connection: sqlite3.Connection, ranked: Sequence[int], asked: Terms, sieve: Sieve, most: int
) -> list[Key]:
    """Give what stands under the keys of vectors, in their order, as far as it passes and has nothing unwanted."""
    found: list[Key] = []
    for start in range(0, len(ranked), _AT_ONCE):
        found += _meant(connection, ranked[start : start + _AT_ONCE], asked, sieve)
        if len(found) >= most:
            break
    return found[:most]


def _meant(connection: sqlite3.Connection, some: Sequence[int], asked: Terms, sieve: Sieve) -> Iterator[Key]:
    marks = ", ".join("?" * len(some))
    place = {key: at for at, key in enumerate(some)}
    rows: list[tuple[int, str, int, str, int]] = []
    if "article" in sieve.kinds:
        where, values = on_articles(sieve)
        bound, words = _bound("search_texts", "a.version", asked)
        rows += connection.execute(
            "SELECT a.meaning, t.id, 0, 'article', a.version FROM search_articles a"
            " JOIN tellings t ON t.key = a.telling AND t.version = a.version LEFT JOIN members m ON m.article = t.id"
            f" WHERE a.meaning IN ({marks}) AND {where or '1'}{bound}",
            (*some, *values, *words),
        )
    if "quote" in sieve.kinds:
        where, values = on_statements(sieve)
        bound, words = _bound("search_said", "s.key", asked)
        rows += connection.execute(
            "SELECT s.meaning, s.article, s.start, 'said', s.key FROM search_statements s"
            " JOIN members m ON m.article = s.article AND m.story = s.story"
            " JOIN tellings t ON t.key = m.telling JOIN search_articles a ON a.version = t.version"
            f" WHERE s.meaning IN ({marks}) AND {where or '1'}{bound}",
            (*some, *values, *words),
        )
    rows.sort(key=lambda row: (place[row[0]], *row[1:4]))
    yield from ((row[3], row[4]) for row in rows)


def _bound(table: str, column: str, asked: Terms) -> tuple[str, list[str]]:
    where, values = "", []
    for expression, word in ((asked.binding, "IN"), (asked.unwanted, "NOT IN")):
        if expression:
            where += f" AND {column} {word} (SELECT rowid FROM {table} WHERE {table} MATCH ?)"
            values.append(fitted(table, expression))
    return where, values


def meanings(connection: sqlite3.Connection, keys: Sequence[Key]) -> dict[Key, int]:
    """Give the key of the vector of each article and quote."""
    found: dict[Key, int] = {}
    for key in keys:
        table, column = ("search_articles", "version") if key[0] == "article" else ("search_statements", "key")
        row = connection.execute(f"SELECT meaning FROM {table} WHERE {column} = ?", (key[1],)).fetchone()
        if row and row[0] is not None:
            found[key] = row[0]
    return found


_ARTICLE = (
    "SELECT a.version, 'article', t.id, v.title, v.outlet, v.input, v.url, v.language, coalesce(m.published, a.published), v.text,"
    " m.story, c.title FROM search_articles a JOIN versions v ON v.number = a.version"
    " JOIN tellings t ON t.key = a.telling AND t.version = a.version LEFT JOIN members m ON m.article = t.id"
    " LEFT JOIN stories c ON c.id = m.story WHERE a.version = ?"
)
_STATEMENT = (
    "SELECT s.key, s.kind, s.article, v.title, v.outlet, v.input, v.url, v.language, coalesce(m.published, v.published), v.text,"
    " s.story, c.title, s.id, s.start, s.end, coalesce(e.name, s.said_by)"
    " FROM search_statements s LEFT JOIN entities e ON e.story = s.story AND e.id = s.speaker JOIN tellings t ON t.id = s.article JOIN versions v ON v.number = t.version"
    " JOIN members m ON m.article = s.article AND m.story = s.story JOIN stories c ON c.id = s.story WHERE s.key = ?"
)


def row(connection: sqlite3.Connection, key: Key) -> Found | None:
    """Give what stands under a key as it is shown; nothing if it is gone."""
    found = connection.execute(_ARTICLE if key[0] == "article" else _STATEMENT, (key[1],)).fetchone()
    return Found(key, *found[1:]) if found else None


def origins(connection: sqlite3.Connection, articles: Sequence[tuple[str | None, str]]) -> int:
    """Count the independent origins of articles, each given with its story; in a story that is not collated each is one."""
    found: set[tuple[str | None, object]] = set()
    for story, article in articles:
        voice = connection.execute(
            "SELECT voice FROM voices WHERE story = ? AND article = ?", (story, article)
        ).fetchone()
        found.add((story, voice[0] if voice else article))
    return len(found)
