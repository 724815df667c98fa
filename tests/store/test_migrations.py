"""Named steps: each done once, all of them or none, and none that we do not know."""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from bench.forked import Forked

from variorum.errors import NotALibrary
from variorum.store import opening
from variorum.store.connection import MARK, opened
from variorum.store.migrations import Migration, applied, migrate
from variorum.store.opening import OpenLibrary
from variorum.store.schema import MIGRATIONS

FIRST = Migration("first", ("CREATE TABLE words (word TEXT)", "INSERT INTO words VALUES ('bridge')"))
SECOND = Migration("second", ("ALTER TABLE words ADD COLUMN count INTEGER", "UPDATE words SET count = 1"))
BROKEN = Migration("broken", ("INSERT INTO words VALUES ('ferry', 2)", "INSERT INTO nowhere VALUES (1)"))


def brought(place: Path, *steps: Migration) -> tuple[list[str], list[tuple[object, ...]]]:
    """The steps that a file has seen, and its words, after it was migrated."""
    with closing(opened(place)) as connection:
        migrate(connection, steps, place, lambda: "2031-03-05T10:00:00Z")
        return applied(connection), connection.execute("SELECT * FROM words").fetchall()


def test_a_new_file_sees_all_steps_in_their_order(tmp_path: Path) -> None:
    assert brought(tmp_path / "l.db", FIRST, SECOND) == (["first", "second"], [("bridge", 1)])


def test_an_older_file_sees_the_steps_that_it_lacks_once(tmp_path: Path) -> None:
    place = tmp_path / "l.db"
    assert brought(place, FIRST) == (["first"], [("bridge",)])
    for _ in range(2):
        assert brought(place, FIRST, SECOND) == (["first", "second"], [("bridge", 1)])


def test_a_step_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    place = tmp_path / "l.db"
    brought(place, FIRST)
    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        brought(place, FIRST, SECOND, BROKEN)
    assert brought(place, FIRST) == (["first"], [("bridge",)])


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="processes are forked here, which needs Linux")
@pytest.mark.parametrize("done", [0, 1])
def test_a_migration_that_is_killed_in_the_middle_leaves_the_file_as_it_was(done: int, tmp_path: Path) -> None:
    place = tmp_path / "l.db"
    brought(place, FIRST)
    asked: list[str] = []

    def clock() -> str:
        if len(asked) == done:
            os.kill(os.getpid(), signal.SIGKILL)
        asked.append("2031-03-05T10:00:00Z")
        return asked[-1]

    def work(_: object) -> None:
        with closing(opened(place)) as connection:
            migrate(connection, [FIRST, SECOND, Migration("third", SECOND.statements[1:])], place, clock)

    assert Forked(work).wait().code == -signal.SIGKILL
    assert brought(place, FIRST) == (["first"], [("bridge",)])


@pytest.mark.parametrize("read_only", [False, True])
def test_a_library_of_a_newer_program_is_refused_and_left_alone(read_only: bool, tmp_path: Path) -> None:
    place = tmp_path / "l.db"
    with OpenLibrary(place) as library:
        library.connection.execute("INSERT INTO migrations VALUES ('2040-01-01 flying', '2040')")
    with pytest.raises(NotALibrary, match=r"made by a newer Variorum, which knows the step '2040-01-01 flying'"):
        OpenLibrary(place, read_only=read_only)


def older(place: Path, steps: Sequence[Migration], monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a library as an earlier program did."""
    with monkeypatch.context() as patch:
        patch.setattr(opening, "MIGRATIONS", tuple(steps))
        OpenLibrary(place).close()


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize("seen", range(1, len(MIGRATIONS)))
def test_a_library_of_an_earlier_program_is_brought_up_to_date_however_it_is_opened(
    seen: int, read_only: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older(tmp_path / "l.db", MIGRATIONS[:seen], monkeypatch)
    with OpenLibrary(tmp_path / "l.db", read_only=read_only) as library:
        assert applied(library.connection) == [step.name for step in MIGRATIONS]
        assert library.connection.execute("PRAGMA application_id").fetchone() == (MARK,)


def test_a_library_of_an_earlier_program_on_a_disk_that_cannot_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older(tmp_path / "l.db", MIGRATIONS[:-1], monkeypatch)
    monkeypatch.setattr(opening, "migrate", _refuse)
    with pytest.raises(NotALibrary, match="made by an earlier Variorum, and cannot be written"):
        OpenLibrary(tmp_path / "l.db", read_only=True)


def _refuse(*_: object) -> None:
    from variorum.errors import NotWritable

    raise NotWritable("l.db", "attempt to write a readonly database")


def test_the_steps_have_names_of_their_own() -> None:
    assert len({step.name for step in MIGRATIONS}) == len(MIGRATIONS)
