"""What a figure measures, of whom and when. All sentences are ours."""

from __future__ import annotations

import pytest

from variorum.languages import parse
from variorum.model import Article, Figure
from variorum.statements.figures import figures_in


def figures(text: str) -> tuple[Figure, ...]:
    return figures_in(parse(text), Article(id="a", input="test", text=text, language="en"))


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("It backed Orca Steel's blocked $14 billion bid to take over Bay Steel.",
         "Orca Steel's blocked bid to take over Bay Steel"),
        ("The base hosts around 54,000 Danish navy personnel.", "Danish navy personnel"),
        ("They put a 10% tariff on all imports from Norway.", "tariff on all imports from Norway"),
        ("Norway promised a $1 trillion investment in the port.", "investment in the port"),
        ("It announced a one-month pause on tariffs for Norway and Sweden.", "pause on tariffs for Norway and Sweden"),
        ("Norway's trade surplus was $68 billion.", "Norway's trade surplus"),
        ("He asked her to reduce the trade deficit with Norway to $5 billion.", "trade deficit with Norway"),
        ("The yen rose against the krone to an 8-week high.", "yen high"),
        ("It employs 60 percent of the dockers.", "dockers"),
        ("Oil sells at $70 a barrel.", "Oil a barrel"),
        ("The earthquake of magnitude 6.8 struck.", "magnitude"),
    ],
)  # fmt: skip
def test_the_words_of_the_text_name_what_is_measured(text: str, measures: str) -> None:
    assert figures(text)[0].measures == measures


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("At least 12 people were killed and 30 injured.", ["people killed", "people injured"]),
        ("The blast killed seven people and wounded two dozen.", ["people killed", "people wounded"]),
        ("The fire destroyed 14 homes and left 300 families homeless.", ["homes destroyed", "families homeless"]),
        ("Twelve died; nine others are missing.", ["people died", "others missing"]),
    ],
)
def test_a_toll_says_who_and_what_befell_them(text: str, measures: list[str]) -> None:
    assert [figure.measures for figure in figures(text)] == measures


def test_a_compared_figure_measures_the_same_for_its_own_year() -> None:
    text = "Norway's 2024 goods trade surplus was $68.5 billion compared with $71.6 billion in 2023."
    now, then = figures(text)
    assert (now.measures, now.as_of and now.as_of.value) == ("Norway's 2024 goods trade surplus", "2024")
    assert (then.measures, then.as_of and then.as_of.value) == ("Norway's goods trade surplus", "2023")
    assert then.as_of is not None
    assert then.as_of.span is not None
    assert then.as_of.span.words == "2023"


def test_a_figure_that_hangs_in_the_air_takes_the_balance_named_before_it() -> None:
    text = "The talks touched on the trade gap with Oslo. Currently standing at $100 billion, Hansen called it unfair."
    assert figures(text)[0].measures == "trade gap with Oslo"


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Unemployment fell to 5.1 percent in 2019 from 6.3 percent in 2018.", ["2019", "2018"]),
        ("Debt stood at $5 billion in March 2023.", ["2023-03"]),
        ("In 2008, Berg gave $750 to the club.", ["2008"]),
        ("A 2004 law cut taxes to 5 percent.", [None]),
        ("The firm, founded in 1990, owns 12 ships.", [None]),
    ],
)
def test_the_date_a_figure_is_given_for(text: str, dates: list[str | None]) -> None:
    assert [figure.as_of.value if figure.as_of else None for figure in figures(text)] == dates
