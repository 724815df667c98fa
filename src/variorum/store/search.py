"""What is searched: the words of all versions, of quotes and claims, who is named in them, and what they mean as vectors."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from variorum.model import ArticleId
from variorum.store.search_words import folded, indexed, meaning_key
from variorum.store.writable import writable

SCHEMA: tuple[str, ...] = (
    # One row a version: versions stay, so nothing is ever taken out of their words; only those that hold now are found.
    """
    CREATE TABLE search_articles (
      version INTEGER PRIMARY KEY REFERENCES versions (number),
      telling INTEGER NOT NULL REFERENCES tellings (key),
      language TEXT,
      outlet TEXT,
      published TEXT,
      meaning INTEGER NOT NULL
    )
    """,
    "CREATE INDEX search_articles_by_meaning ON search_articles (meaning)",
    "CREATE INDEX search_articles_by_language ON search_articles (language)",
    """
    CREATE VIRTUAL TABLE search_texts USING fts5 (
      language, title, text, content='', tokenize="unicode61 remove_diacritics 0"
    )
    """,
    "INSERT INTO search_texts (search_texts, rank) VALUES ('rank', 'bm25(0.0, 4.0, 1.0)')",
    "CREATE VIRTUAL TABLE search_terms USING fts5vocab (search_texts, 'row')",
    """
    CREATE TABLE search_statements (
      key INTEGER PRIMARY KEY,
      story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
      kind TEXT NOT NULL,
      id TEXT NOT NULL,
      article TEXT NOT NULL,
      start INTEGER NOT NULL,
      end INTEGER NOT NULL,
      speaker TEXT,
      said_by TEXT,
      sought TEXT NOT NULL,
      entities TEXT NOT NULL,
      meaning INTEGER,
      language TEXT,
      words TEXT NOT NULL
    )
    """,
    "CREATE INDEX search_statements_by_story ON search_statements (story)",
    "CREATE INDEX search_statements_by_meaning ON search_statements (meaning) WHERE meaning IS NOT NULL",
    """
    CREATE VIRTUAL TABLE search_said USING fts5 (
      language, words, content='search_statements', content_rowid='key', tokenize="unicode61 remove_diacritics 0"
    )
    """,
    "INSERT INTO search_said (search_said, rank) VALUES ('rank', 'bm25(0.0, 1.0)')",
    """
    CREATE TRIGGER search_said_more AFTER INSERT ON search_statements
    BEGIN INSERT INTO search_said (rowid, language, words) VALUES (new.key, new.language, new.words); END
    """,
    """
    CREATE TRIGGER search_said_less AFTER DELETE ON search_statements
    BEGIN
      INSERT INTO search_said (search_said, rowid, language, words) VALUES ('delete', old.key, old.language, old.words);
    END
    """,
    # The names of a story's entities with spaces around, small and without marks, so that a name is found by its words.
    """
    CREATE TABLE search_names (
      story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
      entity TEXT NOT NULL,
      name TEXT NOT NULL,
      PRIMARY KEY (story, entity, name)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE search_mentions (
      story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
      entity TEXT NOT NULL,
      article TEXT NOT NULL,
      PRIMARY KEY (story, entity, article)
    ) WITHOUT ROWID
    """,
    # Vectors go by a hash of the words they stand for: what many print is encoded once, and outlives every collation.
    """
    CREATE TABLE search_vectors (
      meaning INTEGER PRIMARY KEY,
      vector BLOB NOT NULL
    )
    """,
)
_AT_ONCE = 500
_OPENING = 240  # characters of title and text that stand for an article: of 100, 240 and 480 the best on MEANTIME


@dataclass(frozen=True)
class Said:
    """A quote or claim to be indexed: where it stands, who says it, which entities are named in it; ``meant``: by its meaning, too."""

    kind: str
    id: str
    article: ArticleId
    start: int
    end: int
    words: str
    language: str | None = None
    speaker: str | None = None
    said_by: str | None = None
    entities: tuple[str, ...] = ()
    meant: bool = False


@dataclass(frozen=True)
class Named:
    """An entity of a story to be indexed, with its names and the articles that mention it."""

    id: str
    names: tuple[str, ...]
    articles: tuple[ArticleId, ...]


def opening(title: str | None, text: str) -> str:
    """Give the words that stand for an article where meaning is compared: its title and the beginning of its text."""
    told = f"{title}. {text[:_OPENING]}" if title else text[:_OPENING]
    return " ".join(told[:_OPENING].split())


def add_versions(connection: sqlite3.Connection) -> int:
    """Index the versions that are not yet, inside the caller's transaction; give how many they were."""
    last = connection.execute("SELECT coalesce(max(version), 0) FROM search_articles").fetchone()[0]
    count = 0
    while rows := connection.execute(
        "SELECT number, telling, language, outlet, published, title, text FROM versions WHERE number > ? ORDER BY number LIMIT ?",
        (last, _AT_ONCE),
    ).fetchall():
        connection.executemany(
            "INSERT INTO search_articles VALUES (?, ?, ?, ?, ?, ?)",
            [
                (number, telling, language, folded(outlet or ""), published, meaning_key(opening(title, text)))
                for number, telling, language, outlet, published, title, text in rows
            ],
        )
        connection.executemany(
            "INSERT INTO search_texts (rowid, language, title, text) VALUES (?, ?, ?, ?)",
            [(row[0], row[2] or "", indexed(row[5] or ""), indexed(row[6])) for row in rows],
        )
        last, count = rows[-1][0], count + len(rows)
    return count


def replace_story(connection: sqlite3.Connection, story: str, said: Iterable[Said], named: Iterable[Named]) -> None:
    """Put the quotes, claims and names of one story in place of those that were indexed."""
    forget_story(connection, story)
    connection.executemany(
        "INSERT INTO search_statements (story, kind, id, article, start, end, speaker, said_by, sought, entities,"
        " meaning, language, words) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [_row(story, one) for one in said],
    )
    for one in named:
        names = {_padded(name) for name in one.names} - {"  "}
        connection.executemany(
            "INSERT INTO search_names VALUES (?, ?, ?)", [(story, one.id, each) for each in sorted(names)]
        )
        connection.executemany(
            "INSERT OR IGNORE INTO search_mentions VALUES (?, ?, ?)",
            [(story, one.id, article) for article in one.articles],
        )


def forget_story(connection: sqlite3.Connection, story: str) -> None:
    """Take out what was indexed of a story's findings. A story that is deleted takes it along by itself."""
    for table in ("search_statements", "search_names", "search_mentions"):
        connection.execute(f"DELETE FROM {table} WHERE story = ?", (story,))  # noqa: S608  # the names are ours


def _row(story: str, one: Said) -> Sequence[str | int | None]:
    meaning = meaning_key(" ".join(one.words.split())) if one.meant else None
    entities = "".join(f" {each}" for each in one.entities) + " "
    place = (
        one.article,
        one.start,
        one.end,
        one.speaker,
        writable(one.said_by or "") or None,
        _padded(one.said_by or ""),
        entities,
    )
    return (story, one.kind, one.id, *place, meaning, one.language or "", indexed(writable(one.words)))


def _padded(name: str) -> str:
    return f" {folded(writable(name))} "


def without_vectors(connection: sqlite3.Connection, most: int) -> list[tuple[int, str]]:
    """Give words whose meaning is not indexed, each with its key: those of articles that hold now first, then of quotes."""
    rows = connection.execute(
        "SELECT a.meaning, v.title, v.text FROM search_articles a JOIN tellings t ON t.key = a.telling AND t.version = a.version"
        " JOIN versions v ON v.number = a.version"
        " WHERE NOT EXISTS (SELECT 1 FROM search_vectors x WHERE x.meaning = a.meaning)"
        " GROUP BY a.meaning ORDER BY a.version LIMIT ?",
        (most,),
    ).fetchall()
    found = [(meaning, opening(title, text)) for meaning, title, text in rows]
    if len(found) < most:
        quotes = connection.execute(
            "SELECT s.meaning, substr(v.text, s.start + 1, s.end - s.start) FROM search_statements s"
            " JOIN tellings t ON t.id = s.article JOIN versions v ON v.number = t.version WHERE s.meaning IS NOT NULL"
            " AND NOT EXISTS (SELECT 1 FROM search_vectors x WHERE x.meaning = s.meaning)"
            " GROUP BY s.meaning ORDER BY s.key LIMIT ?",
            (most - len(found),),
        )
        taken = {meaning for meaning, _ in found}
        found += [(meaning, " ".join(words.split())) for meaning, words in quotes if meaning not in taken]
    return found


def count_without_vectors(connection: sqlite3.Connection) -> int:
    """Count the articles that hold now whose meaning is not indexed."""
    row = connection.execute(
        "SELECT count(*) FROM search_articles a JOIN tellings t ON t.key = a.telling AND t.version = a.version"
        " WHERE NOT EXISTS (SELECT 1 FROM search_vectors x WHERE x.meaning = a.meaning)"
    ).fetchone()
    return int(row[0])


def put_vectors(connection: sqlite3.Connection, vectors: Iterable[tuple[int, bytes]]) -> None:
    """Keep vectors under the keys of the words that they stand for."""
    connection.executemany("INSERT OR IGNORE INTO search_vectors VALUES (?, ?)", vectors)


def vectors(connection: sqlite3.Connection) -> tuple[list[int], bytes]:
    """Give all vectors one behind another, and the keys in their order."""
    rows = connection.execute("SELECT meaning, vector FROM search_vectors").fetchall()
    return [row[0] for row in rows], b"".join([row[1] for row in rows])
