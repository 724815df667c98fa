"""The dated events of the story, and the few sentences that stand for it."""

from __future__ import annotations

import pytest

from variorum.collation.sentences_chosen import leans

from .stories import articles, collated

PRICE = "Orla Steel bought the Brentmoor shipyard for $14.1 billion. The yard employs 900 welders."
OTHER_PRICE = "The Brentmoor shipyard was sold to Orla Steel for $14.9 billion. Workers cheered at the gates."
FORETOLD = {"text": "The Tern bridge will open on Friday. Ferries stopped on February 3.", "published": "2031-03-05"}
REPORTED = {"text": "The Tern bridge opened on Friday. Ferries stopped on February 3.", "published": "2031-03-08"}


def test_the_timeline_is_in_order_of_time() -> None:
    story = collated(FORETOLD)
    assert [(one.date, one.status) for one in story.timeline] == [
        ("2031-02-03", "happened"),
        ("2031-03-07", "expected"),
    ]


def test_what_one_telling_reports_has_happened() -> None:
    story = collated(FORETOLD, REPORTED)
    assert [(one.date, one.status) for one in story.timeline] == [
        ("2031-02-03", "happened"),
        ("2031-03-07", "happened"),
    ]
    assert all({span.article for span in one.spans} == {"a", "b"} for one in story.timeline)


def test_the_story_opens_with_its_first_telling() -> None:
    story = collated(REPORTED, FORETOLD)
    assert (story.opened, story.latest) == ("2031-03-05", "2031-03-08")


def test_the_brief_is_made_of_sentences_of_the_tellings() -> None:
    story = collated(PRICE, OTHER_PRICE)
    texts = {article.id: article.text for article in articles([{"text": PRICE}, {"text": OTHER_PRICE}])}
    assert story.brief
    for one in story.brief:
        (span,) = one.spans
        assert one.sentence == span.words == texts[span.article][span.start : span.end]
        assert one.sentence.endswith(".")


def test_both_sides_of_a_conflict_stand_together() -> None:
    story = collated(
        PRICE + " Workers danced on the quay until dawn on Monday.",
        OTHER_PRICE + " Until dawn on Monday, workers danced on the quay.",
    )
    conflict = next(point for point in story.points if point.difference == "conflict")
    sides = [(at, one.sentence) for at, one in enumerate(story.brief) if one.point == conflict.id]
    assert [("$14.1" in words, "$14.9" in words) for _, words in sides] == [(True, False), (False, True)]
    assert sides[1][0] - sides[0][0] == 1


def test_no_sentence_stands_in_the_brief_twice() -> None:
    story = collated(PRICE, OTHER_PRICE, PRICE)
    assert len({one.spans for one in story.brief}) == len(story.brief) <= 12
    assert {one.point for one in story.brief} <= {point.id for point in story.points}


def test_a_sentence_that_stands_by_itself_is_preferred() -> None:
    story = collated(
        "He opened the Tern bridge to traffic on Monday. So Per Lund is content.",
        "It rained. Mayor Per Lund opened the Tern bridge to traffic on Monday.",
    )
    assert not any(one.sentence.startswith("He ") for one in story.brief)


def test_a_story_without_anything_in_common_has_no_brief() -> None:
    assert collated("The herring was cold.").brief == ()


def test_the_brief_begins_with_what_the_tellings_open_with() -> None:
    story = collated(
        "Fire destroyed the Brentmoor rope factory on Monday. Prices of hemp had doubled. Ferries to the islands ran late.",
        "Hemp has long been spun here. The rope factory of Brentmoor was destroyed by fire on Monday. Ferries to the islands ran late.",
    )
    assert "rope factory" in story.brief[0].sentence


@pytest.mark.parametrize(
    ("sentence", "leaning"),
    [
        ("He opened the bridge in the rain.", 2),
        ("The search will end on Saturday, she said.", 2),
        ("However, the bridge stayed shut.", 2),
        ("We shall see the bridge open, the mayor said.", 2),
        ("“Nobody slept,” Ana Roth said.", 2),
        ("The company will sell the yard to Orla Steel.", 1),
        ("The bridge stayed shut all winter.", 1),
        ("The Tern bridge stayed shut, and Per Lund said he was sorry.", 0),
        ("Ana Roth said she would not sell the yard.", 0),
        ("Orla Steel said “we shall not sell”.", 0),
    ],
)  # fmt: skip
def test_a_sentence_that_hangs_on_the_one_before_it_is_known(sentence: str, leaning: int) -> None:
    assert leans(sentence) == leaning


def test_no_two_sentences_of_the_brief_tell_one_thing() -> None:
    story = collated(
        "Orla Steel bought the Brentmoor shipyard on Monday. Orla Steel has bought the Brentmoor shipyard.",
        "The Brentmoor shipyard was bought by Orla Steel on Monday. Ana Roth runs the shipyard.",
    )
    assert sum("bought" in one.sentence for one in story.brief) == 1
