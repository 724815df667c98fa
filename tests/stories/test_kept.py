from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from variorum.model import Article, ArticleId, Story
from variorum.stories import Decided, Limits, group

from .kept_library import ALL, Library, mixed
from .memory_shelf import MemoryShelf
from .tellings import BRIDGE, EVERY, MERGER, OTHER_BRIDGE

HEAP = mixed(5, 30)
NARROW = Limits(30, 3, 2)


def ids(articles: Sequence[Article]) -> frozenset[ArticleId]:
    return frozenset(article.id for article in articles)


def sides(draw: Random, stories: Sequence[Story]) -> tuple[frozenset[ArticleId], frozenset[ArticleId]]:
    """Part some of a story from some others of it."""
    names = list(draw.choice(stories).articles)
    draw.shuffle(names)
    return frozenset(names[:1]), frozenset(names[1 : draw.randint(1, len(names))])


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.randoms(use_true_random=False), st.sampled_from([ALL, NARROW, Limits(366, 20, 1)]))
def test_whatever_comes_goes_and_is_decided_the_stories_are_those_of_the_whole_heap(
    draw: Random, limits: Limits
) -> None:
    library = Library(MemoryShelf(), limits)
    for _ in range(draw.randint(1, 4)):
        away = [article for article in HEAP if article.id not in library.articles]
        add = draw.sample(away, draw.randint(0, len(away)))
        remove = draw.sample(sorted(library.articles), draw.randint(0, len(library.articles) // 2))
        decided = None
        if draw.random() < 0.5:
            together = frozenset(draw.sample(sorted(ids(HEAP)), draw.randint(2, 4)))
            parted = [sides(draw, list(library.stories.values()))] if library.stories else []
            decided = Decided(frozenset([together]), tuple(parted))
        library.change(add, remove, decided)
        assert library.agrees()


@pytest.mark.parametrize("backwards", [False, True])
def test_one_article_after_the_other_forwards_or_backwards(backwards: bool) -> None:
    library = Library(MemoryShelf(), NARROW)
    for article in HEAP[::-1] if backwards else HEAP:
        library.change([article])
    assert library.agrees()
    for article in HEAP[:10]:
        library.change((), [article.id])
    assert library.agrees()


def told(decided: Decided) -> dict[frozenset[ArticleId], Story]:
    stories, _ = group(EVERY, decided=decided)
    return {frozenset(story.articles): story for story in stories}


def test_articles_that_the_user_puts_together_are_one_story_and_a_join_says_so() -> None:
    one, other = OTHER_BRIDGE[0].id, MERGER[0].id
    stories = told(Decided(together=frozenset([frozenset([one, other])])))
    story = stories[ids([*OTHER_BRIDGE, *MERGER])]
    (join,) = [join for join in story.joins if {join.article, join.partner} == {one, other}]
    assert join.reason.endswith("; put together by the user")
    assert sum("the user" in join.reason for join in story.joins) == 1


def test_each_other_article_goes_to_the_side_that_it_is_likelier_to_belong_to() -> None:
    parted = Decided(together=frozenset([ids([BRIDGE[0], MERGER[0]])]), apart=((ids(BRIDGE[1:2]), ids(MERGER[1:])),))
    (side,) = [held for held in told(parted) if MERGER[1].id in held]
    assert BRIDGE[2].id not in side
    assert (BRIDGE[0].id in side) == (MERGER[0].id in side)


def test_articles_that_the_user_parts_are_in_two_stories() -> None:
    stories = told(Decided(apart=((ids(BRIDGE[:1]), ids(BRIDGE[1:])),)))
    assert stories.keys() == {ids(BRIDGE[:1]), ids(BRIDGE[1:]), ids(OTHER_BRIDGE), ids(MERGER)}
    (join,) = stories[ids(BRIDGE[1:])].joins
    assert join.reason.endswith("; other articles were set apart by the user")


def test_two_articles_that_are_said_to_be_both_stand_apart() -> None:
    pair = ids(BRIDGE[:2])
    stories = told(Decided(frozenset([pair]), ((ids(BRIDGE[:1]), ids(BRIDGE[1:2])),)))
    assert not any(pair <= held for held in stories)


def test_a_decision_on_an_article_that_is_not_there_has_no_effect() -> None:
    absent = Decided(frozenset([frozenset(["nobody", BRIDGE[0].id])]), ((frozenset(["nobody"]), ids(BRIDGE)),))
    assert told(absent) == told(Decided())


def test_the_order_of_decisions_has_no_effect() -> None:
    one, other = (ids(BRIDGE[:1]), ids(BRIDGE[1:2])), (ids(BRIDGE[2:]), ids(MERGER))
    assert told(Decided(apart=(one, other))) == told(Decided(apart=(other[::-1], one)))


def test_a_decision_is_kept_until_another_is_given() -> None:
    library = Library(MemoryShelf())
    library.change(EVERY[:3], decided=Decided(apart=((ids(BRIDGE[:1]), ids(BRIDGE[2:])),)))
    library.change(EVERY[3:])
    assert library.agrees()
    changed = library.change(decided=Decided())
    assert ids(BRIDGE) in {frozenset(story.articles) for story in changed.stories}
    assert library.agrees()
