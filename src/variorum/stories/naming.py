"""What a story is called: its id, its title, its first and last day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from hashlib import sha256

from variorum.languages import sentences
from variorum.model import Article, ArticleId
from variorum.stories.days import Days

_LONGEST_TITLE = 110  # characters
_NOTHING = "(no words)"


def identify(articles: Iterable[ArticleId]) -> str:
    """Give a story's id: a short hash of the ids of its articles, whatever their order."""
    return "s" + sha256("\n".join(sorted(articles)).encode("utf-8", "surrogatepass")).hexdigest()[:10]


def title_of(likest: Iterable[Article]) -> str:
    """Give the headline of the most central telling that has one; if none has, the first sentence of the most central."""
    first: Article | None = None
    for article in likest:
        if title := _one_line(article.title or ""):
            return _shorten(title)
        first = first or article
    if first is None:
        return _NOTHING
    bounds = sentences(first.text[:5000], first.language)
    opening = _one_line(first.text[slice(*bounds[0])]) if bounds else ""
    return _shorten(opening) or _NOTHING


def _one_line(words: str) -> str:
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f]+", " ", words).strip()


def _shorten(words: str) -> str:
    if len(words) <= _LONGEST_TITLE:
        return words
    cut = words[:_LONGEST_TITLE]
    head, _, _ = cut.rpartition(" ")
    return (head or cut).rstrip(" ,;:-–—") + "…"


def span_of_days(days: Iterable[Days | None]) -> tuple[str | None, str | None]:
    """Give the first and the last day of a story's dated articles (ISO 8601)."""
    known = [each for each in days if each]
    if not known:
        return None, None
    first, last = min(each[0] for each in known), max(each[1] for each in known)
    return date.fromordinal(first).isoformat(), date.fromordinal(last).isoformat()
