"""What each telling is called in a sentence: by its outlet, with its day where one outlet told twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import PurePath

from variorum.model import Article, ArticleId


def names_of(articles: Sequence[Article], days: Mapping[ArticleId, date | None]) -> dict[ArticleId, str]:
    """Give each article the name of its outlet, else of its file; those of one name get their day, then a number."""
    names = {article.id: article.outlet or PurePath(article.input).stem or article.id for article in articles}
    told = Counter(names.values())
    found: dict[ArticleId, str] = {}
    for article, name in names.items():
        day = days.get(article)
        found[article] = f"{name} ({day.isoformat()})" if told[name] > 1 and day else name
    seen: Counter[str] = Counter()
    shared = Counter(found.values())
    for article, name in found.items():
        seen[name] += 1
        if shared[name] > 1:
            found[article] = f"{name} [{seen[name]}]"
    return found
