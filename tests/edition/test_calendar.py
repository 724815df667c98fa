"""The drawn timeline: every day has its row, and what is drawn is said in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.edition.build import sample
from variorum.edition.arrangement import coverage, eras
from variorum.edition.calendar import WIDTH, Calendar, calendar
from variorum.edition.lookup import lookup
from variorum.model import Happening, Story


def drawn(story: Story | None = None) -> Calendar:
    edition = sample()
    story = story or edition.stories[0]
    found = lookup(replace(edition, stories=(story,)), story)
    return calendar(found, eras(story), coverage(found))


def many(days: int) -> Story:
    story = sample().stories[0]
    span = story.timeline[0].spans[0]
    happenings = (
        Happening(f"{2026 + n // 336}-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}", f"thing {n}", (span,))
        for n in range(days)
    )
    return replace(story, opened="2026-01-01", timeline=tuple(happenings))


def test_each_day_has_what_was_told_and_what_happened_on_it() -> None:
    day = next(one for one in drawn().days if one.label == "14 Mar 2026")

    assert {sign.words for sign in day.printed} >= {"Nordwire", "The Daily Lantern"}
    assert all(sign.number for sign in day.printed)
    assert "14 March 2026, printed: " in day.words
    assert "happened: " in day.words


def test_nothing_is_drawn_outside_and_no_row_upon_another() -> None:
    found = drawn()
    for day in found.days:
        for sign in (*day.printed, *day.happened):
            assert 0 <= sign.x <= WIDTH - 20
            assert day.y <= sign.y <= day.y + day.height <= found.height
    assert all(a.y + a.height <= b.y for a, b in zip(found.days, found.days[1:], strict=False))


@pytest.mark.parametrize(("days", "label"), [(5, "1 Jan 2026"), (200, "Jan 2026"), (2000, "2026")])
def test_many_days_are_put_together_by_month_or_year(days: int, label: str) -> None:
    found = drawn(many(days))

    assert found.days[0].label == label
    assert len(found.days) <= 40
    assert all(len(day.happened) <= 25 for day in found.days)


def test_what_there_is_no_room_for_is_counted() -> None:
    story = many(1)
    crowd = replace(story, timeline=story.timeline * 40)

    assert drawn(crowd).days[0].more_happened == 15


def test_days_between_are_counted() -> None:
    assert any(day.gap == "1 day between" or day.gap.endswith(" days between") for day in drawn().days)


def test_a_story_without_any_date_has_no_drawing() -> None:
    edition = sample()
    story = replace(edition.stories[0], timeline=())
    articles = tuple(replace(one, published=None) for one in edition.articles)
    found = lookup(replace(edition, articles=articles, stories=(story,)), story)

    assert calendar(found, eras(story), coverage(found)).days == ()
