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


def test_who_does_it_stands_once_where_it_says_by_whom() -> None:
    glosses = shared(
        "Orla Steel read the order issued by Mayor Ana Roth in Brentmoor. Herring was cheap.",
        "Orla Steel ignored the order issued by Mayor Ana Roth in Brentmoor. Cod was dear.",
    )
    assert not [about for about in glosses if about.count("Roth") > 1]


def test_what_somebody_did_something_to_stands_behind_the_verb() -> None:
    glosses = shared(
        "Orla Steel made a bid for the Brentmoor shipyard, which Mayor Ana Roth blocked in March. Herring was cheap.",
        "Orla Steel regrets the bid for the Brentmoor shipyard, which Mayor Ana Roth blocked in March. Cod was dear.",
    )
    assert glosses
    assert not [about for about in glosses if about.startswith("which")]


def test_of_several_findings_on_one_thing_the_difference_keeps_the_short_gloss() -> None:
    story = collated(
        {
            "published": "2031-03-04",
            "text": "A blast at the Larn quarry killed four people. In 2019 a fire killed 11 people.",
        },
        {
            "published": "2031-03-05",
            "text": "Five people were killed in the blast at the Larn quarry. In 2019 a fire killed 11 people.",
        },
    )
    told = {point.verdict: point.about for point in story.points if point.kind == "figure"}
    assert told["differs"] == "people killed"


def test_a_figure_is_not_told_by_one_bare_word() -> None:
    glosses = shared(
        "The mayor said that 27 people are in hospital in Larn. Herring was cheap.",
        "In the hospital in Larn 27 people are treated, the mayor said. Cod was dear.",
    )
    assert "people" not in glosses


def test_a_counted_noun_is_enough_for_a_figure() -> None:
    story = collated("The Larn ferry carried 132 people and seven crew. Herring was cheap.")
    assert "crew: seven" in [point.about for point in story.points]
