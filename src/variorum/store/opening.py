"""A library held open: its file, its clock, and the two ways in."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from variorum.errors import NotALibrary, NotWritable
from variorum.store import connection as _connection
from variorum.store.migrations import applied, migrate, refuse_newer
from variorum.store.schema import MIGRATIONS

NAME = "library.db"
_OLDEST = (3, 38, 0)


def place(named: str | Path | None = None) -> Path:
    """Say where the library is: the place named, else that in ``VARIORUM_LIBRARY``, else in the user's data folder.

    A folder stands for ``library.db`` in it.
    """
    chosen = named or os.environ.get("VARIORUM_LIBRARY")
    if chosen:
        path = Path(chosen).expanduser()
        return path / NAME if path.is_dir() else path
    from platformdirs import user_data_path

    return user_data_path("variorum") / NAME


def utc_now() -> str:
    """Give the moment in ISO 8601, in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class OpenLibrary:
    """A library's file, for a ``with`` block. ``clock`` gives the moment in ISO 8601; one of ``several`` may be handed between threads.

    Raises ``NotALibrary``, ``DamagedLibrary``, ``NotWritable``, and ``LibraryBusy`` if another run keeps it for longer than ``wait``
    seconds.
    """

    def __init__(
        self,
        path: str | Path | None = None,
        *,
        read_only: bool = False,
        clock: Callable[[], str] = utc_now,
        wait: float = _connection.WAIT,
        several: bool = False,
    ) -> None:
        if sqlite3.sqlite_version_info < _OLDEST:
            raise NotALibrary(str(path), f"SQLite {sqlite3.sqlite_version} cannot hold one; 3.38 or later can")
        self.path = place(path)
        self.clock = clock
        self.wait = wait
        self._longest_log = _connection.LONGEST_LOG
        self.connection = _connection.opened(self.path, wait=wait, read_only=read_only, several=several)
        try:
            with self.told():
                if read_only:
                    self._brought_up_to_date()
                else:
                    migrate(self.connection, MIGRATIONS, self.path, clock)
        except BaseException:
            self.connection.close()
            raise

    def _brought_up_to_date(self) -> None:
        """Give the file of an earlier program the shape that is read, for which it is opened to be written once."""
        done = applied(self.connection)
        refuse_newer(done, MIGRATIONS, self.path)
        if len(done) == len(MIGRATIONS):
            return
        try:
            with OpenLibrary(self.path, clock=self.clock, wait=self.wait):
                pass
        except NotWritable as error:
            why = "it was made by an earlier Variorum, and cannot be written to be brought up to date"
            raise NotALibrary(str(self.path), why) from error

    @contextmanager
    def told(self) -> Iterator[sqlite3.Connection]:
        """Give the connection; what SQLite says inside the ``with`` block is raised as one of our own errors."""
        with _connection.told(self.path, self.wait):
            yield self.connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give the connection to write all that stands in the ``with`` block, or nothing of it."""
        with self.told():
            with _connection.writing(self.connection):
                yield self.connection
            if not self.connection.in_transaction:
                self._longest_log = _connection.shorten_log(self.connection, self.path, self.wait, self._longest_log)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give the connection to read what was there at one moment, whatever others write meanwhile."""
        with self.told():
            if self.connection.in_transaction:
                yield self.connection
                return
            self.connection.execute("BEGIN")
            try:
                yield self.connection
            finally:
                self.connection.execute("ROLLBACK")

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()
