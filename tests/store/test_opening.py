"""Where a library is, and how it is held open."""

from __future__ import annotations

from pathlib import Path

import pytest

from variorum.store.opening import NAME, OpenLibrary, place, utc_now


def test_the_place_named_comes_before_the_environment_and_that_before_the_users_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VARIORUM_LIBRARY", raising=False)
    assert place().name == NAME
    monkeypatch.setenv("VARIORUM_LIBRARY", str(tmp_path / "kept.db"))
    assert place() == tmp_path / "kept.db"
    assert place(tmp_path / "named.db") == tmp_path / "named.db"
    assert place(tmp_path) == tmp_path / NAME


def test_the_moment_is_in_utc_to_the_second() -> None:
    assert len(utc_now()) == len("2031-03-05T10:00:00Z")
    assert utc_now().endswith("Z")


def test_all_that_is_read_in_one_block_is_of_one_moment(tmp_path: Path) -> None:
    with OpenLibrary(tmp_path / "l.db") as writer, OpenLibrary(tmp_path / "l.db", read_only=True) as reader:
        ask = "SELECT count(*) FROM problems"
        with reader.reading() as connection:
            assert connection.execute(ask).fetchone() == (0,)
            with writer.writing() as other:
                other.execute("INSERT INTO problems VALUES ('a', 'b', 'c', 'd')")
            with reader.reading() as inner:  # part of the outer one
                assert inner.execute(ask).fetchone() == (0,)
        with reader.reading() as connection:
            assert connection.execute(ask).fetchone() == (1,)


def test_a_name_with_signs_that_urls_use_is_a_name(tmp_path: Path) -> None:
    odd = tmp_path / "a?b#c%41.db"
    with OpenLibrary(odd):
        pass
    assert odd.is_file()
    with OpenLibrary(odd, read_only=True) as library:
        assert library.path == odd


def test_a_library_on_which_nobody_works_is_one_file(tmp_path: Path) -> None:
    with OpenLibrary(tmp_path / "l.db") as library, library.writing() as connection:
        connection.execute("INSERT INTO problems VALUES ('a', 'b', 'c', 'd')")
    assert [each.name for each in tmp_path.iterdir()] == ["l.db"]
