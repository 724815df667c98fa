"""The tellings' totals of killed and hurt: which numbers meet, and which of them is the one to go by."""

from __future__ import annotations

import pytest

from variorum.model import Point, Story

from .stories import collated, with_values


def on(day: int, text: str) -> dict[str, str]:
    return {"published": f"2031-03-{day:02}", "text": text}


def about(story: Story, word: str) -> list[Point]:
    """The Points on figures that more than one telling carries and that count this."""
    found = [point for point in story.points if point.kind == "figure" and point.verdict != "single"]
    return [point for point in found if word in point.about]


@pytest.mark.parametrize(
    "other",
    [
        "A bus plunged off the Larn bridge on Tuesday, leaving nine people dead, police said. It was raining.",
        "Nine were killed when a bus went off the Larn bridge. The driver lived.",
        "The crash of a bus at Larn claimed nine lives, among them a baker's. Divers searched until dusk.",
    ],
)
def test_one_toll_in_other_words_agrees(other: str) -> None:
    story = collated(
        "Nine people died on Tuesday as a coach fell from a bridge at Larn. Fog lay over the river.", other
    )
    (point,) = with_values(story, 9)
    assert point.verdict == "agreed"


def test_the_killed_and_the_injured_never_meet() -> None:
    story = collated(
        on(4, "A blast at the Larn quarry killed four people and injured nine, police said."),
        on(6, "Six people were injured and four killed by the blast at the Larn quarry."),
    )
    (injured,) = with_values(story, 9)
    assert [version.value for version in injured.versions] == ["nine", "Six"]
    assert {version.value.lower() for point in with_values(story, 4) for version in point.versions} == {"four"}


def test_others_beside_another_toll_are_a_total_and_no_addition() -> None:
    story = collated(
        on(4, "One man was killed and three others were wounded in a shooting at the Larn fair."),
        on(4, "The shooting at the Larn fair left one dead and three injured, police said."),
    )
    assert [point.verdict for point in with_values(story, 3)] == ["agreed"]


def test_the_dead_of_another_year_are_no_version() -> None:
    story = collated(
        on(4, "A blast at the Larn quarry killed four people. A blast there in 2019 killed 11 people."),
        on(5, "Five people were killed in the blast at the Larn quarry, police said."),
    )
    (point,) = with_values(story, 4, 5)
    assert {version.value.lower() for version in point.versions} == {"four", "five"}
    assert [version.value for version in point.versions if version.latest] == ["Five"]


def test_a_lower_number_of_dead_told_later_is_not_the_one_to_go_by() -> None:
    story = collated(
        on(4, "Five people were killed in the blast at the Larn quarry, police said."),
        on(9, "Three people were killed in the blast at the Larn quarry, a court heard."),
    )
    (point,) = with_values(story, 3, 5)
    assert point.difference == "superseded"
    assert not any(version.latest for version in point.versions)


@pytest.mark.parametrize(
    "corrected",
    [
        "Police corrected the number of people killed in the blast at the Larn quarry to four, after a second look.",
        "The coroner revised the toll of the blast at the Larn quarry on Friday to at least four.",
        "Police have lowered their count of the dead after the Larn quarry blast to four.",
    ],
)
def test_a_count_that_is_brought_to_another_number_is_a_total(corrected: str) -> None:
    story = collated(on(4, "Five people were killed in the blast at the Larn quarry, police said."), on(4, corrected))
    (point,) = with_values(story, 4, 5)
    assert point.difference == "superseded"
    assert [version.value.split()[-1] for version in point.versions if version.latest] == ["four"]


def test_a_count_brought_to_a_number_is_of_what_it_names() -> None:
    story = collated(
        on(4, "Five people were killed in the blast at the Larn quarry, police said."),
        on(4, "The Larn quarry brought the number of its diggers after the blast to four."),
    )
    assert not with_values(story, 4, 5)


def test_a_victim_told_of_alone_counts_one() -> None:
    story = collated(
        on(4, "A man was killed in a fire at the Larn mill on Monday. It began in a storeroom."),
        on(4, "One person died on Monday when the Larn mill burned, police said."),
    )
    (point,) = about(story, "person")
    assert point.verdict == "agreed"


def test_a_victim_told_of_alone_is_no_lower_count_of_many() -> None:
    story = collated(
        on(4, "Police said 17 people were killed in the fire at the Larn mill."),
        on(5, "A man who was killed in the fire at the Larn mill was a keen angler. He was buried on Friday."),
    )
    assert not [point for point in about(story, "people") if point.difference]


def test_dozens_bear_out_43_and_hundreds_do_not() -> None:
    exact = on(4, "The quake killed 43 people in Larn, the mayor said.")
    dozens = collated(exact, on(4, "Dozens of people were killed by the quake in Larn."))
    hundreds = collated(exact, on(5, "Hundreds of people were killed by the quake in Larn."))
    assert [point.difference for point in about(dozens, "people")] == ["precision"]
    assert [point.difference for point in about(hundreds, "people")] == ["superseded"]


def test_the_same_number_with_a_bound_is_no_difference_of_substance() -> None:
    story = collated(
        on(4, "At least nine people were killed in the bus crash at Larn."),
        on(5, "Nine people were killed in the bus crash at Larn."),
    )
    (point,) = with_values(story, 9)
    assert point.difference == "precision"


def test_counts_of_charges_are_no_toll() -> None:
    story = collated(
        on(4, "Four people were killed in the fire at the Larn mill."),
        on(9, "Per Lund faces six counts of murder over the fire at the Larn mill."),
    )
    assert not [point for point in with_values(story, 4) if point.difference]


def test_one_person_in_words_stands_beside_a_later_higher_count() -> None:
    story = collated(
        on(4, "A fire at the Larn mill left one person dead, the brigade said. The street was closed."),
        on(5, "Three people were killed in the fire at the Larn mill, the brigade said."),
    )
    (point,) = with_values(story, 3)
    assert [version.value for version in point.versions if version.latest] == ["Three"]
    assert point.difference == "superseded"


@pytest.mark.parametrize(
    "other",
    [
        "One man died in the fire at the Larn mill. Three other men were taken to hospital.",
        "A man died in the fire at the Larn mill and three others were critically injured.",
        "The fire at the Larn mill killed one man and hurt three others.",
    ],
)
def test_the_same_number_of_hurt_agrees_whatever_it_led_to(other: str) -> None:
    story = collated(
        on(4, "A fire at the Larn mill left one dead and three others injured, police said."), on(4, other)
    )
    assert any(point.verdict == "agreed" for point in about(story, "injured"))


def test_another_number_in_hospital_disputes_no_number_of_hurt() -> None:
    story = collated(
        on(4, "A fire at the Larn mill injured five people, police said."),
        on(4, "Three people were taken to hospital after the fire at the Larn mill."),
    )
    assert not [point for point in story.points if point.difference]


def test_what_came_of_being_shot_decides_what_is_counted() -> None:
    story = collated(
        on(4, "Two people were shot dead outside a bar in Larn, police said."),
        on(5, "Two men were killed outside a bar in Larn on Monday, police said."),
    )
    assert [point.verdict for point in with_values(story, 2)] == ["agreed"]


def test_a_victim_of_an_earlier_time_is_no_victim_of_this_one() -> None:
    story = collated(
        on(4, "A woman was killed in a crash on the Larn road, police said."),
        on(4, "Police closed the Larn road after a crash. Last year a woman was killed there in the fog."),
    )
    assert not [point for point in about(story, "killed") if point.kind == "figure"]
