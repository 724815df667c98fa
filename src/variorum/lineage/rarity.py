"""How much it tells that two sentences share a word: little for "the" and "Trump", much for an odd one."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from functools import cache, cached_property

from variorum.languages import table
from variorum.languages.words import function_words, says_little, stem
from variorum.lineage.near import near
from variorum.lineage.tellings import Telling

# The story is seen against this many unseen sentences; in them a function word is in every fourth, a plain word of the
# news (one that stands in the synonym table) in one of a hundred and twenty, every other word in none.
_BACKGROUND, _FUNCTION, _PLAIN = 1000, 0.25, 0.008
_NAME = 0.6  # two tellings of one event name the same people anyway
TELLING = 1.6  # nats: a word that weighs less is a function word
_SYNONYM = 0.6  # a word put for another tells less than the word itself


class Rarity:
    """The weight of each stem of some tellings, in nats, and which stems are facts (names and numbers)."""

    def __init__(self, tellings: Sequence[Telling]) -> None:
        seen: Counter[str] = Counter()
        capital: Counter[str] = Counter()
        for each in tellings:
            for sentence in each.sentences:
                seen.update(set(sentence.stems))
                capital.update({word.stem for word in sentence.words[1:] if word.form[0].isupper()})
        languages = {each.article.language for each in tellings}
        spun = synonyms("en") if languages & {"en", None} else {}
        count = sum(len(each.sentences) for each in tellings)
        little = {word for word in seen if any(says_little(word, language) for language in languages)}
        self.names = frozenset(word for word, often in capital.items() if often * 2 > seen[word] and word not in little)
        self.facts = self.names | {word for word in seen if word[0].isdigit()}
        self._weights: dict[str, float] = {}
        for word, often in seen.items():
            unseen = _FUNCTION if word in little else _PLAIN if word in spun else 0.0
            weight = max(0.1, math.log((count + _BACKGROUND) / (often + 0.5 + unseen * _BACKGROUND)))
            self._weights[word] = weight * (_NAME if word in self.names else 1.0)
        self._tellings = tuple(tellings)
        self._listed = {word: spun.get(word, frozenset()) & seen.keys() for word in seen}
        self._skipped = little | self.facts

    def __getitem__(self, word: str) -> float:
        return self._weights[word]

    @cached_property
    def _synonyms(self) -> dict[str, tuple[str, ...]]:
        """For each stem those that stand in a synonym group with it or have a near sense; worked out when first asked for."""
        found = {word: set(others) for word, others in self._listed.items()}
        for word, others in near(self._tellings, self._skipped).items():
            found[word].update(others)
            for other in others:
                found[other].add(word)
        return {word: tuple(sorted(others)) for word, others in found.items()}

    @cached_property
    def answering(self) -> dict[str, frozenset[str]]:
        """For each stem those of these tellings that can answer to it: itself and its synonyms."""
        return {word: frozenset((word, *others)) for word, others in self._synonyms.items()}

    def synonyms_of(self, word: str) -> tuple[str, ...]:
        """Give the stems of these tellings that a spinner may have put for a stem."""
        return self._synonyms[word]

    def shared(self, one: str, other: str) -> float:
        """Give the weight of two stems that answer to each other: the same word, or one that may stand for it."""
        if one == other:
            return self._weights[one]
        return _SYNONYM * min(self._weights[one], self._weights[other])


@cache
def synonyms(language: str) -> dict[str, frozenset[str]]:
    """Give for each stem the stems that stand in a synonym group with it, without itself."""
    lines: str = table(language, "synonyms").get("groups", "")
    found: dict[str, set[str]] = {}
    for line in lines.strip().splitlines():
        group = {stem(word, language) for word in line.split()} - function_words(language)
        for word in group:
            found.setdefault(word, set()).update(group - {word})
    return {word: frozenset(others) for word, others in found.items()}
