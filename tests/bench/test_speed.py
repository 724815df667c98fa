"""What is measured of time and memory, without measuring much."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from bench.parts import speed

from bench import growth, memory, probe
from variorum import articles, statements

TEXT = "The minister said on Friday that the port would reopen in March. Repairs cost $3 million, Anna Lind told reporters. "


def test_the_steps_of_reading_are_clocked_and_then_left_as_they_were() -> None:
    before = dict(vars(statements))
    rows = {row.measure: row.value for row in speed.steps([f"{TEXT * 3}Report {number}." for number in range(8)])}
    assert vars(statements) == before
    assert rows["parse seconds"] is not None
    assert rows["parse seconds"] > 0


def test_peak_memory_is_that_of_a_python_with_imports() -> None:
    assert 5 < memory.peak() < 20_000


def test_one_story_is_collated_at_each_size() -> None:
    read = (articles.from_dict({"text": f"{TEXT}Gull {at} flew by."}, input=f"{at}")[0] for at in range(4))
    rows = list(growth.grow([one for one in read if one], [2, 4]))
    assert [row["articles"] for row in rows] == [2, 4]
    assert 0 < rows[0]["pairs of claims"] < rows[1]["pairs of claims"]


def test_a_reader_is_loaded_warmed_and_timed() -> None:
    cost = probe.probe("spaCy, bare", [TEXT])
    assert cost["tokens"] > 20
    assert cost["seconds"] > 0


def test_an_absent_reader_is_told_in_json(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "texts.json").write_text("[]", encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["probe", "textacy, quotes", str(tmp_path / "texts.json")])
    monkeypatch.setitem(sys.modules, "textacy.extract", None)
    probe.main()
    assert "textacy is not installed" in json.loads(capsys.readouterr().out)["absent"]
