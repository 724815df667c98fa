"""Rivals for copying and grouping, of our own writing after the literature: MinHash over shingles, and plain TF-IDF."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from variorum.languages.words import words
from variorum.model import Article
from variorum.stories.likeness import Scores, _products

PERMUTATIONS = 128
SHINGLE = 3
_PRIME = 2**31 - 1


def signature(text: str) -> npt.NDArray[np.uint64]:
    """Give a MinHash signature (Broder 1997) of the shingles of three words."""
    forms = re.findall(r"\w+", text.lower())
    shingles = {" ".join(forms[at : at + SHINGLE]) for at in range(len(forms) - SHINGLE + 1)} or {" ".join(forms)}
    hashed = np.array(
        [int.from_bytes(blake2b(each.encode("utf-8", "replace"), digest_size=4).digest()) for each in sorted(shingles)],
        dtype=np.uint64,
    )
    draw = np.random.default_rng(1)
    factors, offsets = (draw.integers(1, _PRIME, PERMUTATIONS).astype(np.uint64) for _ in range(2))
    spread = (hashed[:, None] * factors[None, :] + offsets[None, :]) % np.uint64(_PRIME)
    return np.asarray(spread.min(axis=0), dtype=np.uint64)


def minhash(one: Article, other: Article) -> float:
    """Give the estimated share of shingles that two articles have in common."""
    return float((signature(one.text) == signature(other.text)).mean())


def minhash_likeness(articles: Sequence[Article]) -> Scores:
    """Give that estimate for every pair; the diagonal is zero."""
    held = np.array([signature(f"{each.title or ''}\n{each.text}") for each in articles])
    found = np.array([(held == row).mean(axis=1) for row in held], dtype=np.float32)
    np.fill_diagonal(found, 0)
    return found


def tfidf_likeness(articles: Sequence[Article]) -> Scores:
    """Give the cosine of every pair: word forms, logarithmic counts, inverse document frequency of the heap."""
    counts = [Counter(word.form.lower() for word in words(f"{each.title or ''}\n{each.text}")) for each in articles]
    seen = Counter(form for each in counts for form in each)
    rarity = {form: math.log((len(articles) + 1) / (often + 0.5)) for form, often in seen.items()}
    weighed = []
    for each in counts:
        raw = {form: (1 + math.log(often)) * rarity[form] for form, often in each.items()}
        length = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
        weighed.append({form: weight / length for form, weight in raw.items()})
    found = _products(weighed)
    np.fill_diagonal(found, 0)
    return found
