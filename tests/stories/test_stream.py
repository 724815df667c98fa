from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from variorum.model import Article, Story, When
from variorum.stories import group
from variorum.stories.candidates import WINDOW, in_time
from variorum.stories.stream import Stream

from .tellings import BRIDGE, BRIDGE_IN_FRENCH, EVERY, MERGER, OTHER_BRIDGE, STRIKE_IN_FRENCH, told

# Events that are made of few words, so that some are alike and some are not.
SUBJECTS = "Halvor Brekke of Norrholm|Mirela Dascal of Tisova|the harbour of Sant Orso|the quarry at Lisca".split("|")
DEEDS = "sold 40 fishing boats to a museum|closed the tram depot for 9 weeks|found 12 old coins under a church".split(
    "|"
)


def invented(seed: int, count: int, days: int = 90) -> list[Article]:
    """Articles on a dozen events over some days; a few without a date."""
    draw = Random(seed)  # noqa: S311 - nothing secret
    found: list[Article] = []
    for number in range(count):
        who, what = draw.choice(SUBJECTS), draw.choice(DEEDS)
        extra = draw.choice(("Neighbours were glad.", "The council will meet again.", "Nobody had expected it."))
        day = None if draw.random() < 0.05 else f"2024-{1 + (at := draw.randrange(days)) // 28:02}-{1 + at % 28:02}"
        text = f"It is now certain that {who} {what}. {extra} Report {draw.randrange(5)} says that {who} {what}."
        found.append(told(f"a{number:03}", text, title=f"{who} {what}", day=day))
    return found


def whole(articles: Sequence[Article], window: int = WINDOW) -> Stream:
    stream = Stream(window)
    stream.add(articles)
    return stream


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 1000), st.integers(1, 60), st.lists(st.integers(1, 59), max_size=5))
def test_portions_of_any_size_give_the_same_stories(seed: int, count: int, cuts: list[int]) -> None:
    articles = in_time(invented(seed, count))
    stream = Stream()
    for begin, end in pairwise([0, *sorted({cut for cut in cuts if cut < count}), count]):
        stream.add(articles[begin:end])
        stream.stories()
    assert stream.stories() == whole(articles).stories()
    assert stream.problems == whole(articles).problems


def test_one_article_at_a_time_gives_what_the_heap_gives_in_several_languages_too() -> None:
    articles = (*EVERY, BRIDGE_IN_FRENCH, STRIKE_IN_FRENCH, told("undated", "Nobody knows when this was."))
    stream = Stream()
    for article in in_time(articles):
        stream.add([article])
    assert (stream.stories(), stream.problems) == group(articles)


def test_the_order_within_a_portion_has_no_effect() -> None:
    articles = invented(7, 50)
    backwards = whole(list(reversed(articles)))
    assert backwards.stories() == whole(articles).stories()


def test_every_article_is_in_one_story_and_every_join_is_within_it() -> None:
    articles = invented(3, 80)
    stories = whole(articles).stories()
    assert sorted(name for story in stories for name in story.articles) == sorted(one.id for one in articles)
    for story in stories:
        assert len(story.joins) == len(story.articles) - 1
        assert all({join.article, join.partner} <= set(story.articles) for join in story.joins)


def alone(stories: Sequence[Story]) -> list[Story]:
    """Stories by id, without the others that they are near to: of these a story knows only what is held when it is told."""
    return sorted((replace(story, related=()) for story in stories), key=lambda story: story.id)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 1000), st.integers(3, 40))
def test_what_was_taken_out_and_what_is_left_are_the_stories_of_the_whole(seed: int, window: int) -> None:
    articles = [one for one in in_time(invented(seed, 70, days=300)) if one.published]
    stream = Stream(window)
    taken: list[Story] = []
    for begin in range(0, len(articles), 10):
        stream.add(articles[begin : begin + 10])
        taken += stream.take_closed()
    expected = alone(whole(articles, window).stories())
    assert alone([*taken, *stream.stories()]) == expected
    assert len(stream) == sum(len(story.articles) for story in stream.stories())
    assert not stream.problems


def test_a_story_is_closed_a_window_after_it_was_last_told() -> None:
    stream = whole([*BRIDGE, *MERGER, *OTHER_BRIDGE], window=60)
    assert [story.opened for story in stream.closed("2023-07-17")] == ["2023-05-17"]
    assert [story.opened for story in stream.take_closed("2023-07-18")] == ["2023-05-16", "2023-05-17"]
    assert [story.opened for story in stream.stories()] == ["2023-09-23"]


def test_a_closed_story_is_not_held_any_more() -> None:
    stream = whole(BRIDGE)
    assert stream.closed() == ()
    (story,) = stream.closed("2025-01-01")
    assert stream.take_closed("2025-01-01") == (story,)
    assert (len(stream), stream.stories(), stream.closed("2025-01-01")) == (0, (), ())


def test_an_article_older_than_what_was_closed_stands_alone_with_a_problem() -> None:
    stream = whole(BRIDGE[:-1])
    stream.take_closed("2025-01-01")
    assert [one.partner for one in stream.add(BRIDGE[-1:])] == [None]
    assert [problem.kind for problem in stream.problems] == ["late"]
    assert [story.articles for story in stream.stories()] == [(BRIDGE[-1].id,)]


def test_a_story_with_an_undated_article_is_never_closed() -> None:
    undated = told("undated", BRIDGE[0].text, title=BRIDGE[0].title or "", day=None)
    assert whole([undated, *BRIDGE]).closed("2030-01-01") == ()


def test_an_article_that_comes_twice_is_passed_over() -> None:
    stream = whole(EVERY)
    before = stream.stories()
    assert stream.add(EVERY[:2]) == ()
    assert stream.stories() == before


def test_an_article_without_words_is_a_story_and_a_problem() -> None:
    stream = whole([told("empty", "…", title="", day="2023-05-16"), *MERGER])
    assert [problem.kind for problem in stream.problems] == ["no words"]
    assert ("empty",) in [story.articles for story in stream.stories()]


def test_each_article_is_told_its_story_at_once() -> None:
    stream = Stream()
    placed = {one.article: one for article in in_time(EVERY) for one in stream.add([article])}
    for event in (BRIDGE, OTHER_BRIDGE, MERGER):
        first, *others = in_time(event)
        assert placed[first.id].story == first.id
        assert placed[first.id].partner is None
        assert {placed[other.id].story for other in others} == {first.id}
        assert all(placed[other.id].partner in {one.id for one in event} for other in others)


@pytest.mark.parametrize("value", ["2024", "2024-02", "2024-W07", "2024-02-10/2024-02-12", "someday", ""])
def test_dates_of_any_grain_are_taken(value: str) -> None:
    one = Article("vague", "vague", "Halvor Brekke sold 40 boats.", published=When(value, "day"))
    assert [story.articles for story in whole([one]).stories()] == [("vague",)]
