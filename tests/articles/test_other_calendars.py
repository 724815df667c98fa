"""Dates that a page gives by the calendar of its country only."""

from __future__ import annotations

import pytest

from variorum.articles.dates import find


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("令和7年2月7日 10:00", "2025-02-07"),
        ("平成元年1月8日", "1989-01-08"),
        ("1403/11/19 - 12:30", "2025-02-07"),
        ("تاریخ: ۱۴۰۳/۱۱/۱۹", "2025-02-07"),
        ("1403/12/30", "2025-03-20"),
        ("7 กุมภาพันธ์ 2568", "2025-02-07"),
        ("7 ก.พ. พ.ศ. 2568", "2025-02-07"),
    ],
)
def test_days_of_other_calendars_are_read(line: str, expected: str) -> None:
    assert [found.readings for found in find(line)] == [(expected,)]


@pytest.mark.parametrize("line", ["1404/12/30", "1403/13/01", "1403/07/31", "7 เสาร์ 2568", "1234/11/19"])
def test_days_that_do_not_exist_are_none(line: str) -> None:
    assert find(line) == []
