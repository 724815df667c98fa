"""``why`` tells everything behind a Point."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from variorum.edition import why
from variorum.errors import UnknownPoint

from .build import sample


@pytest.mark.parametrize(
    "words",
    [
        "p1  silos destroyed",
        "They differ: cannot both be true (a figure; how sure: 0.92)",
        "Because: both give the number of silos destroyed in the one fire, and 3 is not 2",
        "1. 3 silos – 1 voice: Nordwire and The Daily Lantern",
        "decisive: “three silos”",
        "f4: kind count; low 2.0; high 2.0; measures silos burned; change level; said by A reader",
        "one voice (lineage): Nordwire and The Daily Lantern, because The Daily Lantern rewords",
        "Harbour & Quay was written before this was known",
        "0.41  f15 “four silos” (Harbour & Quay)",
        "p4  money lost",
    ],
)
def test_why_gives_words_reasons_scores_and_what_was_left_out(words: str) -> None:
    assert words in str(why(sample(), "p1"))


def test_every_point_of_the_sample_is_explained_without_control_characters() -> None:
    for point in sample().points:
        text = str(why(sample(), point.id))
        assert not set(text) & {"\x07", "\x1b", "\u202e", "\r"}
        assert all(len(line) <= 100 for line in text.splitlines())


def test_an_unknown_point_is_an_error_that_names_the_known_ones() -> None:
    with pytest.raises(UnknownPoint, match=r"no point 'p99' in this edition: it has p1, p2"):
        why(sample(), "p99")


def test_where_stories_share_an_id_the_story_must_be_named() -> None:
    one = sample()
    both = replace(one, stories=(one.stories[0], replace(one.stories[0], id="again")))
    with pytest.raises(UnknownPoint, match="fire/p1"):
        why(both, "p1")
    assert why(both, "again/p1").found.story.id == "again"


def test_the_explanation_is_plain_json_too() -> None:
    plain = json.loads(json.dumps(why(sample(), "p1").to_dict()))
    assert plain["point"]["difference"] == "conflict"
    assert set(plain["statements"]) == {"f1", "f2", "f3", "f4"}
    assert set(plain["considered"]) == {"f15"}
