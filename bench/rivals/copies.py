"""Rivals for copying and grouping that look at words: MinHash over shingles, and plain TF-IDF.

MinHash is ``datasketch`` where it is installed (the extra ``rivals``), else the same method in our own few lines.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from importlib.util import find_spec

import numpy as np
import numpy.typing as npt

from bench.rivals import package, which
from bench.rivals.linkage import Likeness
from variorum.languages.words import words
from variorum.model import Article

Signature = npt.NDArray[np.uint64]
PERMUTATIONS = 128
SHINGLE = 3
_PRIME = 2**31 - 1
_COLUMNS = 20_000_000  # cells of the matrix of words held at a time: about 80 MB


def minhash_name() -> str:
    """Say which MinHash is used."""
    return f"MinHash ({which('datasketch')})" if find_spec("datasketch") else "MinHash (our own)"


def shingles(text: str) -> list[str]:
    """Give the runs of three words of a text, each once."""
    forms = re.findall(r"\w+", text.lower())
    return sorted({" ".join(forms[at : at + SHINGLE]) for at in range(len(forms) - SHINGLE + 1)} or {" ".join(forms)})


def signature(text: str) -> Signature:
    """Give a MinHash signature (Broder 1997) of the shingles, 128 numbers."""
    held = [each.encode("utf-8", "replace") for each in shingles(text)]
    if find_spec("datasketch"):
        made = package("datasketch").MinHash(num_perm=PERMUTATIONS)
        made.update_batch(held)
        return np.asarray(made.hashvalues, dtype=np.uint64)
    hashed = np.array([int.from_bytes(blake2b(each, digest_size=4).digest()) for each in held], dtype=np.uint64)
    draw = np.random.default_rng(1)
    factors, offsets = (draw.integers(1, _PRIME, PERMUTATIONS).astype(np.uint64) for _ in range(2))
    spread = (hashed[:, None] * factors[None, :] + offsets[None, :]) % np.uint64(_PRIME)
    return np.asarray(spread.min(axis=0), dtype=np.uint64)


def minhash(one: Article, other: Article) -> float:
    """Give the estimated share of shingles that two articles have in common."""
    return float((signature(one.text) == signature(other.text)).mean())


def minhash_likeness(articles: Sequence[Article]) -> Likeness:
    """Give that estimate for every pair; the diagonal is zero."""
    held = np.array([signature(f"{each.title or ''}\n{each.text}") for each in articles])
    found = np.array([(held == row).mean(axis=1) for row in held], dtype=np.float32)
    np.fill_diagonal(found, 0)
    return found


def tfidf_likeness(articles: Sequence[Article]) -> Likeness:
    """Give the cosine of every pair: word forms, logarithmic counts, inverse document frequency of the heap."""
    counts = [Counter(word.form.lower() for word in words(f"{each.title or ''}\n{each.text}")) for each in articles]
    seen = Counter(form for each in counts for form in each)
    rarity = {form: math.log((len(articles) + 1) / (often + 0.5)) for form, often in seen.items()}
    weighed = []
    for each in counts:
        raw = {form: (1 + math.log(often)) * rarity[form] for form, often in each.items()}
        length = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
        weighed.append({form: weight / length for form, weight in raw.items()})
    return products(weighed)


def products(rows: Sequence[Mapping[str, float]]) -> Likeness:
    """Multiply every row with every other; the diagonal is zero."""
    seen = Counter(form for row in rows for form in row)
    shared = sorted(form for form, count in seen.items() if count > 1)
    total = np.zeros((len(rows), len(rows)), np.float32)
    step = max(1, _COLUMNS // max(1, len(rows)))
    for left in range(0, len(shared), step):
        place = {form: at for at, form in enumerate(shared[left : left + step])}
        part = np.zeros((len(rows), len(place)), np.float32)
        for at, row in enumerate(rows):
            for form, weight in row.items():
                if form in place:
                    part[at, place[form]] = weight
        total += part @ part.T
    np.fill_diagonal(total, 0)
    return total
