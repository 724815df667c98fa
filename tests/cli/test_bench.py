"""``variorum bench``: every measurement can be called, and says so when its labelled set is not there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PARTS = sorted(path.stem for path in (ROOT / "bench").glob("*.py") if not path.stem.startswith("_"))
# These measure the program itself, on the project's own examples, and always have something to do.
WITHOUT_DATA = {"speed"}


def run(*words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


@pytest.mark.parametrize("part", sorted(set(PARTS) - WITHOUT_DATA))
def test_a_measurement_without_its_data_is_skipped_with_a_reason(part: str, tmp_path: Path) -> None:
    done = run(ROOT / "bench" / f"{part}.py", "--data", tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("skipped: there is no ")
    assert "--data DIR" in done.stdout


@pytest.mark.parametrize("part", sorted(WITHOUT_DATA))
def test_a_measurement_explains_itself(part: str) -> None:
    done = run(ROOT / "bench" / f"{part}.py", "--help")
    assert done.returncode == 0, done.stderr
    assert "--data" in done.stdout


def test_bench_runs_the_parts_that_are_named(tmp_path: Path) -> None:
    code = "import sys; from variorum.cli import main; sys.argv = ['variorum', *sys.argv[1:]]; main()"
    done = run("-c", code, "bench", "quotes", "--data", tmp_path)
    assert done.returncode == 0, done.stderr
    assert "== quotes" in done.stdout
    assert "skipped" in done.stdout
    assert "== figures" not in done.stdout
