"""What is damaged is found and named."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from tests.library.conftest import ticking
from tests.library.telling import BRIDGE, BRIDGE_TOO, STORM, capture, finish, take
from variorum.errors import DamagedLibrary
from variorum.library import Library
from variorum.store.health import faults


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    place = tmp_path_factory.mktemp("whole") / "l.db"
    with Library(place, clock=ticking()) as library:
        take(library, capture("a", BRIDGE), capture("b", BRIDGE_TOO), capture("c", STORM))
        finish(library)
        library.settled.rename(library.stories()[0].id, "A bridge")
        finish(library)
    return place.read_bytes()


def found(whole: bytes, place: Path, *statements: str) -> list[str]:
    """What is found to be damaged after some statements."""
    place.write_bytes(whole)
    with Library(place) as library:
        connection = library.file.connection
        connection.execute("PRAGMA foreign_keys = OFF")
        for statement in statements:
            connection.execute(statement)
        return [f"{fault.where}: {fault.what}" for fault in faults(connection)]


def test_a_whole_library_has_no_faults(whole: bytes, tmp_path: Path) -> None:
    assert found(whole, tmp_path / "l.db") == []


FREE = "DROP TRIGGER versions_keep"


@pytest.mark.parametrize(
    ("damage", "named"),
    [
        ((FREE, "UPDATE versions SET text = replace(text, '12', '19')"), "of c: its text is not the one"),
        ((FREE, "UPDATE versions SET document = '{}' WHERE number = 1"), "version 1 of a: its title, outlet"),
        (("UPDATE stories SET document = x'00' WHERE articles = 1",), "what was found in it cannot be read"),
        (("UPDATE stories SET title = 'Two bridges' WHERE articles = 2",), "the rows of stories are not those"),
        (("UPDATE figures SET low = 10 WHERE low = 12",), "the rows of figures are not those"),
        (("DELETE FROM point_versions",), "the rows of point_versions are not those"),
        (("UPDATE readings SET document = x'00'",), "it cannot be read"),
        (("UPDATE decisions SET document = '{'",), "decision d1: it cannot be read"),
        (("DELETE FROM members WHERE article = (SELECT id FROM tellings WHERE address = 'c')",), "c: it belongs to no story"),
        (("DELETE FROM tellings WHERE address = 'c'",), "belongs to something in tellings that is not there"),
        (("UPDATE search_texts_data SET block = x'0000' WHERE id > 10",), "the index of words search_texts"),
        (("UPDATE search_said_data SET block = x'0000' WHERE id > 10",), "the index of words search_said"),
    ],
)  # fmt: skip
def test_damage_is_named(damage: tuple[str, ...], named: str, whole: bytes, tmp_path: Path) -> None:
    assert [line for line in found(whole, tmp_path / "l.db", *damage) if named in line]


def test_a_page_of_nothing_is_named(whole: bytes, tmp_path: Path) -> None:
    for page in range(3, len(whole) // 4096, 40):
        hurt = whole[: page * 4096] + bytes(4096) + whole[page * 4096 + 4096 :]
        with suppress(DamagedLibrary):  # it says so when it is opened
            assert found(hurt, tmp_path / "l.db"), page


def test_many_faults_of_a_kind_are_not_listed_one_by_one(tmp_path: Path) -> None:
    with Library(tmp_path / "l.db", clock=ticking()) as library:
        take(
            library,
            *(capture(f"a{n}", f"The bridge number {n} over the Tern was opened by the mayor.") for n in range(30)),
        )
        connection = library.file.connection
        connection.execute(FREE)
        connection.execute("UPDATE versions SET text = 'x'")
        lines = [fault.where for fault in faults(connection)]
    assert lines.count("and more") == 1
    assert len(lines) < 50
