"""Which concepts of one story stand for one another: the same word inflected or respelt, or a word of near sense."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import numpy as np

from variorum.collation.facts import Fact
from variorum.collation.kin import Kin
from variorum.collation.likeness import common_prefix
from variorum.languages import table
from variorum.languages.word_vectors import word_vectors

# Below this cosine two words are no partners; from there on the likeness is stretched to 0..1.
_FAR, _NEAR = 0.45, 0.95
_MOST = 0.9
_RESPELT = 0.85
_SHORTEST_STEM = 5
_AT_ONCE = 1000
_NOTHING: Mapping[str, Any] = {}


@cache
def opposites() -> frozenset[tuple[str, str]]:
    """Give the pairs of concepts that cannot both hold of one act, each both ways round."""
    listed = table("en", "collation").get("opposites", ())
    return frozenset(pair for one, other in listed for pair in ((one, other), (other, one)))


class Lexicon:
    """The concepts of a story with the partners that each has in it, and how sure (0..1) it is that they mean one thing.

    ``kin`` are the entities that stand for one another; their keys are the ids behind an ``@``.
    """

    def __init__(self, facts: Iterable[Fact], kin: Kin = _NOTHING) -> None:
        keys = sorted({key for fact in facts for key in (*fact.weights, *fact.around) if not key.startswith("@")})
        self._partners: dict[str, dict[str, float]] = {
            f"@{one}": {f"@{other}": sure for other, sure in others.items()} for one, others in kin.items()
        }
        self._by_sense(keys)
        self._by_stem(keys)
        for one, other in opposites():
            self._partners.get(one, {}).pop(other, None)

    def partners(self, key: str) -> Mapping[str, float]:
        """Give the other concepts that may stand for this one, each with its sureness."""
        return self._partners.get(key, _NOTHING)

    def near(self, one: str, other: str) -> float:
        """Say how surely two concepts mean one thing: 1 if they are one."""
        if one == other:
            return 1.0
        partners = self._partners.get(one)
        return partners.get(other, 0.0) if partners else 0.0

    def _by_sense(self, keys: list[str]) -> None:
        held, rows = word_vectors().known(keys)
        for start in range(0, len(held), _AT_ONCE):
            likeness = rows[start : start + _AT_ONCE] @ rows.T
            for left, right in zip(*np.nonzero(likeness > _FAR), strict=True):
                one, other = held[start + int(left)], held[int(right)]
                if one != other:
                    sure = min(_MOST, (float(likeness[left, right]) - _FAR) / (_NEAR - _FAR))
                    self._partners.setdefault(keys[one], {})[keys[other]] = sure

    def _by_stem(self, keys: list[str]) -> None:
        stems: dict[str, list[str]] = {}
        for key in keys:
            if len(key) >= _SHORTEST_STEM:
                stems.setdefault(key[:_SHORTEST_STEM], []).append(key)
        for group in stems.values():
            for one in group:
                for other in group:
                    if one != other and common_prefix(one, other) >= 0.6 * max(len(one), len(other)):
                        held = self._partners.setdefault(one, {})
                        held[other] = max(_RESPELT, held.get(other, 0.0))
