"""The two editions of a ``diff``, with keys and names that mean the same on both sides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from variorum.edition.labels import labels
from variorum.edition.matching import Pairing, closest, jaccard, same
from variorum.edition.visible import one_line
from variorum.model import ArticleId, Edition, Story


@dataclass(frozen=True)
class Side:
    """One of the two editions: a key for each article, the same on both sides, its label, and the names of entities."""

    edition: Edition
    key_of: Mapping[ArticleId, str]
    label_of: Mapping[ArticleId, str]
    name_of: Mapping[tuple[str, str], str]

    def key(self, article: ArticleId) -> str:
        """Give what the article is called on both sides."""
        return self.key_of.get(article, article)

    def label(self, article: ArticleId) -> str:
        """Give the short label of a telling."""
        return self.label_of.get(article) or one_line(article)

    def labels(self, articles: Iterable[ArticleId]) -> str:
        """Give the labels of several tellings, sorted."""
        return ", ".join(sorted(self.label(article) for article in articles))

    def name(self, story: Story, entity: str | None, otherwise: str | None = None) -> str:
        """Give the name of an entity, since its id means nothing in the other edition; else the words given."""
        return one_line(self.name_of.get((story.id, entity or "")) or otherwise or "")


def sides(a: Edition, b: Edition) -> tuple[Side, Side]:
    """Set two editions side by side. An article whose text changed keeps the key it had in ``a``."""
    first = {article.id: article.id for article in a.articles}
    return _side(a, first), _side(b, _keys_after(a, b))


def paired_stories(before: Side, after: Side) -> Pairing[Story]:
    """Pair the stories that have the same tellings and title, then those that have most tellings in common."""

    def tellings(side: Side, story: Story) -> frozenset[str]:
        return frozenset(side.key(article) for article in story.articles)

    pairs, gone, new = same(
        before.edition.stories,
        after.edition.stories,
        lambda one: (tellings(before, one), one.title),
        lambda one: (tellings(after, one), one.title),
    )
    more, gone, new = closest(gone, new, lambda one, other: jaccard(tellings(before, one), tellings(after, other)), 0.0)
    return [*pairs, *more], gone, new


def _side(edition: Edition, key_of: Mapping[ArticleId, str]) -> Side:
    names = {(story.id, entity.id): entity.name for story in edition.stories for entity in story.entities}
    return Side(edition, key_of, labels(edition.articles), names)


def _keys_after(a: Edition, b: Edition) -> dict[ArticleId, str]:
    old = {article.id for article in a.articles}
    kept = {article.id for article in b.articles} & old
    by_input = {article.input: article.id for article in a.articles if article.id not in kept and article.input != "-"}
    by_url = {article.url: article.id for article in a.articles if article.id not in kept and article.url}
    keys: dict[ArticleId, str] = {}
    used = set(kept)
    for article in b.articles:
        former = None if article.id in old else by_input.get(article.input) or by_url.get(article.url or "")
        key = former if former is not None and former not in used else article.id
        used.add(key)
        keys[article.id] = key
    return keys
