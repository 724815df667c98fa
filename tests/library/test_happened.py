"""What happened since a day, the latest first, and the story that it is about now."""

from __future__ import annotations

import pytest

from variorum.errors import WrongSearch
from variorum.library import Library

from .telling import BRIDGE, BRIDGE_LATER, BRIDGE_TOO, STORM, capture, finish, take


@pytest.fixture
def told(library: Library) -> Library:
    take(library, capture("a", BRIDGE, title="Bridge opened", outlet="Larn Post"), capture("b", STORM, title="Storm"))
    finish(library)
    take(library, capture("a", BRIDGE_LATER, title="Bridge opened", outlet="Larn Post"))
    finish(library)
    return library


def test_the_latest_comes_first_with_its_story_and_telling(told: Library) -> None:
    news = told.news()
    assert [one.kind for one in news.happened][::-1][:2] == ["telling", "telling"]
    (version,) = (one for one in news.happened if one.kind == "version")
    assert (version.version, version.outlet, version.story_title) == (2, "Larn Post", "Bridge opened")
    assert version.story == told.story(version.story or "")
    assert (news.tellings, news.versions, news.next) == (2, 1, None)


def test_without_a_day_it_is_the_week_before_the_last_thing(told: Library) -> None:
    news = told.news()
    assert (news.since, (news.latest or "")[:10]) == ("2031-02-26", "2031-03-05")
    assert told.news("2031-03-06").happened == ()


def test_a_story_that_has_another_name_by_now_is_found(told: Library) -> None:
    take(told, capture("c", BRIDGE_TOO, title="The bridge is open"))
    finish(told)
    known = {story.id for story in told.stories()}
    assert all(one.story in known for one in told.news().happened)


def test_it_comes_some_at_a_time(told: Library) -> None:
    whole = [one.number for one in told.news().happened]
    found: list[int] = []
    following: str | None = None
    while True:
        news = told.news(limit=2, after=following)
        found += [one.number for one in news.happened]
        following = news.next
        if following is None:
            break
    assert found == whole


def test_nothing_has_happened_in_an_empty_library(library: Library) -> None:
    news = library.news()
    assert (news.since, news.latest, news.happened) == ("", None, ())


def test_what_is_no_day_is_refused(library: Library) -> None:
    with pytest.raises(WrongSearch):
        library.news("yesterday")
