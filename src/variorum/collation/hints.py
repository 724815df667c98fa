"""Where a silent telling may say the thing after all, in words that were too far off to be joined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from variorum.collation.drafts import Draft
from variorum.collation.facts import Fact
from variorum.collation.likeness import Weigh
from variorum.model import ArticleId, Claim, Span

# A concept of the fact itself, not of the sentence around it.
_OWN = 0.7
# This share of a fact's own concepts must stand in one sentence, with so many full words, and so much weight in all;
# with a word less, more of it.
_SHARE, _WORDS, _WEIGHT = 0.7, 3, 6.0
_MORE = 0.8
# A word in more sentences than this singles out none; facts of a Point that are looked for.
_COMMON, _ASKED = 40, 6
_PREFIX = 6


class Hints:
    """The sentences of a story by their concepts, asked where another telling may speak of a Point."""

    def __init__(self, known: Iterable[Fact], weigh: Weigh) -> None:
        self._weigh = weigh
        bags: dict[Span, set[str]] = {}
        for fact in known:
            own = {_index(key) for key, weight in fact.weights.items() if weight >= _OWN}
            bags.setdefault(fact.sentence, set()).update(own)
        self._having: dict[str, list[Span]] = defaultdict(list)
        for sentence in sorted(bags):
            for key in sorted(bags[sentence]):
                self._having[key].append(sentence)

    def near(self, draft: Draft) -> dict[ArticleId, Span]:
        """For each article without a fact of the Point: the sentence that shares most with it, if it shares enough."""
        speaking = set(draft.articles)
        best: dict[ArticleId, tuple[float, Span]] = {}
        for fact in draft.facts[:_ASKED]:
            for sentence, share in self._shares(fact).items():
                article = sentence.article
                if article not in speaking and share > best.get(article, (0.0, sentence))[0]:
                    best[article] = (share, sentence)
        return {article: sentence for article, (_, sentence) in best.items()}

    def _shares(self, fact: Fact) -> dict[Span, float]:
        """The sentences that have enough of a fact's own concepts, each with the share of them that it has."""
        own = {key: self._weigh(key) * weight for key, weight in fact.weights.items() if weight >= _OWN}
        total = sum(own.values())
        weight: dict[Span, float] = defaultdict(float)
        words: dict[Span, int] = defaultdict(int)
        if total < _WEIGHT:
            return {}
        for key, worth in own.items():
            holders = self._having.get(_index(key), ())
            if key.startswith("@") or len(holders) <= _COMMON:
                for sentence in holders:
                    weight[sentence] += worth
                    words[sentence] += not key.startswith("@")
        verb = _index(fact.predicate) if fact.predicate and isinstance(fact.statement, Claim) else None
        with_verb = set(self._having.get(verb, ())) if verb else set()
        return {
            sentence: found / total
            for sentence, found in weight.items()
            if found >= _WEIGHT and found >= total * (_SHARE if words[sentence] >= _WORDS else _MORE)
            if words[sentence] >= _WORDS - 1 and (verb is None or sentence in with_verb)
        }


def _index(key: str) -> str:
    """The key by which a concept is looked up: an inflected word meets its base by its first letters."""
    return key if key.startswith("@") else key[:_PREFIX]
