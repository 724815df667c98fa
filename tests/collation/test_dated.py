"""What a date dates: an event's clause or name, and nothing for captions, datelines, periods and mere sayings."""

from __future__ import annotations

import pytest

from .stories import collated


def entries(text: str, published: str = "2031-03-06") -> list[tuple[str, str]]:
    return [(one.date, one.what) for one in collated({"text": text, "published": published}).timeline]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ana Roth was moved by how Per Lund had survived a fall in January.", "Per Lund had survived a fall in January"),
        ("Mayor Olsen, who took office in October, opened the bridge.", "Mayor Olsen, who took office in October"),
        ("Crowds cheered after Per Lund's January 20 inauguration.", "Per Lund's January 20 inauguration"),
        ("BRENTMOOR - A crane fell into the harbour on Tuesday.", "A crane fell into the harbour on Tuesday"),
        ("The harbour board announced on Monday that the quay would be sold.", "The harbour board announced on Monday that the quay would be sold"),
    ],
)  # fmt: skip
def test_an_entry_is_the_clause_that_carries_the_date(text: str, told: str) -> None:
    assert [what for _, what in entries(text)] == [told]


@pytest.mark.parametrize(
    "text",
    [
        "The crane was old, officials said on Monday.",
        "A photo taken on Monday hangs in the town hall of Brentmoor.",
        "The yard builds ships for winter sports.",
        "The yard has sold two ships a month since October.",
        "Brentmoor is the largest port in use today.",
        "— Per Lund (@perlund) March 3, 2031",
    ],
)
def test_what_dates_no_event_is_no_entry(text: str) -> None:
    assert entries(text) == []


def test_who_is_meant_stands_in_brackets() -> None:
    ((_, what),) = entries("Mayor Per Lund is content. He opened the Tern bridge to traffic on Monday.")
    assert what == "[Per Lund] opened the Tern bridge to traffic on Monday"


def test_two_drafts_of_one_day_and_one_event_are_one_entry_with_both_spans() -> None:
    story = collated(
        "A crane fell into Brentmoor harbour on Monday.", "On Monday, a crane fell into the harbour of Brentmoor."
    )  # fmt: skip
    (one,) = story.timeline
    assert {span.article for span in one.spans} == {"a", "b"}


@pytest.mark.parametrize(
    ("published", "status"),
    [("2031-03-06", "expected"), ("2031-03-07", "expected"), ("2031-03-09", "happened")],
)
def test_what_is_expected_is_judged_against_the_telling_s_own_day(published: str, status: str) -> None:
    story = collated({"text": "The Tern bridge will open to traffic on March 7.", "published": published})
    assert [one.status for one in story.timeline] == [status]
