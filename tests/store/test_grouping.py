from __future__ import annotations

import sqlite3
from random import Random

import pytest
from bench.composed import composed

from tests.stories.kept_library import ALL, Library, mixed
from tests.stories.tellings import BRIDGE, EVERY, MERGER, STRIKE_IN_FRENCH, told
from variorum.store.grouping import SCHEMA, GroupShelf
from variorum.stories import Decided, Grouping, Limits


def connected() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    for statement in SCHEMA:
        connection.execute(statement)
    return connection


def library(limits: Limits = ALL) -> Library:
    return Library(GroupShelf(connected()), limits)


@pytest.mark.parametrize("limits", [ALL, Limits(366, 20, 3), Limits(30, 3, 2), Limits(10, 2, 4)])
@pytest.mark.parametrize("seed", range(3))
def test_articles_that_come_and_go_in_any_order_are_grouped_as_if_all_had_come_at_once(
    seed: int, limits: Limits
) -> None:
    draw, held, articles = Random(seed), library(limits), mixed(seed)  # noqa: S311 - nothing secret
    for _ in range(7):
        away = [article for article in articles if article.id not in held.articles]
        add = draw.sample(away, min(len(away), draw.choice((1, 3, 10, 40))))
        remove = draw.sample(sorted(held.articles), min(len(held.articles), draw.choice((0, 1, 10))))
        held.change(add, remove)
        assert held.agrees()


def test_composed_news_is_grouped_as_if_all_had_come_at_once() -> None:
    held, articles = library(), [article for article, _ in composed(260)]
    Random(1).shuffle(articles)  # noqa: S311 - nothing secret
    for begin in range(0, 260, 65):
        held.change(articles[begin : begin + 65], sorted(held.articles)[:5])
    assert held.agrees()


def test_what_is_there_is_passed_over_and_so_is_what_is_not_there() -> None:
    held = library()
    held.change(EVERY)
    changed = held.change(EVERY[:2], ["nobody"])
    assert (changed.gone, changed.stories, changed.problems) == ((), (), ())


def test_an_article_that_changes_is_removed_and_added() -> None:
    held = library()
    held.change(EVERY)
    later = told(BRIDGE[2].id, MERGER[1].text, title=MERGER[1].title, day="2023-05-19")
    changed = held.change([later], [later.id])
    assert {story.articles for story in changed.stories} == {
        (BRIDGE[0].id, BRIDGE[1].id),
        (MERGER[0].id, MERGER[1].id, later.id),
    }


def test_an_unrelated_article_changes_no_story_but_its_own() -> None:
    held = library()
    held.change(EVERY)
    changed = held.change([STRIKE_IN_FRENCH])
    assert [story.articles for story in changed.stories] == [(STRIKE_IN_FRENCH.id,)]
    assert changed.gone == ()


def test_a_change_that_is_rolled_back_leaves_nothing() -> None:
    connection = connected()
    held = Library(GroupShelf(connection))
    held.change(EVERY)
    connection.commit()
    before = list(connection.iterdump())
    Grouping(GroupShelf(connection), lambda _: ()).change([STRIKE_IN_FRENCH])
    connection.rollback()
    assert list(connection.iterdump()) == before


def test_when_all_have_gone_nothing_is_left_but_what_was_decided() -> None:
    connection = connected()
    held = Library(GroupShelf(connection))
    held.change(mixed(1, 20), decided=Decided(frozenset([frozenset([BRIDGE[0].id, MERGER[0].id])])))
    held.change([], list(held.articles))
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    left = {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables}  # noqa: S608
    assert {name for name, count in left.items() if count} == {"group_notes"}
