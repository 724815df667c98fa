"""A second look at what was kept of a model's proposals, by plainer rules than those of the program: words and signs alone."""

from __future__ import annotations

import re

from variorum.model import Edition, Proposal, Span

_TURNING = re.compile(
    r"\b(?:not|no|never|nor|neither|without|den(?:y|ies|ied)|refus\w+|reject\w+|if|unless|whether|would|could|may|might|should|"
    r"reportedly|allegedly|perhaps|ne|pas|si|sans|sin|nunca)\b|n['’]t\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")


def borne_out(edition: Edition, one: Proposal) -> bool:
    """Say whether the spans quote their articles, every word stands in them, and nothing in the sentence around turns them."""
    texts = {article.id: article.text for article in edition.articles}
    if not one.spans or any(texts[span.article][span.start : span.end] != span.words for span in one.spans):
        return False
    if one.kind == "pairing":
        numbers = [set(re.findall(r"\d+", span.words)) for span in one.spans]
        return not (numbers[0] and numbers[1]) or bool(numbers[0] & numbers[1])
    there = {word.casefold() for span in one.spans for word in _WORD.findall(span.words)}
    told = {word.casefold() for word in _WORD.findall(one.words)}
    if one.kind == "gloss":
        return len(told - there) <= 2  # a plain word and "of" may stand before
    return told <= there and not any(_TURNING.search(rest) for span in one.spans for rest in _around(span, texts))


def _around(span: Span, texts: dict[str, str]) -> tuple[str, str]:
    """The rest of the sentence: up to the stops before and behind, whatever they are."""
    text = texts[span.article]
    before = re.split(r"[.!?\n]", text[: span.start])[-1]
    behind = re.split(r"[.!?\n]", text[span.end :])[0]
    return before, behind
