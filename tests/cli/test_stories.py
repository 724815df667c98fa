"""``variorum stories`` says which articles tell of one event, and why."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from variorum.edition import schema

from .running import COURIER, variorum

FUNERAL = (
    "Painter Ewa Lind buried in Norrby\n\nNorrby Tidende, 9 May 2031\n\nHundreds of mourners followed the coffin of the "
    "painter Ewa Lind through Norrby on Friday. She died last week aged 91.\n"
)


@pytest.fixture
def heap(tellings: Path) -> Path:
    (tellings / "funeral.txt").write_text(FUNERAL, encoding="utf-8")
    return tellings


def test_each_story_is_told_with_its_first_day_its_tellings_and_why_they_stand_together(heap: Path) -> None:
    done = variorum("stories", heap)
    assert done.code == 0
    first, *lines = done.out.splitlines()
    assert first == "3 articles in 2 stories"
    assert any(line.startswith("  2031-03-05 · 2 tellings · story s") for line in lines)
    assert any(line.startswith("  2031-05-09 · ") and " · story s" in line for line in lines)
    assert any(re.search(r" with \w+ \((over )?0\.\d\d\): \w+", line) for line in lines)


def test_the_json_is_an_edition_with_nothing_but_stories(heap: Path) -> None:
    import jsonschema

    done = variorum("stories", heap, "--json")
    found = json.loads(done.out)
    jsonschema.validate(found, schema())
    assert [len(story["articles"]) for story in found["stories"]] == [2, 1]
    assert all(story["points"] == [] for story in found["stories"])
    assert found["stories"][0]["joins"][0].keys() == {"article", "with", "score", "reason"}


def test_lineage_is_told_if_it_is_asked_for(heap: Path) -> None:
    (heap / "copy.txt").write_text(COURIER.replace("Larn Courier", "Brent Herald"), encoding="utf-8")
    copied = re.compile(r"^  copy: \w+ [→–] \w+ \(\d+%\): ", re.MULTILINE)
    assert copied.search(variorum("stories", heap, "--lineage").out)
    assert not copied.search(variorum("stories", heap).out)


@pytest.mark.usefixtures("heap")
def test_tables_are_written_as_parquet() -> None:
    pq = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed: pip install 'variorum[parquet]'")
    done = variorum("stories", "courier.txt", "post.txt", "funeral.txt", "--parquet", "tables")
    assert done == type(done)(0, "", "wrote tables/*.parquet\n")
    told = {path.stem: pq.read_table(path).to_pylist() for path in Path("tables").glob("*.parquet")}
    assert set(told) == {"articles", "stories", "joins", "related", "problems"}
    assert sorted(story["articles"] for story in told["stories"]) == [1, 2]
    assert {row["story"] for row in told["articles"]} == {story["id"] for story in told["stories"]}
    assert "copies" in {path.stem for path in _lineage_tables()}


def _lineage_tables() -> list[Path]:
    variorum("stories", "courier.txt", "post.txt", "--lineage", "--parquet", "more")
    return list(Path("more").glob("*.parquet"))


def test_broken_input_is_a_problem_and_no_input_is_wrong_use(heap: Path) -> None:
    (heap / "empty.txt").write_text("")
    done = variorum("stories", heap)
    assert done.code == 1
    assert "empty.txt" in done.err
    assert variorum("stories").code == 2
