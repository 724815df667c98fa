"""An engine is a map over independent pieces, in order. Every engine keeps this contract."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.cli.compare import with_progress
from variorum.engines import Engine, local

ENGINES = [pytest.param(local, id="local"), pytest.param(with_progress(quiet=True), id="with progress")]


def double(piece: int) -> int:
    return 2 * piece


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=30, deadline=None, derandomize=True)
@given(pieces=st.lists(st.integers(), max_size=30))
def test_results_come_in_the_order_of_the_pieces(engine: Engine, pieces: list[int]) -> None:
    assert engine(double, pieces) == [2 * piece for piece in pieces]


@pytest.mark.parametrize("engine", ENGINES)
def test_pieces_may_come_one_by_one(engine: Engine) -> None:
    assert engine(double, (piece for piece in range(12))) == list(range(0, 24, 2))


@pytest.mark.parametrize("engine", ENGINES)
def test_a_failure_in_the_work_is_not_swallowed(engine: Engine) -> None:
    def fail(_piece: int) -> int:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        engine(fail, [1])
