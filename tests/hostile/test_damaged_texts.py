"""Laws on damaged texts: a small share of what ``variorum bench hostile`` runs."""

from __future__ import annotations

import json

import pytest
from bench.damage import DAMAGE, Mutant, mutant, own_texts
from bench.data import DATA
from bench.hostile import AS_STORY, checked, misquoted
from bench.parts.hostile import numbers
from bench.rows import Ask

SOURCES = own_texts()
SLICES = 10


@pytest.mark.parametrize("part", range(SLICES))
def test_damaged_texts_are_read_without_a_crash_or_a_misquote(part: int) -> None:
    for number in range(part, 150, SLICES):
        others = tuple(mutant(number + more, SOURCES) for more in (1, 2)) if number % AS_STORY == 0 else ()
        made = mutant(number, SOURCES)
        assert checked(made, others).wrong == (), f"text {number}, damaged by {', '.join(made.damage)}"


def test_the_same_number_gives_the_same_text() -> None:
    assert [mutant(number, SOURCES) for number in range(60)] == [mutant(number, SOURCES) for number in range(60)]
    assert mutant(7, SOURCES).text != mutant(8, SOURCES).text


def test_every_damage_is_done_and_most_texts_are_short() -> None:
    made = [mutant(number, SOURCES) for number in range(400)]
    assert {name for one in made for name in one.damage} == set(DAMAGE)
    assert sum(len(one.text) <= 1_000 for one in made) > 300
    assert any(len(one.text) > 4_000 for one in made)
    for one in made:
        one.text.encode("utf-8")


def test_a_span_that_does_not_quote_is_found() -> None:
    span = {"article": "a", "start": 0, "end": 3, "words": "Ann"}
    document = {"article": {"id": "a"}, "quotes": [{"span": span}]}
    assert list(misquoted(document, {"a": "Ann said"})) == []
    assert list(misquoted(document, {"a": "Bob said"})) == ["0:3 is not 'Ann'"]
    assert list(misquoted(document, {"b": "Ann said"})) == ["0:3 is not 'Ann'"]
    assert list(misquoted(json.loads(json.dumps(document)), {"a": "An"})) == ["0:3 is not 'Ann'"]


def test_a_failure_is_told_with_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(text: str, **_: str | None) -> None:
        raise KeyError(text)

    monkeypatch.setattr("variorum.read", fails)
    (wrong,) = checked(Mutant(1, "Ann", "en", None, ())).wrong
    assert wrong.startswith("KeyError: 'Ann' in test_damaged_texts.py:")


def test_a_split_names_the_texts() -> None:
    assert numbers(Ask(DATA, split="2000-4000")) == range(2000, 4000)
    assert numbers(Ask(DATA, limit=30)) == range(30)
