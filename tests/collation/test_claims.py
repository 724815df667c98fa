"""Which clauses of different tellings state one fact, and when they contradict each other."""

from __future__ import annotations

import pytest

from .stories import collated, joining, telling_of

WAGES = "The Brentmoor shipyard paid the welders their March wages"
NO_WAGES = "The Brentmoor shipyard did not pay the welders their March wages"


def test_one_fact_in_other_words_is_one_point() -> None:
    story = collated(
        "The council in Larn vetoed the sale of the shipyard on Monday. Gulls cried.",
        "It rained. The sale of the shipyard was blocked by the Larn council.",
    )
    assert joining(story, "claim", "a", "b") or joining(story, "commitment", "a", "b")


def test_a_denial_by_nobody_is_a_conflict() -> None:
    story = collated(f"{WAGES}. The gates were shut.", f"{NO_WAGES}. Rain fell.")
    (point,) = joining(story, "claim", "a", "b")
    assert (point.verdict, point.difference) == ("differs", "conflict")
    assert len(point.versions) == 2


def test_a_denial_by_another_speaker_is_said_by() -> None:
    story = collated(f"{WAGES}, manager Ida Holm said.", f"{NO_WAGES}, union leader Per Lund said.")
    (point,) = joining(story, "claim", "a", "b")
    assert point.difference == "said_by"


def test_names_alone_make_no_fact() -> None:
    story = collated(
        "President Maria Olsen met President Jan Berg in Larn. Maria Olsen praised the herring.",
        "President Maria Olsen and President Jan Berg quarrelled over wool. Jan Berg left early.",
    )
    assert not joining(story, "claim", "a", "b")


def test_an_expectation_and_its_outcome_are_related_and_do_not_differ() -> None:
    story = collated(
        {"text": "Orla Steel is expected to buy the Brentmoor shipyard on Friday.", "published": "2031-03-04"},
        {"text": "Orla Steel bought the Brentmoor shipyard on Friday.", "published": "2031-03-08"},
    )
    (expected,) = telling_of(story, "claim", "is expected to buy")
    (outcome,) = telling_of(story, "claim", "Steel bought")
    assert expected.related == (outcome.id,)
    assert outcome.related == (expected.id,)
    assert not any(point.difference for point in story.points)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            "Exports of Larn wool rose to $3 billion in 2029. The rest was tweed.",
            "Exports of Larn wool rose to $4 billion in 2030, the ministry said.",
            id="other year and sum",
        ),
        pytest.param(
            "The fire at the Larn paper mill injured 40 people. It began in a storeroom.",
            "Some 22 people are in hospital after the fire at the Larn paper mill.",
            id="other count of other people",
        ),
        pytest.param(
            "Divers recovered five more bodies from the Tern ferry on Wednesday.",
            "Divers have recovered 12 bodies from the Tern ferry.",
            id="an addition and a sum",
        ),
        pytest.param(
            "The Tern bridge opened to traffic on 3 March. Bands played.",
            "The Tern bridge opened to traffic on 4 March. It was cold.",
            id="other day",
        ),
    ],
)
def test_claims_with_different_numbers_or_days_are_not_agreed(one: str, other: str) -> None:
    agreed = [point for point in joining(collated(one, other), "claim", "a", "b") if point.verdict == "agreed"]
    assert not agreed


def test_a_claim_that_a_figure_tells_better_is_left_to_the_figure() -> None:
    story = collated(
        "Orla Steel paid $4 million for the Larn crane. Gulls cried.",
        "Orla Steel paid $9 million for the Larn crane. It rained.",
    )
    assert joining(story, "figure", "a", "b")
    assert not joining(story, "claim", "a", "b")


def test_two_expectations_of_one_thing_agree() -> None:
    story = collated("The Tern bridge will open on Friday.", "The Tern bridge is to open on Friday.")
    # whichever kind of Point tells it: the day is what the two have in common
    assert any(point.verdict == "agreed" and not point.related for point in story.points)


@pytest.mark.parametrize(("one", "other"), [("opposed", "supported"), ("raised", "cut"), ("hired", "sacked")])
def test_opposite_acts_are_no_agreement(one: str, other: str) -> None:
    story = collated(
        f"Mayor Ida Holm {one} the Brentmoor welders on Monday. Rain fell on the herring market.",
        f"Mayor Ida Holm {other} the Brentmoor welders on Monday. Gulls filled the quay.",
    )
    assert not [point for point in joining(story, "claim", "a", "b") if point.verdict == "agreed"]
