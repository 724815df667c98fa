"""BERTopic (Grootendorst 2022) as a rival for grouping, with the vectors of all-MiniLM-L6-v2, and how long both take.

A topic is taken for a story; an article without a topic is a story of its own.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from bench.rivals.apart import servant
from bench.rivals.grouping import Heap, Labels, Rival, Setting
from bench.rivals.vectors import Rows, vectors
from bench.rows import Row, Sheet
from bench.running import Absent
from variorum.languages.word_vectors import word_vectors
from variorum.model import Article

SYSTEM = "BERTopic 0.17.4"
# The articles whose vectors are computed when those of all would take minutes; the rest is extrapolated.
SAMPLED = 500


@dataclass
class Vectored:
    """A heap with its vectors; BERTopic is run anew for each setting: neighbours, smallest topic, selection of clusters."""

    heap: Heap
    rows: Rows
    encoding: float
    seconds: float = 0.0

    def labels(self, setting: Setting) -> Labels:
        """Give the topic of each article."""
        neighbours, smallest, selection = setting
        found, seconds = topics(self.heap, self.rows, int(neighbours), int(smallest), str(selection))
        self.seconds = self.encoding + seconds
        return [str(topic) if topic >= 0 else f"alone {at}" for at, topic in enumerate(found)]


def prepare(heap: Heap) -> Vectored:
    """Encode a heap. Raises ``Absent``."""
    rows, seconds = vectors("minilm", heap)
    return Vectored(heap, rows, seconds)


BERTOPIC = Rival(f"{SYSTEM}, MiniLM", prepare, tuple(product((3, 5, 15), (2, 3), ("eom", "leaf"))))


def topics(
    articles: Sequence[Article], rows: Rows, neighbours: int = 15, smallest: int = 10, selection: str = "eom"
) -> tuple[list[int], float]:
    """Give each article's topic (-1: none) and the processor seconds; the defaults are BERTopic's own. Raises ``Absent``."""
    asked = servant("topics")
    before = asked.seconds
    found: list[int] = asked(
        {
            "texts": [f"{each.title or ''}\n{each.text}".strip() for each in articles],
            "vectors": base64.b64encode(np.ascontiguousarray(rows, dtype=np.float32).tobytes()).decode("ascii"),
            "neighbours": neighbours,
            "smallest": smallest,
            "selection": selection,
        }
    )
    return found, asked.seconds - before


@dataclass(frozen=True)
class Cost:
    """Processor seconds of BERTopic with its vectors at hand and of the vectors, and of how many articles these were computed."""

    topics: float
    vectors: float
    computed: int
    articles: int
    found: int

    @property
    def note(self) -> str:
        """Say how the seconds were found."""
        if self.computed == self.articles:
            return f"{self.found} topics"
        return f"{self.found} topics; vectors of {self.computed} articles computed, the time of the others extrapolated"


def cost(articles: Sequence[Article], smallest: int = 2, sampled: int = SAMPLED) -> Cost:
    """Measure BERTopic on a heap, one thread, its models loaded and its code compiled. Raises ``Absent``.

    Of more than ``sampled`` articles only so many are encoded. For BERTopic itself, whose time hardly depends on what the
    vectors mean, the means of word vectors (distilled from the same encoder) stand in, turned into as many dimensions.
    """
    chosen = (
        list(articles[:: max(1, len(articles) // sampled)][:sampled]) if len(articles) > sampled else list(articles)
    )
    rows, seconds = vectors("minilm", chosen)
    if len(chosen) < len(articles):
        rows = stand_ins(articles, rows.shape[1])
    found, spent = topics(articles, rows, smallest=smallest)
    return Cost(spent, seconds * len(articles) / len(chosen), len(chosen), len(articles), len({*found} - {-1}))


def stand_ins(articles: Sequence[Article], width: int) -> Rows:
    """Give each article the mean of its word vectors, in ``width`` dimensions, of length one."""
    known = word_vectors()
    means = np.zeros((len(articles), 96), np.float32)
    for at, each in enumerate(articles):
        _, held = known.known(each.text.lower().split()[:200])
        means[at] = held.mean(0) if len(held) else 0
    means -= means.mean(0)
    turned = means @ np.random.default_rng(1).normal(size=(means.shape[1], width)).astype(np.float32)
    return np.asarray(turned / np.maximum(np.linalg.norm(turned, axis=1, keepdims=True), 1e-9), dtype=np.float32)


def speed(sheet: Sheet, articles: Sequence[Article], ours: float) -> Iterator[Row]:
    """Give the rows of BERTopic's time on a heap that the program groups in ``ours`` processor seconds, and how many times ours."""
    try:
        held = cost(articles)
    except (Absent, ValueError) as reason:
        yield sheet.skipped(SYSTEM, str(reason))
        return
    whole = held.topics + held.vectors
    yield from sheet.rows(
        SYSTEM,
        {
            "seconds": held.topics,
            "seconds with vectors": whole,
            "times ours": held.topics / max(ours, 1e-9),
            "times ours with vectors": whole / max(ours, 1e-9),
        },
        held.note,
    )
