"""What new versions changed: in the telling itself, and in the story that it belongs to."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from tests.library.telling import BRIDGE, BRIDGE_LATER, BRIDGE_TOO, STORM, capture, finish, take
from variorum.errors import UnknownTelling
from variorum.library import Library

A, B, C = (f"https://{page}.example/x" for page in "abc")
EARLY, LATE = "2031-03-05T08:00:00Z", "2031-03-05T09:00:00Z"


@pytest.fixture
def changed(library: Library) -> Library:
    """A library of two tellings of one story, of which one has two versions, and one of another."""
    take(library, capture(A, BRIDGE, EARLY), capture(B, BRIDGE_TOO, EARLY), capture(C, STORM, EARLY))
    finish(library)
    take(library, capture(A, BRIDGE_LATER, LATE))
    finish(library)
    return library


def test_a_new_version_is_told_by_what_it_says_otherwise(changed: Library) -> None:
    (change,) = changed.changes()
    (figure,) = change.revision.changes
    assert (figure.how, figure.kind) == ("altered", "figure")
    assert figure.before is not None
    assert figure.after is not None
    assert figure.before.words in BRIDGE
    assert figure.after.words in BRIDGE_LATER
    assert (figure.before.article, figure.after.article) == (change.before.article.id, change.after.article.id)


def test_the_points_of_the_story_that_changed_are_named(changed: Library) -> None:
    (change,) = changed.changes(A)
    (point,) = change.points
    assert point.how == "changed"
    assert "$47 million" in point.words
    assert change.story == changed.stories()[0].id


def test_changes_before_a_moment_are_left_out(changed: Library) -> None:
    assert len(list(changed.changes(since=LATE))) == 1
    assert list(changed.changes(since="2031-03-06")) == []


def test_a_telling_with_one_version_has_no_changes_and_an_unknown_one_is_refused(changed: Library) -> None:
    assert list(changed.changes(B)) == []
    with pytest.raises(UnknownTelling):
        list(changed.changes("https://z.example/"))


def test_another_headline_over_the_same_text_is_told(library: Library) -> None:
    take(library, capture(A, BRIDGE, EARLY, title="Tern bridge opened"))
    take(library, capture(A, BRIDGE, LATE, title="Costly bridge opened by Olsen"))
    (change,) = library.changes()
    assert [one.kind for one in change.revision.changes] == ["title"]


def test_what_happened_is_kept_and_told_once(changed: Library) -> None:
    (lines,) = changed.tell_versions()
    assert lines[0].startswith("new version: ")
    assert list(changed.tell_versions()) == []
    kinds = [event.kind for event in changed.events()]
    assert kinds == ["telling"] * 3 + ["story", "story", "version", "story_changed"]
    assert "$47 million" in changed.events()[-1].what


def test_the_feed_of_changes_is_sound_xml_the_newest_first(changed: Library) -> None:
    list(changed.tell_versions())
    feed = ET.fromstring(changed.atom())  # noqa: S314  # our own
    space = "{http://www.w3.org/2005/Atom}"
    entries = feed.findall(f"{space}entry")
    assert len(entries) == 7
    assert [entry.find(f"{space}category").get("term") for entry in entries][:2] == ["story_changed", "version"]  # type: ignore[union-attr]  # each has one
    assert len({entry.findtext(f"{space}id") for entry in entries}) == 7
    assert changed.atom() == changed.atom()


def test_a_feed_holds_nothing_that_xml_cannot(library: Library) -> None:
    take(library, capture("https://x.example/a\x00b", STORM, EARLY, title="A\x08<script>&\x1f"))
    ET.fromstring(library.atom())  # noqa: S314  # our own
