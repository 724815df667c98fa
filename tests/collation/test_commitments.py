"""One promise, demand or refusal as several tellings put it, and how firm each makes it."""

from __future__ import annotations

from .stories import collated, joining, telling_of

PLEDGED = "President Maria Olsen pledged to build 40 schools in Larn. Teachers cheered."


def test_pledged_here_and_considered_there_is_wording() -> None:
    story = collated(PLEDGED, "President Maria Olsen is considering building 40 schools in Larn. Teachers were wary.")
    (point,) = joining(story, "commitment", "a", "b")
    assert point.difference == "wording"
    assert [version.value.split(":")[0] for version in point.versions] == ["pledged", "considered"]
    assert [span.words for version in point.versions for span in version.decisive] == [
        "pledged",
        "is considering",
    ]


def test_one_pledge_in_other_words_is_agreed() -> None:
    story = collated(PLEDGED, "Forty schools will rise in Larn, as Maria Olsen promised to build 40 schools there.")
    assert [point.verdict for point in joining(story, "commitment", "a", "b")] == ["agreed"]


def test_a_refusal_is_not_more_or_less_firm() -> None:
    story = collated(
        "Ida Holm refused to sell the Larn harbour. Gulls cried.",
        "Ida Holm has refused to sell the harbour of Larn to anyone. It rained.",
    )
    assert [point.verdict for point in joining(story, "commitment", "a", "b")] == ["agreed"]


def test_an_expected_pledge_and_the_pledge_are_related() -> None:
    story = collated(
        {"text": "President Maria Olsen is expected to pledge 40 new schools in Larn.", "published": "2031-03-01"},
        {"text": "President Maria Olsen pledged 40 new schools in Larn on Friday.", "published": "2031-03-08"},
    )
    (expected,) = telling_of(story, "commitment", "is expected to pledge")
    (outcome,) = telling_of(story, "commitment", "Olsen pledged")
    assert expected.related == (outcome.id,)
    assert not expected.difference
    assert not outcome.difference


def test_pledges_of_different_things_stay_apart() -> None:
    story = collated(PLEDGED, "President Maria Olsen pledged to lower the tax on herring. Fishermen cheered.")
    assert not joining(story, "commitment", "a", "b")


def test_a_pledge_to_and_a_pledge_not_to_are_not_agreed() -> None:
    story = collated(
        "Ida Holm pledged to close the Larn harbour. Gulls cried.",
        "Ida Holm pledged not to close the Larn harbour. It rained.",
    )
    assert not [point for point in joining(story, "commitment", "a", "b") if point.verdict == "agreed"]
