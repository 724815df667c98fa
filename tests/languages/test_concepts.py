"""Classes of words that tellings of one fact may exchange."""

from __future__ import annotations

import pytest

from variorum.languages import table
from variorum.languages.concepts import concept


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("block", "veto"),
        ("takeover", "buy"),
        ("take over", "acquire"),
        ("investment", "invest"),
        ("summit", "meeting"),
        ("die", "fatality"),
        ("wound", "hurt"),
        ("boost", "hike"),
        ("step down", "resign"),
        ("capsize", "sink"),
        ("Rescue", "save"),
    ],
)
def test_words_for_one_thing_share_a_class(one: str, other: str) -> None:
    assert concept(one) == concept(other)


@pytest.mark.parametrize(("one", "other"), [("raise", "reduce"), ("kill", "injure"), ("buy", "sell"), ("win", "lose")])
def test_opposites_do_not(one: str, other: str) -> None:
    assert concept(one) != concept(other)


def test_a_word_without_a_class_is_its_own() -> None:
    assert concept("lighthouse") == "lighthouse"
    assert concept("block", language="xx") == "block"


def test_no_word_is_in_two_classes() -> None:
    words = [word.strip() for line in table("en", "claims")["classes"].values() for word in line.split(",")]
    assert sorted(words) == sorted(set(words))
