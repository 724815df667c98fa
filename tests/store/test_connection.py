"""A library's file: what it is opened as, transactions that happen whole or not at all, and errors in our own words."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from bench.forked import Forked

from variorum.errors import DamagedLibrary, LibraryBusy, NoSpace, NotALibrary, NotWritable
from variorum.store import connection as made
from variorum.store.connection import NotAsWrittenError, as_written, opened, shorten_log, told, writing
from variorum.store.opening import OpenLibrary


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "l.db"


@pytest.fixture
def table(place: Path) -> Iterator[sqlite3.Connection]:
    with closing(opened(place)) as connection:
        connection.execute("CREATE TABLE words (word TEXT)")
        connection.execute(f"PRAGMA application_id = {made.MARK}")
        yield connection


def count(connection: sqlite3.Connection) -> int:
    found = connection.execute("SELECT count(*) FROM words").fetchone()
    return int(found[0])


def test_a_file_that_is_no_sqlite_file_is_not_a_library(place: Path) -> None:
    place.write_text("The Tern bridge was opened on Tuesday. " * 300, encoding="utf-8")
    with pytest.raises(NotALibrary, match="it is no SQLite file"):
        opened(place)


def test_an_sqlite_file_of_another_program_is_left_alone(place: Path) -> None:
    with closing(sqlite3.connect(place)) as other:
        other.execute("CREATE TABLE bridges (name TEXT)")
        other.commit()
    before = place.read_bytes()
    with pytest.raises(NotALibrary, match="an SQLite file of something else"):
        OpenLibrary(place)
    assert place.read_bytes() == before


def test_what_is_only_to_be_read_is_not_made(place: Path) -> None:
    with pytest.raises(NotALibrary, match="there is no such file"):
        opened(place, read_only=True)
    assert not place.exists()


def test_an_empty_file_becomes_a_library_and_is_none_to_be_read(place: Path) -> None:
    place.touch()
    with pytest.raises(NotALibrary, match="it is empty"):
        opened(place, read_only=True)
    with OpenLibrary(place) as library:
        assert library.connection.execute("SELECT count(*) FROM tellings").fetchone() == (0,)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(NotWritable, match="file"):
        opened(tmp_path / "file" / "l.db")


def test_a_reader_cannot_write(table: sqlite3.Connection, place: Path) -> None:
    with closing(opened(place, read_only=True)) as reader, pytest.raises(NotWritable), told(place):
        reader.execute("INSERT INTO words VALUES ('bridge')")
    assert count(table) == 0


def test_a_transaction_happens_whole_or_not_at_all(table: sqlite3.Connection) -> None:
    def two(second: str) -> None:
        with writing(table):
            table.execute("INSERT INTO words VALUES ('bridge')")
            with writing(table):  # part of the outer one
                table.execute("INSERT INTO words VALUES (?)", (second,))
            if second == "fall":
                raise ValueError("it falls")

    two("stand")
    with pytest.raises(ValueError, match="it falls"):
        two("fall")
    assert (count(table), table.in_transaction) == (2, False)


def test_who_waits_in_vain_is_told_that_another_run_writes(table: sqlite3.Connection, place: Path) -> None:
    with writing(table), closing(opened(place, wait=0.05)) as other:
        with pytest.raises(LibraryBusy, match="another run has been writing"), told(place, 0.05), writing(other):
            pass
        assert count(other) == 0  # reading goes on
    with writing(table):
        table.execute("INSERT INTO words VALUES ('bridge')")


def test_no_space_rolls_the_transaction_back(table: sqlite3.Connection, place: Path) -> None:
    table.execute("PRAGMA max_page_count = 12")
    with pytest.raises(NoSpace, match="Free some"), told(place), writing(table):
        table.executemany("INSERT INTO words VALUES (?)", [("x" * 4000,)] * 40)
    assert (count(table), table.in_transaction) == (0, False)


def test_a_text_that_is_no_utf_8_any_more_is_damage(table: sqlite3.Connection, place: Path) -> None:
    table.execute("INSERT INTO words VALUES (CAST(x'62ff' AS TEXT))")
    with pytest.raises(DamagedLibrary, match="no UTF-8 any more"), told(place):
        table.execute("SELECT word FROM words").fetchall()


def test_a_damaged_schema_is_damage_though_it_cannot_even_be_told(table: sqlite3.Connection, place: Path) -> None:
    table.execute("PRAGMA writable_schema = ON")
    table.execute("UPDATE sqlite_schema SET sql = CAST(x'637265617465ff' AS TEXT), name = CAST(x'ff77' AS TEXT)")
    table.close()
    with pytest.raises(DamagedLibrary):
        opened(place)


def test_json_that_is_none_any_more_is_damage(table: sqlite3.Connection, place: Path) -> None:
    table.execute("INSERT INTO words VALUES ('{')")
    with pytest.raises(DamagedLibrary, match="cannot be read any more"), told(place):
        table.execute("SELECT word ->> '$.title' FROM words").fetchall()


@pytest.mark.parametrize("error", [ValueError("x"), KeyError("x"), UnicodeDecodeError("utf-8", b"x", 0, 1, "y")])
def test_what_cannot_be_unpacked_is_damage_with_its_place(error: Exception, place: Path) -> None:
    with pytest.raises(DamagedLibrary, match=r"l\.db is damaged \(the reading of a cannot be read\)"):  # noqa: SIM117
        with told(place), as_written("the reading of a"):
            raise error


def test_a_mistake_of_ours_stays_what_it_is(table: sqlite3.Connection, place: Path) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"), told(place):
        table.execute("SELECT 1 FROM ferries")
    with pytest.raises(NotAsWrittenError), as_written("x"):
        raise NotAsWrittenError("x")


def log_of(place: Path) -> int:
    log = place.with_name("l.db-wal")
    return log.stat().st_size if log.exists() else 0


def filled(table: sqlite3.Connection) -> None:
    with writing(table):
        table.executemany("INSERT INTO words VALUES (?)", [("x" * 4000,)] * 40)


def test_a_long_log_is_emptied(table: sqlite3.Connection, place: Path) -> None:
    filled(table)
    assert log_of(place) > 100_000
    assert shorten_log(table, place, 1.0, longest=100_000) == made.LONGEST_LOG
    assert (log_of(place), count(table)) == (0, 40)


def test_a_reader_who_holds_on_to_a_moment_is_not_waited_for_each_time(
    table: sqlite3.Connection, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(made, "_MOMENT", 0.01)
    filled(table)
    with closing(opened(place, read_only=True)) as reader:
        reader.execute("BEGIN")
        assert count(reader) == 40
        filled(table)
        assert shorten_log(table, place, 1.0, longest=100_000) > made.LONGEST_LOG
        assert (count(reader), count(table)) == (40, 80)
    assert shorten_log(table, place, 1.0, longest=100_000) == made.LONGEST_LOG
    assert log_of(place) == 0


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="processes are forked here, which needs Linux")
def test_runs_that_make_one_library_at_the_same_moment_wait_for_one_another(place: Path) -> None:
    def make(_: object) -> None:
        OpenLibrary(place).close()

    for _ in range(5):
        assert [run.wait().told for run in [Forked(make) for _ in range(3)]] == [(), (), ()]
        for each in place.parent.glob("l.db*"):
            each.unlink()
