"""Which numbers of different tellings measure one thing, and how they differ."""

from __future__ import annotations

import pytest

from variorum.collation.facts import Fact
from variorum.collation.figure_pairs import pair_score
from variorum.collation.likeness import Likeness
from variorum.model import Figure, Span, Story

from .stories import carrying, collated, differences, with_values


def on(day: int, text: str) -> dict[str, str]:
    return {"text": text, "published": f"2031-03-{day:02}"}


MILL_12 = "The fire at the Larn paper mill killed 12 people, police said. It began in a storeroom."
MILL_17 = "Police said 17 people were killed in the fire at the Larn paper mill. Flames were out by dawn."


def test_two_prices_of_one_thing_are_a_conflict() -> None:
    story = collated(
        "Orla Steel bought the Brentmoor shipyard for $14.1 billion. The yard employs 900 welders.",
        "The Brentmoor shipyard was sold to Orla Steel for $14.9 billion. Workers cheered at the gates.",
    )
    assert differences(with_values(story, 14.1e9, 14.9e9)) == ["conflict"]
    point = with_values(story, 14.1e9)[0]
    assert {version.value for version in point.versions} == {"$14.1 billion", "$14.9 billion"}
    assert point.reason


def test_what_was_spoken_of_before_is_not_of_whoever_stops_it() -> None:
    """The office that bans the sale is no party of it: the firms of "the sale" stand a sentence before."""
    story = collated(
        "The council could not decide on Orla Steel's $14.9 billion bid for Brentmoor Yards, which the Harbour Office stopped.",
        "Orla Steel will invest in Brentmoor Yards. The Harbour Office on Monday stopped the $14.1 billion takeover.",
    )
    assert differences(with_values(story, 14.1e9, 14.9e9)) == ["conflict"]


def test_two_prices_in_round_millions_are_a_conflict() -> None:
    story = collated(
        "The Tern bridge cost $40 million. It took six years to build.",
        "The Tern bridge cost $44 million, and it is painted red.",
    )
    assert differences(with_values(story, 40e6, 44e6)) == ["conflict"]


def test_a_toll_that_grows_is_superseded() -> None:
    story = collated(on(4, MILL_12), on(6, MILL_17))
    (point,) = with_values(story, 12, 17)
    assert point.difference == "superseded"
    assert [(version.value, version.latest) for version in point.versions] == [("12", False), ("17", True)]
    assert point.reason == "12 on 4 March, 17 on 6 March: the later count replaces the earlier one"


def test_two_tolls_of_one_day_leave_open_which_is_later() -> None:
    (point,) = with_values(collated(on(4, MILL_12), on(4, MILL_17)), 12, 17)
    assert point.difference == "superseded"
    assert not any(version.latest for version in point.versions)


def test_a_correction_is_later_than_what_it_corrects() -> None:
    corrected = "Police corrected the toll of the fire at the Larn paper mill: 16 people were killed."
    (point,) = with_values(collated(on(6, MILL_17), on(6, corrected)), 16, 17)
    assert point.difference == "superseded"
    assert [version.value for version in point.versions if version.latest] == ["16"]
    assert "16 on 6 March, as a correction" in point.reason


@pytest.mark.parametrize(
    ("rough", "exact", "values"),
    [
        (
            "About 100 passengers were aboard the Tern ferry when it hit the pier.",
            "The Tern ferry had 98 passengers aboard when it struck the pier at Larn.",
            (100, 98),
        ),
        (
            "Orla Steel will pay between $3 million and $5 million for the Larn crane.",
            "Orla Steel will pay $4 million for the Larn crane.",
            (3e6, 4e6, 5e6),
        ),
        (
            "Orla Steel paid $9 billion for the Larn shipyard.",
            "Orla Steel paid $8.9 billion for the Larn shipyard.",
            (9e9, 8.9e9),
        ),
        pytest.param(
            "Orla Steel paid $15 billion for the Larn shipyard.",
            "Orla Steel paid $14.9 billion for the Larn shipyard.",
            (15e9, 14.9e9),
        ),
    ],
)
def test_rounding_and_hedges_are_no_conflict(rough: str, exact: str, values: tuple[float, ...]) -> None:
    assert differences(with_values(collated(rough, exact), *values)) == ["precision"]


def apart(story: Story, one: float, other: float) -> bool:
    assert with_values(story, one), one
    assert with_values(story, other), other
    return not with_values(story, one, other)


def test_figures_of_different_years_stay_apart() -> None:
    story = collated(
        "Exports of Larn wool rose to $3 billion in 2029. The rest was tweed.",
        "Exports of Larn wool rose to $4 billion in 2030, the ministry said.",
    )
    assert apart(story, 3e9, 4e9)


def test_a_part_is_not_the_whole() -> None:
    story = collated(
        "The fire at the Larn paper mill killed 17 people. It began in a storeroom.",
        "Five of the dead in the fire at the Larn paper mill were firefighters. It began at noon.",
    )
    assert apart(story, 5, 17)


def test_an_addition_is_not_the_sum() -> None:
    story = collated(
        "Divers recovered five more bodies from the Tern ferry on Wednesday.",
        "Divers have recovered 12 bodies from the Tern ferry.",
    )
    assert apart(story, 5, 12)


def test_the_injured_are_not_those_in_hospital() -> None:
    story = collated(
        "The fire at the Larn paper mill injured 40 people. It began in a storeroom.",
        "Some 22 people are in hospital after the fire at the Larn paper mill.",
    )
    assert apart(story, 40, 22)


CITY = "The flood destroyed 300 homes in the city of Larn, the mayor said."
PROVINCE = "The flood destroyed 2,100 homes in Brent province, the governor said."


def test_city_and_province_do_not_conflict() -> None:
    story = collated(on(4, CITY), on(4, PROVINCE))
    assert apart(story, 300, 2100) or differences(with_values(story, 300, 2100)) == ["scope"]


def test_a_province_does_not_supersede_a_city() -> None:
    story = collated(on(4, CITY), on(6, PROVINCE))
    assert apart(story, 300, 2100) or differences(with_values(story, 300, 2100)) == ["scope"]


def test_currencies_are_not_compared() -> None:
    story = collated(
        "Orla Steel paid $4 million for the Larn crane. Gulls cried.",
        "Orla Steel paid 5 million euros for the Larn crane. It rained.",
    )
    assert apart(story, 4e6, 5e6)


def test_a_level_and_a_change_are_not_quite_the_same_thing() -> None:
    story = collated(
        "The price of Larn wool rose by 20 percent in spring. Shepherds cheered.",
        "The price of Larn wool is 30 percent of what it was. Shepherds wept.",
    )
    assert all(difference == "scope" for difference in differences(with_values(story, 20, 30)))


def test_two_speakers_with_two_numbers_are_named() -> None:
    story = collated(
        "The storm cost the Larn harbour $4 million, mayor Per Lund said. Boats sank.",
        "The storm cost the Larn harbour $9 million, insurer Ida Holm said. Boats sank.",
    )
    assert differences(with_values(story, 4e6, 9e6)) == ["said_by"]


def test_two_rankings_of_different_things_stay_apart() -> None:
    story = collated(
        "Orla Steel is the largest investor in Larn. Ida Holm is its chief.",
        "Orla Steel is the largest employer in Larn. It makes rails.",
    )
    assert not [point for point in story.points if point.kind == "figure" and point.verdict != "single"]


def test_the_two_parties_are_no_figure_worth_a_point() -> None:
    story = collated(
        "The two leaders met in Larn. Olsen and Berg dined on herring.",
        "Both leaders met in Larn for talks on herring.",
    )
    assert not [point for point in story.points if point.kind == "figure"]


def test_one_telling_alone_makes_no_difference() -> None:
    story = collated(
        "The storm cost the Larn harbour $4 million. Earlier its cost for the harbour was put at $9 million."
    )
    assert {point.verdict for point in story.points} == {"single"}


def test_vague_amounts_in_the_same_words_agree() -> None:
    story = collated("Dozens of boats sank in the Larn harbour. Gulls cried.", "Dozens of boats sank in Larn harbour.")
    (point,) = [point for point in story.points if point.kind == "figure"]
    assert point.verdict == "agreed"


def test_a_vague_amount_is_shown_once() -> None:
    story = collated("Dozens of boats sank in the Larn harbour. Gulls cried.", "Dozens of boats sank in Larn harbour.")
    (point,) = [point for point in story.points if point.kind == "figure"]
    assert point.versions[0].value.lower() == "dozens"


def test_a_hedge_is_shown_with_its_number() -> None:
    story = collated(
        on(4, MILL_12), on(5, "At least 17 people were killed when fire swept through the Larn paper mill.")
    )
    (point,) = with_values(story, 12, 17)
    assert carrying(point, "17").value == "at least 17"
    assert [span.words for span in carrying(point, "17").decisive] == ["17"]


def test_what_was_nearly_taken_for_it_is_kept_with_its_score() -> None:
    story = collated(
        "The fire at the Larn paper mill killed 17 people. It began in a storeroom.",
        "Five of the dead in the fire at the Larn paper mill were firefighters. It began at noon.",
        "The Larn paper mill fire killed 17 people. It destroyed 40 tonnes of paper and 12 looms.",
    )
    known = story.statements
    for point in story.points:
        members = {name for version in point.versions for name in version.statements}
        for one in point.considered:
            assert one.statement in known
            assert one.statement not in members
            assert 0 <= one.score <= 1
            assert one.reason


def test_one_quantity_from_two_sources_on_two_bases_is_told_as_such() -> None:
    story = collated(
        "Brent's trade deficit with Larn is about $100 billion, president Ida Holm said. She wants it gone.",
        "Larn had a goods trade surplus with Brent of $68.5 billion, its statistics office said.",
    )
    (point,) = with_values(story, 100e9, 68.5e9)
    assert point.difference in {"said_by", "scope"}
    assert "$100 billion" in point.reason
    assert "$68.5 billion" in point.reason


def test_two_firms_numbers_never_meet() -> None:
    story = collated(
        "Orla Steel will take a charge of $3 billion over the new tax, it said.",
        "Brentmoor Bank will take a charge of $3.2 billion over the new tax, it said.",
    )
    assert apart(story, 3e9, 3.2e9)


def test_a_year_long_past_that_both_name_speaks_for_one_affair() -> None:
    def of_one(year: int | None) -> float:
        span = Span("a", 0, 4, "some")
        paid = Figure("f1", "money", 8.1e6, 8.1e6, span, unit="EUR")
        price = Figure("f2", "money", 6.5e6, 6.5e6, span, unit="EUR")
        one, other = (Fact(figure, span, span, {"ship": 1.0}, year=year) for figure in (paid, price))
        alike = Likeness(0.5, 0.5, ("ship",), 5.0)
        return pair_score(one, other, alike, alike, 0.4)[0]

    assert of_one(2015) > of_one(None)
