"""An engine is a map over independent pieces, in order. Every engine keeps this contract."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from variorum.cli.compare import with_progress
from variorum.engines import Engine, Processes, Run, local
from variorum.store import Chunks

SOME = settings(
    max_examples=30, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module", params=["local", "with progress", "run", "kept", "processes"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder: Path = tmp_path_factory.mktemp("kept")
    with Processes(2) as processes:
        engines: dict[str, Engine] = {
            "local": local,
            "with progress": with_progress(quiet=True),
            "run": Run(),
            "kept": Run(shelf=Chunks(folder)),
            "processes": Run(processes),
        }
        yield engines[request.param]


def double(piece: int) -> int:
    return 2 * piece


def fail(_piece: int) -> int:
    raise ZeroDivisionError


@SOME
@given(pieces=st.lists(st.integers(), max_size=30))
def test_results_come_in_the_order_of_the_pieces(engine: Engine, pieces: list[int]) -> None:
    assert engine(double, pieces) == [2 * piece for piece in pieces]


def test_pieces_may_come_one_by_one(engine: Engine) -> None:
    assert engine(double, (piece for piece in range(12))) == list(range(0, 24, 2))


def test_a_failure_in_the_work_is_not_swallowed(engine: Engine) -> None:
    with pytest.raises(ZeroDivisionError):
        engine(fail, range(20))
