"""A run that was broken off goes on where it was; whatever lies in the folder, the result is the same."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from variorum.engines import Run, Step
from variorum.store import Chunks

ROOT = Path(__file__).parents[2]
PIECES = [f"piece {number}" for number in range(100)]


class Work:
    """Counts what it does, and is broken off after so many pieces."""

    def __init__(self, end: int = 10**9) -> None:
        self.done: list[str] = []
        self.end = end

    def __call__(self, piece: str) -> int:
        if len(self.done) == self.end:
            raise KeyboardInterrupt
        self.done.append(piece)
        return len(piece)


def step(work: Work) -> Step[str, int]:
    return Step("length", work, str, int)


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_what_was_finished_is_not_done_again(tmp_path: Path) -> None:
    first, second, third = Work(end=60), Work(), Work()
    with pytest.raises(KeyboardInterrupt):
        Run(shelf=Chunks(tmp_path))(step(first), PIECES)
    assert Run(shelf=Chunks(tmp_path))(step(second), PIECES) == [len(piece) for piece in PIECES]
    assert 40 <= len(second.done) <= 60
    assert set(first.done) | set(second.done) == set(PIECES)
    assert Run(shelf=Chunks(tmp_path))(step(third), PIECES) == [len(piece) for piece in PIECES]
    assert third.done == []


def test_another_step_or_another_program_is_done_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Run(shelf=Chunks(tmp_path))(step(Work()), PIECES)
    other = Work()
    Run(shelf=Chunks(tmp_path))(Step("size", other, str, int), PIECES)
    assert other.done == PIECES
    monkeypatch.setattr("variorum.engines.runs.fingerprint", lambda: "an edit later")
    later = Work()
    Run(shelf=Chunks(tmp_path))(step(later), PIECES)
    assert later.done == PIECES


@pytest.mark.parametrize(
    "content",
    [b"", b"variorum chunk 1", b"\x80\x04\x95 pickled", b"variorum chunk 1 " + b"0" * 64 + b"\nx", None],
    ids=["empty", "half", "foreign", "other content", "cut off"],
)
def test_a_spoilt_file_is_told_and_done_anew(tmp_path: Path, content: bytes | None) -> None:
    Run(shelf=Chunks(tmp_path))(step(Work()), PIECES)
    for path in files(tmp_path):
        path.write_bytes(path.read_bytes()[:-1] if content is None else content)
    told: list[str] = []
    work = Work()
    assert Run(shelf=Chunks(tmp_path, told.append))(step(work), PIECES) == [len(piece) for piece in PIECES]
    assert work.done == PIECES
    assert len(told) == len(files(tmp_path))
    assert all("done anew" in words for words in told)
    again = Work()
    Run(shelf=Chunks(tmp_path))(step(again), PIECES)
    assert again.done == []


@pytest.mark.parametrize("content", [b"[1" + 16 * b",1" + b"]", b'["a"]', b"{}", b"[[[", b""])
def test_a_whole_file_with_something_else_in_it_is_done_anew(tmp_path: Path, content: bytes) -> None:
    Run(shelf=Chunks(tmp_path))(step(Work()), PIECES)
    told: list[str] = []
    shelf = Chunks(tmp_path, told.append)
    for path in files(tmp_path):
        shelf.put("length", path.stem, content)
    work = Work()
    assert Run(shelf=shelf)(step(work), PIECES) == [len(piece) for piece in PIECES]
    assert told


def test_work_without_a_name_is_not_kept(tmp_path: Path) -> None:
    assert Run(shelf=Chunks(tmp_path))(Work(), PIECES) == [len(piece) for piece in PIECES]
    assert files(tmp_path) == []


def test_an_edition_that_was_killed_in_the_middle_goes_on_where_it_was(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from variorum.cli import main; main()", "compare", "examples", "--json"]
    kept = [*command, "--work", str(tmp_path / "kept"), "--quiet"]
    run = subprocess.Popen(kept, cwd=ROOT, stdout=subprocess.DEVNULL)
    while run.poll() is None and not list((tmp_path / "kept").rglob("*.chunk")):
        time.sleep(0.01)
    os.kill(run.pid, signal.SIGKILL)
    assert run.wait() == -signal.SIGKILL, "it ended before it could be killed"
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "kept").rglob("*.chunk")}
    whole = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    assert subprocess.run(kept, cwd=ROOT, capture_output=True, check=True).stdout == whole
    assert before
    assert {path: path.stat().st_mtime_ns for path in before} == before
