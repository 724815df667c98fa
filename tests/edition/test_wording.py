"""Dates and intervals as a reader writes them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.edition.wording import day, told


@pytest.mark.parametrize(
    ("interval", "words"),
    [
        ("2025-01-01/2025-01-31", "January 2025"),
        ("2024-02-01/2024-02-29", "February 2024"),
        ("2025-02-01/2025-02-27", "1 February 2025 to 27 February 2025"),
        ("2025-01-01/2025-12-31", "2025"),
        ("2025-02-03/2025-02-03", "3 February 2025"),
        ("2025-02-03/2025-02-09", "3 February 2025 to 9 February 2025"),
        ("0000-01-01/0000-01-31", "1 January 0000 to 31 January 0000"),
    ],
)
def test_an_interval_that_is_a_month_or_a_year_is_called_so(interval: str, words: str) -> None:
    assert day(interval) == told(interval) == words
    assert told(f"on {interval}, or so") == f"on {words}, or so"


@given(st.dates(), st.dates())
def test_every_interval_names_its_days_or_the_month_or_year_that_it_is(one: date, other: date) -> None:
    start, end = sorted((one, other))
    words = told(f"{start.isoformat()}/{end.isoformat()}")
    assert f"{start.year:04}" in words
    assert f"{end.year:04}" in words
    assert "/" not in words
