"""The dated events of the story, and the few sentences that stand for it."""

from __future__ import annotations

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


def test_both_sides_of_a_conflict_come_first() -> None:
    story = collated(
        PRICE + " Workers danced on the quay until dawn on Monday.",
        OTHER_PRICE + " Until dawn on Monday, workers danced on the quay.",
    )
    conflict = next(point for point in story.points if point.difference == "conflict")
    assert [one.point for one in story.brief[:2]] == [conflict.id, conflict.id]
    assert ["$14.1" in story.brief[0].sentence, "$14.9" in story.brief[1].sentence] == [True, True]


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
