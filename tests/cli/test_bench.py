"""``variorum bench``: every measurement can be called, and says so when its labelled set is not there."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
from bench.parts import PARTS

ROOT = Path(__file__).parents[2]
COMMAND = "import sys; from variorum.cli import main; sys.argv = ['variorum', *sys.argv[1:]]; main()"


def run(*words: object, place: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", COMMAND, "bench", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300, cwd=place)


def test_every_part_without_its_data_is_skipped_with_a_reason(tmp_path: Path) -> None:
    # These measure our own sentences, examples, composed articles and damaged texts too, and always have something to do.
    parts = [
        part
        for part in PARTS
        if part not in {"figures", "speed", "scale", "engines", "growing", "hostile", "fuzz", "llm", "serve"}
    ]
    done = run(*parts, "--data", tmp_path, "--json", "-", place=tmp_path)
    assert done.returncode == 0, done.stderr
    reports = json.loads(done.stdout)["parts"]
    assert [report["part"] for report in reports] == parts
    for report in reports:
        assert any(row["note"].startswith("there is no ") and "--data DIR" in row["note"] for row in report["rows"]), (
            report["part"]
        )


def test_only_the_parts_that_are_named_are_run(tmp_path: Path) -> None:
    done = run("quotes", "--data", tmp_path, "--markdown", "-")
    assert done.returncode == 0, done.stderr
    assert "### quotes" in done.stdout
    assert "### figures" not in done.stdout


def test_a_report_is_written_beside_the_user(tmp_path: Path) -> None:
    done = run("quotes", "--data", "nowhere", "--json", "report.json", place=tmp_path)
    assert done.returncode == 0, done.stderr
    assert json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["bench"] == 1


def test_an_unknown_part_is_wrong_use() -> None:
    done = run("nonsense")
    assert done.returncode == 2
    assert "no such part: nonsense; there are " in done.stderr


def test_an_installed_package_says_that_it_has_no_benchmarks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    module = importlib.import_module("variorum.cli.bench")
    monkeypatch.setattr(module, "_CHECKOUT", tmp_path)
    assert module.run([], []) == 2
    assert "come with the source checkout" in capsys.readouterr().err
