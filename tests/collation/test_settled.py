"""Tellings that the user knows to be one voice, or to be independent, count so whatever the program finds."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.collation import resolve
from variorum.collation.settled import settled
from variorum.errors import UnknownTelling
from variorum.model import Copy, Lineage, Merge, Point
from variorum.settings import Merging

from .stories import articles, collated, with_values

FIRST = "The Tern bridge cost $40 million and took six years to build. Crowds waved flags by the river."
SECOND = "Larn has paid $40 million for its bridge over the Tern. Maria Olsen cut the ribbon while a band played."
THIRD = "The council of Larn put $40 million into the bridge across the Tern, the treasurer told a meeting."


def pairs(*named: str) -> frozenset[tuple[str, str]]:
    return frozenset((one[0], one[1]) for one in named)


def cost(*texts: str, together: tuple[str, ...] = (), independent: tuple[str, ...] = ()) -> Point:
    merging = Merging(together=pairs(*together), independent=pairs(*independent))
    (point,) = with_values(collated(*({"text": text} for text in texts), merging=merging), 40e6)
    return point


def test_two_that_are_one_voice_count_once_and_the_reason_says_who_settled_it() -> None:
    assert cost(FIRST, SECOND).versions[0].voices == 2
    only = cost(FIRST, SECOND, together=("ab",)).versions[0]
    assert only.voices == 1
    assert only.merges == (Merge(("a", "b"), "one voice, as the user settled", "settled"),)


def test_one_voice_goes_on_through_a_telling_that_is_silent_here() -> None:
    silent = "A band played in Larn. Rain fell on the market, and nobody minded."
    tellings = (FIRST, SECOND, silent)
    assert cost(*tellings, together=("ac", "cb")).versions[0].voices == 1
    assert [(one.article, one.reason) for one in cost(*tellings, together=("ac",)).silences] == [("c", "same_voice")]


@pytest.mark.parametrize(("independent", "voices"), [((), 1), (("ab",), 2), (("ba",), 2), (("ab", "bc", "ac"), 3)])
def test_independent_holds_where_both_are_said(independent: tuple[str, ...], voices: int) -> None:
    found = cost(FIRST, SECOND, THIRD, together=("ab", "bc"), independent=independent)
    assert found.versions[0].voices == voices


def test_the_voices_of_the_story_follow() -> None:
    tellings = ({"text": FIRST}, {"text": SECOND})
    assert collated(*tellings).lineage.voices == (("a",), ("b",))
    assert collated(*tellings, merging=Merging(together=pairs("ba"))).lineage.voices == (("a", "b"),)


def test_a_voice_falls_apart_and_each_stays_with_the_one_it_shares_most_with() -> None:
    copies = (Copy("a", "b", "copy", 0.9, ""), Copy("a", "c", "rewrite", 0.4, ""), Copy("b", "c", "rewrite", 0.7, ""))
    lineage = Lineage((("a", "b", "c"), ("d",)), copies)
    parted = settled(lineage, Merging(independent=pairs("ab"), together=pairs("ad")))
    assert parted == replace(lineage, voices=(("a", "d"), ("b", "c")))


def test_tellings_of_one_voice_are_named_like_independent_ones() -> None:
    known = articles([{"text": FIRST}, {"text": SECOND}])
    by_input = Merging(together=frozenset([(known[0].input, "b")]))
    assert resolve(by_input, known).together == pairs("ab")
    with pytest.raises(UnknownTelling):
        resolve(Merging(together=pairs("az")), known)


some_pairs = st.frozensets(st.sampled_from(list(combinations("abcdef", 2))), max_size=6)


@given(some_pairs, some_pairs, st.lists(st.integers(0, 3), min_size=6, max_size=6))
@settings(deadline=None, derandomize=True)
def test_voices_stay_a_partition_in_which_no_independent_two_are_together(
    together: frozenset[tuple[str, str]], independent: frozenset[tuple[str, str]], groups: list[int]
) -> None:
    voices = tuple(
        tuple(name for name, at in zip("abcdef", groups, strict=True) if at == number) for number in range(4)
    )
    found = settled(Lineage(tuple(filter(None, voices))), Merging(together=together, independent=independent)).voices
    assert sorted(name for voice in found for name in voice) == list("abcdef")
    home = {name: voice for voice in found for name in voice}
    assert all(home[one] != home[other] for one, other in independent)
    assert independent or all(home[one] == home[other] for one, other in together)
    turned = Merging(together=frozenset((b, a) for a, b in together), independent=independent)
    assert settled(Lineage(tuple(filter(None, voices))), turned).voices == found
