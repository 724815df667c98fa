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


def test_the_reason_says_who_and_when() -> None:
    story = collated(PLEDGED, "President Maria Olsen is considering building 40 schools in Larn. Teachers were wary.")
    (point,) = joining(story, "commitment", "a", "b")
    assert point.reason == (
        "told as pledged by President Maria Olsen (2031-03-05), as considered by President Maria Olsen (2031-03-05)"
    )


def test_a_mere_will_is_as_firm_as_the_pledge_beside_it() -> None:
    story = collated(PLEDGED, "President Maria Olsen will build 40 schools in Larn. Teachers were wary.")
    assert [point.verdict for point in joining(story, "commitment", "a", "b")] == ["agreed"]


def test_to_discuss_a_sale_is_not_the_sale() -> None:
    story = collated(
        "Ida Holm pledged to sell the Larn harbour to Acme Steel. Gulls cried.",
        "Ida Holm pledged to discuss selling the Larn harbour to Acme Steel. It rained.",
    )
    assert not joining(story, "commitment", "a", "b")


def test_a_pledge_and_the_wish_of_another_for_it_stay_apart() -> None:
    story = collated(
        "Norway pledged to lift the ban on herring. Gulls cried.",
        "Sweden urged Norway to lift the ban on herring. It rained.",
    )
    assert not joining(story, "commitment", "a", "b")


def test_one_promise_told_of_two_people_is_told_so() -> None:
    story = collated(
        "Ida Holm pledged to build 40 schools in Larn before winter. Gulls cried.",
        "Rolf Anders pledged to build 40 schools in Larn before winter. It rained.",
    )
    (point,) = joining(story, "commitment", "a", "b")
    assert (point.difference, point.reason) == ("said_by", "told of Ida Holm, and of Rolf Anders")
    assert [span.words for version in point.versions for span in version.decisive] == ["Ida Holm", "Rolf Anders"]
