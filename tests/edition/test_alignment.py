"""Where the words of an old text stand in a new one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.edition.alignment import align, matched


@given(st.lists(st.sampled_from("abcd"), max_size=30), st.lists(st.sampled_from("abcd"), max_size=30))
def test_what_is_matched_is_the_same_and_in_order(old: list[str], new: list[str]) -> None:
    pairs = [(one, other) for one, other in enumerate(matched(old, new)) if other >= 0]
    assert all(old[one] == new[other] for one, other in pairs)
    assert all(before < after for (_, before), (_, after) in pairwise(pairs))


@given(st.permutations(range(9)), st.integers(0, 9), st.integers(0, 9))
def test_where_all_items_differ_as_many_as_possible_are_kept(new: list[int], first: int, last: int) -> None:
    old = list(range(first, last))
    assert sum(other >= 0 for other in matched(old, new)) == longest_common(old, new)


def longest_common(old: list[int], new: list[int]) -> int:
    """The slow way: the longest common subsequence, cell by cell."""
    row = [0] * (len(new) + 1)
    for one in old:
        above = row[:]
        for number, other in enumerate(new, 1):
            row[number] = above[number - 1] + 1 if one == other else max(above[number], row[number - 1])
    return row[-1]


@pytest.mark.parametrize(
    ("new", "words", "kept"),
    [
        ("The tide was high. Forty ships came.", "Forty ships", True),
        ("Forty ships came. The tide was low.", "Forty ships", True),
        ("The tide was low. Forty  ships\ncame.", "Forty ships", True),
        ("The tide was low. Forty old ships came.", "Forty ships", False),
        ("The tide was low. Four ships came.", "Forty", False),
        ("The tide was low. Fortys ships came.", "Forty", False),
        ("", "tide", False),
    ],
)
def test_words_are_kept_when_they_stand_together_at_their_place(new: str, words: str, kept: bool) -> None:
    old = "The tide was low. Forty ships came."
    start = old.index(words)
    assert align(old, new).keeps(start, start + len(words)) is kept


def test_a_span_without_a_word_is_kept_nowhere() -> None:
    assert not align("a  b", "a  b").keeps(1, 2)
