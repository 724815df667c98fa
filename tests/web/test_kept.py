"""Parts of pages that are kept: shown again as long as nothing has changed, and never relied on."""

from __future__ import annotations

from pathlib import Path

import pytest
from markupsafe import Markup

from variorum.web.kept import Kept


class Maker:
    """Makes a part, and counts how often."""

    def __init__(self, words: str = "<p>made</p>") -> None:
        self.words = words
        self.times = 0

    def __call__(self) -> Markup:
        self.times += 1
        return Markup(self.words)  # noqa: S704 - our own words


def test_a_part_is_made_once_for_one_state_of_its_story(tmp_path: Path) -> None:
    make = Maker("<p>Bürgermeister \u2028</p>")
    kept = Kept(tmp_path / "pages")
    assert [kept.part("s1", "front", "state", make) for _ in range(3)] == [make.words] * 3
    assert make.times == 1
    kept.close()
    again = Kept(tmp_path / "pages")
    assert again.has("s1", "front", "state")
    assert again.part("s1", "front", "state", make) == make.words
    assert make.times == 1
    again.close()


@pytest.mark.parametrize("other", [("s2", "front", "state"), ("s1", "lineage", "state"), ("s1", "front", "later")])
def test_another_story_page_or_state_is_another_part(tmp_path: Path, other: tuple[str, str, str]) -> None:
    kept = Kept(tmp_path / "pages")
    kept.part("s1", "front", "state", Maker("<p>one</p>"))
    assert not kept.has(*other)
    assert kept.part(*other, Maker("<p>other</p>")) == "<p>other</p>"
    kept.close()


def test_a_newer_state_takes_the_place_of_the_older(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "pages")
    kept.part("s1", "front", "old", Maker("<p>old</p>"))
    kept.part("s1", "front", "new", Maker("<p>new</p>"))
    assert not kept.has("s1", "front", "old")
    kept.close()


@pytest.mark.parametrize("content", [b"", b"no database at all, but long enough to look like one" * 40])
def test_a_damaged_file_is_begun_anew(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "pages").write_bytes(content)
    kept, make = Kept(tmp_path / "pages"), Maker()
    for _ in range(2):
        assert kept.part("s1", "front", "state", make) == make.words
    assert make.times == 1
    kept.close()


def test_a_part_that_cannot_be_unpacked_is_made_anew(tmp_path: Path) -> None:
    kept, make = Kept(tmp_path / "pages"), Maker()
    kept.part("s1", "front", "state", make)
    assert kept._connection is not None
    kept._connection.execute("UPDATE parts SET body = x'00ff'")
    assert kept.part("s1", "front", "state", make) == make.words
    assert make.times == 2
    kept.close()


@pytest.mark.parametrize("place", [None, "folder/that/is/not/there"])
def test_without_a_file_everything_is_made_each_time(tmp_path: Path, place: str | None) -> None:
    kept, make = Kept(tmp_path / place if place else None), Maker()
    assert [kept.part("s1", "front", "state", make) for _ in range(2)] == [make.words] * 2
    assert make.times == 2
    kept.close()


def test_the_oldest_go_when_the_parts_take_too_much(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "pages", largest=2000)
    words = [f"{number:064x}" * 2 for number in range(200)]
    for number, each in enumerate(words):
        kept.part(f"s{number}", "front", "state", Maker(each))
    assert not kept.has("s0", "front", "state")
    assert kept.has("s199", "front", "state")
    assert kept._size <= 2000
    kept.close()
