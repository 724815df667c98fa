from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.stories.candidates import Index, day_of, in_time
from variorum.stories.days import Days
from variorum.stories.profiles import Ids, Weights

from .tellings import BRIDGE, EVERY, told


@dataclass(frozen=True)
class Terms:
    terms: Ids
    weights: Weights
    heavy: Ids
    days: Days | None


def terms(numbers: set[int], day: int | None = None) -> Terms:
    ids = np.array(sorted(numbers), np.uint32)
    weights = (1 / np.sqrt(1 + np.arange(len(ids)))).astype(np.float32)
    weights = weights / np.float32(np.sqrt((weights * weights).sum()) or 1)
    return Terms(ids, weights, ids[np.argsort(-weights, kind="stable")[:40]], None if day is None else (day, day))


def numbers(index: Index, one: Terms) -> list[int]:
    found: list[int] = index.add(one).numbers.tolist()
    return found


def test_the_likest_earlier_article_comes_first() -> None:
    index = Index()
    for held in ({1, 2, 3}, {1, 2, 9}, {2, 8, 9}):
        index.enter(terms(held))
    assert numbers(index, terms({1, 2, 9})) == [1, 0, 2]


def test_what_is_far_less_like_than_the_likest_is_left_out() -> None:
    index = Index()
    for held in ({1, 2, 3}, {7, 8, 9}):
        index.enter(terms(held))
    assert numbers(index, terms({1, 2, 9})) == [0]
    assert numbers(index, terms({9, 12, 13})) == [2, 1]


def test_of_equals_the_latest_comes_first() -> None:
    index = Index(most=2)
    for _ in range(4):
        index.enter(terms({1, 2}))
    assert numbers(index, terms({1, 2})) == [3, 2]


@pytest.mark.parametrize(
    ("earlier", "later", "found"), [(100, 160, [0]), (100, 161, []), (None, 161, [0]), (100, None, [0])]
)
def test_only_what_lies_within_the_window_is_found(earlier: int | None, later: int | None, found: list[int]) -> None:
    index = Index(window=60)
    index.enter(terms({1, 2}, earlier))
    assert numbers(index, terms({1, 2}, later)) == found


def test_what_shares_no_heavy_term_is_not_found() -> None:
    index = Index()
    index.enter(terms({1, 2}))
    assert numbers(index, terms({3})) == []
    assert numbers(index, terms(set())) == []


@pytest.mark.parametrize(("days", "day"), [(None, 0), ((700, 700), 700), ((700, 730), 700), ((700, 1064), 0)])
def test_a_date_as_vague_as_a_year_is_none(days: Days | None, day: int) -> None:
    assert day_of(days) == day


def test_the_undated_come_before_all_others() -> None:
    undated = told("zzz", "Nobody knows when.", title="Undated", day=None)
    ordered = in_time([*EVERY, undated])
    assert ordered[0] == undated
    assert [one.published.value for one in ordered[1:] if one.published] == sorted(
        one.published.value for one in EVERY if one.published
    )
    assert in_time(reversed(BRIDGE)) == in_time(BRIDGE)


heaps = st.lists(
    st.tuples(st.sets(st.integers(1, 12), max_size=6), st.none() | st.integers(700, 760)), min_size=1, max_size=40
)


@given(heaps, st.integers(1, 30))
def test_forgetting_what_no_window_reaches_changes_nothing(
    heap: list[tuple[set[int], int | None]], window: int
) -> None:
    heap = sorted(heap, key=lambda one: one[1] or 0)
    whole, forgetful = Index(window=window, depth=5), Index(window=window, depth=5)
    for held, day in heap:
        if day:
            forgetful.forget(day - window)
        one = terms(held, day)
        assert numbers(whole, one) == numbers(forgetful, one)


@given(heaps, st.integers(1, 30), st.integers(700, 760))
def test_a_part_of_the_time_with_one_window_before_it_finds_what_the_whole_finds(
    heap: list[tuple[set[int], int | None]], window: int, begin: int
) -> None:
    heap = sorted(heap, key=lambda one: one[1] or 0)
    whole, part = Index(window=window, depth=5), Index(window=window, depth=5)
    held_back = [at for at, (_, day) in enumerate(heap) if day is None or day >= begin - window]
    expected = [numbers(whole, terms(held, day)) for held, day in heap]
    for at in held_back:
        held, day = heap[at]
        found = [held_back[number] for number in numbers(part, terms(held, day))]
        if day is not None and day >= begin:
            assert found == expected[at]


def test_days_are_ordinals() -> None:
    assert day_of((date(2024, 1, 1).toordinal(), date(2024, 1, 31).toordinal())) == date(2024, 1, 1).toordinal()
