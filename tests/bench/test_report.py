"""The report: parts in processes of their own, kept figures, and the page that shows them."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from bench.data import ROOT
from bench.parts import PARTS
from bench.table import markdown

from bench import report

# The parts whose figures the documentation claims.
CLAIMED = frozenset(
    "furniture pages quotes figures dates entities stories lineage collation incidents points speed".split()
)


def test_the_tables_go_between_the_marks_of_a_page() -> None:
    page = f"# Title\n{report.BEGIN}\nold\n{report.END}\nafter\n"
    assert report.fill(page, "new\n") == f"# Title\n{report.BEGIN}\n\nnew\n\n{report.END}\nafter\n"
    assert report.fill(report.fill(page, "new\n"), "new\n") == report.fill(page, "new\n")


def test_a_page_without_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="has no <!-- bench: begin -->"):
        report.fill("# Title\n", "new\n")


def test_a_part_is_not_run_again_when_it_was_recorded_from_the_same_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[str] = []

    def run_part(part: str, _words: object) -> report.Report:
        ran.append(part)
        return {"part": part, "rows": [], "seconds": 1.0, "memory": 10}

    monkeypatch.setattr(report, "RESULTS", tmp_path)
    monkeypatch.setattr(report, "PAGE", tmp_path / "page.md")
    monkeypatch.setattr(report, "run_part", run_part)
    monkeypatch.setattr(report, "source_mark", lambda: "one")
    given = report.asked(["quotes", "dates", "--record", "--resume"])
    report.measured(given)
    report.measured(given)
    assert ran == ["quotes", "dates"]
    report.measured(report.asked(["quotes", "--record", "--resume", "--quick"]))
    monkeypatch.setattr(report, "source_mark", lambda: "another")
    report.measured(report.asked(["quotes", "--record", "--resume", "--quick"]))
    assert ran == ["quotes", "dates", "quotes", "quotes"]


def test_a_part_whose_process_fails_is_told_and_the_exit_code_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    assert report.main(["quotes", "--json", str(tmp_path / "report.json")]) == 1
    (part,) = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["parts"]
    assert "the measurement failed with exit code 1" in part["rows"][0]["note"]
    assert "failed" in capsys.readouterr().out


def test_a_failure_does_not_take_the_place_of_recorded_figures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "RESULTS", tmp_path)
    monkeypatch.setattr(report, "source_mark", lambda: "one")
    monkeypatch.setattr(report, "run_part", lambda part, _words: {"part": part, "rows": [], "seconds": 1.0})
    report.measured(report.asked(["quotes", "--record"]))
    monkeypatch.setattr(report, "run_part", lambda part, _words: {"part": part, "rows": [], "failed": True})
    report.measured(report.asked(["quotes", "--record"]))
    assert "failed" not in (report.recorded("quotes") or {"failed": True})


def test_no_path_of_a_machine_is_recorded() -> None:
    for path in report.RESULTS.glob("*.json"):
        assert str(ROOT) not in path.read_text(encoding="utf-8"), path.name


def test_the_page_shows_what_is_recorded() -> None:
    page = report.PAGE.read_text(encoding="utf-8")
    kept = [held for part in PARTS if (held := report.recorded(part))]
    assert {held["part"] for held in kept} >= CLAIMED, "run: variorum bench --record --resume"
    for one in report.grids(kept):
        assert markdown(one) in page, f"{one.part}: run variorum bench {one.part} --record"


def test_the_page_has_the_table_of_every_part() -> None:
    page = report.PAGE.read_text(encoding="utf-8")
    for part in CLAIMED:
        assert f"### {part}\n\n| set | measure | variorum |" in page
