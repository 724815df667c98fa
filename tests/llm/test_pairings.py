"""Pairs of findings that one telling each has: kept only where nothing speaks against them, and never a difference."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.llm.conftest import Ask, refused
from variorum import collation, pipeline, statements
from variorum.llm.asked import Asked
from variorum.llm.pairings import pairing
from variorum.llm.refusals import No
from variorum.llm.shapes import PairSaid
from variorum.model import Edition, Lineage, Point, Proposal, Story, Version


def told_apart(one: str, other: str) -> Asked:
    """Two tellings of one sentence each, as if nothing had brought them together: a Point each, of everything they claim."""
    made = [
        {"id": name, "text": text, "language": "en", "published": "2024-05-15"}
        for name, text in (("a", one), ("b", other))
    ]
    articles = pipeline._as_articles(made)
    readings = {article.id: statements.read(article)[0] for article in articles}
    both = collation.collate(Story("s", "s", ("a", "b")), readings, Lineage((("a",), ("b",)), ()))
    points = tuple(
        Point(f"p{number}", "claim", article.text, (_version(both, article.id),))
        for number, article in enumerate(articles, start=1)
    )
    return Asked(replace(both, points=points), {article.id: article for article in articles})


def _version(story: Story, article: str) -> Version:
    claim = next(claim for claim in story.claims if claim.span.article == article)
    return Version(claim.span.words, (claim.id,), (article,), 1, (claim.span,))


def judged(one: str, other: str) -> Proposal | No:
    return pairing(PairSaid(one="p1", other="p2"), told_apart(one, other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The council of Halden closed the bridge.", "The bridge in Halden was closed by its council."),
        ("The ferry carried 900 people.", "900 people travelled on the ferry."),
        ("Mayor Ruth Dahl opened the new school.", "The new school was opened by Ruth Dahl."),
        ("Divers found the wreck of the ship.", "The wreck of the ship lies where divers found it."),
    ],
)
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
