"""The five reports that the mission starts from, read where they lie; no sentence of theirs stands here."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import variorum
from variorum.edition import to_html, to_json, verify
from variorum.model import Edition, Figure, Story

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the shared seeds are not beside this checkout")


@cache
def edition() -> Edition:
    return variorum.compare(SEEDS)


def story() -> Story:
    (only,) = edition().stories
    return only


def test_they_are_one_story_without_problems() -> None:
    assert len(story().articles) == 5
    assert edition().problems == ()


def test_each_is_dated_to_the_day_and_says_how() -> None:
    days = {Path(article.input).stem: article.published for article in edition().articles}
    assert {one: when.value for one, when in days.items() if when} == {
        "s0": "2025-02-10",
        "s1": "2025-02-07",
        "s2": "2025-02-07",
        "s3": "2025-02-08",
        "s4": "2025-02-06",
    }
    assert {one for one, when in days.items() if when and when.basis == "inferred"} == {"s1", "s2", "s4"}
    assert all(when and when.reason for when in days.values())


def test_the_bodies_hold_no_furniture() -> None:
    text = "\n".join(article.text for article in edition().articles)
    for furniture in (
        "Read more",
        "Comment (0)",
        "Leave a Reply",
        "twitter.com",
        "![",
        "Similar News",
        "Same category",
    ):
        assert furniture not in text


def test_the_only_conflict_is_the_price() -> None:
    (conflict,) = [point for point in story().points if point.difference == "conflict"]
    known = story().statements
    figures = [known[one] for version in conflict.versions for one in version.statements]
    assert {figure.low for figure in figures if isinstance(figure, Figure)} == {14.1e9, 14.9e9}


def test_what_two_have_from_one_wire_is_one_voice_there_and_not_everywhere() -> None:
    assert len(story().lineage.voices) == 5
    kinds = {copy.kind for copy in story().lineage.copies}
    assert kinds <= {"shared_source", "shared_quote", "unknown"}
    merges = [merge for point in story().points for version in point.versions for merge in version.merges]
    assert any("this passage stands in both" in merge.reason for merge in merges)


def test_independent_tellings_agree_on_something_and_every_finding_holds() -> None:
    assert sum(point.verdict == "agreed" for point in story().points) >= 10
    assert verify(edition()) == ()
    assert to_json(edition()) == to_json(variorum.compare([SEEDS / f"s{n}.txt" for n in (3, 1, 4, 0, 2)]))
    assert "<script src" not in to_html(edition())
