"""Whether two articles that are not both English tell of one event: names and numbers first, meaning where those leave a doubt.

A pure function of the two articles, on the same scale as ``evidence.probability``: the probability that an editor would
put them into one story. Boosted trees trained by ``train/graded.py``; see ``docs/likeness.md``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from variorum.forest import Forest, load
from variorum.languages.vectors import COVERED
from variorum.model import Article
from variorum.stories import alike
from variorum.stories.anchors import Anchors, anchors
from variorum.stories.candidates import Index, Limits
from variorum.stories.portraits import portrait

Probabilities = npt.NDArray[np.float64]

# Below this probability by names, numbers and days alone, the encoder is not asked.
DOUBT = 0.08
FEWEST = 0.1  # the least product of anchors that makes two articles candidates


def foreign(one: str | None, other: str | None) -> bool:
    """Say whether a pair of languages is this module's to judge: known, and not both English."""
    return one is not None and other is not None and not one == other == "en"


def spoken(language: str | None) -> str:
    """Give the language of an article; an unknown one counts as English."""
    return language or "en"


@dataclass(frozen=True, eq=False)
class Judges:
    """Trees that judge by names, numbers and days, across languages and (with words) in one, and those that know the meaning too."""

    names: Forest
    words: Forest
    meaning: Forest


@cache
def shipped() -> Judges:
    """Give the trees that ship with the package, read on the first call."""
    return Judges(*(load("variorum.stories", f"across_{name}") for name in ("names", "words", "meaning")))


_others: ContextVar[Judges | None] = ContextVar("others", default=None)


@contextmanager
def trained(judges: Judges) -> Iterator[None]:
    """Let other trees judge inside a ``with`` block: how the bench measures on articles not trained on."""
    held = _others.set(judges)
    try:
        yield
    finally:
        _others.reset(held)


def probability(one: Article, others: Sequence[Article]) -> Probabilities:
    """Give the probability that one article and each of some others tell of one event.

    Made for pairs across languages and for pairs in one language other than English. The encoder is loaded when the first
    pair leaves a doubt, and reads only articles of such pairs; in a language it does not know, names and numbers decide.
    """
    judges = _others.get() or shipped()
    first = first_look(one, others)
    asked = [at for at, each in enumerate(others) if first[at] >= DOUBT and {one.language, each.language} <= COVERED]
    if asked:
        rows = [full_measures(one, others[at]) for at in asked]
        first[asked] = judges.meaning.sureness(rows)
    return first


def first_look(one: Article, others: Sequence[Article]) -> Probabilities:
    """Give that probability by names, numbers and days alone and, in one language, by words."""
    judges = _others.get() or shipped()
    found = np.zeros(len(others))
    for judge, same in ((judges.names, False), (judges.words, True)):
        at = [place for place, other in enumerate(others) if (other.language == one.language) == same]
        if at:
            rows = [first_measures(one, others[place]) for place in at]
            found[at] = judge.sureness(rows)
    return found


def full_measures(one: Article, other: Article) -> dict[str, float]:
    """Measure names, numbers, days and meaning."""
    one, other = alike.ordered(one, other)
    return alike.named(anchors(one), anchors(other)) | alike.meaning(portrait(one), portrait(other))


def first_measures(one: Article, other: Article) -> dict[str, float]:
    """Measure names, numbers and days and, in one language, words."""
    one, other = alike.ordered(one, other)
    named = alike.named(anchors(one), anchors(other))
    return named | alike.worded(alike.profiled(one), alike.profiled(other)) if one.language == other.language else named


class Abroad:
    """The articles seen so far, by language, so that those in other languages with the same names and numbers are found.

    Articles are numbered in the order in which they are added; as in ``candidates.Index``, the work on one article is
    bounded whatever the number of articles.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._shelves: dict[str, _Shelf] = {}
        self._count = 0

    def add(self, found: Anchors) -> tuple[int, ...]:
        """Give the numbers of earlier articles in other languages that are worth scoring, then number this one and add it."""
        near: list[int] = []
        mine = spoken(found.language)
        for language, shelf in self._shelves.items():
            if language != mine:
                near += shelf.search(found)
        if mine not in self._shelves:
            self._shelves[mine] = _Shelf(self._limits)
        self._shelves[mine].enter(found, self._count)
        self._count += 1
        return tuple(sorted(near))

    def pass_over(self) -> None:
        """Number an article that none is to be compared with."""
        self._count += 1

    def forget(self, day: int) -> None:
        """Drop the dated articles published before a day; their numbers stay taken."""
        for shelf in self._shelves.values():
            shelf.index.forget(day)


class _Shelf:
    """The articles in one language."""

    def __init__(self, limits: Limits) -> None:
        self.index = Index(*limits, least=FEWEST)
        self._numbers: list[int] = []

    def search(self, found: Anchors) -> list[int]:
        """Give the numbers of the articles that share names and numbers with another."""
        return [self._numbers[at] for at in self.index.search(found).numbers.tolist()]

    def enter(self, found: Anchors, number: int) -> None:
        """Add an article under its number."""
        self.index.enter(found)
        self._numbers.append(number)
