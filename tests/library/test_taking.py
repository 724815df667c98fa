"""What is taken in stays: a page that changes has a new version, and nothing is overwritten."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from tests.library.telling import BRIDGE, BRIDGE_LATER, STORM, Portion, capture, take
from variorum.library import Library
from variorum.model import Problem
from variorum.store import tellings

PAGE = "https://larn.example/bridge"


def seen(library: Library) -> list[tuple[str, str]]:
    return [(one.seen, one.article.text) for one in library.versions(PAGE)]


def test_a_page_that_changes_is_a_new_version_of_the_same_article(library: Library) -> None:
    take(library, capture(PAGE, BRIDGE, "2031-03-05T08:00:00Z"))
    take(library, capture(PAGE, BRIDGE_LATER, "2031-03-05T09:00:00Z"))
    assert seen(library) == [("2031-03-05T08:00:00Z", BRIDGE), ("2031-03-05T09:00:00Z", BRIDGE_LATER)]
    assert [article.text for article in library.articles()] == [BRIDGE_LATER]


def test_a_page_that_says_the_same_has_no_new_version(library: Library) -> None:
    take(library, capture(PAGE, BRIDGE, "2031-03-05T08:00:00Z"), capture(PAGE, BRIDGE, "2031-03-05T09:00:00Z"))
    (only,) = library.versions(PAGE)
    assert (only.seen, only.last_seen) == ("2031-03-05T08:00:00Z", "2031-03-05T09:00:00Z")


def test_an_older_capture_that_comes_late_does_not_hold(library: Library) -> None:
    take(library, capture(PAGE, BRIDGE_LATER, "2031-03-05T09:00:00Z"))
    take(library, capture(PAGE, BRIDGE, "2031-03-05T08:00:00Z"))
    assert [article.text for article in library.articles()] == [BRIDGE_LATER]
    assert [text for _, text in seen(library)] == [BRIDGE, BRIDGE_LATER]


def test_a_page_that_is_put_back_as_it_was_has_three_versions(library: Library) -> None:
    for hour, text in enumerate((BRIDGE, BRIDGE_LATER, BRIDGE)):
        take(library, capture(PAGE, text, f"2031-03-05T0{hour}:00:00Z"))
    assert [text for _, text in seen(library)] == [BRIDGE, BRIDGE_LATER, BRIDGE]
    assert [article.text for article in library.articles()] == [BRIDGE]


def test_another_headline_over_the_same_text_is_a_version_too(library: Library) -> None:
    take(library, capture(PAGE, BRIDGE, title="Tern bridge opened"))
    take(library, capture(PAGE, BRIDGE, title="Bridge opened at last"))
    assert [one.article.title for one in library.versions(PAGE)] == ["Tern bridge opened", "Bridge opened at last"]


def test_one_text_in_two_outlets_is_two_articles_called_by_their_addresses(library: Library) -> None:
    take(library, capture("https://b.example/1", BRIDGE))
    first = next(library.articles()).id
    take(library, capture("https://a.example/1", BRIDGE))
    named = {article.input: article.id for article in library.articles()}
    assert named == {"https://a.example/1": first, "https://b.example/1": f"{first}-2"}


def test_a_version_can_be_neither_changed_nor_deleted(library: Library) -> None:
    take(library, capture(PAGE, BRIDGE))
    for statement in (
        "UPDATE versions SET text = 'other'",
        "DELETE FROM versions",
        "UPDATE versions SET document = '{}'",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            library.file.connection.execute(statement)


def test_lone_surrogates_and_zero_characters_are_kept_as_far_as_they_can_be(library: Library) -> None:
    strange = replace(capture(PAGE, BRIDGE).article, text=f"{BRIDGE}\x00 \ud800 end", title="a\udfffb")
    take(library, replace(capture(PAGE, BRIDGE), article=strange))
    (article,) = library.articles()
    assert (article.text, article.title) == (f"{BRIDGE}\x00 ? end", "a?b")


def test_the_problems_of_a_source_are_those_of_its_last_run(library: Library) -> None:
    wrong = Problem("page.html", "empty", "No article.")
    for problems in ((wrong,), ()):
        intake = library.intake()
        intake.add(Portion("page.html", (capture(PAGE, STORM),), problems))
        intake.keep()
        assert library.problems == problems


def test_files_are_taken_in_and_known_again(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "one.txt").write_text(f"Tern bridge opened\n\n{BRIDGE}\n", "utf-8")
    (folder / "two.txt").write_text(f"Storm in Norrby\n\n{STORM}\n", "utf-8")
    assert len(library.ingest(folder, read=False).new) == 2
    again = library.ingest(folder, read=False)
    assert (again.new, again.known) == ((), 2)


def test_a_telling_is_found_by_address_id_or_the_end_of_its_path(library: Library) -> None:
    take(library, capture(PAGE, BRIDGE))
    with library.file.reading() as connection:
        identity = next(library.articles()).id
        for name in (PAGE, identity, identity[:6], "bridge"):
            assert tellings.called(connection, name) == (PAGE,)
        assert tellings.called(connection, "nothing") == ()
