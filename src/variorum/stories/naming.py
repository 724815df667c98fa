"""What a story is called: its id, its title, its first and last day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import sha256

import numpy as np
import numpy.typing as npt

from variorum.languages import sentences
from variorum.model import Article, ArticleId
from variorum.stories.days import days_of

_LONGEST_TITLE = 110  # characters


def identify(articles: Iterable[ArticleId]) -> str:
    """Give a story's id: a short hash of the ids of its articles, whatever their order."""
    return "s" + sha256("\n".join(sorted(articles)).encode("utf-8", "surrogatepass")).hexdigest()[:10]


def title_of(articles: Sequence[Article], central: Sequence[float] | npt.NDArray[np.floating]) -> str:
    """Give the headline of the most central telling that has one; if none has, the first sentence of the most central."""
    likest = sorted(range(len(articles)), key=lambda at: (-float(central[at]), at))
    for at in likest:
        if title := _one_line(articles[at].title or ""):
            return _shorten(title)
    first = articles[likest[0]]
    bounds = sentences(first.text[:5000], first.language)
    opening = _one_line(first.text[slice(*bounds[0])]) if bounds else ""
    return _shorten(opening) or "(no words)"


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
