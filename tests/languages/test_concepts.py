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


@pytest.mark.parametrize(
    ("lemma", "pos", "alike", "alike_pos"),
    [
        ("level", "VERB", "destroy", "VERB"),
        ("level", "NOUN", "height", "NOUN"),
        ("ground", "VERB", "groundstop", "NOUN"),
        ("fear", "NOUN", "concern", "NOUN"),
        ("military", "NOUN", "navy", "NOUN"),
        ("chop", "VERB", "cut", "VERB"),
        ("bring down", "VERB", "reduce", "VERB"),
        ("press conference", "NOUN", "briefing", "NOUN"),
        ("accept", "VERB", "acceptance", "NOUN"),
        ("era", "NOUN", "age", "NOUN"),
        ("attempt", "NOUN", "bid", "NOUN"),
    ],
)
def test_a_word_has_its_class_as_its_part_of_speech(lemma: str, pos: str, alike: str, alike_pos: str) -> None:
    assert concept(lemma, pos=pos) == concept(alike, pos=alike_pos)


@pytest.mark.parametrize(
    ("lemma", "pos", "other", "other_pos"),
    [
        ("level", "NOUN", "destroy", "VERB"),
        ("ground", "NOUN", "groundstop", "NOUN"),
        ("concern", "VERB", "fear", "NOUN"),
        ("strike", "VERB", "attack", "VERB"),
        ("military", "NOUN", "soldier", "NOUN"),
        ("workforce", "NOUN", "worker", "NOUN"),
        ("decide", "VERB", "verdict", "NOUN"),
    ],
)
def test_an_ambiguous_word_is_not_taken_for_its_other_sense(lemma: str, pos: str, other: str, other_pos: str) -> None:
    assert concept(lemma, pos=pos) != concept(other, pos=other_pos)


def test_no_word_is_in_two_classes_as_one_part_of_speech() -> None:
    seen: set[tuple[str, str]] = set()
    for line in table("en", "claims")["classes"].values():
        for member in line.split(","):
            word, _, letters = member.strip().partition("/")
            places = {(word, letter) for letter in letters or "nva"}
            assert not places & seen, word
            seen |= places
