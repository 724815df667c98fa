"""Our own pairs of renderings: which are one utterance, and which of their changes turn the sense."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from variorum.model import Story

from .stories import collated, joining

PAIRS = tomllib.loads(Path(__file__).with_name("utterances_written.toml").read_text(encoding="utf-8"))["pair"]
# Known misses: kept in sight, and out of the way of the others.
MISSED: frozenset[str] = frozenset()


@cache
def told(name: str) -> Story:
    pair = next(one for one in PAIRS if one["name"] == name)
    return collated({"text": pair["a"], "source": "Courier"}, {"text": pair["b"], "source": "Post"})


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["name"])
def test_renderings_of_one_utterance_meet_and_others_do_not(pair: dict[str, Any]) -> None:
    story = told(pair["name"])
    assert bool(joining(story, "quote", "a", "b")) == bool(story.utterances)
    assert bool(story.utterances) == (pair["same"] and pair["name"] not in MISSED)


@pytest.mark.parametrize("pair", [pair for pair in PAIRS if pair["same"]], ids=lambda pair: pair["name"])
def test_only_what_turns_the_sense_is_a_difference(pair: dict[str, Any]) -> None:
    if pair["name"] in MISSED:
        return
    story = told(pair["name"])
    (point,) = joining(story, "quote", "a", "b")
    reasons = [change.weighty for one in story.utterances for each in one.renderings for change in each.changes]
    if pair.get("mouths"):
        assert point.difference == "said_by"
    else:
        assert point.difference == ("wording" if pair.get("weighty") else None)
        assert [why for why in reasons if why][:1] == [] if not pair.get("weighty") else pair["weighty"] in str(reasons)
