"""What a story is called: its id, its title, its first and last day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import sha256

from variorum.languages import sentences
from variorum.model import Article, ArticleId
from variorum.stories.days import days_of
from variorum.stories.likeness import Scores

_LONGEST_TITLE = 110  # characters


def identify(articles: Iterable[ArticleId]) -> str:
    """Give a story's id: a short hash of the ids of its articles, whatever their order."""
    return "s" + sha256("\n".join(sorted(articles)).encode("utf-8", "surrogatepass")).hexdigest()[:10]


def title_of(articles: Sequence[Article], scores: Scores) -> str:
    """Give the headline of the telling most like all others; if none has one, the first sentence of the most central."""
    likest = sorted(range(len(articles)), key=lambda at: (-float(scores[at].sum()), at))
    for at in likest:
        if title := _one_line(articles[at].title or ""):
            return _shorten(title)
    central = articles[likest[0]]
    bounds = sentences(central.text[:5000], central.language)
    first = _one_line(central.text[slice(*bounds[0])]) if bounds else ""
    return _shorten(first) or "(no words)"


def _one_line(words: str) -> str:
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f]+", " ", words).strip()


def _shorten(words: str) -> str:
    if len(words) <= _LONGEST_TITLE:
        return words
    cut = words[:_LONGEST_TITLE]
    head, _, _ = cut.rpartition(" ")
    return (head or cut).rstrip(" ,;:-–—") + "…"


def span_of_days(articles: Iterable[Article]) -> tuple[str | None, str | None]:
    """Give the first and the last day on which a story's dated articles were published (ISO 8601)."""
    known = [days for article in articles if (days := days_of(article.published))]
    if not known:
        return None, None
    first, last = min(days[0] for days in known), max(days[1] for days in known)
    return date.fromordinal(first).isoformat(), date.fromordinal(last).isoformat()
