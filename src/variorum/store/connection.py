"""A library's file: opened, written to in short transactions, and what goes wrong with it in our own words."""

from __future__ import annotations

import sqlite3
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from variorum.errors import DamagedLibrary, LibraryBusy, NoSpace, NotALibrary, NotWritable, VariorumError

MARK = 0x56415249  # "VARI", in the header of the file
WAIT = 60.0  # seconds that a run waits for another one to finish its transaction
_PAGE_CACHE = -64_000  # kibibytes
_SMALL_CACHE = -8_000
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT})
_BROKEN = {
    "Could not decode to UTF-8": "a text in it is no UTF-8 any more",
    "malformed JSON": "the particulars of an article cannot be read any more",
}
_CLOSED = frozenset({sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH})


LONGEST_LOG = 16_000_000  # bytes of the write-ahead log above which it is emptied
_MOMENT = 1.0  # seconds for which readers that are still in it are waited for then
_BEGINNING = 5.0  # seconds for which another run that makes the same library is waited for, where SQLite does not wait


class NotAsWrittenError(Exception):
    """Something in a library's file is not what was written there; the message says where and what."""


@contextmanager
def as_written(where: str) -> Iterator[None]:
    """Raise ``NotAsWrittenError`` if what is unpacked in a ``with`` block cannot be."""
    try:
        yield
    except (ValueError, LookupError, TypeError, AttributeError, zlib.error) as error:
        raise NotAsWrittenError(f"{where} cannot be read") from error


def opened(path: Path, *, wait: float = WAIT, read_only: bool = False, several: bool = False) -> sqlite3.Connection:
    """Open a library's file, which is made if it is not there unless it is only to be read.

    One of ``several`` that a program holds open keeps less in memory, and may be handed from thread to thread. Raises ``NotALibrary`` for a file that is something else or, to be read, is not there, ``DamagedLibrary`` and ``NotWritable``.
    """
    with told(path, wait):
        if read_only and not path.is_file():
            raise NotALibrary(str(path), "there is no such file")
        if not read_only:
            _folder(path)
        mode = "ro" if read_only else "rwc"
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}", timeout=wait, uri=True, isolation_level=None,
            check_same_thread=not several,
        )  # fmt: skip
        try:
            _prepare(connection, path, read_only)
            connection.execute(f"PRAGMA cache_size = {_SMALL_CACHE if several else _PAGE_CACHE}")
        except BaseException:
            connection.close()
            raise
        return connection


def _folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NotWritable(str(path.parent), error.strerror or "not a folder") from error


def _prepare(connection: sqlite3.Connection, path: Path, read_only: bool) -> None:
    mark = connection.execute("PRAGMA application_id").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if mark != MARK and tables:
        raise NotALibrary(str(path), "it is an SQLite file of something else")
    if read_only and not tables:
        raise NotALibrary(str(path), "it is empty")
    if not read_only:
        _with_log(connection)
    # In WAL mode NORMAL keeps the file whole through a loss of power; what was committed survives the end of the process.
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")


def _with_log(connection: sqlite3.Connection) -> None:
    """Turn the write-ahead log on; while another run does the same to a new file, SQLite says at once that it is busy."""
    end = time.monotonic() + _BEGINNING
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            busy = getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY
            if not busy or time.monotonic() > end:
                raise
            time.sleep(0.02)
        else:
            return


def shorten_log(connection: sqlite3.Connection, path: Path, wait: float, longest: int = LONGEST_LOG) -> int:
    """Empty a write-ahead log that has become long, for readers who follow one another keep it from beginning anew by itself.

    Gives the size from which it is long the next time: where a reader holds on to an old moment, not each transaction waits for it.
    """
    log = path.with_name(f"{path.name}-wal")
    size = log.stat().st_size if log.exists() else 0
    if size <= longest:
        return longest
    connection.execute(f"PRAGMA busy_timeout = {int(_MOMENT * 1000)}")
    try:
        with suppress(sqlite3.OperationalError):  # what was committed stays so, in the log or out of it
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        connection.execute(f"PRAGMA busy_timeout = {int(wait * 1000)}")
    left = log.stat().st_size if log.exists() else 0
    return left + LONGEST_LOG


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """Do all that stands in a ``with`` block, or nothing of it; the right to write is taken at the start.

    A block inside another is part of that one.
    """
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # SQLite has rolled back by itself if the disk is full
            connection.execute("ROLLBACK")
        raise


@contextmanager
def told(path: Path, wait: float = WAIT) -> Iterator[None]:
    """Turn what SQLite says inside a ``with`` block into our own errors; what is a mistake of ours stays as it is."""
    try:
        yield
    except NotAsWrittenError as error:
        raise DamagedLibrary(str(path), str(error)) from error
    except UnicodeDecodeError as error:  # SQLite quotes what is damaged, which need not be text any more
        raise DamagedLibrary(str(path), "the names of its tables cannot be read any more") from error
    except sqlite3.DatabaseError as error:
        ours = _ours(error, path, wait)
        if ours is None:
            raise
        raise ours from error


def _ours(error: sqlite3.DatabaseError, path: Path, wait: float) -> VariorumError | None:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return LibraryBusy(str(path), wait)
    if code == sqlite3.SQLITE_FULL:
        return NoSpace(str(path))
    if code in _DAMAGED:
        return DamagedLibrary(str(path), str(error))
    if code == sqlite3.SQLITE_NOTADB:
        return NotALibrary(str(path), "it is no SQLite file")
    if code in _CLOSED:
        return NotWritable(str(path), str(error))
    if code == sqlite3.SQLITE_IOERR:
        # A write that failed for want of space comes as an error of input and output on some systems.
        return NoSpace(str(path)) if _no_space(path) else NotWritable(str(path), str(error))
    # What is written is UTF-8 and sound JSON; what is not any more has no error code of its own.
    broken = next((told for sign, told in _BROKEN.items() if str(error).startswith(sign)), None)
    return DamagedLibrary(str(path), broken) if broken else None


def _no_space(path: Path) -> bool:
    import shutil

    try:
        return shutil.disk_usage(path.parent).free < 1_000_000
    except OSError:
        return False
