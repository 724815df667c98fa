"""The index by which articles find their stories, in tables of one SQLite file.

Rows go in and out as they are; what they mean is known to who asks. Nothing is committed here: all of a change belongs to the
caller's transaction.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any

# What looks something up in a library need not wait for NumPy: it is imported where numbers are unpacked.
if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

SCHEMA: tuple[str, ...] = (
    "CREATE TABLE group_notes (key TEXT PRIMARY KEY, content TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE group_articles (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, day INTEGER NOT NULL, told INTEGER NOT NULL,
        language TEXT NOT NULL, bar REAL NOT NULL, knot INTEGER NOT NULL, story TEXT NOT NULL
    )""",
    "CREATE INDEX group_articles_by_knot ON group_articles (knot)",
    "CREATE TABLE group_profiles (number INTEGER PRIMARY KEY, profile BLOB NOT NULL, leaves BLOB NOT NULL)",
    # "index" is a word of SQL: "place" is the index that a posting is in
    """CREATE TABLE group_postings (
        place TEXT NOT NULL, term INTEGER NOT NULL, day INTEGER NOT NULL, id TEXT NOT NULL,
        number INTEGER NOT NULL, weight INTEGER NOT NULL, told INTEGER NOT NULL,
        PRIMARY KEY (place, term, day, id)
    ) WITHOUT ROWID""",
    """CREATE TABLE group_links (
        later INTEGER NOT NULL, earlier INTEGER NOT NULL, score REAL NOT NULL, PRIMARY KEY (later, earlier)
    ) WITHOUT ROWID""",
    "CREATE INDEX group_links_by_earlier ON group_links (earlier, later, score)",
    """CREATE TABLE group_answers (
        one INTEGER NOT NULL, other INTEGER NOT NULL, score REAL NOT NULL, PRIMARY KEY (one, other)
    ) WITHOUT ROWID""",
    "CREATE INDEX group_answers_by_other ON group_answers (other)",
    """CREATE TABLE group_stories (
        id TEXT PRIMARY KEY, opened TEXT NOT NULL, size INTEGER NOT NULL, content TEXT NOT NULL
    ) WITHOUT ROWID""",
    """CREATE TABLE group_near (
        story TEXT NOT NULL, other TEXT NOT NULL, mean REAL NOT NULL, one INTEGER NOT NULL, another INTEGER NOT NULL,
        PRIMARY KEY (story, other)
    ) WITHOUT ROWID""",
    "CREATE INDEX group_near_by_other ON group_near (other)",
    """CREATE TABLE group_relations (
        one INTEGER NOT NULL, other INTEGER NOT NULL, content TEXT NOT NULL, PRIMARY KEY (one, other)
    ) WITHOUT ROWID""",
    "CREATE INDEX group_relations_by_other ON group_relations (other)",
)

_NO_END = (2**62, "")
_AMONG = "IN (SELECT value FROM json_each(?))"


class GroupShelf:
    """The tables of ``SCHEMA``, over a connection that someone else opens, commits and closes."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection

    def _rows(self, query: str, *values: Any) -> list[Any]:
        return self._sql.execute(query, values).fetchall()

    def _among(self, query: str, keys: Collection[int] | Collection[str]) -> list[Any]:
        """Ask for the rows of some keys, in one order."""
        return self._rows(query.replace("AMONG", _AMONG), json.dumps(sorted(keys))) if keys else []

    def note(self, key: str) -> str | None:
        """Give what was noted under a key."""
        found = self._rows("SELECT content FROM group_notes WHERE key = ?", key)
        return str(found[0][0]) if found else None

    def set_note(self, key: str, content: str) -> None:
        """Note something under a key."""
        self._rows("INSERT OR REPLACE INTO group_notes VALUES (?, ?)", key, content)

    def free_number(self) -> int:
        """Give a number that no article has, nor any higher one."""
        return int(self._rows("SELECT coalesce(max(number), 0) + 1 FROM group_articles")[0][0])

    def numbers(self, ids: Iterable[str]) -> dict[str, int]:
        """Give the numbers of articles by their ids."""
        return dict(self._among("SELECT id, number FROM group_articles WHERE id AMONG", list(ids)))

    def cards(self, numbers: Collection[int]) -> list[tuple[int, str, int, int, str, float, int, str]]:
        """Give the cards of some articles."""
        return self._among("SELECT * FROM group_articles WHERE number AMONG", numbers)

    def knotted(self, knots: Collection[int]) -> list[int]:
        """Give the numbers of all articles of some knots."""
        return [number for (number,) in self._among("SELECT number FROM group_articles WHERE knot AMONG", knots)]

    def add(self, card: Sequence[int | str | float], profile: bytes, leaves: bytes) -> None:
        """Keep an article: its card, what is compared of it, what it is sought by."""
        self._rows("INSERT INTO group_articles VALUES (?, ?, ?, ?, ?, ?, ?, ?)", *card)
        self._rows("INSERT INTO group_profiles VALUES (?, ?, ?)", card[0], profile, leaves)

    def place(self, rows: Iterable[tuple[int, str, int]]) -> None:
        """Set the knots and stories of articles: rows of knot, story, number."""
        self._sql.executemany("UPDATE group_articles SET knot = ?, story = ? WHERE number = ?", rows)

    def set_bars(self, rows: Iterable[tuple[float, int]]) -> None:
        """Set the bars of articles: rows of bar, number."""
        self._sql.executemany("UPDATE group_articles SET bar = ? WHERE number = ?", rows)

    def remove(self, numbers: Collection[int]) -> None:
        """Drop articles with their links, answers and relations."""
        for table, columns in (
            ("articles", ["number"]),
            ("profiles", ["number"]),
            ("links", ["later", "earlier"]),
            ("answers", ["one", "other"]),
            ("relations", ["one", "other"]),
        ):
            for column in columns:
                self._among(f"DELETE FROM group_{table} WHERE {column} AMONG", numbers)  # noqa: S608 - names of ours

    def profiles(self, numbers: Collection[int]) -> list[tuple[int, bytes]]:
        """Give what is compared of some articles."""
        return self._among("SELECT number, profile FROM group_profiles WHERE number AMONG", numbers)

    def leaves(self, numbers: Collection[int]) -> list[tuple[int, bytes]]:
        """Give what some articles are sought by."""
        return self._among("SELECT number, leaves FROM group_profiles WHERE number AMONG", numbers)

    def indices(self) -> list[str]:
        """Name the indices that have postings, sorted."""
        found: list[str] = []
        while True:  # one step of the tree for each, where DISTINCT would read it all
            (name,) = self._rows("SELECT min(place) FROM group_postings WHERE place > ?", found[-1] if found else "")[0]
            if name is None:
                return found
            found.append(name)

    def enter(self, rows: Iterable[tuple[str, int, int, str, int, int, int]]) -> None:
        """Add postings: index, term, day, id, number, weight, told."""
        self._sql.executemany("INSERT INTO group_postings VALUES (?, ?, ?, ?, ?, ?, ?)", rows)

    def drop_postings(self, rows: Iterable[tuple[str, int, int, str]]) -> None:
        """Drop postings: index, term, day, id."""
        self._sql.executemany("DELETE FROM group_postings WHERE place = ? AND term = ? AND day = ? AND id = ?", rows)

    def latest(
        self, index: str, term: int, before: tuple[int, str], depth: int, told: tuple[int, int]
    ) -> npt.NDArray[np.int64] | None:
        """Of the latest bearers before a place, so many, give those told within some days or at none: number * 256 + weight."""
        ((found,),) = self._rows(
            "SELECT group_concat(packed) FROM (SELECT number * 256 + weight AS packed, told FROM group_postings"
            " WHERE place = ? AND term = ? AND (day, id) < (?, ?) ORDER BY day DESC, id DESC LIMIT ?)"
            " WHERE told = 0 OR told BETWEEN ? AND ?",
            index, term, *before, depth, *told,
        )  # fmt: skip
        if not found:
            return None
        import numpy as np

        return np.fromstring(found, np.int64, sep=",")

    def before(self, index: str, term: int, place: tuple[int, str], count: int) -> list[int]:
        """Give the numbers of so many bearers before a place, the latest first."""
        rows = self._rows(
            "SELECT number FROM group_postings WHERE place = ? AND term = ? AND (day, id) < (?, ?)"
            " ORDER BY day DESC, id DESC LIMIT ?",
            index, term, *place, count,
        )  # fmt: skip
        return [number for (number,) in rows]

    def after(
        self, index: str, term: int, place: tuple[int, str], count: int, until: tuple[int, str] | None = None
    ) -> list[tuple[int, int, int, str]]:
        """Give so many bearers after a place and up to another, the first first; a negative count is no limit."""
        return self._rows(
            "SELECT number, weight, day, id FROM group_postings WHERE place = ? AND term = ? AND (day, id) > (?, ?)"
            " AND (day, id) <= (?, ?) ORDER BY day, id LIMIT ?",
            index, term, *place, *(until or _NO_END), count,
        )  # fmt: skip

    def links_from(self, numbers: Collection[int]) -> list[tuple[int, int, float]]:
        """Give the links of some articles to earlier ones."""
        return self._among("SELECT later, earlier, score FROM group_links WHERE later AMONG", numbers)

    def links_to(self, numbers: Collection[int]) -> list[tuple[int, int, float]]:
        """Give the links of later articles to some."""
        return self._among("SELECT later, earlier, score FROM group_links WHERE earlier AMONG", numbers)

    def link(self, rows: Iterable[tuple[int, int, float]]) -> None:
        """Add links."""
        self._sql.executemany("INSERT INTO group_links VALUES (?, ?, ?)", rows)

    def unlink(self, rows: Iterable[tuple[int, int]]) -> None:
        """Drop links."""
        self._sql.executemany("DELETE FROM group_links WHERE later = ? AND earlier = ?", rows)

    def answers(self, numbers: Collection[int]) -> list[tuple[int, int, float]]:
        """Give the probabilities of pairs that were asked for, of which the first is among some articles."""
        return self._among("SELECT one, other, score FROM group_answers WHERE one AMONG", numbers)

    def answer(self, rows: Iterable[tuple[int, int, float]]) -> None:
        """Keep the probabilities of pairs that are no links."""
        self._sql.executemany("INSERT OR REPLACE INTO group_answers VALUES (?, ?, ?)", rows)

    def stories(self, ids: Collection[str]) -> list[tuple[str, str, int, str]]:
        """Give some stories."""
        return self._among("SELECT * FROM group_stories WHERE id AMONG", ids)

    def put_stories(self, rows: Iterable[tuple[str, str, int, str]]) -> None:
        """Keep stories, in place of those of the same ids."""
        self._sql.executemany("INSERT OR REPLACE INTO group_stories VALUES (?, ?, ?, ?)", rows)

    def drop_stories(self, ids: Collection[str]) -> None:
        """Drop stories, and what is near to them."""
        self._among("DELETE FROM group_stories WHERE id AMONG", ids)
        self._among("DELETE FROM group_near WHERE story AMONG", ids)

    def near(self, ids: Collection[str]) -> list[tuple[str, str, float, int, int]]:
        """Give the stories that are among the nearest to some."""
        return self._among("SELECT * FROM group_near WHERE story AMONG", ids)

    def near_to(self, ids: Collection[str]) -> list[tuple[str, str, float, int, int]]:
        """Give the stories that have some among their nearest."""
        return self._among("SELECT * FROM group_near WHERE other AMONG", ids)

    def put_near(self, ids: Collection[str], rows: Iterable[tuple[str, str, float, int, int]]) -> None:
        """Set what is nearest to some stories."""
        self._among("DELETE FROM group_near WHERE story AMONG", ids)
        self._sql.executemany("INSERT INTO group_near VALUES (?, ?, ?, ?, ?)", rows)

    def relations(self, pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int, str]]:
        """Give how pairs of articles that speak for two stories are related, as far as that was kept."""
        query = "SELECT * FROM group_relations WHERE one = ? AND other = ?"
        return [row for pair in pairs for row in self._rows(query, *pair)]

    def put_relations(self, rows: Iterable[tuple[int, int, str]]) -> None:
        """Keep how pairs of articles are related."""
        self._sql.executemany("INSERT OR REPLACE INTO group_relations VALUES (?, ?, ?)", rows)
