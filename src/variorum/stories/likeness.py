"""How alike two articles of a heap are: weighted words in common, less for days between them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import numpy as np
import numpy.typing as npt

from variorum.languages.words import says_little
from variorum.model import Article
from variorum.stories.across import across_languages
from variorum.stories.counts import count
from variorum.stories.days import apart, days_of

Scores = npt.NDArray[np.float32]

# Two articles belong to one event from this score on (average over the pairs of two groups). One setting for every
# heap; measured by `variorum bench stories`.
SAME_EVENT = 0.14
# So that five articles of one story do not make each of its words look common, every heap is seen against this many
# unseen articles, in which function words are common and every other word is rare.
_BACKGROUND = 500
_FUNCTION_WORDS = 0.6  # the part of unseen articles that has a given function word
# Days apart take up to a twentieth from the score, two thirds of it within two months.
_GRACE, _SLOPE, _MOST = 3, 60.0, 0.05
_BLOCK = 512  # rows of the likeness matrix held at a time


class Heap:
    """Articles that are looked at together, with their words weighted by how rare they are in this heap."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self.articles = tuple(articles)
        self.profiles = tuple(count(article) for article in self.articles)
        self.days = tuple(days_of(article.published) for article in self.articles)
        self._seen = Counter(stem for each in self.profiles for stem in each.counts)
        self.weights = tuple(_weigh(each.counts, self._seen, len(self.articles)) for each in self.profiles)
        self._across = across_languages(self.articles, self.profiles)

    def rarity(self, stem: str) -> float:
        """Give the inverse document frequency of a stem in this heap and its background."""
        return _rarity(stem, self._seen[stem], len(self.articles))

    def scores(self, members: Sequence[int]) -> Scores:
        """Give the likeness of every pair of some of the articles; the diagonal is zero."""
        found = _products([self.weights[at] for at in members])
        for (row, one), (column, other) in combinations(enumerate(members), 2):
            found[row, column] = found[column, row] = self._settle(float(found[row, column]), one, other)
        np.fill_diagonal(found, 0)
        return found

    def name_scores(self, members: Sequence[int]) -> Scores:
        """Give the likeness of every pair of some of the articles by their names alone; the diagonal is zero."""
        seen = Counter(name for each in self.profiles for name in each.names)
        found = _products([_weigh(self.profiles[at].names, seen, len(self.articles)) for at in members])
        np.fill_diagonal(found, 0)
        return found

    def links(self) -> Iterable[tuple[int, int]]:
        """Give every pair whose words alone (or whose crossing of languages) would be enough to join them."""
        yield from (pair for pair, score in self._across.items() if score >= SAME_EVENT)
        yield from _over(self.weights, SAME_EVENT)

    def _settle(self, product: float, one: int, other: int) -> float:
        pair = (one, other) if one < other else (other, one)
        product = max(product, self._across.get(pair, 0.0))
        days = apart(self.days[one], self.days[other])
        late = 0.0 if days is None else _MOST * (1 - math.exp(-max(0, days - _GRACE) / _SLOPE))
        return min(1.0, max(0.0, product - late))


def _rarity(stem: str, seen: int, count: int) -> float:
    unseen = _BACKGROUND * _FUNCTION_WORDS if says_little(stem) else 0.0
    return math.log((_BACKGROUND + count + 1) / (seen + 0.5 + unseen))


def _weigh(counts: Mapping[str, int], seen: Mapping[str, int], articles: int) -> dict[str, float]:
    """Weigh terms by how often an article has them and how rare they are, to a vector of length one."""
    raw = {term: (1 + math.log(count)) * _rarity(term, seen[term], articles) for term, count in counts.items()}
    length = math.sqrt(math.fsum(weight * weight for weight in raw.values()))
    return {term: weight / length for term, weight in raw.items()} if length else {}


def _matrix(rows: Sequence[Mapping[str, float]], stems: Mapping[str, int]) -> Scores:
    matrix = np.zeros((len(rows), len(stems)), np.float32)
    for row, weights in enumerate(rows):
        for stem, weight in weights.items():
            column = stems.get(stem)
            if column is not None:
                matrix[row, column] = weight
    return matrix


def _products(rows: Sequence[Mapping[str, float]]) -> Scores:
    """Multiply every row with every other; only what two rows have counts."""
    seen = Counter(stem for weights in rows for stem in weights)
    shared = sorted(stem for stem, count in seen.items() if count > 1)
    total = np.zeros((len(rows), len(rows)), np.float32)
    step = max(1, 20_000_000 // max(1, len(rows)))  # columns at a time: about 80 MB
    for left in range(0, len(shared), step):
        part = _matrix(rows, {stem: at for at, stem in enumerate(shared[left : left + step])})
        total += part @ part.T
    return total


def _over(rows: Sequence[Mapping[str, float]], floor: float) -> Iterable[tuple[int, int]]:
    """Find the pairs of rows whose product reaches the floor: common words by matrix, rare ones by their postings."""
    postings: dict[str, list[int]] = {}
    for row, weights in enumerate(rows):
        for stem in weights:
            postings.setdefault(stem, []).append(row)
    often = max(8, len(rows) // 16)
    common = sorted(stem for stem, places in postings.items() if len(places) > often)
    dense = _matrix(rows, {stem: at for at, stem in enumerate(common)})
    rare = {
        stem: (np.array(places), np.array([rows[row][stem] for row in places], np.float32))
        for stem, places in postings.items()
        if 1 < len(places) <= often
    }
    for begin in range(0, len(rows), _BLOCK):
        block = dense[begin : begin + _BLOCK] @ dense.T
        for row in range(begin, min(begin + _BLOCK, len(rows))):
            product = block[row - begin] + _rare_products(rows[row], rare, len(rows))
            yield from ((row, int(other)) for other in np.flatnonzero(product >= floor) if other > row)


def _rare_products(
    row: Mapping[str, float], rare: Mapping[str, tuple[npt.NDArray[np.int64], Scores]], count: int
) -> npt.NDArray[np.float64]:
    held = [(stem, weight) for stem, weight in row.items() if stem in rare]
    if not held:
        return np.zeros(count)
    places = np.concatenate([rare[stem][0] for stem, _ in held])
    weights = np.concatenate([rare[stem][1] * weight for stem, weight in held])
    return np.asarray(np.bincount(places, weights, minlength=count), dtype=np.float64)
