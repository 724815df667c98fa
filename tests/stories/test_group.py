from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from variorum.model import Article, Story, When
from variorum.stories import group
from variorum.stories.evidence import probability
from variorum.stories.profiles import profile

from .tellings import BRIDGE, BRIDGE_IN_FRENCH, EVERY, MERGER, OTHER_BRIDGE, STRIKE_IN_FRENCH, told

SHARED = Path(__file__).parents[3] / "shared"
needs_data = pytest.mark.skipif(not (SHARED / "data").is_dir(), reason="the labelled data lie beside the project only")
needs_seeds = pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="the seeds lie beside the project only")


def members(articles: Iterable[Article]) -> set[frozenset[str]]:
    return {frozenset(story.articles) for story in group(tuple(articles))[0]}


def ids(articles: Iterable[Article]) -> frozenset[str]:
    return frozenset(article.id for article in articles)


def test_tellings_of_one_event_come_together_and_two_of_a_kind_stay_apart() -> None:
    assert members(EVERY) == {ids(BRIDGE), ids(OTHER_BRIDGE), ids(MERGER)}


def test_a_heap_of_one_story_is_one_story() -> None:
    assert members(BRIDGE) == {ids(BRIDGE)}


def test_one_article_is_a_story_without_joins() -> None:
    (story,), problems = group(BRIDGE[:1])
    assert (story.articles, story.joins, problems) == (("bridge-a",), (), ())


def test_nothing_gives_nothing() -> None:
    assert group(()) == ((), ())


def test_a_translation_comes_to_its_story_and_another_text_in_its_language_does_not() -> None:
    found = members((*EVERY, BRIDGE_IN_FRENCH, STRIKE_IN_FRENCH))
    assert ids((*BRIDGE, BRIDGE_IN_FRENCH)) in found
    assert ids((STRIKE_IN_FRENCH,)) in found


def test_a_story_is_titled_by_a_telling_and_dated_by_the_first_and_last() -> None:
    (story,), _ = group(BRIDGE)
    assert story.title in {article.title for article in BRIDGE}
    assert (story.opened, story.latest) == ("2023-05-16", "2023-05-18")
    assert story.articles == ("bridge-a", "bridge-b", "bridge-c")


def test_a_story_without_headlines_is_titled_by_a_first_sentence() -> None:
    (story,), _ = group((told("x", "The mayor of Tarvik resigned. She gave no reason."),))
    assert story.title == "The mayor of Tarvik resigned."


def test_every_article_beyond_the_first_is_joined_to_one_of_its_story_for_reasons_it_has() -> None:
    (story,), _ = group(BRIDGE)
    assert [join.article for join in story.joins] == ["bridge-b", "bridge-c"]
    assert all(join.partner in story.articles and 0 < join.score <= 1 for join in story.joins)
    assert "both name Hedda Moen" in story.joins[0].reason
    assert "published the same day" in story.joins[0].reason
    assert "published 2 days apart" in story.joins[1].reason


def test_numbers_are_cited_with_the_word_they_stand_by() -> None:
    (story,), _ = group(MERGER)
    assert "both have 2.6 billion crowns;" in story.joins[0].reason


def test_a_long_time_between_tellings_speaks_against_one_event() -> None:
    def scored(day: str) -> float:
        later = told("later", BRIDGE[1].text, title=BRIDGE[1].title, day=day)
        return float(probability(profile(BRIDGE[0]), [profile(later)])[0])

    assert scored("2023-05-16") >= scored("2023-05-18") > scored("2024-07-18")


def test_an_article_without_words_is_a_story_of_its_own_and_a_problem() -> None:
    stories, problems = group((*BRIDGE, Article("empty", "empty.txt", " … ")))
    assert ("empty",) in {story.articles for story in stories}
    assert [(problem.input, problem.kind) for problem in problems] == [("empty.txt", "no words")]


def test_the_order_of_the_input_does_not_matter() -> None:
    assert group(EVERY) == group(EVERY[::-1])


def test_a_story_keeps_its_id_whatever_else_is_in_the_heap() -> None:
    def bridge(stories: tuple[Story, ...]) -> str:
        return next(story.id for story in stories if "bridge-a" in story.articles)

    assert bridge(group(EVERY)[0]) == bridge(group(BRIDGE)[0])


anything = st.builds(
    Article,
    id=st.text(min_size=1, max_size=5),
    input=st.just("x"),
    text=st.text(max_size=300),
    title=st.none() | st.text(max_size=40),
    published=st.none() | st.builds(When, value=st.text(max_size=12) | st.just("2023-05-16"), grain=st.just("day")),
    language=st.sampled_from([None, "en", "fr", "xx"]),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(anything, max_size=7, unique_by=lambda article: article.id))
def test_any_articles_are_partitioned(articles: list[Article]) -> None:
    stories, _ = group(tuple(articles))
    assert Counter(each for story in stories for each in story.articles) == Counter(each.id for each in articles)
    assert all(len(story.joins) == len(story.articles) - 1 for story in stories)
    assert all(join.partner in story.articles for story in stories for join in story.joins)
    assert group(tuple(reversed(articles)))[0] == stories


def test_one_gigantic_line_is_read_in_time() -> None:
    assert len(members((told("huge", "lorem ipsum dolor " * 300_000), *BRIDGE))) == 2


def news() -> tuple[list[Article], list[str]]:
    lines = (SHARED / "data/stories/news_cluster.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return [told(row["id"], row["text"], title=row["title"], day=row["published"][:10]) for row in rows], [
        str(row["event"]) for row in rows
    ]


def bcubed(gold: list[str], found: list[str]) -> float:
    both, truth, made = Counter(zip(gold, found, strict=True)), Counter(gold), Counter(found)
    precision = sum(count * count / made[mine] for (_, mine), count in both.items()) / len(gold)
    recall = sum(count * count / truth[theirs] for (theirs, _), count in both.items()) / len(gold)
    return 2 * precision * recall / (precision + recall)


@needs_data
def test_real_news_is_grouped_as_well_as_the_page_says() -> None:
    articles, gold = news()
    place = {each: story.id for story in group(tuple(articles))[0] for each in story.articles}
    assert bcubed(gold, [place[article.id] for article in articles]) >= 0.92


@needs_seeds
@needs_data
def test_the_seeds_are_one_story_of_five_also_among_other_news() -> None:
    seeds = [told(path.stem, path.read_text(encoding="utf-8")) for path in sorted((SHARED / "seeds").glob("s*.txt"))]
    assert members(seeds) == {ids(seeds)}
    assert ids(seeds) in members([*seeds, *news()[0]])
