"""Grouped articles as tables: which article is in which story, why, and what is near."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from variorum.edition.tables import Row, tables
from variorum.model import Edition

_COLUMNS = "story id input title outlet language published published_grain published_basis url characters"


def story_tables(grouped: Edition, *, lineage: bool = False) -> dict[str, tuple[list[str], Iterable[Row]]]:
    """Give the tables ``articles``, ``stories``, ``joins``, ``related``, ``problems`` and, if it was traced, ``copies``."""
    given = tables(grouped)
    kept = ["related", "problems", *(["copies", "voices"] if lineage else [])]
    return {
        "articles": (_COLUMNS.split(), _articles(grouped)),
        "stories": ("id title opened latest articles".split(), _stories(grouped)),
        "joins": ("story article with score reason".split(), _joins(grouped)),
        **{name: given[name] for name in kept},
    }


def _articles(grouped: Edition) -> Iterator[Row]:
    story_of = {article: story.id for story in grouped.stories for article in story.articles}
    for one in grouped.articles:
        day = (one.published.value, one.published.grain, one.published.basis) if one.published else (None,) * 3
        yield (story_of[one.id], one.id, one.input, one.title, one.outlet, one.language, *day, one.url, len(one.text))


def _stories(grouped: Edition) -> Iterator[Row]:
    for story in grouped.stories:
        yield story.id, story.title, story.opened, story.latest, len(story.articles)


def _joins(grouped: Edition) -> Iterator[Row]:
    for story in grouped.stories:
        for join in story.joins:
            yield story.id, join.article, join.partner, join.score, join.reason
