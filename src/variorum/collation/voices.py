"""Count voices per fact: how many independent origins carry a version, and why some articles count as one."""

from __future__ import annotations

from collections.abc import Iterable

from variorum.collation.drafts import Told
from variorum.collation.facts import Fact
from variorum.model import Article, ArticleId, Copy, Lineage, Merge, Quote

_FEW_WORDS = 3
_LEAST_INITIALS = 2


class Origins:
    """Which articles of a story share an origin, as a whole or at single passages."""

    def __init__(self, articles: tuple[Article, ...], lineage: Lineage) -> None:
        self._outlets = {article.id: (article.outlet or "").casefold() for article in articles}
        self._credits = {article.id: {credit.lower() for credit in article.credits} for article in articles}
        self._voice = {article: number for number, voice in enumerate(lineage.voices) for article in voice}
        self._copies: dict[frozenset[ArticleId], list[Copy]] = {}
        for copy in lineage.copies:
            self._copies.setdefault(frozenset((copy.source, copy.target)), []).append(copy)

    def voices(self, told: Told) -> tuple[int, tuple[Merge, ...]]:
        """Count the origins of one version and give the reason for every merge."""
        parent = {article: article for article in told.articles}

        def root(article: ArticleId) -> ArticleId:
            while parent[article] != article:
                article = parent[article]
            return article

        merges = []
        ordered = told.articles
        for number, one in enumerate(ordered):
            for other in ordered[number + 1 :]:
                if root(one) != root(other) and (reason := self._one_origin(one, other, told)):
                    parent[root(other)] = root(one)
                    merges.append(Merge((one, other), reason))
        return len({root(article) for article in ordered}), tuple(merges)

    def _one_origin(self, one: ArticleId, other: ArticleId, told: Told) -> str | None:
        """Why two articles are one voice at this version, or nothing if they are two."""
        ones = [fact for fact in told.facts if fact.article == one]
        others = [fact for fact in told.facts if fact.article == other]
        if self._voice.get(one, one) == self._voice.get(other, other):
            return "as a whole, one goes back to the other or both to one source"
        if self._outlets[one] and self._outlets[one] == self._outlets[other]:
            return "the same outlet printed both"
        if self._credits_other(one, other) or self._credits_other(other, one):
            return "one names the other as its source"
        if kind := self._aligned(ones, others):
            return f"this passage stands in both ({kind.replace('_', ' ')})"
        if credit := self._same_credit(ones, others):
            return f"both have it from {credit}"
        if any(_same_utterance(a, b) for a in ones for b in others):
            return "the same words of one utterance"
        return None

    def _credits_other(self, one: ArticleId, other: ArticleId) -> bool:
        """Say whether one article names the other's outlet as its source, in full or by its initials."""
        outlet = self._outlets[other]
        initials = "".join(word[0] for word in outlet.split() if word[0].isalpha())
        return any(
            credit == outlet or (len(initials) > _LEAST_INITIALS and credit == initials)
            for credit in self._credits[one]
            if outlet
        )

    def _aligned(self, ones: list[Fact], others: list[Fact]) -> str | None:
        for copy in self._copies.get(frozenset((ones[0].article, others[0].article)), ()):
            if copy.kind == "shared_quote":
                continue
            for passage in copy.passages:
                sides = (passage.source, passage.target)
                first = any(fact.statement.span.overlaps(side) for fact in ones for side in sides)
                second = any(fact.statement.span.overlaps(side) for fact in others for side in sides)
                if first and second:
                    return copy.kind
        return None

    def _same_credit(self, ones: list[Fact], others: list[Fact]) -> str | None:
        named = _sources(ones) & _sources(others)
        media = {credit for article in (ones[0].article, others[0].article) for credit in self._credits[article]}
        # Only a medium passes on what another saw; two outlets that both heard the minister are two.
        shared = sorted(name for name in named if any(name in credit or credit in name for credit in media))
        return shared[0] if shared else None


def _sources(facts: Iterable[Fact]) -> set[str]:
    """Whom the facts are said from, or passed on by, in lower case."""
    said = [fact.statement.said_by for fact in facts if fact.statement.said_by]
    return {name.lower() for source in said for name in (source.words, source.via) if name}


def _same_utterance(one: Fact, other: Fact) -> bool:
    """Say whether both facts stand in the same words, said by the same person: one utterance that both heard or copied."""
    a, b = one.statement, other.statement
    quoted = isinstance(a, Quote) and isinstance(b, Quote)
    same_source = a.said_by is not None and b.said_by is not None and a.said_by.entity == b.said_by.entity is not None
    if not quoted and not same_source:
        return False
    shorter, longer = sorted((_plain(a.span.words), _plain(b.span.words)), key=len)
    return len(shorter.split()) > _FEW_WORDS and shorter in longer


def _plain(words: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in words.lower()).split())
