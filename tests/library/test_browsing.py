"""Looking through the stories of a library, and when each was told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.errors import WrongSearch
from variorum.library import Library
from variorum.library.browsing import ORDERS, Browsed, Choice, Differing, Order
from variorum.library.coverage import MOST, coverage
from variorum.library.cursors import cursor, place_of

from .looked_through import looked_through


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with looked_through(tmp_path / "library.db") as opened:
        yield opened


def ids(library: Library, asked: Browsed) -> list[str]:
    return [one.id for one in library.browse(asked).stories]


def test_a_story_in_the_list_has_its_counts_and_its_weightiest_differences(library: Library) -> None:
    shelf = library.browse()
    first = shelf.stories[0]
    assert (first.id, first.tellings, first.voices, first.differences) == ("harbour1", 2, 2, 1)
    assert first.differing == (Differing("conflict", "the cost"),)
    assert first.coverage.tellings == (1, 0, 1)
    assert (shelf.total, shelf.stories_in_all, shelf.tellings_in_all, shelf.unread) == (3, 3, 4, 1)


def test_there_are_outlets_and_languages_to_choose_from(library: Library) -> None:
    shelf = library.browse()
    assert [one.value for one in shelf.outlets] == ["Brent Echo", "La Poste de Larn", "Larn Courier"]
    assert shelf.languages == (Choice("en", 3), Choice("fr", 1))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (Browsed(words="harbour"), ["harbour1"]),
        (Browsed(words="grève -whale"), ["strike1"]),
        (Browsed(words="crane OR whale"), ["harbour1", "bare1"]),
        (Browsed(words="crane whale"), []),
        (Browsed(outlet="Brent Echo"), ["harbour1"]),
        (Browsed(outlet="Brent"), []),
        (Browsed(language="fr"), ["strike1"]),
        (Browsed(since="2031-04"), ["strike1"]),
        (Browsed(until="2031-03-31"), ["harbour1"]),
        (Browsed(since="2031-03-02", until="2031-03-02"), ["harbour1"]),
        (Browsed(differing=True), ["harbour1"]),
        (Browsed(order="latest"), ["strike1", "harbour1", "bare1"]),
        (Browsed(words="harbour", language="fr"), []),
    ],
)
def test_stories_are_found_by_what_is_asked_for(library: Library, asked: Browsed, found: list[str]) -> None:
    assert ids(library, asked) == found


def test_a_story_that_was_renamed_is_found_by_its_new_title(library: Library) -> None:
    with library.file.writing() as connection:
        connection.execute("UPDATE stories SET title = 'The quay at last' WHERE id = 'harbour1'")
    assert ids(library, Browsed(words="quay")) == ["harbour1"]


@pytest.mark.parametrize("order", ORDERS)
def test_page_by_page_each_story_comes_once(library: Library, order: Order) -> None:
    whole = ids(library, Browsed(order=order))
    found: list[str] = []
    following: str | None = None
    for _ in range(3):
        shelf = library.browse(Browsed(order=order, limit=1, cursor=following))
        found += [one.id for one in shelf.stories]
        following = shelf.next
    assert found == whole
    assert following is None


@pytest.mark.parametrize(
    "asked",
    [
        Browsed(words="…"),
        Browsed(since="yesterday"),
        Browsed(until="2031-3-1"),
        Browsed(cursor="nonsense"),
        Browsed(order="latest", cursor=cursor("voices", (1, 1, "", "s"))),
    ],
)
def test_what_cannot_be_understood_is_refused(library: Library, asked: Browsed) -> None:
    with pytest.raises(WrongSearch):
        library.browse(asked)


def test_a_telling_that_is_told_anew_is_found_by_its_new_outlet(library: Library) -> None:
    with library.file.writing() as connection:
        key = connection.execute("SELECT telling FROM members WHERE outlet = 'Brent Echo'").fetchone()[0]
        connection.execute(
            "INSERT INTO versions (telling, seen, last_seen, input, text, text_hash, document, content)"
            " SELECT telling, seen, last_seen, input, text, text_hash, json_set(document, '$.outlet', 'Brent Times'), 'x'"
            " FROM versions WHERE telling = ?",
            (key,),
        )
        connection.execute("UPDATE tellings SET version = (SELECT max(number) FROM versions) WHERE key = ?", (key,))
        connection.execute("UPDATE members SET telling = telling WHERE telling = ?", (key,))
    assert ids(library, Browsed(outlet="Brent Times")) == ["harbour1"]
    assert ids(library, Browsed(outlet="Brent Echo")) == []


def test_when_a_story_was_told_is_said_aloud() -> None:
    told = coverage(["2031-03-01", "2031-03-02T10:00:00Z", "2031-03-02", "2031-03", None, "soon"])
    assert (told.start, told.end, told.step, told.tellings, told.undated) == ("2031-03-01", "2031-03-02", 1, (2, 2), 2)
    assert told.words == "4 tellings from 1 March 2031 to 2 March 2031; 2 without a date"
    assert coverage(["2031-03-01", "2031-03-03", "2031-03-03"]).words.endswith("most (2) on 3 March 2031")
    assert coverage(["2031-03-01"]).words == "1 telling on 1 March 2031"
    assert coverage([None]).words == "1 telling without a date"
    assert coverage([]).words == "no telling"


@given(st.lists(st.one_of(st.none(), st.dates(date(1, 1, 1), date(9999, 12, 31)).map(str)), max_size=60))
def test_every_telling_is_in_one_step_or_without_a_date(published: list[str | None]) -> None:
    told = coverage(published)
    assert sum(told.tellings) + told.undated == len(published)
    assert len(told.tellings) <= MOST


@given(st.text(max_size=40))
def test_a_cursor_that_is_made_up_is_refused_or_reads_as_a_place(written: str) -> None:
    try:
        place = place_of(written, "voices", (int, int, str, str))
    except WrongSearch:
        return
    assert place is None or len(place) == 4


@given(st.integers(-(2**63) + 1, 2**63 - 1), st.text(st.characters(categories=["L", "N"]), max_size=50))
def test_a_cursor_is_read_as_it_was_written(number: int, words: str) -> None:
    assert place_of(cursor("told", (number, words)), "told", (int, str)) == (number, words)
