from __future__ import annotations

import json
import random
import re
import time
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from variorum.lineage import trace
from variorum.model import Article, Copy

from .spinner import spin
from .tellings import INDEPENDENT, PARTLY, WIRE, told

SHARED = Path(__file__).parents[3] / "shared"
needs_data = pytest.mark.skipif(not (SHARED / "data").is_dir(), reason="the labelled data lie beside the project only")
needs_seeds = pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="the seeds lie beside the project only")


def only(*articles: Article) -> Copy:
    (copy,) = trace(articles).copies
    return copy


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+(?=[A-Z\"])", text)


def test_two_hands_on_one_event_share_a_quote_and_stay_two_voices() -> None:
    lineage = trace((told("a", WIRE), told("b", INDEPENDENT)))
    assert [copy.kind for copy in lineage.copies] == ["shared_quote"]
    assert lineage.voices == (("a",), ("b",))
    assert "no copying" in lineage.copies[0].reason


def test_the_same_text_twice_is_a_copy() -> None:
    copy = only(told("x", WIRE), told("x-2", WIRE))
    assert (copy.kind, copy.source, copy.target) == ("copy", "x", "x-2")
    assert copy.share > 0.98


def test_a_short_notice_printed_twice_is_a_copy() -> None:
    notice = "The road to Sund is shut. A ferry leaves at noon."
    assert only(told("x", notice), told("x-2", notice)).kind == "copy"


def test_a_cut_text_is_an_edit_of_the_longer_one() -> None:
    copy = only(told("short", " ".join(sentences(WIRE)[:7])), told("wire", WIRE))
    assert (copy.kind, copy.source, copy.target) == ("edit", "wire", "short")
    assert copy.share > 0.95
    assert "shorter cut" in copy.reason


def test_a_text_with_insertions_is_an_edit() -> None:
    own = sentences(PARTLY)
    mixed = [line for pair in zip(sentences(WIRE), own[:3] + own[5:], strict=False) for line in pair]
    copy = only(told("mixed", " ".join([*mixed, *sentences(WIRE)[10:]])), told("wire", WIRE, day="2024-03-14"))
    assert copy.kind == "edit"
    assert 0.4 < copy.share <= 1


@pytest.mark.parametrize("strength", [0.3, 0.7, 1.0])
def test_a_spun_text_is_a_rewrite(strength: float) -> None:
    copy = only(told("spun", spin(WIRE, strength)), told("wire", WIRE, day="2024-03-14"))
    assert copy.kind in ({"edit", "rewrite"} if strength < 0.5 else {"rewrite"})
    assert copy.share > 0.6
    assert copy.confidence > 0.8


@pytest.mark.parametrize("strength", [0.3, 0.7, 1.0])
def test_a_spun_text_is_one_voice_with_its_source_and_not_with_another_hand(strength: float) -> None:
    lineage = trace((told("spun", spin(WIRE, strength)), told("wire", WIRE), told("other", INDEPENDENT)))
    assert lineage.voices == (("other",), ("spun", "wire"))


def test_where_words_differ_the_one_whose_words_others_use_is_the_source() -> None:
    lineage = trace((told("a-spun", spin(WIRE, 0.9, cut=0)), told("b-wire", WIRE), told("c-partly", PARTLY)))
    (copy,) = [copy for copy in lineage.copies if copy.kind == "rewrite"]
    assert (copy.source, copy.target) == ("b-wire", "a-spun")


def test_some_sentences_in_common_are_a_shared_source_and_two_voices() -> None:
    lineage = trace((told("paper", PARTLY), told("wire", WIRE)))
    (copy,) = lineage.copies
    assert (copy.kind, len(copy.passages)) == ("shared_source", 3)
    assert "neither is the other's copy" in copy.reason
    assert lineage.voices == (("paper",), ("wire",))


def test_the_earlier_telling_is_the_source() -> None:
    early, late = told("z", WIRE, day="2024-03-14"), told("a", WIRE, day="2024-03-15")
    copy = only(late, early)
    assert (copy.source, copy.target) == ("z", "a")
    assert "earlier date" in copy.reason


def test_a_month_does_not_come_before_a_day_in_it() -> None:
    copy = only(told("a", WIRE, day="2024-03"), told("b", WIRE, day="2024-03-15"))
    assert "direction unsure" in copy.reason


def test_the_telling_that_names_the_others_outlet_is_the_target() -> None:
    copy = only(told("a", WIRE, credited=("Moravia Press",)), told("b", WIRE, outlet="Moravia Press"))
    assert (copy.source, copy.target) == ("b", "a")
    assert "names the source's outlet" in copy.reason


def test_an_unsure_direction_is_said_and_costs_confidence() -> None:
    unsure = only(told("a", WIRE), told("b", WIRE))
    sure = only(told("a", WIRE, day="2024-03-14"), told("b", WIRE, day="2024-03-15"))
    assert "direction unsure" in unsure.reason
    assert unsure.confidence < sure.confidence


def test_what_outlets_print_under_every_article_is_no_copying() -> None:
    foot = " Sign up for our newsletter and follow us on every network for the latest from the region and the world."
    lineage = trace((told("a", PARTLY + foot), told("b", INDEPENDENT + foot)))
    assert lineage.copies == ()


def test_a_reason_says_how_much_follows_and_cites_a_run() -> None:
    reason = only(told("short", " ".join(sentences(WIRE)[:7])), told("wire", WIRE)).reason
    assert "7 of the target's 7 sentences answer to the source, 7 of them in the same order" in reason
    assert "whole runs such as “" in reason


def test_one_article_is_one_voice_and_none_is_none() -> None:
    assert trace((told("a", WIRE),)).voices == (("a",),)
    assert trace(()).voices == ()


def test_the_order_of_the_input_does_not_matter() -> None:
    articles = (told("a", WIRE), told("b", spin(WIRE, 0.7)), told("c", INDEPENDENT), told("d", PARTLY))
    assert trace(articles) == trace(articles[::-1])


@pytest.mark.parametrize("base", [WIRE, INDEPENDENT, PARTLY])
def test_one_copy_more_never_adds_a_voice(base: str) -> None:
    articles = (told("a", WIRE), told("b", INDEPENDENT), told("c", PARTLY))
    assert len(trace((*articles, told("again", base))).voices) == len(trace(articles).voices)


anything = st.builds(
    Article,
    id=st.text(min_size=1, max_size=4),
    input=st.just("x"),
    text=st.text(max_size=200) | st.lists(st.sampled_from(sentences(WIRE)), max_size=8).map(" ".join),
    language=st.sampled_from([None, "en", "fr", "xx"]),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(anything, max_size=4, unique_by=lambda article: article.id))
def test_every_passage_quotes_its_articles_and_every_article_has_one_voice(articles: list[Article]) -> None:
    lineage = trace(tuple(articles))
    texts = {article.id: article.text for article in articles}
    for copy in lineage.copies:
        assert copy.passages
        assert 0 <= copy.share <= 1
        assert 0 < copy.confidence <= 1
        for passage in copy.passages:
            assert (passage.source.article, passage.target.article) == (copy.source, copy.target)
            for span in (passage.source, passage.target):
                assert texts[span.article][span.start : span.end] == span.words
    assert sorted(each for voice in lineage.voices for each in voice) == sorted(texts)


def test_one_gigantic_line_is_read_in_time() -> None:
    huge = told("huge", WIRE.replace(".", ",") * 60)
    assert trace((huge, told("b", INDEPENDENT))).voices == (("b",), ("huge",))


@pytest.mark.parametrize("text", ["'a " * 20_000, "word " * 50_000, '"' * 20_000, "“a b\n" * 10_000, "a b. " * 20_000])
def test_a_text_that_repeats_itself_is_read_in_time(text: str) -> None:
    begin = time.process_time()
    trace((told("a", text), told("b", f"{text} and more"), told("c", WIRE)))
    assert time.process_time() - begin < 20  # a quadratic search would take minutes


@needs_seeds
def test_the_seeds_are_five_voices_two_of_which_share_a_wire() -> None:
    seeds = tuple(told(path.stem, path.read_text(encoding="utf-8")) for path in (SHARED / "seeds").glob("s*.txt"))
    lineage = trace(seeds)
    wires = [(copy.source, copy.target) for copy in lineage.copies if copy.kind != "shared_quote"]
    assert wires == [("s1", "s2")]
    assert len(lineage.voices) == 5


def different_events(count: int) -> list[tuple[Article, Article]]:
    by_event: dict[str, list[Article]] = defaultdict(list)
    for line in (SHARED / "data/stories/ecbplus.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        by_event[row["event_label"]].append(told(row["doc_id"], row["text"]))
    kinds = [(f"{topic}ecb", f"{topic}ecbplus") for topic in range(1, 36)]
    kinds = [pair for pair in kinds if all(event in by_event for event in pair)]
    draw = random.Random(11)  # noqa: S311 - a sample that is the same each time
    return [(draw.choice(by_event[one]), draw.choice(by_event[other])) for one, other in draw.choices(kinds, k=count)]


@needs_data
def test_events_of_one_kind_are_never_taken_for_copies() -> None:
    found = [copy for pair in different_events(150) for copy in trace(pair).copies]
    assert {copy.kind for copy in found} <= {"shared_quote", "unknown"}


def test_pairs_of_a_story_are_judged_apart() -> None:
    articles = [told(f"t{at}", text) for at, text in enumerate((WIRE, INDEPENDENT, PARTLY))]
    pairs = {frozenset((copy.source, copy.target)) for copy in trace(tuple(articles)).copies}
    assert pairs <= {frozenset((one.id, other.id)) for one, other in combinations(articles, 2)}
