from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.mcp.asking import answer
from tests.mcp.conftest import COURIER, POST, POST_LATER
from variorum.library import Library
from variorum.mcp.here import Here
from variorum.mcp.verifying import Claimed, verify_span

HERE, CHANGED = "https://courier.example/bridge", "https://post.example/bridge"


@pytest.fixture(scope="module")
def library(shelf: Path) -> Library:
    return Library(shelf, read_only=True)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, len(COURIER) - 1), st.integers(1, 80))
def test_every_stretch_of_a_telling_stands_where_it_stands(library: Library, start: int, length: int) -> None:
    words = COURIER[start : start + length]
    if not words.strip():
        return
    found = verify_span(Here(library), HERE, Claimed(words, start, start + len(words)))
    assert found.verdict == "stands"
    assert found.places[0].words.words == words
    assert found.places[0].words.start == start


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1, max_size=20), st.integers(0, 400))
def test_only_what_is_there_stands(library: Library, words: str, start: int) -> None:
    if not words.strip():
        return
    found = verify_span(Here(library), HERE, Claimed(words, start))
    assert (found.verdict == "stands") == (COURIER[start : start + len(words)] == words)
    if found.verdict == "absent":
        assert words not in COURIER
        assert not found.places
    for place in found.places:
        assert COURIER[place.words.start : place.words.end] == place.words.words


def test_words_at_another_place_are_found_and_what_stands_there_is_shown(shelf: Path) -> None:
    found = answer(shelf, "verify_span", telling=HERE, words="$41 million", start=0, end=11)
    at = COURIER.index("$41 million")
    assert found["verdict"] == "elsewhere"
    assert [place["words"]["start"] for place in found["places"]] == [at]
    assert found["there"]["words"]["words"] == COURIER[:11]


def test_an_end_that_does_not_fit_the_words_is_not_what_stands_there(shelf: Path) -> None:
    at = COURIER.index("$41 million")
    found = answer(shelf, "verify_span", telling=HERE, words="$41 million", start=at, end=at + 5)
    assert found["verdict"] == "elsewhere"
    assert found["there"]["words"]["words"] == "$41 m"


def test_words_of_an_earlier_version_stood_there_and_do_no_more(shelf: Path) -> None:
    at = POST.index("$47 million")
    found = answer(shelf, "verify_span", telling=CHANGED, words="$47 million", start=at)
    assert found["verdict"] == "stood"
    assert "version 1 of 2" in found["in_words"]
    (place,) = found["places"]
    assert (place["version"], place["current"], place["words"]["start"]) == (1, False, at)
    assert found["there"]["words"]["words"] == POST_LATER[at : at + 11]
    assert answer(shelf, "verify_span", telling=CHANGED, words="$47 million")["verdict"] == "stood"


def test_words_that_moved_with_a_new_version_are_found_in_it(shelf: Path) -> None:
    at = POST.index("Shops near")
    found = answer(shelf, "verify_span", telling=CHANGED, words="Shops near the river", start=at)
    assert found["verdict"] == "elsewhere"
    assert "another place" in found["in_words"]
    now, before = found["places"]
    assert (now["current"], now["words"]["start"]) == (True, POST_LATER.index("Shops near"))
    assert (before["version"], before["words"]["start"]) == (1, at)


def test_the_current_version_of_a_changed_telling_is_known_by_its_url_in_any_spelling(shelf: Path) -> None:
    found = answer(shelf, "verify_span", telling="http://POST.example:80/bridge?utm_source=x#top", words="$49 million")
    assert (found["verdict"], found["address"], found["telling"]) == ("stands", CHANGED, "Brent Post")
    assert found["link"].startswith("variorum://stories/")


def test_other_case_and_quotation_marks_are_told_apart_from_the_very_words(shelf: Path) -> None:
    found = answer(shelf, "verify_span", telling=HERE, words='"this bridge  will carry us')
    assert found["verdict"] == "differently"
    assert found["places"][0]["words"]["words"] == "“This bridge will carry us"


def test_the_nearest_is_given_as_what_it_is(shelf: Path) -> None:
    found = answer(
        shelf, "verify_span", telling=HERE, words="The bridge cost $51 million and took nine years to build."
    )
    assert found["verdict"] == "absent"
    assert not found["places"]
    assert found["nearest"]["words"]["words"] == "The bridge cost $41 million and took six years to build."
    assert "not what was asked for" in found["in_words"]
    nothing = answer(shelf, "verify_span", telling=HERE, words="Quite other matters were settled elsewhere")
    assert nothing["verdict"] == "absent"
    assert "nearest" not in nothing


def test_where_words_stand_often_some_places_are_shown_and_the_others_counted(shelf: Path) -> None:
    found = answer(shelf, "verify_span", telling=HERE, words="e")
    assert len(found["places"]) + found["more_places"] == COURIER.count("e")


def test_a_telling_of_a_file_is_called_by_its_name_only(shelf: Path) -> None:
    assert answer(shelf, "verify_span", telling="copied.txt", words="Tuesday")["address"] == "copied.txt"


def test_words_cited_by_the_id_of_an_earlier_version_are_found(shelf: Path) -> None:
    was = answer(shelf, "verify_span", telling=CHANGED, words="$47 million")["places"][0]["words"]
    found = answer(
        shelf, "verify_span", telling=was["article"], words="$47 million", start=was["start"], end=was["end"]
    )
    assert (found["verdict"], found["address"]) == ("stood", CHANGED)


def test_a_reading_room_has_a_permanent_page_for_words(shelf: Path) -> None:
    site = "http://127.0.0.1:8000"
    found = answer(shelf, "verify_span", site, telling=CHANGED, words="$47 million")
    words = found["places"][0]["words"]
    assert found["places"][0]["link"] == f"{site}/words/{words['article']}/{words['start']}-{words['end']}"
