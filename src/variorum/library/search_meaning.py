"""Vectors in the library: how they are kept, made, and compared with what is looked for."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from variorum.languages.vectors import Encoder, Vectors
from variorum.store import search
from variorum.store.opening import OpenLibrary

_SIZE = 512
_AT_ONCE = 32  # words that are encoded and kept together, so that a run can be stopped at any moment
_BLOCK = 4096
# One byte a number, and what the whole is to be divided by.
_KEPT = np.dtype([("numbers", np.int8, _SIZE), ("length", "<f4")])
_LEAST, _NEAR = 0.2, 0.55  # likeness below which nothing is meant, and the share of the best one's that a hit needs


def packed(vectors: Vectors) -> list[bytes]:
    """Put vectors of length one into 516 bytes each."""
    largest = np.maximum(np.abs(vectors).max(axis=1, keepdims=True), 1e-9)
    held = np.zeros(len(vectors), _KEPT)
    held["numbers"] = np.round(vectors * (127.0 / largest))
    held["length"] = np.maximum(np.linalg.norm(held["numbers"].astype(np.float32), axis=1), 1.0)
    return [row.tobytes() for row in held]


def likeness(kept: bytes, asked: Vectors) -> Vectors:
    """Give the likeness of each of the kept vectors, one behind another, to one vector of length one."""
    rows = np.frombuffer(kept, _KEPT)
    found = np.empty(len(rows), np.float32)
    for start in range(0, len(rows), _BLOCK):
        some = rows[start : start + _BLOCK]
        found[start : start + _BLOCK] = some["numbers"].astype(np.float32) @ asked / some["length"]
    return found


def nearest(keys: list[int], likenesses: Vectors) -> list[int]:
    """Give the keys of what is near in meaning, the nearest first."""
    if not keys:
        return []
    least = max(_LEAST, _NEAR * float(likenesses.max()))
    chosen = np.flatnonzero(likenesses >= least)
    order = np.lexsort((np.asarray(keys)[chosen], -likenesses[chosen]))
    return [keys[at] for at in chosen[order].tolist()]


def add(library: OpenLibrary, encoder: Encoder) -> Iterator[int]:
    """Make the vectors that are not there yet; after each part that is kept, give how many it had."""
    while True:
        with library.reading() as connection:
            waiting = search.without_vectors(connection, _AT_ONCE * 8)
        if not waiting:
            return
        for start in range(0, len(waiting), _AT_ONCE):
            some = waiting[start : start + _AT_ONCE]
            # One by one: what is encoded together moves the last digits, and a vector must not depend on what came with it.
            vectors = packed(np.concatenate([encoder.encode([words]) for _, words in some]))
            with library.writing() as connection:
                search.put_vectors(connection, zip((key for key, _ in some), vectors, strict=True))
            yield len(some)
