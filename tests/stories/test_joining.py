from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.model import Article
from variorum.stories import group
from variorum.stories.counts_in_words import counts_in_common
from variorum.stories.joining import why
from variorum.stories.names_in_common import names_in_common
from variorum.stories.words_in_common import words_in_common

from .tellings import BRIDGE, BRIDGE_IN_FRENCH, EVERY, MERGER, STRIKE_IN_FRENCH, told

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"


def names(one: str, other: str) -> list[str]:
    return [name.form for name in names_in_common(told("one", one), told("other", other))]


def counts(one: str, other: str, day: str | None = None) -> list[str]:
    return counts_in_common(told("one", one, day=day), told("other", other, day=day))


@pytest.mark.parametrize(
    ("one", "other", "cited"),
    [
        ("On Friday Prime Minister Hedda Moen resigned.", "It was Hedda Moen who lost.", ["Hedda Moen"]),
        ("The French Interior Minister Luc Ferrand spoke.", "It was Luc Ferrand, they said.", ["Luc Ferrand"]),
        ("A flight to New Tarvik was late.", "Nobody got to New Tarvik in time.", ["New Tarvik"]),
        ("He met Orsola K. Brand there.", "There was Orsola K. Brand, too.", ["Orsola K. Brand"]),
        ("A talk with Moon Jae-in went well.", "They met Moon Jae-in on the way.", ["Moon Jae-in"]),
        ("It went from Mazar-i-Sharif by road.", "They shot at it in Mazar-i-Sharif.", ["Mazar-i-Sharif"]),
        ("They sailed past Cape of Orsk at night.", "It lies off Cape of Orsk now.", ["Cape of Orsk"]),
        ("The German and Afghan troops left.", "With them the German and Afghan troops.", []),
        ("He fell (Photo by Hedda Moen) and sank.", "He sank (Photo by Hedda Moen) at once.", []),
        ("It sank. Hide Caption It was Reuters that said so.", "So said Reuters. Hide Caption", []),
    ],
)
def test_names_are_cited_whole_without_title_people_or_credit(one: str, other: str, cited: list[str]) -> None:
    assert names(one, other) == cited


def test_one_man_is_cited_once() -> None:
    one = "Shigeru Ishiba flew home. Then Ishiba spoke. On that day Ishiba and Shigeru Ishiba were one man in Japan."
    assert names(one, "Later Shigeru Ishiba said, in Japan, that Ishiba was his name.") == ["Shigeru Ishiba", "Japan"]


def test_half_a_name_that_stands_alone_in_neither_is_not_cited() -> None:
    assert names("It was in Upper Sandvik that it fell.", "It was in Lower Sandvik that it rose.") == []


@pytest.mark.parametrize(
    ("words", "cited"),
    [
        ("It holds 11.5 million documents now", ["11.5 million documents"]),
        ("It cost $14.9 billion in all", ["$14.9 billion"]),
        ("They freed 21 girls there", ["21 girls"]),
        ("It fell 40-metre deep and 15% off", ["40-metre", "15%"]),
        ("It sank at 10:45 p.m. and at 8 h", []),
        ("There were 12 current and former heads", []),
        ("On Apollo 11 and at Euro 2016 and in a 2017 photo", []),
        ("Copyright 2017 by us, 2016 NPR, 4 Pro, 5-11 in games", []),
    ],
)
def test_numbers_are_cited_with_what_they_count(words: str, cited: list[str]) -> None:
    assert sorted(counts(f"{words}.", f"So it was: {words}, they said.")) == sorted(cited)


def test_a_date_is_cited_if_it_is_the_day_of_the_event() -> None:
    words = "It sank on July 14 and had been built before May 3."
    assert counts(words, words, day="2016-07-15") == ["July 14"]


def test_where_names_and_numbers_are_few_the_rarest_words_are_cited() -> None:
    one = told("one", "A woman who kept llamas was turned away from a ferry because of her leggings.")
    other = told("other", "The ferry would not take her: those leggings, and llamas besides.")
    assert why(one, other) == "both have the words leggings, ferry and llamas"


def test_where_nothing_rare_is_shared_the_reason_says_so() -> None:
    reason = why(told("one", "They went on."), told("other", "Nobody said why."))
    assert reason == "little in common but the sense of their first sentences"


def test_a_reason_does_not_repeat_the_score() -> None:
    (story,) = group(MERGER)[0]
    assert "probability" not in story.joins[0].reason


def stands_in(form: str, article: Article) -> bool:
    return form.casefold() in f"{article.title or ''}\n{article.text}".casefold()


def all_cited(one: Article, other: Article) -> list[str]:
    shared = [name.form for name in names_in_common(one, other)]
    return [*shared, *counts_in_common(one, other), *words_in_common(one, other)]


@given(st.sampled_from([*EVERY, BRIDGE_IN_FRENCH, STRIKE_IN_FRENCH]), st.sampled_from([*EVERY, BRIDGE_IN_FRENCH]))
def test_whatever_is_cited_of_two_tellings_stands_in_both(one: Article, other: Article) -> None:
    for form in all_cited(one, other):
        assert stands_in(form, one)
        assert stands_in(form, other)


PIECES = ["Hedda", "Moen", "President", "of", "New", "York", "German", "21", "girls", "$5", "million", "The", "St.", "-", ".",
          "'s", "&", "Jae-in", "May", "3", "U.S.", "gravel barge", "\n", "Photo by", "PS4", "%", "(", "I", "é", "李明博"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40), st.lists(st.sampled_from(PIECES), max_size=40), st.booleans())
def test_whatever_is_cited_of_any_words_stands_in_both(mine: list[str], theirs: list[str], close: bool) -> None:
    glue = "" if close else " "
    one, other = told("one", glue.join(mine), title="Moen of York"), told("other", glue.join(theirs), day="2020-05-03")
    for form in all_cited(one, other):
        assert stands_in(form, one)
        assert stands_in(form, other)


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_has_a_reason(one: str, other: str) -> None:
    assert why(told("one", one), told("other", other))


def test_long_heaps_of_capitals_and_numbers_take_no_time() -> None:
    heap = "Aa Bb-Cc of Dd 12 girls $3 million & Ee " * 20_000
    begun = time.perf_counter()
    why(told("one", heap), told("other", heap + "Ff"))
    assert time.perf_counter() - begun < 5


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seeds lie beside the project only")
def test_what_is_cited_of_the_seeds_stands_in_both() -> None:
    from variorum.pipeline import gather

    articles = gather([str(SEEDS)]).articles
    for one in articles:
        for other in articles:
            for form in all_cited(one, other):
                assert stands_in(form, one)
                assert stands_in(form, other)


def test_the_reason_of_two_tellings() -> None:
    assert why(BRIDGE[1], BRIDGE[0]) == "both name Hedda Moen, Sund and Tarvik; published the same day"
