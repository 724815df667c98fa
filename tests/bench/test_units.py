"""Units of different programs are brought to one spelling."""

from __future__ import annotations

import pytest
from bench.metrics import Amount
from bench.units import amount, canonical, singular


@pytest.mark.parametrize(
    ("unit", "name"),
    [
        ("USD", "dollar"),
        ("United States dollar", "dollar"),
        ("kilometers per hour", "kilometre per hour"),
        ("km/h", "kilometre per hour"),
        ("Percentage", "percentage"),
        ("degree celsius", "celsius"),
        ("USD per barrel", "dollar per barrel"),
        ("year of age", "year"),
        ("-", ""),
        (None, ""),
        ("dimensionless", ""),
        ("warheads", "warhead"),
    ],
)
def test_a_unit_has_one_spelling(unit: str | None, name: str) -> None:
    assert canonical(unit) == name


@pytest.mark.parametrize(
    ("value", "unit", "told"),
    [
        (62, "cents per share", Amount(0.62, 0.62, "dollar per share")),
        (0.62, "USD per share", Amount(0.62, 0.62, "dollar per share")),
        (128.75, "pence", Amount(1.2875, 1.2875, "pound sterling")),
        (5, "percent", Amount(5, 5, "percentage")),
    ],
)
def test_cents_are_told_in_the_main_unit(value: float, unit: str, told: Amount) -> None:
    assert amount(value, value, unit) == told


@pytest.mark.parametrize(
    ("plural", "one"), [("deputies", "deputy"), ("watches", "watch"), ("glass", "glass"), ("oxen", "oxen")]
)
def test_plurals(plural: str, one: str) -> None:
    assert singular(plural) == one
