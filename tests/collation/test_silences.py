"""Which articles say nothing at a Point, and why that may be."""

from __future__ import annotations

import pytest

from variorum.model import Point

from .stories import collated, joining, silence

FULL = (
    "The Tern bridge opened to traffic on Tuesday. The bridge cost $40 million and took six years to build. "
    "Crowds waved flags by the river and a band played. Ferries stopped at noon. The mayor thanked the welders."
)
OTHER = (
    "The Tern bridge opened to cars and lorries on Tuesday. Shops near the river hope for trade. "
    "A choir of children sang for the guests. Two ferries will be sold to Brent."
)
BEFORE = (
    "Workers are painting the railings of the new bridge over the Tern. Builders hope that the paint dries before the "
    "guests come. Cafes have ordered more chairs and the mayor has bought a hat."
)
LATER = (
    "Traffic over the Tern was heavy all morning. Drivers complained of a queue at the toll booth, and a lorry lost its "
    "load of wool. Shepherds came to help, and by noon the road was clear again."
)
DUTCH = "De brug ging dinsdag open. De voorzitter knipte het lint door voor een vrolijke menigte en een orkest speelde."
STUMP = "A bridge over the Tern was the pride of"
COPY = FULL.replace("The Tern bridge opened to traffic on Tuesday. ", "")


def opening() -> Point:
    story = collated(
        {"text": FULL, "source": "Courier"},
        {"text": OTHER, "source": "Post"},
        {"text": BEFORE, "published": "2031-03-02", "source": "Echo"},
        {"text": DUTCH, "language": "nl", "source": "Le Phare"},
        {"text": STUMP, "source": "Herald"},
        {"text": COPY, "source": "Mirror"},
        {"text": LATER, "published": "2031-03-06", "source": "Globe"},
    )
    return joining(story, "date", "a", "b")[0]


@pytest.mark.parametrize(
    ("article", "reason", "note"),
    [
        ("c", "older_than_the_fact", "of 2031-03-02, before 2031-03-04"),
        ("d", "unread", "written in nl"),
        ("e", "cut_short", "breaks off"),
        ("f", "same_voice", "same origin"),
        ("g", "not_mentioned", ""),
    ],
)
def test_each_silence_has_its_reason(article: str, reason: str, note: str) -> None:
    found = silence(opening(), article)
    assert found is not None
    assert found.reason == reason
    assert note in (found.note or "")


def test_who_speaks_is_not_silent() -> None:
    assert silence(opening(), "a") is None
    assert silence(opening(), "b") is None


@pytest.mark.parametrize("ending", ["The river froze and then the", "The river froze [...]", "The river froze..."])
def test_a_text_that_breaks_off_is_cut_short(ending: str) -> None:
    story = collated(f"{LATER} {ending}", "The mayor wept over a herring.")
    (point,) = [p for p in story.points if p.kind == "claim" and "mayor wept" in p.about]
    found = silence(point, "a")
    assert found is not None
    assert found.reason == "cut_short"


def test_every_article_speaks_or_is_silent_exactly_once() -> None:
    story = collated(FULL, OTHER, {"text": BEFORE, "published": "2031-03-02"}, {"text": DUTCH, "language": "nl"})
    for point in story.points:
        speaking = {article for version in point.versions for article in version.articles}
        silent = [one.article for one in point.silences]
        assert sorted([*speaking, *silent]) == sorted(story.articles)


def test_a_telling_of_the_same_day_is_not_older_than_what_is_foretold() -> None:
    story = collated(
        "Lorries may not use the Tern bridge until autumn. The mayor thanked the welders.",
        "The mayor wept over a herring. Shepherds came to help him.",
    )
    found = [silence(point, "b") for point in story.points if "autumn" in point.versions[0].spans[0].words]
    assert found
    assert {one.reason for one in found if one} == {"not_mentioned"}


def test_what_is_told_of_the_day_before_is_older_than_the_fact_and_what_stood_long_before_is_not() -> None:
    story = collated(
        "The Tern bridge collapsed on Tuesday. The bridge weighs nine hundred tonnes.",
        {"text": BEFORE, "published": "2031-03-02"},
    )
    reasons = {point.about: silence(point, "b") for point in story.points if point.versions[0].articles == ("a",)}
    kinds = {one.reason for about, one in reasons.items() if one and "collapsed" in about}
    assert kinds == {"older_than_the_fact"}
    assert {one.reason for about, one in reasons.items() if one and "tonnes" in about} == {"not_mentioned"}


def test_what_is_still_ahead_can_be_known_before_its_day() -> None:
    story = collated(
        {"text": "The Tern bridge will open to lorries today, 5 March. Cafes are full.", "published": "2031-03-05"},
        {"text": BEFORE, "published": "2031-03-02"},
    )
    found = [silence(point, "b") for point in story.points if "lorries" in point.versions[0].spans[0].words]
    assert {one.reason for one in found if one} == {"not_mentioned"}


def test_a_sentence_that_comes_close_is_named_and_the_reason_stays() -> None:
    story = collated(
        "The harbour council bought three electric tugs from a yard in Brent for the winter season.",
        "Smoke from old boats is a nuisance. Three electric tugs of a Brent yard were bought, which winter ice may damage; the "
        "harbour paid.",
    )
    notes = [one.note for point in story.points for one in point.silences if one.reason == "not_mentioned" and one.note]
    joined = [point for point in story.points if len({a for v in point.versions for a in v.articles}) > 1]
    assert joined or any("may be told in: “Three electric tugs" in note for note in notes)


@pytest.mark.parametrize("ending", ["Source: the ministry", "READ MORE: The bridge in numbers", "Photo by Ida Holm"])
def test_a_line_that_a_page_puts_under_a_text_cuts_nothing_short(ending: str) -> None:
    story = collated(f"{LATER}\n{ending}", "The mayor wept over a herring.")
    found = [silence(p, "a") for p in story.points if "mayor wept" in p.versions[0].spans[0].words]
    assert {one.reason for one in found if one} == {"not_mentioned"}


def test_a_thread_of_expectation_and_outcome_leaves_no_telling_unread() -> None:
    story = collated(
        {"text": "Orla Steel is expected to buy the Brentmoor shipyard on Friday.", "published": "2031-03-04"},
        {"text": "Orla Steel bought the Brentmoor shipyard on Friday.", "published": "2031-03-08"},
        {"text": "Rain fell on the herring market of Larn all day on Friday.", "published": "2031-03-08"},
    )
    threads = [point for point in story.points if point.related]
    assert threads
    assert all(silence.reason != "unread" for point in threads for silence in point.silences)
