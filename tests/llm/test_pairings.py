"""Pairs of findings that one telling each has: kept only where nothing speaks against them, and never a difference."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bench.lies import APART, TOGETHER, told_apart

from tests.llm.conftest import Ask, refused
from variorum.llm.pairings import pairing
from variorum.llm.refusals import No
from variorum.llm.shapes import PairSaid
from variorum.model import Edition, Lineage, Proposal


def judged(one: str, other: str) -> Proposal | No:
    return pairing(PairSaid(one="p1", other="p2"), told_apart(one, other))


@pytest.mark.parametrize(("one", "other"), TOGETHER[:5])
def test_one_fact_in_two_wordings_is_kept(one: str, other: str) -> None:
    kept = judged(one, other)
    assert isinstance(kept, Proposal)
    assert kept.points == ("p1", "p2")
    assert {span.article for span in kept.spans} == {"a", "b"}


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("The ferry carried 900 people.", "The ferry carried 950 people.", "number"),
        ("The repair costs 3 million euros.", "The repair costs 3 million dollars.", "number"),
        ("Ruth Dahl opened the new school.", "Olav Berg opened the new school.", "name"),
        ("The council approved the new budget.", "The council did not approve the new budget.", "negation"),
        ("The council approved the new budget.", "The council rejected the new budget.", "negation"),
        ("Prices of bread rose by 5 percent.", "Prices of bread fell by 5 percent.", "negation"),
        ("Mayor Ruth Dahl opened the old port.", "Mayor Ruth Dahl closed the old port.", "negation"),
        ("The council bought the old ship.", "The council may buy the old ship.", "firmness"),
        ("The court met on 3 May 2024.", "The court met on 9 May 2024.", "date"),
        ("The harbour is deep.", "The weather was mild.", "nothing_shared"),
        ("Ruth Dahl visited the school.", "Ruth Dahl bought a horse.", "nothing_shared"),
    ],
)
def test_what_cannot_be_one_fact_is_refused(one: str, other: str, reason: str) -> None:
    no = judged(one, other)
    assert isinstance(no, No)
    assert no.reason == reason


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("p98", "p99", "unknown"),
        ("p1", "p14", "unknown"),
        ("p14", "p14", "one_telling"),
        ("p13", "p14", "one_telling"),
        ("p5", "p22", "kind"),
        ("p14", "p21", "number"),
    ],
)
def test_pairs_of_a_story_are_held_to_the_same(ask: Ask, one: str, other: str, reason: str) -> None:
    edition = ask(pairs=[{"one": one, "other": other}])
    assert [no.reason for no in refused(edition)] == [reason]


@pytest.mark.parametrize(("one", "other"), APART)
def test_no_pair_that_is_two_facts_is_kept(one: str, other: str) -> None:
    assert isinstance(judged(one, other), No)


def test_copies_are_not_paired() -> None:
    asked = told_apart("The ferry carried 900 people.", "900 people travelled on the ferry.")
    copied = replace(asked, story=replace(asked.story, lineage=Lineage((("a", "b"),), ())))
    no = pairing(PairSaid(one="p1", other="p2"), copied)
    assert isinstance(no, No)
    assert no.reason == "one_voice"


def test_a_kept_pair_makes_no_point_and_no_difference(ask: Ask) -> None:
    every = [{"one": f"p{one}", "other": f"p{other}"} for one in range(5, 23) for other in range(5, 23)]
    edition: Edition = ask(pairs=every[:20])
    bare = [replace(story, proposals=()) for story in edition.stories]
    again = ask(pairs=[])
    assert bare == list(again.stories)
