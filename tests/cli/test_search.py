"""``variorum search``: what is printed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.library.searched import filled, opened, take_in, telling
from variorum.cli.search import run
from variorum.errors import NotALibrary, UnknownFormat


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("library") / "library.db"
    filled(path).close()
    return path


def test_each_hit_tells_what_it_is_and_where_its_words_stand(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["engine", "lost"], place, kind="quote", words_only=True) == 0
    assert capsys.readouterr().out.splitlines() == [
        "quote · Ada Olsen · Larn Courier · 2031-03-04",
        "  We [lost] the [engine] in the storm.",
        "  courier, characters 66 to 98 · story ferry1: Ferry sinks off Larn",
        "  also in 1 more, all of one origin",
    ]


def test_words_of_the_title_are_marked_too(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("budget", place, kind="articles", words_only=True)
    assert "\n  [Budget] passed\n  Parliament passed the [budget] on Monday.\n" in capsys.readouterr().out


def test_json_gives_every_hit_with_its_span_and_marks(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("coule", place, json=True, words_only=True)
    document = json.loads(capsys.readouterr().out)
    (hit,) = document["hits"]
    assert document["query"] == "coule"
    assert (hit["kind"], hit["outlet"], hit["published"], hit["story"]) == (
        "article",
        "La Dépêche",
        "2031-03-04",
        "bac1",
    )
    assert hit["span"]["words"] == "Le ferry Skua a coulé mardi au large de Larn."
    assert hit["marks"] == [[16, 21]]
    assert hit["by"] == "all words"


def test_what_is_not_known_yet_is_told(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("larn", place)
    assert "of 1 story only the articles' words are known" in capsys.readouterr().err
    run("larn", place, quiet=True)
    assert capsys.readouterr().err == ""


def test_nothing_found_is_said(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("submarine", place, words_only=True) == 0
    assert capsys.readouterr().out == "nothing found\n"


def test_signs_that_cannot_be_seen_are_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with opened(tmp_path / "library.db") as library:
        take_in(library, telling("a", "A \x1b[31mstorm\x07 \u202ecame.", "Storm\x1b]", outlet="Bad\x1bPost"))
    run("storm", tmp_path / "library.db", words_only=True)
    out = capsys.readouterr().out
    assert "A ␛[31m[storm]␇ \ufffdcame." in out or "␛" in out
    assert not any(sign in out for sign in "\x1b\x07\u202e")


def test_a_kind_that_there_is_not_is_wrong_use(place: Path) -> None:
    with pytest.raises(UnknownFormat, match="article, quote, claim"):
        run("larn", place, kind="figure")


def test_a_library_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotALibrary):
        run("larn", tmp_path / "none.db")
