"""What a heap and a stream cost, without measuring much."""

from __future__ import annotations

import pytest
from bench.parts import scale


def test_a_heap_is_grouped_and_its_costs_are_taken() -> None:
    found = scale.grouped(60)
    assert set(found) == {"seconds", "wall seconds", "articles/s", "peak MB", "B-cubed F1"}
    assert found["seconds"] > 0
    assert 0 < found["B-cubed F1"] <= 1


def test_assignments_are_timed_after_so_many_articles() -> None:
    assert [found["articles"] for found in scale.streamed((20, 400))] == [20, 400]


@pytest.mark.parametrize(("power", "found"), [(1.0, 1.0), (2.0, 2.0), (1.1, 1.1)])
def test_the_slope_is_the_power_by_which_seconds_grow(power: float, found: float) -> None:
    counts = (10, 30, 100)
    assert scale.slope(counts, [3 * count**power for count in counts]) == pytest.approx(found)
