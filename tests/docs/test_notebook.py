"""The notebook of the docs still prints what it shows."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import Any

import pytest

from .notebook import NOTEBOOK

for package in ("nbclient", "nbformat", "ipykernel", "pandas"):
    pytest.importorskip(package, reason=f"the notebook is run with {package}, which is not installed here")


def cells(text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(text)["cells"]
    return found


def test_the_notebook_prints_what_it_shows() -> None:
    command = [sys.executable, "-m", "tests.docs.notebook", "--print"]
    done = subprocess.run(
        command, cwd=NOTEBOOK.parents[1], capture_output=True, text=True, check=False, timeout=300, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    for shown, printed in zip(cells(NOTEBOOK.read_text(encoding="utf-8")), cells(done.stdout), strict=True):
        assert shown == printed, "if this is as it should be: python -m tests.docs.notebook"


def test_the_notebook_holds_results_and_no_time_and_no_place() -> None:
    text = NOTEBOOK.read_text(encoding="utf-8")
    assert all(cell["outputs"] for cell in cells(text) if cell["cell_type"] == "code")
    assert not re.findall(r"/home/|/root/|/work/|/tmp/|/usr/|[A-Z]:\\\\|iopub|\d\d:\d\d:\d\d", text)
    assert len(text) < 60_000
