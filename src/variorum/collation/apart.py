"""Which tellings the user means by the names that he gives for independent ones and for those of one voice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import PurePath

from variorum.errors import UnknownTelling
from variorum.model import Article, ArticleId
from variorum.settings import Merging


def resolve(merging: Merging, articles: Iterable[Article]) -> Merging:
    """Give the pairs of independent tellings, and of tellings of one voice, by their ids.

    A telling is named by its id, its input, or the last part of its input ("courier.html"). Raises ``UnknownTelling``
    for a name that no telling has, or that several have, and for a pair of one telling with itself.
    """
    if not merging.independent and not merging.together:
        return merging
    known = tuple(articles)
    inputs = tuple(article.input for article in known)
    names: dict[str, set[ArticleId]] = {}
    for article in known:
        for name in (article.id, article.input, PurePath(article.input).name):
            names.setdefault(name, set()).add(article.id)
    independent, together = (
        frozenset(_pair(pair, names, inputs) for pair in pairs) for pairs in (merging.independent, merging.together)
    )
    return replace(merging, independent=independent, together=together)


def _pair(
    pair: tuple[str, str], names: dict[str, set[ArticleId]], inputs: tuple[str, ...]
) -> tuple[ArticleId, ArticleId]:
    one, other = (_one(name, names, inputs) for name in pair)
    if one == other:
        raise UnknownTelling(pair[1], inputs)
    return one, other


def _one(name: str, names: dict[str, set[ArticleId]], inputs: tuple[str, ...]) -> ArticleId:
    found = names.get(name, set())
    if len(found) != 1:
        raise UnknownTelling(name, inputs)
    return next(iter(found))
