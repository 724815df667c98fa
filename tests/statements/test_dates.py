"""Dates of one article: value, tense, what is dated, and dating again once the article has a date."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.languages import parse
from variorum.model import Article, DateMention, When
from variorum.statements.dates import dates_in, redate

PUBLISHED = When("2021-06-16", "day")  # a Wednesday


def article(text: str, published: When | None = PUBLISHED) -> Article:
    return Article("a", "a.txt", text, language="en", published=published)


def read(text: str, published: When | None = PUBLISHED) -> tuple[DateMention, ...]:
    return dates_in(parse(text, "en"), article(text, published))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ferry sank on Friday.", "2021-06-11"),
        ("The crew will meet on Friday.", "2021-06-18"),
        ("The crew is due to meet on Friday.", "2021-06-18"),
        ("The crew plans to meet on Friday.", "2021-06-18"),
        ("The crew is meeting on Friday.", "2021-06-18"),
        ("The crew is going to meet on Friday.", "2021-06-18"),
        ("The owner said the harbour would open on Friday.", "2021-06-18"),
        ("The crew managed to leave on Friday.", "2021-06-11"),
        ("The lease had been due to end on Friday.", "2021-06-11"),
        ("The owner could not be reached on Friday.", "2021-06-11"),
        ("The owner would not comment on the fire on Friday.", "2021-06-11"),
        ("The first crew to arrive on Friday was theirs.", "2021-06-11"),
        ("They had nothing to do with the fire on Friday.", "2021-06-11"),
        ("The court rules Friday.", "2021-06-18"),
        ("The hearing is on Friday.", "2021-06-18"),
        ("The talks, due on Friday, were put off.", "2021-06-18"),
        ("The vote was put off until Friday.", "2021-06-18"),
        ("They planned a march on Friday.", "2021-06-18"),
        ("The record, set on Friday, still stands.", "2021-06-11"),
        ("Rain is likely on Friday.", "2021-06-18"),
        ("Schools are to reopen on Friday.", "2021-06-18"),
        ("The minister took office in October.", "2020-10"),
        ("Hearings will take place in October.", "2021-10"),
    ],
)
def test_the_tense_of_the_clause_tells_which_way_a_day_lies(text: str, expected: str) -> None:
    assert [mention.value for mention in read(text)] == [expected]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (
            "The queen welcomed the new envoy at the palace on Friday, June 11.",
            "welcomed the new envoy at the palace",
        ),
        ("Norway's 2020 fish exports were a record.", "fish exports"),
        ("In March, the court blocked the sale of the shipyard.", "blocked the sale of the shipyard"),
        ("Full hearings will take place this autumn.", "Full hearings will take place"),
        ("The old pier was opened on Tuesday by the mayor of the port.", "old pier was opened"),
        ("The mayor, who was elected last year for her promise, left.", "mayor, who was elected"),
        ("The guild's council on Monday approved a loan of 40 crowns.", "approved a loan of 40 crowns"),
        ("The town will hold three days of mourning, starting on Sunday.", "will hold three days of mourning"),
        ("She returned the letters sent in May.", "letters sent"),
        ("They asked the ferry company for comment this week.", "asked the ferry company for comment"),
        ("The first full moon of 2020 lit the bay.", "first full moon"),
        ("The clerk woke up this morning to bad news.", "clerk woke up"),
    ],
)
def test_what_is_dated_is_told_in_the_words_of_the_text(text: str, event: str) -> None:
    mention = read(text)[-1]
    assert mention.event == event
    assert mention.event_span is not None
    assert text[mention.event_span.start : mention.event_span.end] == event


def test_the_same_day_and_a_year_earlier_mean_what_was_told_before() -> None:
    text = "The ferry sank on March 3, 2019. A ship burned the same day. A year earlier, a barge was lost."
    assert [mention.value for mention in read(text)] == ["2019-03-03", "2019-03-03", "2018"]


def test_an_article_without_a_date_leaves_open_what_it_cannot_know() -> None:
    mentions = read("The ferry sank on Friday. It was raised on June 14.", None)
    assert [mention.value for mention in mentions] == ["XXXX-WXX-5", "XXXX-06-14"]
    assert [mention.start for mention in mentions] == [None, None]


def test_a_full_date_told_before_completes_the_next() -> None:
    mentions = read("The ferry sank on June 11, 2021. It was raised on June 14.", None)
    assert [mention.value for mention in mentions] == ["2021-06-11", "2021-06-14"]


def test_dating_again_keeps_ids_and_words_and_says_what_it_counted_from() -> None:
    text = "The ferry sank on Friday. It was built in 1998."
    before = read(text, None)
    inferred = article(text, When("2021-06-12", "day", "inferred", None, "the other tellings"))
    after = redate(before, parse(text, "en"), inferred)
    assert [mention.id for mention in after] == ["d1", "d2"]
    assert [mention.value for mention in after] == ["2021-06-11", "1998"]
    assert after[0].span == before[0].span
    assert after[0].reason == "counted from the inferred date of the article, 2021-06-12"
    assert after[1] == before[1]


def test_the_year_of_the_story_completes_a_date_but_no_week_day() -> None:
    text = "The ferry sank on June 11. It was raised on Monday."
    again = redate(read(text, None), parse(text, "en"), article(text, None), year=2021)
    assert [mention.value for mention in again] == ["2021-06-11", "XXXX-WXX-1"]


def test_without_a_parse_dates_are_found_all_the_same() -> None:
    text = "Die Fähre sank am 11. Juni 2021."
    found = dates_in(None, Article("a", "a.txt", text, language="de"))
    assert [(mention.value, mention.event) for mention in found] == [("2021-06-11", None)]


def test_a_date_of_publication_known_to_the_month_is_no_reference() -> None:
    assert [m.value for m in read("The ferry sank on Friday.", When("2021-06", "month"))] == ["XXXX-WXX-5"]


NEWS = [json.loads(line) for line in (Path(__file__).parent / "news_dates.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("row", NEWS, ids=lambda row: row["text"][:40])
def test_the_times_of_news_sentences(row: dict[str, Any]) -> None:
    found = [(mention.span.words, mention.value) for mention in read(row["text"], When(row["written"], "day"))]
    assert [words for words, _ in found] == [words for words, _ in row["times"]]
    # A value of null is one on which readers of the guidelines differ.
    assert [(w, v) for (w, v), (_, gold) in zip(found, row["times"], strict=True) if gold is not None] == [
        (w, gold) for w, gold in row["times"] if gold is not None
    ]


WORDS = st.sampled_from(
    "The ferry sank on Friday , June 11 2021 . \n yesterday and will meet next week about 2020 exports \x00 “ ” may".split(
        " "
    )
)


@settings(max_examples=25, deadline=None)
@given(st.lists(WORDS, max_size=30).map(" ".join))
def test_every_span_quotes_its_article_and_reading_twice_gives_the_same(text: str) -> None:
    one = article(text)
    mentions = dates_in(parse(text, "en"), one)
    assert mentions == dates_in(parse(text, "en"), one)
    assert redate(mentions, parse(text, "en"), one) == mentions
    for mention in mentions:
        assert text[mention.span.start : mention.span.end] == mention.span.words
        if mention.event_span:
            assert text[mention.event_span.start : mention.event_span.end] == mention.event_span.words
            assert not mention.event_span.overlaps(mention.span)


def test_a_fragment_whose_root_is_no_verb_still_has_an_end() -> None:
    # The root of a parse is its own head: climbing must stop there, whatever the root is.
    text = "A chance to win on Friday\nHappy to see them on Monday\nThe first to arrive in March"
    assert [mention.span.words for mention in read(text)] == ["Friday", "Monday", "March"]
