"""The partition of a story's articles into independent origins."""

from __future__ import annotations

from collections.abc import Iterable

from variorum.model import ArticleId, Copy

# What one telling takes from another must explain this much of it, this surely, before the two count as one voice.
_SHARE, _SURE = 0.3, 0.5
# Two tellings from one absent source are one voice only if most of what they say is from it.
_SOURCE_SHARE, _SOURCE_SURE = 0.25, 0.8


def voices(articles: Iterable[ArticleId], copies: Iterable[Copy]) -> tuple[tuple[ArticleId, ...], ...]:
    """Put articles that come from one another, or wholly from one source, into one voice; when unsure, keep them apart."""
    parent = {article: article for article in sorted(articles)}

    def root(article: ArticleId) -> ArticleId:
        while parent[article] != article:
            parent[article] = parent[parent[article]]
            article = parent[article]
        return article

    for copy in copies:
        if merges(copy):
            low, high = sorted((root(copy.source), root(copy.target)))
            parent[high] = low
    found: dict[ArticleId, list[ArticleId]] = {}
    for article in parent:
        found.setdefault(root(article), []).append(article)
    return tuple(sorted(tuple(sorted(group)) for group in found.values()))


def merges(copy: Copy) -> bool:
    """Say whether a copy makes two whole articles one voice."""
    if copy.kind in ("shared_quote", "unknown"):
        return False
    if copy.kind == "shared_source":
        return copy.share >= _SOURCE_SHARE and copy.confidence >= _SOURCE_SURE
    return copy.share >= _SHARE and copy.confidence >= _SURE
