"""Parts of pages that were made once and are shown again as long as their story stays as it is.

They lie in a file beside the library that may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib.resources import files
from pathlib import Path
from threading import Lock

from markupsafe import Markup

from variorum import __version__

LARGEST = 512_000_000
"""Bytes that the parts may take; above that the oldest go."""
_TABLE = """
CREATE TABLE IF NOT EXISTS parts (
  number INTEGER PRIMARY KEY, story TEXT NOT NULL, page TEXT NOT NULL, state TEXT NOT NULL, body BLOB NOT NULL,
  UNIQUE (story, page)
)
"""


class Kept:
    """The parts that were made, by story and page; a part of another ``state`` of the story is made anew.

    Without a file, or with one that cannot be written or read, everything is made each time.
    """

    def __init__(self, path: Path | None, largest: int = LARGEST) -> None:
        self.path = path
        self.largest = largest
        self._lock = Lock()
        self._connection = _opened(path) if path else None
        self._size = self._sum()

    def part(self, story: str, page: str, state: str, make: Callable[[], Markup]) -> Markup:
        """Give a part as it was kept, or make it and keep it."""
        state = f"{state} {_program()}"
        body = self._get(story, page, state)
        if body is not None:
            return Markup(body)  # noqa: S704 - it was rendered by our own templates
        made = make()
        self._put(story, page, state, made)
        return made

    def has(self, story: str, page: str, state: str) -> bool:
        """Say whether a part is there."""
        with self._lock, suppress(sqlite3.Error):
            if self._connection:
                asked = (story, page, f"{state} {_program()}")
                query = "SELECT 1 FROM parts WHERE story = ? AND page = ? AND state = ?"
                return self._connection.execute(query, asked).fetchone() is not None
        return False

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._connection:
                self._connection.close()
            self._connection = None

    def _get(self, story: str, page: str, state: str) -> str | None:
        with self._lock, suppress(sqlite3.Error):
            if self._connection:
                row = self._connection.execute(
                    "SELECT body FROM parts WHERE story = ? AND page = ? AND state = ?", (story, page, state)
                ).fetchone()
                with suppress(zlib.error, UnicodeDecodeError):
                    return zlib.decompress(row[0]).decode("utf-8") if row else None
        return None

    def _put(self, story: str, page: str, state: str, body: str) -> None:
        packed = zlib.compress(body.encode("utf-8", "replace"), 3)
        with self._lock, suppress(sqlite3.Error):
            if self._connection:
                self._connection.execute(
                    "INSERT OR REPLACE INTO parts (story, page, state, body) VALUES (?, ?, ?, ?)",
                    (story, page, state, packed),
                )
                self._size += len(packed)
                if self._size > self.largest:
                    self._make_room()

    def _make_room(self) -> None:
        """Let the oldest quarter go."""
        if self._connection:
            self._connection.execute(
                "DELETE FROM parts WHERE number <= (SELECT min(number) + (max(number) - min(number)) / 4 FROM parts)"
            )
        self._size = self._sum()

    def _sum(self) -> int:
        if self._connection is None:
            return 0
        size: int = self._connection.execute("SELECT coalesce(sum(length(body)), 0) FROM parts").fetchone()[0]
        return size


def _opened(path: Path) -> sqlite3.Connection | None:
    """Open the file, which is begun anew if it is damaged; nothing if there can be none."""
    for again in (True, False):
        try:
            connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=1)
            try:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = OFF")  # it can be made again
                connection.execute("PRAGMA cache_size = -4000")
                connection.execute(_TABLE)
                connection.execute("SELECT count(*) FROM parts WHERE number < 0").fetchone()
            except sqlite3.Error:
                connection.close()
                raise
        except sqlite3.DatabaseError:
            if not again:
                return None
            with suppress(OSError):
                path.unlink()
        else:
            return connection
    return None


@cache
def _program() -> str:
    """Name the program that renders: its version and its templates."""
    known = hashlib.sha256(__version__.encode())
    for package in ("variorum.edition", "variorum.web"):
        folder = files(package).joinpath("templates")
        for one in sorted(folder.iterdir(), key=lambda each: each.name):
            if one.is_file():
                known.update(one.name.encode())
                known.update(one.read_bytes())
    return known.hexdigest()[:12]
