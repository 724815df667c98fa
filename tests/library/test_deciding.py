"""What the user settles holds through every later run, until it is undone."""

from __future__ import annotations

import pytest

from tests.library.telling import BRIDGE, BRIDGE_LATER, BRIDGE_TOO, STORM, TRIAL, capture, finish, take
from variorum.errors import UnknownDecision, UnknownFinding, UnknownStory, UnknownTelling
from variorum.library import Library

A, B, C, D = (f"https://{page}.example/x" for page in "abcd")


def groups(library: Library) -> set[frozenset[str]]:
    inputs = {article.id: article.input for article in library.articles()}
    return {frozenset(inputs[article] for article in story.articles) for story in library.edition().stories}


def test_a_split_holds_when_further_tellings_come_until_it_is_undone(library: Library) -> None:
    take(library, capture(A, BRIDGE), capture(B, BRIDGE_TOO))
    (story,) = library.stories()
    decision = library.settled.split(story.id, [B], "another bridge")
    assert groups(library) == {frozenset([A]), frozenset([B])}
    take(library, capture(C, STORM))
    assert groups(library) == {frozenset([A]), frozenset([B]), frozenset([C])}
    library.settled.undo(decision.id)
    assert groups(library) == {frozenset([A, B]), frozenset([C])}


def test_a_merge_holds_when_a_telling_changes(library: Library) -> None:
    take(library, capture(A, STORM, "2031-03-05T08:00:00Z"), capture(B, TRIAL))
    library.settled.merge([story.id for story in library.stories()])
    take(library, capture(A, f"{STORM} More later.", "2031-03-05T09:00:00Z"))
    assert groups(library) == {frozenset([A, B])}


def test_of_a_split_and_a_merge_the_later_holds(library: Library) -> None:
    take(library, capture(A, BRIDGE), capture(B, BRIDGE_TOO))
    library.settled.split(library.stories()[0].id, [A])
    library.settled.merge([story.id for story in library.stories()])
    assert groups(library) == {frozenset([A, B])}
    library.settled.split(library.stories()[0].id, [B])
    assert groups(library) == {frozenset([A]), frozenset([B])}


def test_a_story_keeps_its_new_title_as_it_grows(library: Library) -> None:
    take(library, capture(A, BRIDGE))
    library.settled.rename(library.stories()[0].id, "The bridge at last")
    take(library, capture(B, BRIDGE_TOO))
    finish(library)
    assert [story.title for story in library.stories()] == ["The bridge at last"]
    assert [story.title for story in library.edition().stories] == ["The bridge at last"]


def test_two_tellings_are_one_voice_if_the_user_says_so(library: Library) -> None:
    take(library, capture(A, BRIDGE), capture(B, BRIDGE_TOO))
    finish(library)
    assert library.stories()[0].voices == 2
    decision = library.settled.voices([A, B], "one_voice")
    finish(library)
    assert library.stories()[0].voices == 1
    library.settled.undo(decision.id)
    finish(library)
    assert library.stories()[0].voices == 2


def test_copies_are_independent_if_the_user_says_so(library: Library) -> None:
    take(library, capture(A, BRIDGE), capture(B, BRIDGE))
    finish(library)
    assert library.stories()[0].voices == 1
    library.settled.voices([A, B], "independent")
    finish(library)
    assert library.stories()[0].voices == 2


def test_a_dismissed_finding_stays_dismissed_in_the_next_version(library: Library) -> None:
    take(library, capture(A, BRIDGE, "2031-03-05T08:00:00Z"), capture(B, BRIDGE_TOO))
    finish(library)
    (story,) = library.edition().stories
    price = next(point for point in story.points if point.kind == "figure" and point.verdict == "differs")
    library.settled.judge(story.id, price.id, "dismiss", "the town counts the road as well")
    finish(library)
    take(library, capture(A, f"{BRIDGE} Shops near the river hope for trade.", "2031-03-05T09:00:00Z"))
    finish(library)
    (story,) = library.edition().stories
    (judgement,) = story.judgements
    assert (judgement.kind, judgement.note) == ("dismissed", "the town counts the road as well")
    again = next(point for point in story.points if point.id == judgement.finding)
    assert (again.kind, again.verdict) == ("figure", "differs")


def test_decisions_are_listed_with_what_was_undone(library: Library) -> None:
    take(library, capture(A, BRIDGE))
    first = library.settled.rename(library.stories()[0].id, "One")
    library.settled.rename(library.stories()[0].id, "Two", "better")
    library.settled.undo(first.id)
    assert [(one.id, one.title, one.note, one.undone is None) for one in library.decisions] == [
        ("d1", "One", None, False),
        ("d2", "Two", "better", True),
    ]


def test_what_cannot_be_settled_is_refused(library: Library) -> None:
    take(library, capture(A, BRIDGE), capture(B, BRIDGE_LATER))
    finish(library)
    (story,) = library.stories()
    settled = library.settled
    with pytest.raises(UnknownStory):
        settled.split("s000", [A])
    with pytest.raises(UnknownTelling):
        settled.split(story.id, [D])
    with pytest.raises(UnknownDecision, match="not split"):
        settled.split(story.id, [A, B])
    with pytest.raises(UnknownDecision, match="two stories"):
        settled.merge([story.id, story.id])
    with pytest.raises(UnknownFinding):
        settled.judge(story.id, "p999", "dismiss")
    with pytest.raises(UnknownDecision, match="d7"):
        settled.undo("d7")
    assert library.decisions == ()
