from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from variorum.stories.clusters import average_linkage, two_events
from variorum.stories.likeness import Scores, _over, _products


def slowly(scores: Scores, mark: float) -> set[frozenset[int]]:
    """Average linkage by its definition: merge the best pair of groups again and again."""
    groups = [frozenset({at}) for at in range(len(scores))]

    def mean(one: frozenset[int], other: frozenset[int]) -> float:
        return float(np.mean([scores[left, right] for left in one for right in other]))

    while len(groups) > 1:
        one, other = max(combinations(groups, 2), key=lambda pair: mean(*pair))
        if mean(one, other) < mark:
            break
        groups = [group for group in groups if group not in (one, other)] + [one | other]
    return set(groups)


def likenesses(seed: int, size: int) -> Scores:
    drawn = np.random.default_rng(seed).random((size, size))
    scores = ((drawn + drawn.T) / 2).astype(np.float32)
    np.fill_diagonal(scores, 0)
    return scores


@pytest.mark.parametrize("seed", range(25))
def test_chains_of_nearest_neighbours_find_what_the_definition_finds(seed: int) -> None:
    scores = likenesses(seed, 12)
    for mark in (0.35, 0.5, 0.65):
        assert {frozenset(tree.members) for tree in average_linkage(scores, mark)} == slowly(scores, mark)


def test_one_weak_link_does_not_chain_two_events() -> None:
    scores = np.zeros((4, 4), np.float32)
    for left, right, score in ((0, 1, 0.5), (2, 3, 0.5), (1, 2, 0.3)):
        scores[left, right] = scores[right, left] = score
    assert [tree.members for tree in average_linkage(scores, 0.14)] == [(0, 1), (2, 3)]


def pairwise(within: float, between: float) -> Scores:
    scores = np.full((4, 4), between, np.float32)
    scores[0, 1] = scores[1, 0] = scores[2, 3] = scores[3, 2] = within
    np.fill_diagonal(scores, 0)
    return scores


def test_two_tight_groups_with_other_names_are_two_events() -> None:
    (tree,) = average_linkage(pairwise(0.4, 0.18), 0.14)
    assert two_events(tree, pairwise(0.5, 0.1)) == [(0, 1), (2, 3)]


def test_two_tight_groups_with_the_same_names_are_one_event_told_on() -> None:
    (tree,) = average_linkage(pairwise(0.4, 0.18), 0.14)
    assert two_events(tree, pairwise(0.5, 0.35)) == [(0, 1, 2, 3)]


def test_near_copies_do_not_split_an_event() -> None:
    (tree,) = average_linkage(pairwise(0.99, 0.25), 0.14)
    assert two_events(tree, pairwise(0.99, 0.1)) == [(0, 1, 2, 3)]


@pytest.mark.parametrize("seed", range(5))
def test_links_are_the_pairs_whose_product_reaches_the_floor(seed: int) -> None:
    draw = np.random.default_rng(seed)
    rows = [
        {f"w{term}": float(draw.random()) / 4 for term in draw.choice(60, size=12, replace=False)} for _ in range(80)
    ]
    products = _products(rows)
    expected = {(one, other) for one, other in combinations(range(80), 2) if products[one, other] >= 0.05}
    assert set(_over(rows, 0.05)) == expected
