"""Edition files: what is written is read back, and anything else is refused with its reason."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from variorum.errors import NotAnEdition
from variorum.model import Article, Edition, Point, Story, Version
from variorum.store import load, parse, save

SMALL = Edition(articles=(Article("a", "a.txt", "Two ferries ran."),))
DOCUMENT = json.dumps(SMALL.to_dict())
NO_VERSION = json.dumps(
    {
        "edition": 1,
        "articles": [],
        "stories": [
            {
                "id": "s",
                "title": "t",
                "articles": [],
                "points": [{"id": "p1", "kind": "figure", "about": "x", "versions": []}],
            }
        ],
    }
)


def test_an_edition_that_was_saved_is_read_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "new" / "edition.json"
    save(DOCUMENT, path)
    assert load(path) == SMALL
    assert [one.name for one in path.parent.iterdir()] == ["edition.json"]


def test_saving_again_replaces_the_file(tmp_path: Path) -> None:
    path = tmp_path / "edition.json"
    path.write_text("old")
    save(DOCUMENT, path)
    assert path.read_text(encoding="utf-8") == DOCUMENT


def test_a_failed_save_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "edition.json"
    path.write_text("old")
    with pytest.raises(UnicodeEncodeError):
        save("\ud800", path)
    assert path.read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_dash_is_standard_input_and_output(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(DOCUMENT.encode())))
    assert load("-") == SMALL
    save("é", "-")
    assert capfdbinary.readouterr().out == "é".encode()


@pytest.mark.parametrize(
    ("document", "why"),
    [
        ("", "no JSON"),
        ("{", "no JSON"),
        (b"\xff\xfe\x00", "no JSON"),
        ('{"edition": NaN, "articles": []}', "no JSON"),
        ("[" * 100_000, "no JSON"),
        ("[]", "no object with the keys articles and edition"),
        ('{"title": "an article", "text": "words"}', "no object with the keys articles and edition"),
        ('{"edition": 2, "articles": []}', "format 2, and this version reads format 1"),
        ('{"edition": 1, "articles": [{"id": "a", "input": "x"}]}', r"articles\[0\].text: Field required"),
        ('{"edition": 1, "articles": "many"}', "articles: "),
        (NO_VERSION, "point 'p1' has no version"),
    ],
)  # fmt: skip
def test_what_is_no_edition_is_refused_with_its_reason(document: str | bytes, why: str) -> None:
    with pytest.raises(NotAnEdition, match=why):
        parse(document)


@pytest.mark.parametrize("path", ["missing.json", ".", "nul\0byte.json"])
def test_what_cannot_be_read_is_refused_too(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NotAnEdition, match="is not an edition"):
        load(path)


def test_keys_of_a_later_version_are_passed_over() -> None:
    plain = {**SMALL.to_dict(), "later": 1}
    assert parse(json.dumps(plain)) == SMALL


def test_what_is_derived_is_derived_again() -> None:
    version = Version("2", (), ("a",), 1)
    story = Story("s", "t", ("a",), points=(Point("p1", "figure", "ferries", (version,)),))
    plain = Edition(SMALL.articles, (story,)).to_dict()
    plain["stories"][0]["points"][0]["verdict"] = "agreed"
    assert parse(json.dumps(plain)).points[0].verdict == "single"
