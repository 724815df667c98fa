"""Who is in the stories, and what each said, wanted and promised."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from variorum.errors import WrongSearch
from variorum.library import Library
from variorum.library.people import Kind, Name
from variorum.model import EntityKind

from .looked_through import looked_through


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with looked_through(tmp_path / "library.db") as opened:
        yield opened


def test_names_come_with_what_is_known_under_them(library: Library) -> None:
    assert library.people() == (
        Name("Ada Olsen", ("person",), 2, 2, 2),
        Name("port", ("organisation",), 1, 0, 0),
    )
    organisations: tuple[EntityKind, ...] = ("organisation",)
    assert [one.name for one in library.people(kinds=organisations)] == ["port"]
    assert [one.name for one in library.people(limit=1)] == ["Ada Olsen"]


@pytest.mark.parametrize("words", ["ada", "ADA OLS", "olsen", "Ols"])
def test_a_name_is_found_by_the_beginning_of_any_of_its_forms(library: Library, words: str) -> None:
    assert [one.name for one in library.people(words)] == ["Ada Olsen"]


def test_no_name_is_found_by_its_middle(library: Library) -> None:
    assert library.people("lsen") == ()


def test_a_name_without_a_letter_is_refused(library: Library) -> None:
    with pytest.raises(WrongSearch):
        library.people("…")


def test_names_are_forgotten_with_their_stories(library: Library) -> None:
    with library.file.writing() as connection:
        connection.execute("DELETE FROM stories WHERE id = 'harbour1'")
    assert library.people() == (Name("Ada Olsen", ("person",), 1, 0, 1),)


def test_a_person_is_followed_over_stories_and_days_the_newest_first(library: Library) -> None:
    found = library.person("ada olsen")
    assert (found.name, found.kinds, found.stories) == ("Ada Olsen", (Kind("person", 2),), 2)
    assert (found.quotes, found.positions, found.pledges) == (2, 1, 2)
    assert [one.story for one in found.appearances] == ["strike1", "harbour1"]
    assert [day.day for one in found.appearances for day in one.days] == ["2031-04-02", "2031-03-01"]
    strike, harbour = (one.days[0] for one in found.appearances)
    assert [(one.stance, one.on) for one in strike.positions] == [("wants", "la fin de la grève")]
    assert [one.act for one in strike.pledges] == ["refusal"]
    assert [one.act for one in harbour.pledges] == ["pledge"]


def test_an_utterance_that_two_tellings_render_is_shown_once_with_both_places(library: Library) -> None:
    (said,) = library.person("Ada Olsen").appearances[1].days[0].quotes
    assert [one.telling for one in said.places] == ["Larn Courier", "Brent Echo"]
    for one in said.places:
        text = next(article.text for article in library.articles() if article.id == one.span.article)
        assert text[one.span.start : one.span.end] == one.span.words


def test_it_is_said_that_two_of_one_name_are_put_together(library: Library) -> None:
    assert "two people of one name" in library.person("Ada Olsen").note
    assert library.person("port").note == "Only one story names port."
    assert library.person("Nobody").note == "No story has anyone called Nobody."


def test_a_form_of_just_one_name_leads_to_it(library: Library) -> None:
    assert library.person("Olsen").name == "Ada Olsen"


def test_other_names_of_those_who_are_called_so_are_named(library: Library) -> None:
    with library.file.writing() as connection:
        connection.execute("UPDATE entities SET name = 'Olsen' WHERE story = 'strike1'")
        connection.execute("INSERT INTO search_names VALUES ('strike1', 'e1', ' olsen ')")
    found = library.person("Olsen")
    assert ([one.story for one in found.appearances], found.others) == (["strike1"], ("Ada Olsen",))


def test_stories_of_a_person_come_some_at_a_time(library: Library) -> None:
    first = library.person("Ada Olsen", limit=1)
    second = library.person("Ada Olsen", limit=1, after=first.next)
    assert [one.story for page in (first, second) for one in page.appearances] == ["strike1", "harbour1"]
    assert second.next is None
    with pytest.raises(WrongSearch):
        library.person("Ada Olsen", after="nonsense")


def test_nobody_is_nobody(library: Library) -> None:
    for name in ("", "…", "Nobody", "a\0b", "\ud800"):
        assert library.person(name).stories == 0
