"""What is shared between the two moods of trafilatura changes none of its answers."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.articles.test_page_body import MARKUP
from tests.articles.test_pages import PARAGRAPHS, page, paragraphs
from variorum.articles import moods, opinions
from variorum.articles.cleaning import clean
from variorum.articles.columns import Columns

MENU = (
    "<ul class='menu'>" + "".join(f"<li><a href='/{n}'>Section {n} of the paper</a></li>" for n in range(60)) + "</ul>"
)
LONG = "".join(f"<p>{line}</p>" for line in PARAGRAPHS * 8)
PAGES = {
    "an article": page(paragraphs()),
    "a long article": page(f"<article>{LONG}</article>"),
    "an article under a menu longer than itself": page(
        f"<nav>{MENU * 6}</nav><article><p>{PARAGRAPHS[0]}</p></article>"
    ),
    "comments": page(f"<article>{LONG}</article><div id='comments'><p>{PARAGRAPHS[1]}</p></div>"),
    "a forum": page(
        f"<div class='comment'>{LONG}</div>",
        '<script type="application/ld+json">{"@type": "DiscussionForumPosting"}</script>',
    ),
    "a table": page(f"<article><table><tr><td>{PARAGRAPHS[0]}</td></tr></table></article>"),
    "a film": page(f"<article>{LONG}<iframe src='https://www.youtube.com/embed/x'></iframe></article>"),
    "an empty title in a drawing": page(f"<article>{LONG}<svg><title></title></svg></article>"),
    "a form around all": page(f"<form>{LONG}</form>"),
    "no markup": "Only words.",
    "nothing": "",
    "an encoding of its own": f'<?xml version="1.0" encoding="iso-8859-1"?><html><body>{LONG}</body></html>',
}


def both(markup: str) -> tuple[dict[str, str], dict[str, str]]:
    asked = {mood: moods.asked(markup, precise=mood == "precise") if markup else "" for mood in moods.MOODS}
    return moods.texts(opinions._parsed(markup)), asked


@pytest.mark.parametrize("name", PAGES)
def test_the_answers_are_those_of_asking_twice(name: str) -> None:
    found, asked = both(PAGES[name])
    assert found == asked


@settings(max_examples=40, deadline=None)
@given(st.lists(st.one_of(MARKUP, st.sampled_from([MENU, LONG])), max_size=4))
def test_on_any_page(parts: list[str]) -> None:
    found, asked = both(clean(f"<html><head><title>A</title></head><body>{''.join(parts)}</body></html>"))
    assert found == asked


def test_another_version_is_simply_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moods, "_follows", lambda: False)
    found, asked = both(PAGES["a long article"])
    assert found == asked
    assert found["default"]


def test_measures_are_laid_out_by_name_and_a_missing_one_is_0() -> None:
    table = Columns(3)
    table.whole["words"] = [4, 5, 6]
    table.put("url", 1)
    table.beside("words", 1, -1.0)
    table.beside("words", -2)
    assert table.matrix(["url", "+1words", "-2words", "unheard"]).tolist() == [
        [0, 5, 0, 0],
        [1, 6, 0, 0],
        [0, -1, 4, 0],
    ]
    assert table.rows()[1] == {"words": 5, "+1words": 6, "-2words": 0.0, "url": 1.0}


@given(st.text(st.sampled_from("ab\r\n\x0b\x0c\x85\u2028\u200bé€\ud800\u2066\x7f\x00“\ufeff\u00ad")))
def test_cleaning_leaves_line_ends_as_newlines_and_nothing_unseen(text: str) -> None:
    kept = clean(text)
    assert not set(kept) & set("\r\x0b\x0c\x85\u2028\u200b\ud800\u2066\x7f\x00\ufeff\u00ad")
    assert [each for each in kept if each in "abé€“"] == [each for each in text if each in "abé€“"]
    assert kept.count("\ufffd") == text.count("\ud800")
