"""How rare a word is in news at large: a fixed table, so that the score of a pair never depends on the heap around it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from zlib import crc32

import numpy as np
import numpy.typing as npt

from variorum.languages.words import says_little

STEP = 0.05  # the grain of the table's rarities
_FUNCTION_WORD = 0.5  # the rarity of the words that hold sentences together, in a language without a table


class Background:
    """The rarity of English stems: the logarithm of how many texts of news there are to one that has the stem."""

    def __init__(self, ids: npt.NDArray[np.uint32], rarities: npt.NDArray[np.uint8], unseen: float) -> None:
        self._table: dict[int, float] = dict(zip(ids.tolist(), (rarities * STEP).tolist(), strict=True))
        self.unseen = unseen

    def rarity(self, stem: str, language: str | None = None) -> float:
        """Give the rarity of a stem; one that the table lacks is as rare as can be, unless it is a function word."""
        if language in (None, "en"):
            return self._table.get(identify(stem), self.unseen)
        return _FUNCTION_WORD if says_little(stem, language) else self.unseen


@lru_cache(maxsize=131072)
def identify(term: str) -> int:
    """Give the number that stands for a stem everywhere and always (CRC-32 of its UTF-8)."""
    return crc32(term.encode("utf-8", "surrogatepass"))


def read(place: Path) -> Background:
    """Read a table that ``train/background.py`` wrote."""
    with np.load(place, allow_pickle=False) as held:
        return Background(held["ids"], held["rarities"], float(held["unseen"]))


_other: ContextVar[Background | None] = ContextVar("other", default=None)


def background() -> Background:
    """Give the table that ships with the package, read on the first call."""
    return _other.get() or _shipped()


@contextmanager
def weighing(other: Background) -> Iterator[None]:
    """Take another table inside a ``with`` block."""
    held = _other.set(other)
    try:
        yield
    finally:
        _other.reset(held)


@cache
def _shipped() -> Background:
    with resources.as_file(resources.files("variorum.stories") / "background.npz") as place:
        return read(place)
