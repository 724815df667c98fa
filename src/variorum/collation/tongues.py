"""In which language a story is told, and which of its tellings are in another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from variorum.languages import reads
from variorum.model import Article, ArticleId


def foreign(articles: Iterable[Article]) -> frozenset[ArticleId]:
    """Give the tellings that are not read, or are in another language than most of those that are.

    Their statements stand in the edition, but no reader of the others could set their words beside each other, so they
    lead no Point, no line of the timeline and no sentence of the brief.
    """
    ordered = tuple(articles)
    counted = Counter(article.language or "" for article in ordered if reads(article.language))
    main = min(counted, key=lambda language: (-counted[language], language), default="")
    return frozenset(article.id for article in ordered if (article.language or "") != main)
