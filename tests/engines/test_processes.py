"""Several processes give what one gives, in the same order, whatever happens to one of them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from variorum.engines import Processes
from variorum.engines.processes import cores

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def two() -> Iterator[Processes]:
    with Processes(2) as engine:
        yield engine


def square(piece: int) -> int:
    return piece * piece


def where(_piece: int) -> tuple[int, str | None]:
    return os.getpid(), os.environ.get("OMP_NUM_THREADS")


def fails_at_nine(piece: int) -> int:
    if piece == 9:
        raise ZeroDivisionError
    return piece


def dies_elsewhere(home_and_piece: tuple[int, int]) -> int:
    home, piece = home_and_piece
    if piece == 5 and os.getpid() != home:
        os._exit(9)
    return piece


def test_results_come_in_the_order_of_the_pieces(two: Processes) -> None:
    assert two(square, iter(range(50))) == [piece * piece for piece in range(50)]


def test_the_work_is_done_elsewhere_with_one_thread_a_process(two: Processes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "7")
    done = two(where, range(40))
    assert os.getpid() not in {process for process, _ in done}
    assert {threads for _, threads in done} == {"1"}
    assert os.environ["OMP_NUM_THREADS"] == "7"


def test_few_pieces_are_done_here(two: Processes) -> None:
    assert {process for process, _ in two(where, range(5))} == {os.getpid()}
    assert two(square, []) == []


def test_a_failure_in_the_work_is_not_swallowed(two: Processes) -> None:
    with pytest.raises(ZeroDivisionError):
        two(fails_at_nine, range(20))


def test_a_process_that_dies_does_not_end_the_run() -> None:
    with Processes(2) as engine:
        pieces = [(os.getpid(), piece) for piece in range(20)]
        assert engine(dies_elsewhere, pieces) == list(range(20))
        assert engine(square, range(20)) == [piece * piece for piece in range(20)]


def test_no_number_means_one_process_a_core() -> None:
    assert Processes().count == Processes(0).count == cores() >= 1


def test_two_processes_give_the_same_bytes_as_one() -> None:
    def made(*options: str) -> bytes:
        command = [
            sys.executable,
            "-c",
            "from variorum.cli import main; main()",
            "compare",
            "examples",
            "--json",
            *options,
        ]
        done = subprocess.run(command, cwd=EXAMPLES.parent, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert made("--processes", "2") == made()
