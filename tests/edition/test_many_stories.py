"""Editions of many stories: what several tell comes first, what one tells is only listed."""

from __future__ import annotations

import io

from rich.console import Console

from variorum.edition import to_html, to_markdown, to_terminal
from variorum.model import Article, Edition, Story, When


def told(singles: int) -> Edition:
    articles = tuple(
        Article(f"a{n}", f"{n}.txt", f"Mill {n} burned.", published=When("2026-03-02", "day"))
        for n in range(singles + 2)
    )
    pair = Story("pair", "Two mills burn", ("a0", "a1"), opened="2026-03-02")
    alone = tuple(Story(f"s{n}", f"Mill {n} burns", (f"a{n}",), opened="2026-03-01") for n in range(2, singles + 2))
    return Edition(articles, (*alone, pair))


def terminal(edition: Edition, *, everything: bool = False) -> str:
    out = io.StringIO()
    to_terminal(edition, Console(file=out, width=120), everything=everything)
    return out.getvalue()


def test_the_story_that_several_tell_stands_first_in_every_rendering() -> None:
    edition = told(3)

    for rendered in (terminal(edition), to_markdown(edition), to_html(edition)):
        assert rendered.index("Two mills burn") < rendered.index("Mill 2 burns") < rendered.index("Mill 4 burns")


def test_of_many_stories_those_told_once_are_listed_by_title() -> None:
    shown = terminal(told(20))

    assert "Told by one report only, nothing to compare (the first 12 of 20; all with --all)" in shown
    assert shown.count("Only one report: nothing to compare it with.") == 0
    assert " 1 March 2026  Mill 13 burns" in shown
    assert "Mill 14 burns" not in shown


def test_all_shows_them_in_full() -> None:
    shown = terminal(told(20), everything=True)

    assert shown.count("Only one report: nothing to compare it with.") == 20


def test_a_few_stories_are_all_shown_in_full() -> None:
    assert terminal(told(2)).count("Only one report: nothing to compare it with.") == 2
