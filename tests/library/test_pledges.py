"""The commitments of all stories in one ledger."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from variorum.errors import UnknownStory, WrongSearch
from variorum.library import Library
from variorum.library.pledges import PLEDGE_ORDERS, Pledged, PledgeOrder

from .looked_through import looked_through


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with looked_through(tmp_path / "library.db") as opened:
        yield opened


def stories(library: Library, asked: Pledged) -> list[str]:
    return [one.story for one in library.pledges(asked).pledges]


def test_an_entry_shows_how_each_telling_puts_it_and_where_they_part(library: Library) -> None:
    _, harbour = library.pledges().pledges
    assert (harbour.actor, harbour.act, harbour.what) == ("Ada Olsen", "pledge", "open the harbour")
    assert (harbour.due, harbour.day, harbour.statuses) == ("2031-05-01", "2031-03-01", ("pledged", "considered"))
    assert harbour.drift == "Told as pledged in Larn Courier, as considered in Brent Echo."
    assert [one.place.span.words for one in harbour.terms] == [
        "She promised to open the harbour", "The mayor may open the harbour"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (Pledged(), ["strike1", "harbour1"]),
        (Pledged(act="refusal"), ["strike1"]),
        (Pledged(status="considered"), ["harbour1"]),
        (Pledged(act="pledge", status="done"), []),
        (Pledged(actor="olsen"), ["strike1", "harbour1"]),
        (Pledged(actor="ADA"), ["strike1", "harbour1"]),
        (Pledged(actor="port"), []),
        (Pledged(due_before="2031-05-15"), ["harbour1"]),
        (Pledged(due_before="2031-04"), []),
        (Pledged(since="2031-03-02"), ["strike1", "harbour1"]),
        (Pledged(since="2031-04"), ["strike1"]),
        (Pledged(story="harb"), ["harbour1"]),
        (Pledged(drifting=True), ["harbour1"]),
        (Pledged(order="due"), ["harbour1", "harbour1"]),
    ],
)
def test_commitments_are_found_by_what_is_asked_for(library: Library, asked: Pledged, found: list[str]) -> None:
    ledger = library.pledges(asked)
    assert [one.story for one in ledger.pledges] == found
    assert (ledger.total, ledger.more_than_total) == (len(found), False)


def test_who_is_no_entity_is_found_by_the_words_of_the_telling(library: Library) -> None:
    with library.file.writing() as connection:
        connection.execute("UPDATE ledger SET actor = NULL, actor_name = 'The mayor of Larn' WHERE story = 'strike1'")
    assert stories(library, Pledged(actor="the MAYOR")) == ["strike1"]


@pytest.mark.parametrize("order", PLEDGE_ORDERS)
def test_page_by_page_all_come(library: Library, order: PledgeOrder) -> None:
    found: list[str] = []
    following: str | None = None
    for _ in range(2):
        ledger = library.pledges(Pledged(order=order, limit=1, cursor=following))
        found += [one.story for one in ledger.pledges]
        following = ledger.next
    assert found == stories(library, Pledged(order=order))
    assert following is None


@pytest.mark.parametrize(
    "asked", [Pledged(actor="…"), Pledged(due_before="soon"), Pledged(since="2031-3"), Pledged(cursor="nonsense")]
)
def test_what_cannot_be_understood_is_refused(library: Library, asked: Pledged) -> None:
    with pytest.raises(WrongSearch):
        library.pledges(asked)


def test_commitments_of_a_story_that_is_not_there_are_refused(library: Library) -> None:
    with pytest.raises(UnknownStory):
        library.pledges(Pledged(story="nowhere"))
