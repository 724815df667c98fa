from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from random import Random

import pytest

from bench.composed import composed
from tests.stories.tellings import BRIDGE, BRIDGE_IN_FRENCH, EVERY, MERGER, OTHER_BRIDGE, STRIKE_IN_FRENCH, told
from tests.stories.test_stream import invented
from variorum.model import Article, ArticleId, Problem, Story
from variorum.store.grouping import SCHEMA, GroupShelf
from variorum.stories import Decided, Grouping, Limits, group

ALL = Limits()


class Library:
    """Articles in a database, with what a user of it was told of their stories."""

    def __init__(self, limits: Limits = ALL) -> None:
        self.limits = limits
        self.connection = sqlite3.connect(":memory:")
        for statement in SCHEMA:
            self.connection.execute(statement)
        self.articles: dict[ArticleId, Article] = {}
        self.stories: dict[str, Story] = {}
        self.problems: dict[ArticleId, list[Problem]] = {}
        self.decided = Decided()

    def change(
        self, add: Sequence[Article] = (), remove: Collection[ArticleId] = (), decided: Decided | None = None
    ) -> None:
        for name in remove:
            del self.articles[name]
            self.problems.pop(name, None)
        self.articles.update((article.id, article) for article in add)
        self.decided = decided or self.decided
        grouping = Grouping(GroupShelf(self.connection), lambda ids: [self.articles[name] for name in ids], self.limits)
        changed = grouping.change(add, remove, decided)
        for story in changed.gone:
            del self.stories[story]
        assert all(self.stories.get(story.id) != story for story in changed.stories)
        self.stories.update((story.id, story) for story in changed.stories)
        for name, problem in changed.problems:
            self.problems.setdefault(name, []).append(problem)

    def agrees(self) -> bool:
        """Say whether the stories are those of the same articles grouped at once."""
        expected, problems = group(tuple(self.articles.values()), decided=self.decided, limits=self.limits)
        stories = sorted(self.stories.values(), key=lambda story: (story.opened or "9999", story.id))
        found = sorted((each for held in self.problems.values() for each in held), key=lambda each: each.input)
        return tuple(stories) == expected and found == sorted(problems, key=lambda each: each.input)


def mixed(seed: int, count: int = 60) -> list[Article]:
    """Articles of several events in two languages, some without a date, one without words, two with one text."""
    twin = told("bridge-a-2", BRIDGE[0].text, title=BRIDGE[0].title, day="2023-05-20")
    apart = [BRIDGE_IN_FRENCH, STRIKE_IN_FRENCH, twin, told("undated", BRIDGE[1].text), told("empty", "…", title="")]
    return [*EVERY, *apart, *invented(seed, count)]


@pytest.mark.parametrize("limits", [ALL, Limits(366, 20, 3), Limits(30, 3, 2), Limits(10, 2, 4)])
@pytest.mark.parametrize("seed", range(3))
def test_articles_that_come_and_go_in_any_order_are_grouped_as_if_all_had_come_at_once(
    seed: int, limits: Limits
) -> None:
    draw, library, articles = Random(seed), Library(limits), mixed(seed)  # noqa: S311 - nothing secret
    for _ in range(7):
        away = [article for article in articles if article.id not in library.articles]
        add = draw.sample(away, min(len(away), draw.choice((1, 3, 10, 40))))
        remove = draw.sample(sorted(library.articles), min(len(library.articles), draw.choice((0, 1, 10))))
        library.change(add, remove)
        assert library.agrees()


def test_composed_news_is_grouped_as_if_all_had_come_at_once() -> None:
    library, articles = Library(), [article for article, _ in composed(260)]
    Random(1).shuffle(articles)  # noqa: S311 - nothing secret
    for begin in range(0, 260, 65):
        library.change(articles[begin : begin + 65], sorted(library.articles)[:5])
    assert library.agrees()


def test_what_is_there_is_passed_over_and_so_is_what_is_not_there() -> None:
    library = Library()
    library.change(EVERY)
    before = dict(library.stories)
    grouping = Grouping(GroupShelf(library.connection), lambda _: ())
    changed = grouping.change(EVERY[:2], ["nobody"])
    assert (changed.gone, changed.stories, changed.problems) == ((), (), ())
    assert library.stories == before


def test_an_article_that_changes_is_removed_and_added() -> None:
    library = Library()
    library.change(EVERY)
    later = told(BRIDGE[2].id, MERGER[1].text, title=MERGER[1].title, day="2023-05-19")
    grouping = Grouping(GroupShelf(library.connection), lambda ids: [{**library.articles}[name] for name in ids])
    library.articles[later.id] = later
    changed = grouping.change([later], [later.id])
    assert {story.articles for story in changed.stories} == {
        (BRIDGE[0].id, BRIDGE[1].id),
        (MERGER[0].id, MERGER[1].id, later.id),
    }


def test_an_unrelated_article_changes_no_story_but_its_own() -> None:
    library = Library()
    library.change(EVERY)
    grouping = Grouping(GroupShelf(library.connection), lambda _: ())
    changed = grouping.change([STRIKE_IN_FRENCH])
    assert [story.articles for story in changed.stories] == [(STRIKE_IN_FRENCH.id,)]
    assert changed.gone == ()


def test_a_change_that_is_rolled_back_leaves_nothing() -> None:
    library = Library()
    library.change(EVERY)
    library.connection.commit()
    before = list(library.connection.iterdump())
    Grouping(GroupShelf(library.connection), lambda _: ()).change([STRIKE_IN_FRENCH], [])
    library.connection.rollback()
    assert list(library.connection.iterdump()) == before


def test_what_the_user_has_decided_holds_however_articles_come() -> None:
    settled = Decided(
        together=frozenset([frozenset([MERGER[0].id, OTHER_BRIDGE[1].id])]),
        apart=((frozenset([BRIDGE[0].id]), frozenset([BRIDGE[2].id])),),
    )
    for seed in range(3):
        library, articles = Library(), list(EVERY)
        Random(seed).shuffle(articles)  # noqa: S311 - nothing secret
        library.change(articles[:3], decided=settled)
        for article in articles[3:]:
            library.change([article])
        assert library.agrees()
    library.change(decided=Decided())
    assert library.agrees()
