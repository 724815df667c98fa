"""Words are found again where they were, by the selectors alone."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from variorum.edition.exports.selectors import selectors
from variorum.model import Article, Edition, Span


def places(text: str, quoted: dict[str, Any]) -> list[int]:
    """Where a reader of a TextQuoteSelector finds the words."""
    prefix, exact, suffix = quoted["prefix"], quoted["exact"], quoted["suffix"]
    whole, found = prefix + exact + suffix, []
    start = text.find(whole)
    while start >= 0:
        found.append(start + len(prefix))
        start = text.find(whole, start + 1)
    return found


def article(text: str) -> Article:
    return Article("a", "a.txt", text)


def test_every_statement_is_found_in_one_place_only(edition: Edition) -> None:
    texts = {one.id: one.text for one in edition.articles}
    spans = [statement.span for story in edition.stories for statement in story.statements.values()]
    assert spans
    for span in spans:
        quoted, position = selectors(span, texts[span.article])
        assert places(texts[span.article], quoted) == [span.start]
        assert texts[span.article][position["start"] : position["end"]] == quoted["exact"] == span.words


@given(st.text(alphabet="ab \n", min_size=1, max_size=400) | st.text(min_size=1, max_size=400), st.data())
def test_words_in_any_text_are_found_in_one_place_only(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quoted, position = selectors(article(text).span(start, end), text)
    assert places(text, quoted) == [start]
    assert (position["start"], position["end"]) == (start, end)


def test_words_that_come_again_get_more_around_them() -> None:
    text = "He said so on Monday at the harbour of Osterby. " * 5
    quoted, _ = selectors(article(text).span(48 + 14, 48 + 20), text)
    assert (quoted["exact"], len(quoted["prefix"]), len(quoted["suffix"])) == ("Monday", 62, 128)


def test_a_text_that_is_nothing_but_repetition_ends_at_a_bound() -> None:
    text = "so " * 100_000
    quoted, position = selectors(article(text).span(150_000, 150_002), text)
    assert (len(quoted["prefix"]), len(quoted["suffix"]), position["start"]) == (512, 512, 150_000)


def test_a_span_that_quotes_nothing_claims_no_place() -> None:
    assert selectors(Span("a", 3, 8, "Oslo"), "Bergen") == [{"type": "TextQuoteSelector", "exact": "Oslo"}]
    assert selectors(Span("a", -2, 3, "Oslo"), "Oslo") == [{"type": "TextQuoteSelector", "exact": "Oslo"}]
