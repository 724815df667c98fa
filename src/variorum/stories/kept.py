"""Stories that are kept up to date on a shelf while articles come and go, in any order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from variorum.model import Article, ArticleId, Problem, Story
from variorum.sharing import Work, here
from variorum.stories.candidates import Limits, in_time
from variorum.stories.components import score, tasks
from variorum.stories.decided import NOTHING, Decided
from variorum.stories.desk import Desk, Fetch
from variorum.stories.entering import Entry, Indices, Made, card_of, make
from variorum.stories.nearby import renew
from variorum.stories.packing import pack, pack_leaves, unpack_leaves
from variorum.stories.regions import reached, resettle
from variorum.stories.retelling import retell
from variorum.stories.shelf import Shelf
from variorum.stories.telling import no_words

_DECIDED = "decided"


@dataclass(frozen=True)
class Changed:
    """What a change did: the stories that are gone, those that are new or differ (by first day, then id), and Problems by article."""

    gone: tuple[str, ...] = ()
    stories: tuple[Story, ...] = ()
    problems: tuple[tuple[ArticleId, Problem], ...] = ()


class _Linked(NamedTuple):
    """The articles that are new, the links of others that are new or gone, and the knots of the articles that are gone."""

    new: set[int]
    links: list[tuple[int, int]]
    knots: set[int]


class Grouping:
    """The stories of all articles that are on a shelf: always exactly what ``stories.group`` gives of the same articles.

    ``fetch`` gives articles that are on the shelf by their ids. No two articles have one id, and an article does not change: one
    that does is removed and added. The limits of a shelf are those of its first day.
    """

    def __init__(self, shelf: Shelf, fetch: Fetch, limits: Limits | None = None) -> None:
        self._shelf, self._fetch = shelf, fetch
        self._limits = limits or Limits()

    def change(
        self,
        add: Iterable[Article] = (),
        remove: Iterable[ArticleId] = (),
        decided: Decided | None = None,
        work: Work = here,
    ) -> Changed:
        """Take in some articles, drop others, and set what the user has decided (without it, that stays).

        What is dropped and not there, or added and there, is passed over. ``work`` maps a function over independent pieces.
        """
        shelf = self._shelf
        desk = Desk(shelf, self._fetch)
        dropped = _entries(desk, set(shelf.numbers(remove).values()))
        names = {entry.card.id for entry in dropped}
        coming = {article.id: article for article in in_time(add)}
        there = shelf.numbers(coming).keys() - names
        fresh = [article for name, article in coming.items() if name not in there]
        before = self._decided()
        decided = before if decided is None else decided
        turned = self._turn(before, decided, names, {one.id for one in fresh})
        made = work(make, fresh)
        linked = self._relink(desk, dropped, fresh, made, work)
        later = {number for number, _ in linked.links}
        moved = linked.new | set(shelf.numbers(turned).values())
        moved |= later if decided.named else reached(desk, moved, linked.knots, linked.links)
        region = resettle(desk, moved, linked.knots, decided)
        gone, told = retell(desk, region, moved, {entry.card.story for entry in dropped}, work)
        shaken = {card.story for card in desk.cards(later).values()}
        return self._changed(renew(desk, gone, told, shaken, work), gone, fresh, made)

    def _decided(self) -> Decided:
        note = self._shelf.note(_DECIDED)
        return Decided.read(note) if note else NOTHING

    def _turn(self, before: Decided, after: Decided, dropped: set[ArticleId], fresh: set[ArticleId]) -> set[ArticleId]:
        """Keep what is decided; give the articles of which something else is settled than before."""
        if before != after:
            self._shelf.set_note(_DECIDED, after.write())
        named = before.named | after.named
        if not named:
            return set()
        held = self._shelf.numbers(named).keys()
        old = set(before.units(held))
        new = set(after.units((held - dropped) | (fresh & named)))
        turned = {one for unit in old ^ new for one in unit}
        return turned | {one for pair in set(before.pairs()) ^ set(after.pairs()) for side in pair for one in side}

    def _relink(
        self, desk: Desk, dropped: Sequence[Entry], fresh: Sequence[Article], made: Sequence[Made], work: Work
    ) -> _Linked:
        """Bring the postings and links up to date."""
        shelf, indices = self._shelf, Indices(self._shelf, self._limits)
        first = shelf.free_number()
        touched: set[int] = set()
        lost: set[int] = set()
        for entry in dropped:
            indices.drop(entry)
            lost.add(entry.card.number)
            touched |= indices.touched_by_going(entry, touched | lost)
        shelf.remove(lost)
        knots = {entry.card.knot for entry in dropped}
        new: dict[int, Entry] = {}
        for number, (article, found) in enumerate(zip(fresh, made, strict=True), first):
            entry = Entry(card_of(number, article, found), found.leaves)
            shelf.add(entry.card, pack(found.profile), pack_leaves(found.leaves))
            desk.put(entry.card, found.profile, article)
            indices.enter(entry)
            new[number] = entry
            touched |= indices.touched_by_coming(entry, touched | new.keys() | lost)
        touched -= lost
        entries = [*_entries(desk, touched), *new.values()]
        links = _compare(desk, indices, entries, work)
        return _Linked(set(new), [pair for pair in links if pair[0] not in new], knots)

    def _changed(
        self, stories: Sequence[Story], gone: Collection[str], fresh: Sequence[Article], made: Sequence[Made]
    ) -> Changed:
        ordered = sorted(stories, key=lambda story: (story.opened or "9999", story.id))
        problems = (
            (article.id, no_words(article))
            for article, found in zip(fresh, made, strict=True)
            if not found.leaves.terms
        )
        return Changed(tuple(sorted(gone)), tuple(ordered), tuple(problems))


def _entries(desk: Desk, numbers: Collection[int]) -> list[Entry]:
    cards = desk.cards(numbers)
    leaves = desk.shelf.leaves(numbers)
    return sorted(
        (Entry(cards[number], unpack_leaves(packed)) for number, packed in leaves), key=lambda one: one.card.place
    )


def _compare(desk: Desk, indices: Indices, entries: Sequence[Entry], work: Work) -> list[tuple[int, int]]:
    """Find the candidates of some articles and score those that are new; give the links that are new or gone."""
    shelf = desk.shelf
    held: dict[int, set[int]] = {entry.card.number: set() for entry in entries}
    for later, earlier, _ in shelf.links_from(held.keys()):
        held[later].add(earlier)
    bars: list[tuple[float, int]] = []
    numbers: list[int] = []
    wanted: list[list[int]] = []
    lost: list[tuple[int, int]] = []
    for entry in entries:
        number = entry.card.number
        found, bar = indices.search(entry)
        bars.append((bar, number))
        fresh = [earlier for earlier in found if earlier not in held[number]]
        gone = sorted(held[number].difference(found))
        lost += ((number, earlier) for earlier in gone)
        if fresh:
            numbers.append(number)
            wanted.append(fresh)
    shelf.set_bars(bars)
    shelf.unlink(lost)
    shelf.link(_scored(desk, numbers, wanted, work))
    return [*lost, *((number, earlier) for number, found in zip(numbers, wanted, strict=True) for earlier in found)]


def _scored(
    desk: Desk, numbers: Sequence[int], wanted: Sequence[Sequence[int]], work: Work
) -> list[tuple[int, int, float]]:
    pairs = [(later, earlier) for later, found in zip(numbers, wanted, strict=True) for earlier in found]
    ends = {end for pair in pairs for end in pair}
    foreign = desk.foreign(ends)
    told = desk.told(ends, {end for pair in pairs if foreign.intersection(pair) for end in pair})
    rows = (row for part in work(score, tasks(told, numbers, wanted)) for row in part)
    return [(later, earlier, found) for (later, earlier), found in zip(pairs, _flat(rows), strict=True)]


def _flat(rows: Iterable[np.ndarray]) -> Iterable[float]:
    return (found for row in rows for found in row.tolist())
