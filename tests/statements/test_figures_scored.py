"""Our annotated news sentences: how many quantities are found right, and how the scoring counts."""

from __future__ import annotations

import pytest

from tests.statements.figures_scored import Quantity, annotated, scored


@pytest.mark.parametrize(("part", "value", "unit"), [("seen", 0.985, 0.985), ("unseen", 0.95, 0.92)])
def test_values_and_units_of_annotated_sentences_stay_as_good(part: str, value: float, unit: float) -> None:
    result = scored(annotated(part))
    assert result.f1(result.values) >= value, "\n".join(result.errors)
    assert result.f1(result.units) >= unit, "\n".join(result.errors)


def test_the_files_hold_over_two_hundred_sentences_and_some_without_any_quantity() -> None:
    rows = [*annotated("seen"), *annotated("unseen")]
    assert len(rows) > 200
    assert sum(not gold for _, gold in rows) > 10


def test_a_value_counts_once_and_a_wrong_unit_only_as_a_value() -> None:
    gold = [Quantity(3, 3, "year"), Quantity(3, 3, "dog")]
    found = [Quantity(3, 3, "year"), Quantity(3, 3, "-", frozenset({"cat"})), Quantity(9, 9, "-")]
    result = scored([("Three years, three dogs, nine.", gold)], lambda _: found)
    assert (result.gold, result.found, result.values, result.units) == (2, 3, 2, 1)


def test_an_optional_quantity_counts_for_nothing() -> None:
    gold = [Quantity(2, 2, "time", optional=True)]
    found = [Quantity(2, 2, "time")]
    result = scored([("It doubled.", gold)], lambda _: found)
    assert (result.gold, result.found) == (0, 0)


def test_a_range_is_no_single_value() -> None:
    result = scored([("Five to seven.", [Quantity(5, 7, "-")])], lambda _: [Quantity(5, 5, "-"), Quantity(7, 7, "-")])
    assert result.values == 0
