"""The stream of composed articles keeps what it promises."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from random import Random

from bench.composed import A_DAY, LARGEST, composed, drawn_size
from hypothesis import given, settings
from hypothesis import strategies as st

SAMPLE = list(composed(5000))


def days() -> list[str]:
    return [article.published.value for article, _ in SAMPLE if article.published]


@settings(max_examples=5, deadline=None)
@given(fewer=st.integers(0, 300), more=st.integers(0, 300), seed=st.integers(0, 3))
def test_fewer_articles_are_the_beginning_of_more(fewer: int, more: int, seed: int) -> None:
    assert list(composed(fewer, seed)) == list(composed(fewer + more, seed))[:fewer]


def test_the_count_is_kept_and_ids_differ() -> None:
    assert len(SAMPLE) == len({article.id for article, _ in SAMPLE}) == 5000


def test_another_seed_tells_other_news() -> None:
    assert {article.text for article, _ in composed(200, 1)}.isdisjoint(article.text for article, _ in composed(200, 2))


def test_days_come_in_order_and_a_day_has_about_as_many_articles_however_many_are_asked_for() -> None:
    assert all(one <= other for one, other in pairwise(days()))
    whole = list(Counter(days()).values())[:2]
    assert all(A_DAY * 0.9 < count < A_DAY + LARGEST for count in whole)


def test_some_articles_have_no_date() -> None:
    assert 0.01 < 1 - len(days()) / len(SAMPLE) < 0.06


def test_articles_are_as_long_as_news() -> None:
    lengths = sorted(len(article.text.split()) for article, _ in SAMPLE)
    assert 300 < sum(lengths) / len(lengths) < 400
    assert lengths[len(lengths) // 20] < 120 < 600 < lengths[-len(lengths) // 20]


def test_most_stories_are_one_article_and_some_are_a_hundred() -> None:
    random = Random(1)  # noqa: S311 - drawn with a seed, nothing secret
    sizes = [drawn_size(random) for _ in range(20_000)]
    assert 0.55 < sizes.count(1) / len(sizes) < 0.7
    assert 100 < max(sizes) <= LARGEST


def test_a_story_is_told_in_many_ways_but_keeps_its_place() -> None:
    largest = Counter(story for _, story in SAMPLE).most_common(1)[0][0]
    told = [article for article, story in SAMPLE if story == largest]
    assert len({article.text for article in told}) > len(told) / 2
    assert len({article.outlet for article in told}) > 5
    capitals = [set(article.text.replace(",", " ").replace(".", " ").split()) for article in told]
    assert len(set.intersection(*capitals)) > 3


def test_one_kind_of_event_happens_in_many_places() -> None:
    fires = {story for article, story in SAMPLE if "fire" in f"{article.title}".lower()}
    assert len(fires) > 20
