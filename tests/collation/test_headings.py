"""Headlines and captions: what they state of the story, and what they say beyond their own text."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.collation.stories import read_all
from variorum.collation import collate
from variorum.collation.headings_beyond import numbers
from variorum.model import Furniture, Heading, Lineage, Reading, Story

FERRY = (
    "A ferry sank near the harbour of Lunde on Monday, killing nine people. The coast guard rescued 31 passengers, said Ada Holm, the mayor of Lunde. "
    "The ship had left the island of Grip in heavy wind and hit a rock at noon. Divers searched the wreck until the evening and found two lifeboats. "
    "The shipping company said that the captain had been told of the storm by radio. He was taken to hospital with a broken arm and will be heard next week. "
    "The ferry was built in 1987 and could carry 120 people. The mayor may close the harbour for a week, the council said, and fishermen were told to stay ashore."
)
OTHER = (
    "Nine people died when a ferry sank near Lunde on Monday, police said. Otto Brekke, the minister of transport, flew to the town and promised an inquiry. "
    "The ship hit a rock in heavy wind, and the coast guard rescued 31 of those on board. Fourteen boats took part in the search, which went on until late at night."
)


@cache
def readings(text: str) -> dict[str, Reading]:
    return read_all(({"text": text}, {"text": OTHER}))


def story_of(title: str | None, *captions: str, text: str = FERRY) -> Story:
    pieces = tuple(Furniture("caption", words) for words in captions)
    read = dict(readings(text))
    read["a"] = replace(read["a"], article=replace(read["a"].article, title=title, furniture=pieces))
    return collate(Story("s1", "a story", tuple(read)), read, Lineage(voices=tuple((one,) for one in read)))


def headings_of(title: str | None, *captions: str, text: str = FERRY) -> tuple[Heading, ...]:
    return tuple(one for one in story_of(title, *captions, text=text).headings if one.article == "a")


def beyond(title: str, text: str = FERRY) -> str | None:
    (heading,) = headings_of(title, text=text)
    return heading.beyond


def test_a_headline_states_the_points_of_its_own_text() -> None:
    story = story_of("Coast guard rescues 31 passengers")
    (heading,) = story.headings
    about = {point.id: point for point in story.points}
    assert heading.place == "headline"
    assert heading.words == "Coast guard rescues 31 passengers"
    assert heading.points
    assert all(
        any("31" in span.words for version in about[one].versions for span in version.spans) for one in heading.points
    )


@pytest.mark.parametrize(
    ("title", "note"),
    [
        ("Ferry sinks, 17 people killed", "17"),
        ("Ferry worth $4 million sinks", "$4 million"),
        ("Ferry sinks, Otto Brekke promises inquiry", "Otto Brekke"),
        ("Mayor closes the harbour for a week", "may close"),
    ],
)
def test_what_no_body_bears_out_is_told(title: str, note: str) -> None:
    told = beyond(title)
    assert told is not None
    assert note in told


@pytest.mark.parametrize(
    "title",
    [
        "Ferry sinks, nine people killed",
        "Ferry sinks, 9 killed",
        "40 people were aboard the ferry",  # nine and 31
        "5 things to know about the ferry",
        "Ferry of 1990 sinks on March 5",
        "Ferry sinks near Lunde, says Holm",
        "Mayor may close the harbour for a week",
        "Will the mayor close the harbour?",
        "Falcon 9 replaces ferry",
        "Ferry sinks near Lunde - 13 Coast News",
    ],
)
def test_nothing_is_told_when_the_text_bears_it_out_or_it_is_not_sure(title: str) -> None:
    assert beyond(title) is None


def test_of_a_text_that_is_only_a_teaser_nothing_is_told() -> None:
    assert (
        beyond(
            "Ferry sinks, 17 people killed", text="A ferry sank near the harbour of Lunde on Monday. Read more inside."
        )
        is None
    )


def test_captions_in_prose_are_headings_and_labels_and_repeats_are_none() -> None:
    found = headings_of(
        "Ferry sinks near Lunde",
        "Divers search the wreck of the ferry near Lunde. (Photo: Otto Brekke)",
        "Advertisement",
        "Ferry sinks near Lunde",
    )
    assert [(one.place, one.words[:14], one.beyond) for one in found] == [
        ("headline", "Ferry sinks ne", None),
        ("caption", "Divers search ", None),
    ]


def test_a_telling_without_a_title_has_no_headline() -> None:
    assert headings_of(None) == ()


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("$14.9 billion bid for 3 firms", [14.9e9, 3]),
        ("in 2031, at 9:30, won 3-1", []),
        ("1,200 homes, 4.5m people", [1200, 4.5e6]),
        ("G7, A42, no. #5, 5th, 12.5.2031", []),
    ],
)
def test_numbers_are_read_and_years_times_and_scores_are_none(text: str, values: list[float]) -> None:
    assert [number.value for number in numbers(text)] == values


@given(st.text(max_size=80))
@settings(max_examples=30, deadline=None, derandomize=True)
def test_any_title_is_taken_and_read_the_same_twice(title: str) -> None:
    first = headings_of(title or None)
    assert first == headings_of(title or None)
    assert all(one.words for one in first)
