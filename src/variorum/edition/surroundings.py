"""The sentence in which some words stand."""

from __future__ import annotations

from variorum.languages import sentences
from variorum.model import Article, Span


def around(article: Article, span: Span) -> Span:
    """Give the sentence of an article that holds a span, or the sentences that it runs through; the span itself if none does."""
    meeting = [
        (start, end)
        for start, end in sentences(article.text, article.language)
        if start < span.end and span.start < end
    ]
    if not meeting:
        return span
    return article.span(min(meeting[0][0], span.start), max(meeting[-1][1], span.end))
