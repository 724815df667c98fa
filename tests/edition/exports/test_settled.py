"""What a user dismissed is gone from an export, with all that stood on it alone."""

from __future__ import annotations

from tests.edition.build import sample
from variorum.edition.exports import Wanted, settled
from variorum.edition.exports.settled import _origins
from variorum.edition.exports.wanted import PLAIN
from variorum.model import Edition, Point

from .reading import judged


def point(edition: Edition, name: str) -> Point | None:
    return next((one for one in settled(edition, PLAIN).points if one.id == name), None)


def test_without_judgements_nothing_changes(edition: Edition) -> None:
    assert settled(edition, PLAIN) == edition


def test_with_everything_wanted_nothing_is_left_out() -> None:
    dismissed = judged(sample(), f1="dismissed", p1="dismissed")
    assert settled(dismissed, Wanted(everything=True)) == dismissed


def test_a_dismissed_point_goes_and_nothing_refers_to_it() -> None:
    story = settled(judged(sample(), p7="dismissed", p4="dismissed"), PLAIN).stories[0]
    assert {"p4", "p7"}.isdisjoint(one.id for one in story.points)
    assert [line.point for line in story.brief] == ["p2"]
    assert story.points[0].related == ()


def test_a_version_whose_statements_are_all_dismissed_goes_and_the_difference_with_it() -> None:
    left = point(judged(sample(), f2="dismissed", f3="dismissed"), "p1")
    assert left is not None
    assert ([one.value for one in left.versions], left.difference, left.verdict) == (["2 silos"], None, "agreed")


def test_a_telling_whose_statement_is_dismissed_no_longer_counts_as_a_voice() -> None:
    left = point(judged(sample(), f4="dismissed"), "p1")
    assert left is not None
    assert [(len(one.articles), one.voices, len(one.spans)) for one in left.versions] == [(2, 1, 2), (1, 1, 1)]
    assert left.difference == "conflict"


def test_a_point_without_versions_goes() -> None:
    assert point(judged(sample(), k4="dismissed"), "p11") is None


def test_a_dismissed_commitment_leaves_the_ledger() -> None:
    story = settled(judged(sample(), c2="dismissed", c4="dismissed"), PLAIN).stories[0]
    assert [(one.id, len(one.terms), one.drift) for one in story.ledger] == [("l1", 2, None), ("l3", 1, None)]


def test_voices_are_what_the_merges_leave_apart(edition: Edition) -> None:
    versions = [version for one in edition.points for version in one.versions if one.id != "p14"]
    assert versions
    for version in versions:
        assert _origins(version.articles, version.merges) >= version.voices
