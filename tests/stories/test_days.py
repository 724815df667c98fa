from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.model import When
from variorum.stories.days import apart, days_of


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2025-02-07", date(2025, 2, 7), date(2025, 2, 7)),
        ("2025-02-07T18:30", date(2025, 2, 7), date(2025, 2, 7)),
        ("2025-02", date(2025, 2, 1), date(2025, 2, 28)),
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2025-Q4", date(2025, 10, 1), date(2025, 12, 31)),
        ("2025-W06", date(2025, 2, 3), date(2025, 2, 9)),
        ("2025-02-06/2025-02-08", date(2025, 2, 6), date(2025, 2, 8)),
        ("2025-12", date(2025, 12, 1), date(2025, 12, 31)),
    ],
)
def test_a_moment_stands_for_its_days(value: str, first: date, last: date) -> None:
    assert days_of(When(value, "day")) == (first.toordinal(), last.toordinal())


@pytest.mark.parametrize("value", ["", "soon", "2025-13-40", "2025-W60", "/"])
def test_what_is_no_date_is_no_day(value: str) -> None:
    assert days_of(When(value, "day")) is None


def test_days_between_are_counted_from_the_nearer_ends() -> None:
    assert apart(days_of(When("2025-02", "month")), days_of(When("2025-03-03", "day"))) == 3
    assert apart(days_of(When("2025-02", "month")), days_of(When("2025-02-14", "day"))) == 0
    assert apart(None, days_of(When("2025-02-14", "day"))) is None


@given(st.text(max_size=20))
def test_any_text_is_a_day_or_nothing(value: str) -> None:
    days = days_of(When(value, "day"))
    assert days is None or days[0] <= days[1]
