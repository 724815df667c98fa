from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.stories.sparse import Pair, average_groups

MARK = 0.5


def never(later: int, earlier: Sequence[int]) -> list[float]:
    raise AssertionError(f"{later} with {earlier} was asked for although every pair was scored")


def slowly(scores: dict[Pair, float]) -> list[tuple[int, ...]]:
    """Average linkage by its definition: merge the best pair of groups again and again; of equals the lowest."""
    groups: list[tuple[int, ...]] = [(at,) for at in sorted({at for pair in scores for at in pair})]

    def mean(one: tuple[int, ...], other: tuple[int, ...]) -> float:
        return sum(scores[min(pair), max(pair)] for pair in product(one, other)) / (len(one) * len(other))

    while len(groups) > 1:
        best = min((-round(mean(one, other), 9), one, other) for one, other in combinations(groups, 2))
        if -best[0] < MARK:
            break
        groups = sorted([group for group in groups if group not in best[1:]] + [tuple(sorted(best[1] + best[2]))])
    return groups


def drawn(seed: int, count: int) -> dict[Pair, float]:
    draw = np.random.default_rng(seed)
    return {pair: float(draw.random()) for pair in combinations(range(count), 2)}


@pytest.mark.parametrize("seed", range(40))
def test_with_every_pair_scored_the_groups_are_those_of_the_definition(seed: int) -> None:
    scores = drawn(seed, 14)
    assert average_groups(scores, MARK, never) == slowly(scores)


@given(st.integers(0, 10_000), st.integers(2, 9), st.sets(st.integers(0, 35), max_size=30))
def test_every_group_hangs_together_whatever_was_scored(seed: int, count: int, left_out: set[int]) -> None:
    scores = drawn(seed, count)
    links = {pair: score for at, (pair, score) in enumerate(scores.items()) if at not in left_out}
    groups = average_groups(
        links, MARK, lambda one, others: [scores[min(one, each), max(one, each)] for each in others]
    )
    assert sorted(at for group in groups for at in group) == sorted({at for pair in links for at in pair})
    for group in groups:
        if 1 < len(group) <= 5:
            pairs = list(combinations(group, 2))
            assert sum(scores[pair] for pair in pairs) / len(pairs) >= MARK - 1e-9


def test_one_link_between_two_pairs_is_checked_against_the_others() -> None:
    links = {(0, 1): 0.9, (2, 3): 0.9, (1, 2): 0.7}
    asked: list[Pair] = []

    def ask(later: int, earlier: Sequence[int]) -> list[float]:
        asked.extend((min(one, later), max(one, later)) for one in earlier)
        return [0.2 for _ in earlier]

    assert average_groups(links, MARK, ask) == [(0, 1), (2, 3)]
    assert sorted(asked) == [(0, 2), (0, 3), (1, 3)]


def nearest(count: int, each: int, seed: int) -> list[Pair]:
    draw = np.random.default_rng(seed)
    return [
        (int(one), other)
        for other in range(1, count)
        for one in draw.choice(other, size=min(each, other), replace=False)
    ]


def test_a_story_of_thousands_compared_with_only_twenty_each_holds_together() -> None:
    links = dict.fromkeys(nearest(5000, 20, 3), 0.9)
    (group,) = average_groups(links, MARK, lambda _, earlier: [0.9] * len(earlier))
    assert len(group) == 5000


def test_two_stories_of_hundreds_with_false_links_between_them_stay_apart() -> None:
    links = dict.fromkeys(nearest(600, 20, 3), 0.9)
    links |= {(one + 600, other + 600): 0.9 for one, other in nearest(600, 20, 4)}
    links |= {(at, 600 + at): 0.8 for at in range(0, 600, 40)}

    def ask(later: int, earlier: Sequence[int]) -> list[float]:
        return [0.9 if (one < 600) == (later < 600) else 0.05 for one in earlier]

    assert [len(group) for group in average_groups(links, MARK, ask)] == [600, 600]


def test_the_order_of_the_links_has_no_effect() -> None:
    links = {pair: 0.5 + (sum(pair) % 5) / 10 for pair in nearest(60, 6, 1)}

    def ask(later: int, earlier: Sequence[int]) -> list[float]:
        return [(one * later % 10) / 10 for one in earlier]

    backwards = dict(sorted(links.items(), reverse=True))
    assert average_groups(links, MARK, ask) == average_groups(backwards, MARK, ask)
