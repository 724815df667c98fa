from __future__ import annotations

import pickle
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.model import Article, Story, When
from variorum.stories import group
from variorum.stories.evidence import probability
from variorum.stories.measures import NAMES, measures
from variorum.stories.profiles import profile

from .tellings import BRIDGE, EVERY, MERGER, OTHER_BRIDGE, told

ELSEWHERE = told(
    "elsewhere",
    "The poet Amara Quill has won the Lantern prize of Castermont for a book about her grandmother's orchard. The jury praised"
    " its quiet humour. Quill, 71, said that she would spend the money on pear trees.",
    title="Orchard book wins Lantern prize",
    day="2023-05-16",
)
# No day of the week is named here: "on Friday" is another day when the day of publication is another.
FLOOD = (
    told(
        "flood-a",
        "The river Senn rose over the quay of Marlow Bend and 40 families left. Mayor Ines Roth opened a school.",
    ),
    told(
        "flood-b",
        "Some 40 families of Marlow Bend slept in a school after the Senn flooded the quay, said Ines Roth, mayor.",
    ),
)


def score(one: Article, other: Article) -> float:
    return float(probability(profile(one), [profile(other)])[0])


def test_two_tellings_of_one_event_are_probable_and_two_events_of_a_kind_are_not() -> None:
    assert score(BRIDGE[0], BRIDGE[1]) > 0.8
    assert score(BRIDGE[0], OTHER_BRIDGE[0]) < 0.2
    assert score(MERGER[0], MERGER[1]) > 0.8


@pytest.mark.parametrize(
    ("one", "other"), [(BRIDGE[0], BRIDGE[2]), (BRIDGE[1], OTHER_BRIDGE[0]), (MERGER[0], ELSEWHERE)]
)
def test_a_pair_scores_the_same_from_either_side(one: Article, other: Article) -> None:
    assert score(one, other) == score(other, one)
    forth, back = measures(profile(one), [profile(other)]), measures(profile(other), [profile(one)])
    np.testing.assert_allclose(forth, back, rtol=1e-6)


@given(st.permutations([*EVERY, ELSEWHERE]), st.integers(1, 8))
@settings(max_examples=40, deadline=None)
def test_a_pair_scores_the_same_in_any_company(articles: Sequence[Article], size: int) -> None:
    one, *others = articles[: size + 1]
    together = probability(profile(one), [profile(other) for other in others])
    assert together.tolist() == [score(one, other) for other in others]


@given(st.integers(-200_000, 200_000))
@settings(max_examples=40, deadline=None)
def test_the_same_days_more_for_both_change_nothing(days: int) -> None:
    def moved(article: Article, by: int) -> Article:
        return replace(article, published=When((date(2023, 5, 16) + timedelta(days=by)).isoformat(), "day"))

    one, other = FLOOD
    assert score(moved(one, days), moved(other, days + 2)) == score(moved(one, 0), moved(other, 2))


def test_a_profile_without_words_is_measured_too() -> None:
    empty = profile(Article("empty", "empty", " … "))
    rows = measures(empty, [profile(BRIDGE[0]), empty])
    assert rows.shape == (2, len(NAMES))
    assert np.isfinite(rows).all()
    assert (probability(empty, [profile(BRIDGE[0])]) < 0.5).all()
    assert probability(empty, []).shape == (0,)


def test_a_profile_is_small() -> None:
    assert len(pickle.dumps(profile(BRIDGE[0]))) < 6000


def alone(stories: tuple[Story, ...]) -> set[tuple[str, ...]]:
    return {story.articles for story in stories}


@given(st.permutations(EVERY))
@settings(max_examples=20, deadline=None)
def test_the_order_of_articles_has_no_effect(articles: Sequence[Article]) -> None:
    assert group(tuple(articles)) == group(EVERY)


def test_an_unrelated_article_more_changes_no_other_story() -> None:
    before, after = group(EVERY)[0], group((*EVERY, ELSEWHERE))[0]
    assert [story for story in after if "elsewhere" not in story.articles] == list(before)
    assert ("elsewhere",) in alone(after)


def test_a_report_of_two_events_does_not_chain_them() -> None:
    both = told("both", f"{BRIDGE[0].text} {MERGER[0].text}", title="Barge hits bridge; banks merge", day="2023-05-17")
    found = alone(group((*BRIDGE, *MERGER, both))[0])
    assert not any({"bridge-a", "bank-a"} <= set(story) for story in found)
