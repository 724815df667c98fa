"""Vectors of English words, so that "takeover" and "acquire", "sue" and "lawsuit" are known to be near.

Method: a sentence encoder is run over each word alone and its vectors are reduced by principal components (Tulkens and
van Dongen, "Model2Vec", 2024). Made by ``train/word_vectors.py`` from all-MiniLM-L6-v2 (Apache 2.0): 21,719 words, 96 numbers
of 8 bits each.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


class WordVectors:
    """The vectors of a fixed vocabulary, of length one, so that a product is a likeness between -1 and 1."""

    def __init__(self, words: Sequence[str], vectors: npt.NDArray[np.int8]) -> None:
        self._places = {word: place for place, word in enumerate(words)}
        self._vectors = vectors

    def known(self, words: Sequence[str]) -> tuple[list[int], Floats]:
        """Give the positions of the words that have a vector, and their vectors in that order (positions x 96)."""
        held = [position for position, word in enumerate(words) if word in self._places]
        rows = self._vectors[[self._places[words[position]] for position in held]].astype(np.float32)
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return held, rows / np.maximum(lengths, 1e-9)


@cache
def word_vectors() -> WordVectors:
    """Give the vectors that ship with the package, read on the first call."""
    place = resources.files("variorum.languages") / "en" / "word_vectors.npz"
    with place.open("rb") as file, np.load(file, allow_pickle=False) as held:
        return WordVectors(str(held["words"]).split("\n"), held["vectors"])
