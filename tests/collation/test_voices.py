"""A version counts independent origins, and says why articles count as one."""

from __future__ import annotations

import pytest

from variorum.model import Point, Story

from .stories import collated, joining, with_values

BRIDGE = (
    "President Maria Olsen opened the Tern bridge on Tuesday. The bridge cost $40 million and took six years. "
    "Crowds waved flags by the river."
)
OTHER = (
    "The Tern bridge, which cost $40 million, is open at last. Maria Olsen cut the ribbon while a brass band played. "
    "Lorries may not use it until autumn."
)
THIRD = "Six years of work and $40 million have given Larn its Tern bridge. Swimmers crossed beneath it on Tuesday."


def cost(story: Story) -> Point:
    (point,) = with_values(story, 40e6)
    return point


def reasons(point: Point) -> list[str]:
    return [merge.reason for version in point.versions for merge in version.merges]


def test_two_outlets_in_their_own_words_are_two_voices() -> None:
    point = cost(collated({"text": BRIDGE, "source": "Larn Courier"}, {"text": OTHER, "source": "Brent Post"}))
    assert (point.verdict, point.versions[0].voices, reasons(point)) == ("agreed", 2, [])


def test_one_outlet_is_one_voice() -> None:
    point = cost(collated({"text": BRIDGE, "source": "Larn Courier"}, {"text": OTHER, "source": "Larn Courier"}))
    assert (point.verdict, point.versions[0].voices) == ("repeated", 1)
    assert reasons(point) == ["the same outlet printed both"]


def test_a_copy_is_one_voice() -> None:
    point = cost(collated({"text": BRIDGE, "source": "Larn Courier"}, {"text": BRIDGE, "source": "Larn Mirror"}))
    assert (point.verdict, point.versions[0].voices) == ("repeated", 1)
    assert reasons(point) == ["as a whole, one goes back to the other or both to one source (copy)"]


def test_a_copy_more_never_raises_the_voices_of_a_version() -> None:
    before = cost(collated({"text": BRIDGE, "source": "Courier"}, {"text": OTHER, "source": "Post"}))
    after = cost(
        collated(
            {"text": BRIDGE, "source": "Courier"},
            {"text": OTHER, "source": "Post"},
            {"text": OTHER, "source": "Mirror"},
            {"text": BRIDGE, "source": "Echo"},
        )
    )
    assert before.versions[0].voices == after.versions[0].voices == 2
    assert len(after.versions[0].articles) == 4


def test_a_third_telling_is_a_third_voice() -> None:
    texts = (BRIDGE, OTHER, THIRD)
    assert cost(collated(*({"text": text, "source": f"Paper {text[:1]}"} for text in texts))).versions[0].voices == 3


@pytest.mark.parametrize(
    ("credit", "shown"), [("Reuters", "reuters"), ("the Tern News Agency", "the tern news agency")]
)
def test_credit_to_one_agency_is_one_voice(credit: str, shown: str) -> None:
    story = collated(
        {"text": f"The storm sank nine boats in Larn harbour, {credit} reported. Owners wept.", "source": "Courier"},
        {
            "text": f"Nine boats went down in Larn harbour in the storm, according to {credit}. It rained.",
            "source": "Post",
        },
    )
    (point,) = with_values(story, 9)
    assert (point.verdict, point.versions[0].voices) == ("repeated", 1)
    assert reasons(point) == [f"both have it from {shown}"]


def test_two_who_heard_one_minister_are_two_voices() -> None:
    story = collated(
        {
            "text": "The storm sank nine boats in Larn harbour, minister Ida Holm said. Owners wept.",
            "source": "Courier",
        },
        {"text": "Nine boats went down in Larn harbour, according to minister Ida Holm. It rained.", "source": "Post"},
    )
    (point,) = with_values(story, 9)
    assert (point.verdict, point.versions[0].voices) == ("agreed", 2)


def test_one_outlet_among_three_merges_only_its_own() -> None:
    point = cost(
        collated(
            {"text": BRIDGE, "source": "Courier"},
            {"text": OTHER, "source": "Post"},
            {"text": THIRD, "source": "Courier"},
        )
    )
    assert point.versions[0].voices == 2
    assert [merge.articles for merge in point.versions[0].merges] == [("a", "c")]


def test_a_pledge_within_one_shared_quote_is_one_voice() -> None:
    story = collated(
        "“We will not close the harbour before the last boat is home,” harbour master Ida Holm said. Gulls cried.",
        "Ida Holm, the harbour master, said: “We will not close the harbour before the last boat is home.” It rained.",
    )
    assert [p.versions[0].voices for p in joining(story, "quote", "a", "b")] == [1]
    assert [p.versions[0].voices for p in joining(story, "commitment", "a", "b")] == [1]
