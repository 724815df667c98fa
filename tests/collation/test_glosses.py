"""What a Point is about reads alone: with its subject, without a pronoun, and no two shared ones alike."""

from __future__ import annotations

from .stories import collated


def shared(*tellings: str) -> list[str]:
    return [point.about for point in collated(*tellings).points if point.verdict != "single"]


def test_a_clause_without_its_subject_gets_it() -> None:
    glosses = shared(
        "Orla Steel, which bought the Brentmoor shipyard in a hurry, is old. Herring was cheap.",
        "Orla Steel, which bought the Brentmoor shipyard in a hurry, smiled. Cod was dear.",
    )
    assert glosses
    assert not [about for about in glosses if about.split()[0] in ("which", "bought")]


def test_a_telling_that_names_who_it_is_is_preferred_to_a_pronoun() -> None:
    glosses = shared(
        "Mayor Ana Roth arrived late. She dismissed the harbour master of Brentmoor for negligence.",
        "Mayor Ana Roth dismissed the harbour master of Brentmoor for negligence. It rained.",
    )
    assert glosses
    assert not [about for about in glosses if about.lower().startswith("she ")]


def test_two_findings_on_the_same_thing_say_which() -> None:
    story = collated(
        "The Brentmoor yard employs 900 welders. A poll found that the yard is liked by 61 percent of people.",
        "The yard at Brentmoor employs 900 welders. In a poll 61 percent of people like the yard.",
    )
    told = [point.about.casefold() for point in story.points if point.verdict != "single"]
    assert len(told) == len(set(told))
