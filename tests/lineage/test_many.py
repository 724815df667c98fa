from __future__ import annotations

import re
import time

import pytest
from bench.many import story
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.lineage import candidates, trace
from variorum.lineage.matching import Matcher
from variorum.lineage.tellings import telling
from variorum.lineage.twins import alone_and_twins
from variorum.model import Article

from .spinner import spin
from .tellings import INDEPENDENT, PARTLY, WIRE, told

MANY = story(60)
LINES = re.split(r"(?<=[.!?])\s+(?=[A-Z\"])", WIRE)


def test_no_voice_of_a_story_of_many_holds_two_independent_texts() -> None:
    voices = trace(MANY).voices
    assert len(MANY) // 3 <= len(voices) <= len(MANY) // 3 + 3  # a rewrite may be missed
    assert all(sum(name.startswith("own") for name in voice) <= 1 for voice in voices)


def test_a_telling_of_many_is_compared_with_those_that_share_most_and_the_voices_stay_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    every = trace(MANY)
    monkeypatch.setattr(candidates, "MOST", 8)
    assert trace(MANY).voices == every.voices


def test_a_story_of_few_is_compared_two_by_two(monkeypatch: pytest.MonkeyPatch) -> None:
    def pairs(count: int) -> list[tuple[int, int]]:
        tellings = [telling(each) for each in MANY[:count]]
        return list(Matcher(tellings).pairs())

    monkeypatch.setattr(candidates, "MOST", 12)
    few, many = pairs(13), pairs(40)
    monkeypatch.setattr(candidates, "MOST", 10_000)
    assert few == pairs(13)
    assert set(many) < set(pairs(40))


def test_a_story_of_many_costs_little_more_for_each_telling() -> None:
    def seconds(articles: tuple[Article, ...]) -> float:
        begin = time.process_time()
        trace(articles)
        return time.process_time() - begin

    seconds(MANY[:10])
    small, large = seconds(story(40, seed=2)), seconds(story(160, seed=3))
    assert large < 10 * small  # two by two it would be sixteen times as much


def test_of_twins_only_the_earliest_is_compared_with_the_others() -> None:
    articles = (
        told("a", WIRE, day="2024-03-15"), told("b", WIRE, day="2024-03-14"), told("c", WIRE), told("spun", spin(WIRE, 0.5))
    )  # fmt: skip
    alone, twins = alone_and_twins([telling(each) for each in articles])
    assert [each.article.id for each in alone] == ["b", "spun"]
    assert [(one.article.id, other.article.id) for one, other in twins] == [("a", "b"), ("b", "c")]
    lineage = trace(articles)
    assert {frozenset((copy.source, copy.target)) for copy in lineage.copies} == {
        frozenset(pair) for pair in (("a", "b"), ("b", "c"), ("b", "spun"))
    }
    assert len(lineage.voices) == 1


def test_texts_without_words_are_no_twins() -> None:
    assert trace((told("a", ""), told("b", ""), told("c", "…"))).voices == (("a",), ("b",), ("c",))


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.sampled_from(LINES), min_size=1, max_size=8).map(" ".join),
    st.lists(st.sampled_from(LINES + [spin(line, 0.7) for line in LINES]), min_size=1, max_size=8).map(" ".join),
)
def test_an_alignment_is_the_same_from_both_sides(one: str, other: str) -> None:
    there = Matcher((telling(told("a", one)), telling(told("b", other)))).matches(0, 1)
    back = Matcher((telling(told("a", other)), telling(told("b", one)))).matches(0, 1)
    weights = {(match.one, match.other): round(match.weight, 6) for match in there}
    assert {(match.other, match.one): round(match.weight, 6) for match in back} == weights


@pytest.mark.parametrize("others", [(INDEPENDENT,), (PARTLY,), (INDEPENDENT, PARTLY), ("Bees swarmed over Olm.",)])
def test_another_telling_more_does_not_undo_a_copy(others: tuple[str, ...]) -> None:
    pair = told("wire", WIRE, day="2024-03-14"), told("spun", spin(WIRE, 0.5), day="2024-03-15")
    company = tuple(told(f"z{at}", text) for at, text in enumerate(others))
    found = {(copy.source, copy.target, copy.kind) for copy in trace((*pair, *company)).copies}
    assert ("wire", "spun", "rewrite") in found


@pytest.mark.parametrize(
    "text",
    ["pumps and sluices ran " * 30_000, "Pumps. " * 15_000, "a" * 500_000, "", " \n" * 9, "“«\"" * 50_000, "1,2.3 " * 50_000],
    ids=["line", "one word", "no space", "empty", "blank", "marks", "numbers"],
)  # fmt: skip
def test_hostile_texts_are_read_in_time(text: str) -> None:
    begin = time.process_time()
    trace(
        (
            told("a", text),
            told("b", text[: len(text) // 2] + " x"),
            told("c", text + " y", language="fr"),
            told("w", WIRE),
        )
    )
    assert time.process_time() - begin < 20
