"""``variorum compare --apart KIND`` and ``--independent A,B``: merges that the user does not believe."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .running import variorum

BRIDGE = "Larn Post\n\nThe Tern bridge cost $40 million and took six years to build. Crowds waved flags by the river.\n"


@pytest.fixture
def copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(BRIDGE + name, encoding="utf-8")
    monkeypatch.chdir(tmp_path)


def voices(*options: str) -> int:
    done = variorum("compare", "one.txt", "two.txt", "--json", *options)
    (story,) = json.loads(done.out)["stories"]
    counted: list[int] = [version["voices"] for point in story["points"] for version in point["versions"]]
    return max(counted)


@pytest.mark.usefixtures("copies")
def test_merges_are_switched_off_by_kind_and_by_pair() -> None:
    assert voices() == 1
    assert voices("--apart", "lineage") == 1
    assert voices("--apart", "lineage", "--apart", "outlet", "--apart", "passage") == 2
    assert voices("--independent", "one.txt,two.txt") == 2


@pytest.mark.usefixtures("copies")
@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("--apart", "hearsay", "choose one of lineage"),
        ("--independent", "one.txt,three.txt", "no telling, or more than one, is called 'three.txt'"),
        ("--independent", "one.txt", "comma between"),
    ],
)
def test_unknown_names_are_wrong_use(option: str, value: str, message: str) -> None:
    done = variorum("compare", "one.txt", "two.txt", option, value)
    assert done.code == 2
    assert message in done.err


@pytest.mark.usefixtures("copies")
def test_why_names_the_kind_of_each_merge() -> None:
    assert "one voice (lineage)" in variorum("why", "p1", "one.txt", "two.txt").out


@pytest.mark.usefixtures("tellings")
def test_two_tellings_count_as_one_voice_if_the_user_says_so() -> None:
    def voiced(*options: str) -> int:
        (story,) = json.loads(variorum("compare", "courier.txt", "post.txt", "--json", *options).out)["stories"]
        return len(story["lineage"]["voices"])

    assert voiced() == 2
    assert voiced("--one-voice", "courier.txt,post.txt") == 1
