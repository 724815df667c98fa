"""What a reader should not see twice, or not at all: one fact found as two kinds of statement, a telling against itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from variorum.collation.alone import Alone
from variorum.collation.drafts import Draft
from variorum.model import ArticleId, Span


def tidied(drafts: Iterable[Draft]) -> list[Draft]:
    """Part versions that one telling alone gives, and drop a claim that a typed Point tells as well or better."""
    parted = [part for draft in drafts for part in _parted(draft)]
    typed = [draft for draft in parted if draft.kind != "claim" and len(draft.articles) > 1]
    by_article: dict[ArticleId, list[tuple[Span, Draft]]] = {}
    for draft in typed:
        for fact in draft.facts:
            if not isinstance(fact, Alone):  # a count of one does not tell who it was
                by_article.setdefault(fact.article, []).append((fact.context, draft))
    dropped: set[int] = set()
    for draft in parted:
        if draft.kind == "claim" and len(draft.articles) > 1:
            for other in _same_fact(draft, by_article):
                if set(draft.articles) <= set(other.articles):
                    dropped.add(id(draft))
                elif other.kind == "commitment" and not other.difference and set(other.articles) < set(draft.articles):
                    dropped.add(id(other))
    return [draft for draft in parted if id(draft) not in dropped]


def _parted(draft: Draft) -> list[Draft]:
    """A difference needs two tellings: what one article says twice is two Points."""
    if len(draft.told) < 2 or len(draft.articles) > 1:
        return [draft]
    return [replace(draft, told=(told,), difference=None, reason="") for told in draft.told]


def _same_fact(draft: Draft, by_article: dict[ArticleId, list[tuple[Span, Draft]]]) -> list[Draft]:
    """The typed Points whose words are the claim's in two articles or more."""
    found: dict[int, Draft] = {}
    seen: dict[int, set[ArticleId]] = {}
    for fact in draft.facts:
        for span, other in by_article.get(fact.article, ()):
            if _mostly(span, fact.statement.span):
                found[id(other)] = other
                seen.setdefault(id(other), set()).add(fact.article)
    return [other for key, other in found.items() if len(seen[key]) > 1]


def _mostly(one: Span, other: Span) -> bool:
    """Say whether two spans share most of the shorter one."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return one.article == other.article and shared > 0.6 * min(one.end - one.start, other.end - other.start)
