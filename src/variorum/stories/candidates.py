"""Which earlier articles are worth comparing with a new one: those that share its heaviest terms, within a window of days."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from variorum.model import Article
from variorum.stories.days import Days, days_of
from variorum.stories.profiles import Ids, Weights

WINDOW = 366  # days between two articles of one event, at most
MOST = 20  # candidates of one article, at most
LEAST = 0.05  # the approximate product (a cosine over heavy terms) below which no pair is worth scoring
_BESIDE_BEST = 0.3  # nor is one whose product is less than this part of the best one's
# Only the latest so many bearers of a term are looked at, so that one article costs the same in any corpus.
_DEPTH = 128
_VAGUE = 31  # days: a date that leaves more open than this is as good as none
# Weights are kept as whole numbers (1 to 255), so that sums are exact whatever their order.
_FINENESS = 400
BITS = 8

Order = npt.NDArray[np.int64]
Postings = dict[int, "int | array[int]"]


class Weighed(Protocol):
    """What is indexed of an article: sorted terms with weights of length one, the heaviest of them, its days."""

    @property
    def terms(self) -> Ids:
        """Sorted ids of terms."""
        ...

    @property
    def weights(self) -> Weights:
        """Their weights."""
        ...

    @property
    def heavy(self) -> Ids:
        """The ids of the heaviest, heaviest first."""
        ...

    @property
    def days(self) -> Days | None:
        """When it was published."""
        ...


class Limits(NamedTuple):
    """How far an article looks for candidates: days, candidates, and bearers of each term."""

    window: int = WINDOW
    most: int = MOST
    depth: int = _DEPTH


class Candidates(NamedTuple):
    """The numbers of earlier articles, the likest first, with their approximate products."""

    numbers: Order
    products: npt.NDArray[np.float64]


class Index:
    """The articles seen so far, by their heaviest terms. Articles are numbered in the order in which they are added.

    What an article is compared with depends on nothing but the articles before it that its window of days holds: the work on
    one article is bounded by its terms times ``_DEPTH``, and older articles can be forgotten. An article without a date, or
    with one as vague as a year, is in every window.
    """

    def __init__(self, window: int = WINDOW, most: int = MOST, depth: int = _DEPTH, least: float = LEAST) -> None:
        self.window, self.most = window, most
        self._depth, self._floor = depth, floor(least)
        self._dated: Postings = {}
        self._undated: Postings = {}
        self._days = np.zeros(1024, np.int32)
        self._count = 0
        self._swept = 0  # the day up to which postings were forgotten

    def __len__(self) -> int:
        return self._count

    def add(self, one: Weighed) -> Candidates:
        """Give the candidates of an article, then number it and enter it."""
        found = self.search(one)
        self.enter(one)
        return found

    def search(self, one: Weighed) -> Candidates:
        """Give the candidates of an article."""
        return self._search(*heavy(one), day_of(one.days))

    def _search(self, terms: list[int], weights: list[int], day: int) -> Candidates:
        flat, factors = self._gather(terms, weights)
        numbers = flat >> BITS
        if day and len(numbers):
            days = self._days[numbers]
            near = (days == 0) | (np.abs(days - day) <= self.window)
            numbers, flat, factors = numbers[near], flat[near], factors[near]
        if not len(numbers):
            return Candidates(np.zeros(0, np.int64), np.zeros(0))
        each, sums = added(flat, factors)
        best, _ = select(each, sums, self.most, self._floor)
        return Candidates(each[best], sums[best] / _FINENESS**2)

    def enter(self, one: Weighed) -> None:
        """Number an article and enter its heavy terms."""
        day = day_of(one.days)
        number = self._number(day)
        shelf = self._dated if day else self._undated
        for term, weight in zip(*heavy(one), strict=True):
            posting = number << BITS | weight
            held = shelf.get(term)
            if held is None:
                shelf[term] = posting
            elif isinstance(held, int):
                shelf[term] = array("q", (held, posting))
            else:
                held.append(posting)
                if len(held) > 4 * self._depth:
                    del held[: -self._depth]

    def pass_over(self) -> None:
        """Number an article that none is to be compared with."""
        self._number(0)

    def _number(self, day: int) -> int:
        if self._count == len(self._days):
            self._days = np.concatenate([self._days, np.zeros_like(self._days)])
        self._days[self._count] = day
        self._count += 1
        return self._count - 1

    def forget(self, day: int) -> None:
        """Drop the dated articles published before a day; their numbers stay taken."""
        if day <= self._swept:
            return
        self._swept = day
        kept: Postings = {}
        for term, held in self._dated.items():
            left = self._since(held, day)
            if left is not None:
                kept[term] = left
        self._dated = kept

    def _since(self, held: int | array[int], day: int) -> int | array[int] | None:
        if isinstance(held, int):
            return held if self._days[held >> BITS] >= day else None
        left = array("q", (each for each in held[-self._depth :] if self._days[each >> BITS] >= day))
        return left if len(left) > 1 else (left[0] if left else None)

    def _gather(self, terms: list[int], weights: list[int]) -> tuple[Order, Order]:
        """Collect the latest postings of every term, and for each the weight that its term has in the new article."""
        alone = array("q")
        parts: list[array[int]] = []
        factors: list[int] = []
        factors_alone: list[int] = []
        for shelf in (self._undated, self._dated):
            for term, weight in zip(terms, weights, strict=True):
                held = shelf.get(term)
                if isinstance(held, int):
                    alone.append(held)
                    factors_alone.append(weight)
                elif held is not None:
                    parts.append(held[-self._depth :])
                    factors.append(weight)
        flat = np.frombuffer(b"".join([*parts, alone]), np.int64)
        weighed = np.repeat(np.array(factors, np.int64), [len(part) for part in parts])
        return flat, np.concatenate([weighed, np.array(factors_alone, np.int64)])


def floor(least: float) -> int:
    """Give a product of weights as a sum of products of whole numbers."""
    return round(least * _FINENESS * _FINENESS)


def added(postings: Order, factors: Order) -> tuple[Order, npt.NDArray[np.float64]]:
    """Give the articles that some postings name, and for each the sum of its weights times those of the new article."""
    each, places = np.unique(postings >> BITS, return_inverse=True)
    sums = np.bincount(places, (postings & ((1 << BITS) - 1)) * factors).astype(np.float64, copy=False)
    return each, sums


def select(ranks: Order, sums: npt.NDArray[np.float64], most: int, least: float) -> tuple[Order, float]:
    """Give the places of the best sums, the likest first, of equals the latest; and the sum from which another would count.

    ``ranks`` put the articles in the order of time.
    """
    best = np.lexsort((-ranks, -sums))[:most]
    if not len(best):
        return best, least
    bar = max(least, _BESIDE_BEST * float(sums[best[0]]))
    best = best[sums[best] >= bar]
    return best, max(bar, float(sums[best[-1]])) if len(best) == most else bar


def heavy(one: Weighed) -> tuple[list[int], list[int]]:
    """Give the heaviest terms, heaviest first, and their weights as whole numbers."""
    weights = np.rint(one.weights[np.searchsorted(one.terms, one.heavy)] * _FINENESS).clip(1, (1 << BITS) - 1)
    return one.heavy.tolist(), weights.astype(np.int64).tolist()


def day_of(days: Days | None) -> int:
    """Give the day by which an article is placed in time; 0 if that is not known well enough."""
    return 0 if days is None or days[1] - days[0] > _VAGUE else days[0]


def in_time(articles: Iterable[Article]) -> list[Article]:
    """Put articles in the order of time: the undated first, then by their first day, then by id."""
    return sorted(articles, key=lambda one: (day_of(days_of(one.published)), one.id, one.input, one.text))
