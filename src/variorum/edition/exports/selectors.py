"""Where words stand in a text, as W3C Web Annotation selectors."""

from __future__ import annotations

from typing import Any, Final

from variorum.model import Span

_CONTEXT: Final = 32
_MOST: Final = 512
"""Characters on either side; a text that repeats itself beyond that is told apart by the position alone."""


def selectors(span: Span, text: str) -> list[dict[str, Any]]:
    """Give a ``TextQuoteSelector`` and a ``TextPositionSelector`` (in code points) of a span in its article's text.

    Before and after the words stands as much of the text as it takes to find them in one place only, 32 to 512 characters. A span
    that does not quote the text gets no position. W3C Recommendation "Web Annotation Data Model", 4.2.4 and 4.2.5 (2017).
    """
    if not 0 <= span.start < span.end or text[span.start : span.end] != span.words:
        return [{"type": "TextQuoteSelector", "exact": span.words}]
    prefix, suffix = _around(span, text)
    quoted = {"type": "TextQuoteSelector", "exact": span.words, "prefix": prefix, "suffix": suffix}
    return [quoted, {"type": "TextPositionSelector", "start": span.start, "end": span.end}]


def _around(span: Span, text: str) -> tuple[str, str]:
    length = _CONTEXT
    while True:
        start = max(0, span.start - length)
        prefix, suffix = text[start : span.start], text[span.end : span.end + length]
        if length >= _MOST or _alone(prefix + span.words + suffix, text, start):
            return prefix, suffix
        length *= 2


def _alone(words: str, text: str, start: int) -> bool:
    return text.find(words) == start and text.find(words, start + 1) < 0
