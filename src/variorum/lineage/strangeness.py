"""Which of two English words is the stranger one: a spinning program puts rare words for plain ones, hardly the reverse."""

from __future__ import annotations

import math
from functools import cache
from importlib import resources

import numpy as np

_CLEARLY = math.log(2.5)  # how much further down the list of words a word must stand
_FIRST = 150  # the very first words of the list are function words, among which order means nothing


def stranger_of(one: str, other: str) -> int:
    """Say which word is clearly rarer in English: 1 for the first, -1 for the second, 0 if neither is."""
    if not (one.islower() and other.islower()):
        return 0
    ranks = _ranks()
    unknown = len(ranks)
    apart = math.log((_FIRST + ranks.get(one, unknown)) / (_FIRST + ranks.get(other, unknown)))
    return 0 if abs(apart) < _CLEARLY else 1 if apart > 0 else -1


@cache
def _ranks() -> dict[str, int]:
    """The words of the shipped vectors, which stand in the order of their frequency."""
    place = resources.files("variorum.languages") / "en" / "word_vectors.npz"
    with place.open("rb") as file, np.load(file, allow_pickle=False) as held:
        return {word: rank for rank, word in enumerate(str(held["words"]).split("\n"))}
