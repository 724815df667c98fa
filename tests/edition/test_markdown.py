"""Markdown that shows the words of articles and runs none of them."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from markdown_it import MarkdownIt
from markdown_it.token import Token

from variorum.edition import to_markdown
from variorum.edition.markdown import plain
from variorum.edition.visible import one_line
from variorum.model import Edition

from .build import sample
from .strategies import editions, words

READER = MarkdownIt("commonmark", {"html": True}).enable("table")


def tokens(text: str) -> list[Token]:
    top = READER.parse(text)
    return [*top, *(child for token in top for child in token.children or [])]


@given(text=words)
@settings(max_examples=300, deadline=None, derandomize=True)
def test_a_text_from_outside_reads_as_exactly_its_words(text: str) -> None:
    shown = READER.parse(f"- {plain(text)} end")
    kinds = [token.type for token in shown]
    assert kinds == [
        "bullet_list_open",
        "list_item_open",
        "paragraph_open",
        "inline",
        "paragraph_close",
        "list_item_close",
        "bullet_list_close",
    ]
    children = shown[3].children or []
    assert {token.type for token in children} <= {"text", "text_special"}
    assert "".join(token.content for token in children) == f"{one_line(text)} end".strip()


@given(edition=editions)
@settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_no_html_link_image_or_code_comes_out_of_an_edition(edition: Edition) -> None:
    kinds = {token.type for token in tokens(to_markdown(edition))}
    assert not kinds & {"html_block", "html_inline", "link_open", "image", "code_inline", "code_block", "fence"}


def test_the_decisive_words_are_bold() -> None:
    bold = [
        token.children[number + 1].content
        for token in READER.parse(to_markdown(sample()))
        if token.children
        for number, child in enumerate(token.children)
        if child.type == "strong_open"
    ]
    assert {"three silos", "two silos", "Seven people", "€5.2 million"} <= set(bold)


def test_differences_come_first() -> None:
    text = to_markdown(sample(), everything=True)
    places = [
        text.index(f"## {title}")
        for title in ("Where they differ", "What independent tellings agree on", "Who copied whom", "Figures")
    ]
    assert places == sorted(places)


def test_singles_and_figures_are_short_until_all_is_asked_for() -> None:
    short, whole = to_markdown(sample()), to_markdown(sample(), everything=True)
    assert "## Figures" not in short
    assert "## Figures" in whole
    assert "## Perhaps the same thing" in short
    assert "Whether the silos were looked after – unsure" in whole


def test_the_later_nouns_have_their_sections() -> None:
    text = to_markdown(sample())
    for title in (
        "## Who promised, asked or threatened what",
        "## Who wants what",
        "## One utterance in several tellings",
        "## Headlines and captions",
        "## What was still expected",
        "## Background",
        "## When it was reported",
        "### Why tellings count as one voice",
        "a promise with a day in Osterby Courier, only an intention in the others",
        "leaves out “Harbour operator”: whose cables they are is gone",
        "first certain, then in doubt",
        "no telling says in its text that the silos were gutted",
        "**the latest: go by this**",
    ):
        assert title in text
