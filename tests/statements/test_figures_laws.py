"""Laws of figures: every span quotes its article, the same text gives the same figures, and no text is too odd."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.languages import parse
from variorum.model import Article, Figure
from variorum.statements.figures import figures_in

SEEDS = Path(__file__).parents[2] / ".." / "shared" / "seeds"
PIECES = st.sampled_from(
    "one two twenty hundred and a half third of million billion $ € % - – / . , ' \" ( 5 12 1,200 3.5 2024 to between up"
    " at least more than dozens no both first largest 47th years km percent even zero killed were \n January ½ Rs # m bn".split(
        " "
    )
)
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=120),
    st.lists(PIECES, max_size=40).map(" ".join),
    st.lists(PIECES, max_size=40).map("".join),
)


def read(text: str, language: str = "en", *, parsed: bool = False) -> tuple[Figure, ...]:
    article = Article(id="a", input="law", text=text, language=language)
    return figures_in(parse(text) if parsed else None, article)


def hold(text: str, figures: tuple[Figure, ...]) -> None:
    assert [figure.id for figure in figures] == [f"f{number + 1}" for number in range(len(figures))]
    end = 0
    for figure in figures:
        assert text[figure.span.start : figure.span.end] == figure.span.words
        assert figure.span.start >= end
        end = figure.span.end
        for side in (figure.low, figure.high):
            assert side is None or math.isfinite(side)
        if figure.low is not None and figure.high is not None:
            assert figure.low <= figure.high
        if figure.as_of and figure.as_of.span:
            assert text[figure.as_of.span.start : figure.as_of.span.end] == figure.as_of.span.words


@given(TEXTS, st.sampled_from(["en", "fr"]))
@settings(max_examples=300, deadline=None)
def test_every_figure_quotes_its_article_without_a_parser(text: str, language: str) -> None:
    figures = read(text, language)
    hold(text, figures)
    assert figures == read(text, language)


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_every_figure_quotes_its_article_with_a_parser(text: str) -> None:
    figures = read(text, parsed=True)
    hold(text, figures)
    assert figures == read(text, parsed=True)


@pytest.mark.parametrize("piece", ["1, 2, 3, ", "one hundred and ", "11,11,", "a.a.", "½", "between 5 and ", "x"])
def test_a_gigantic_line_is_read_in_linear_time(piece: str) -> None:
    hold(piece * 4000, read(piece * 4000))


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the shared seed reports are not here")
@pytest.mark.parametrize(
    ("seed", "wanted"),
    [
        ("s0", [(0, None), (14.1e9, "USD"), (1e12, "USD"), (1, "month"), (8, "week"), (47, None)]),
        ("s1", [(0, None), (68.5e9, "USD"), (71.6e9, "USD"), (14.9e9, "USD"), (10, "percentage"), (44e9, "USD")]),
        ("s2", [(14.9e9, "USD"), (1e11, "USD"), (68.5e9, "USD"), (0, None)]),
        ("s3", [(100, "percentage"), (1e11, "USD"), (0, None), (5, "year"), (1, None)]),
        ("s4", [(54_000, None), (5e11, "USD"), (14.9e9, "USD"), (2, None), (1, None)]),
    ],
)
def test_the_figures_a_reader_of_a_seed_looks_for_are_found(seed: str, wanted: list[tuple[float, str | None]]) -> None:
    text = (SEEDS / f"{seed}.txt").read_text(encoding="utf-8")
    figures = read(text, parsed=True)
    hold(text, figures)
    found = {(figure.high, figure.unit) for figure in figures}
    assert [one for one in wanted if one not in found] == []
