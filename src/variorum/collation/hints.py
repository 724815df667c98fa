"""Where a silent telling may say the thing after all, in words that were too far off to be joined."""

from __future__ import annotations

from collections import Counter, defaultdict
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
        self._sentences = sorted(bags)
        self._having: dict[str, set[int]] = defaultdict(set)
        for number, sentence in enumerate(self._sentences):
            for key in bags[sentence]:
                self._having[key].add(number)

    def near(self, draft: Draft) -> dict[ArticleId, Span]:
        """For each article without a fact of the Point: the sentence that shares most with it, if it shares enough."""
        speaking = set(draft.articles)
        best: dict[ArticleId, tuple[float, Span]] = {}
        for fact in draft.facts[:_ASKED]:
            for number, share in self._shares(fact).items():
                sentence = self._sentences[number]
                article = sentence.article
                if article not in speaking and share > best.get(article, (0.0, sentence))[0]:
                    best[article] = (share, sentence)
        return {article: sentence for article, (_, sentence) in best.items()}

    def _shares(self, fact: Fact) -> dict[int, float]:
        """The sentences (by number) that have enough of a fact's own concepts, each with the share of them that it has.

        Those with the first of the concepts come first. Names are in every sentence of a story, so they are asked only of
        sentences that share words as well, and the work does not grow with how often a name is told.
        """
        own = {key: self._weigh(key) * weight for key, weight in fact.weights.items() if weight >= _OWN}
        total = sum(own.values())
        if total < _WEIGHT:
            return {}
        none: set[int] = set()
        holders = {key: self._having.get(_index(key), none) for key in own}
        asked = {key: places for key, places in holders.items() if key.startswith("@") or len(places) <= _COMMON}
        words = Counter(number for key, places in asked.items() if not key.startswith("@") for number in places)
        verb = _index(fact.predicate) if fact.predicate and isinstance(fact.statement, Claim) else None
        with_verb = self._having.get(verb, none) if verb else none
        found: list[tuple[int, int, float]] = []
        for number, count in words.items():
            if count < _WORDS - 1 or (verb is not None and number not in with_verb):
                continue
            shared = [(place, own[key]) for place, (key, places) in enumerate(asked.items()) if number in places]
            weight = sum(worth for _, worth in shared)
            if weight >= _WEIGHT and weight >= total * (_SHARE if count >= _WORDS else _MORE):
                found.append((shared[0][0], number, weight / total))
        return {number: share for _, number, share in sorted(found)}


def _index(key: str) -> str:
    """The key by which a concept is looked up: an inflected word meets its base by its first letters."""
    return key if key.startswith("@") else key[:_PREFIX]
