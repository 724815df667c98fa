"""Candidates on a shelf: those of one article, and the articles whose candidates are others when one comes or goes.

The candidates are those of ``candidates.Index`` and ``across.Abroad``, whatever the order in which articles came.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

import numpy as np

from variorum.model import Article
from variorum.stories.across import FEWEST, spoken
from variorum.stories.anchors import anchors
from variorum.stories.candidates import LEAST, Limits, Order, added, day_of, floor, heavy, select
from variorum.stories.packing import Leaves, unpack_leaves
from variorum.stories.profiles import Profile, profile
from variorum.stories.shelf import Card, Place, Shelf

_EVER = (-1, 10**9)  # days
_LEAST = {True: floor(LEAST), False: floor(FEWEST)}  # at home, abroad


class Made(NamedTuple):
    """What is made of an article when it comes: its profile, what it is sought by, the days it is placed by."""

    profile: Profile
    leaves: Leaves
    day: int
    told: int


def make(article: Article) -> Made:
    """Read an article: the costly part, and pure."""
    held, found = profile(article), anchors(article)
    return Made(held, Leaves(*heavy(held), *heavy(found)), day_of(held.days), day_of(found.days))


class Entry(NamedTuple):
    """An article as it stands in the indices."""

    card: Card
    leaves: Leaves

    @property
    def homes(self) -> tuple[tuple[str, int, list[int], list[int]], ...]:
        """The indices it is in, with the day it is placed by there, its terms and their weights."""
        card = self.card
        return (
            (_index("", card.day), card.day, self.leaves.terms, self.leaves.weights),
            (_index(card.language, card.told), card.told, self.leaves.anchors, self.leaves.anchor_weights),
        )


def _index(language: str, day: int) -> str:
    """Name an index: all articles for themselves, or those in a language for others; dated or not."""
    return f"{'+' if day else '-'}{language}"


def card_of(number: int, article: Article, made: Made) -> Card:
    """Make the card of an article that has no candidates yet, and no story."""
    return Card(number, article.id, made.day, made.told, spoken(article.language), 0.0, number, "")


class Indices:
    """The postings of a shelf, by index and term, during one change."""

    def __init__(self, shelf: Shelf, limits: Limits) -> None:
        self._shelf, self._limits = shelf, limits
        self._names = shelf.indices()

    def enter(self, entry: Entry) -> None:
        """Enter an article."""
        card = entry.card
        for index, told, terms, weights in entry.homes:
            if terms and index not in self._names:
                self._names = sorted([*self._names, index])
            self._shelf.enter(
                (index, term, *card.place, card.number, weight, told)
                for term, weight in zip(terms, weights, strict=True)
            )

    def drop(self, entry: Entry) -> None:
        """Take an article out."""
        for index, _, terms, _ in entry.homes:
            self._shelf.drop_postings((index, term, *entry.card.place) for term in terms)

    def search(self, entry: Entry) -> tuple[list[int], float]:
        """Give the numbers of an article's candidates, sorted, and the sum from which a further one would be among them."""
        card, leaves = entry.card, entry.leaves
        found, bar = self._pick(["-", "+"] if card.day else ["-"], leaves.terms, leaves.weights, card, card.day, True)
        near = set(found)
        for language in sorted({name[1:] for name in self._names} - {"", card.language}):
            names = [f"-{language}", f"+{language}"]
            near.update(self._pick(names, leaves.anchors, leaves.anchor_weights, card, card.told, False)[0])
        return sorted(near), bar

    def _pick(
        self, names: Collection[str], terms: list[int], weights: list[int], card: Card, day: int, home: bool
    ) -> tuple[list[int], float]:
        window, most, depth = self._limits
        told = (day - window, day + window) if day else _EVER
        parts, factors = [], []
        for name in names:
            for term, weight in zip(terms, weights, strict=True):
                held = self._shelf.latest(name, term, card.place, depth, told)
                if held is not None:
                    parts.append(held)
                    factors.append(weight)
        if not parts:
            return [], _LEAST[home]
        numbers, sums = added(np.concatenate(parts), np.repeat(np.array(factors, np.int64), list(map(len, parts))))
        if len(sums) > most:
            kept = sums >= np.partition(sums, -most)[-most]
            numbers, sums = numbers[kept], sums[kept]
        best, bar = select(self._ranks(numbers), sums, most, _LEAST[home])
        return numbers[best].tolist(), bar

    def _ranks(self, numbers: Order) -> Order:
        """Say how articles stand in time; that matters only if there are more than are wanted."""
        if len(numbers) <= self._limits.most:
            return numbers
        cards = map(Card._make, self._shelf.cards(numbers.tolist()))
        ordered = sorted(cards, key=lambda card: card.place)
        rank = {card.number: at for at, card in enumerate(ordered)}
        return np.array([rank[number] for number in numbers.tolist()], np.int64)

    def touched_by_coming(self, entry: Entry, known: Collection[int]) -> set[int]:
        """Give the later articles whose candidates can be others now that one comes; ``known`` are passed over."""
        touched: set[int] = set()
        for home, meeting in self._meetings(entry, known):
            least = _LEAST[home]
            likely = [number for number, total in meeting.sums.items() if total >= least]
            bars = {row[0]: row[5] if home else least for row in self._shelf.cards(likely)}
            touched.update(number for number in likely if meeting.sums[number] >= bars[number])
            pushed = {pair for pair in meeting.displaced if pair[0] not in touched}
            links = self._shelf.links_from({number for number, _ in pushed})
            touched.update(later for later, earlier, _ in links if (later, earlier) in pushed)
        return touched

    def touched_by_going(self, entry: Entry, known: Collection[int]) -> set[int]:
        """Give the later articles whose candidates can be others now that one goes; ``known`` are passed over."""
        touched = {later for later, _, _ in self._shelf.links_to([entry.card.number])}
        for home, meeting in self._meetings(entry, known):
            pairs = [pair for pair in meeting.displaced if pair[0] not in touched]
            numbers = {number for pair in pairs for number in pair}
            terms = {number: _weighed(unpack_leaves(held), home) for number, held in self._shelf.leaves(numbers)}
            bars = {row[0]: row[5] if home else _LEAST[home] for row in self._shelf.cards({one for one, _ in pairs})}
            for one, other in pairs:
                mine, theirs = terms[one], terms[other]
                total = sum(weight * theirs[term] for term, weight in mine.items() if term in theirs)
                if total >= bars[one]:
                    touched.add(one)
        return touched

    def _meetings(self, entry: Entry, known: Collection[int]) -> Iterator[tuple[bool, _Meeting]]:
        for home, (index, _, terms, weights) in zip((True, False), entry.homes, strict=True):
            seekers = self._seekers(index, home)
            meeting = _Meeting(defaultdict(int), set())
            for term, weight in zip(terms, weights, strict=True) if seekers else ():
                self._meet(meeting, index, term, weight, entry.card.place, seekers, known)
            yield home, meeting

    def _seekers(self, index: str, home: bool) -> list[str]:
        """Name the indices whose later articles look into an index."""
        if home:
            return ["+"] if index == "+" else ["-", "+"]
        return [name for name in self._names if name[1:] not in {"", index[1:]}]

    def _meet(
        self, meeting: _Meeting, index: str, term: int, weight: int, place: Place, seekers: Iterable[str],
        known: Collection[int],
    ) -> None:  # fmt: skip
        """Find who sees an article under a term, and what each of them sees in its place if it is not there."""
        depth = self._limits.depth
        followers = self._shelf.after(index, term, place, depth)
        until = (followers[-1][2], followers[-1][3]) if len(followers) == depth else None
        places = [(day, name) for _, _, day, name in followers]
        rows = []
        for name in seekers:
            rows += followers if name == index else self._shelf.after(name, term, place, -1, until)
        rows = [row for row in rows if row[0] not in known]
        if not rows:
            return
        before = self._shelf.before(index, term, place, depth)
        for number, theirs, day, name in rows:
            meeting.sums[number] += weight * theirs
            last = depth - 1 - bisect_left(places, (day, name))
            if last < len(before):
                meeting.displaced.add((number, before[last]))


class _Meeting(NamedTuple):
    """Who sees an article: the sums of the terms under which it does; and pairs with another that sees or loses sight of one."""

    sums: defaultdict[int, int]
    displaced: set[tuple[int, int]]


def _weighed(leaves: Leaves, home: bool) -> dict[int, int]:
    if home:
        return dict(zip(leaves.terms, leaves.weights, strict=True))
    return dict(zip(leaves.anchors, leaves.anchor_weights, strict=True))
