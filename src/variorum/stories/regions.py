"""The groups that a change can reach, settled anew; all others stay as they are.

Groups that hold every group whole can be settled by themselves (``settling.settle``). So what changed is settled with
its neighbours, the groups that a link of the mark leads to. If the neighbours come out as they were, nothing further can change: the
first merge of a changed group with any other would have been one with a neighbour. Those that do not come out as they were
count as changed, and their neighbours are looked at in turn.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from variorum.stories.components import TOGETHER, beyond
from variorum.stories.decided import Bound, Decided
from variorum.stories.desk import Desk
from variorum.stories.settling import Answers, Formed, form, pieces, settle
from variorum.stories.sparse import Pair

_Done = dict[frozenset[int], list[tuple[int, ...]]]


class Region(NamedTuple):
    """Articles whose groups were settled anew: their numbers in the order of time, what was formed of them, links among them."""

    order: tuple[int, ...]
    formed: tuple[Formed, ...]
    links: dict[Pair, float]
    bound: Bound


def reached(desk: Desk, moved: Collection[int], knots: Collection[int], links: Sequence[tuple[int, int]]) -> set[int]:
    """Give the articles whose groups new and lost links can change, beside those that are settled anew in any case.

    A link within a group can; one between two groups only where a link of the mark ties them, as they cannot merge without.
    """
    cards = desk.cards({end for pair in links for end in pair})
    sure = {*knots, *(card.knot for card in desk.cards(moved).values())}
    found = {later for later, earlier in links if cards[later].knot == cards[earlier].knot}
    sure |= {cards[later].knot for later in found}
    between: dict[tuple[int, int], int] = {}
    for later, earlier in links:
        pair = cards[later].knot, cards[earlier].knot
        if pair[0] != pair[1] and sure.isdisjoint(pair):
            between[pair] = later
    tied = _tied_knots(desk, {knot for knot, _ in between})
    return found | {later for pair, later in between.items() if pair in tied}


def _tied_knots(desk: Desk, knots: Collection[int]) -> set[tuple[int, int]]:
    """Give which groups a link of the mark ties to some."""
    members = desk.shelf.knotted(knots)
    rows = [*desk.shelf.links_from(members), *desk.shelf.links_to(members)]
    pairs = [(later, earlier) for later, earlier, score in rows if score >= TOGETHER]
    cards = desk.cards({end for pair in pairs for end in pair})
    ties = {(cards[later].knot, cards[earlier].knot) for later, earlier in pairs}
    return ties | {(other, one) for one, other in ties}


def resettle(desk: Desk, changed: Collection[int], knots: Collection[int], decided: Decided) -> Region:
    """Settle anew the groups of changed articles and what is left of some knots, as far as that reaches."""
    cards = desk.cards(changed)
    held = set(changed) | set(desk.shelf.knotted({*knots, *(card.knot for card in cards.values())}))
    units = [desk.shelf.numbers(unit).values() for unit in decided.units(desk.shelf.numbers(decided.named))]
    done: _Done = {}
    while True:
        held |= _tied(desk, held, units)
        beside = _beside(desk, held)
        settled = _settled(desk, held | beside, done)
        altered = _altered(desk, settled, beside)
        if not altered:
            return _formed(desk, settled, held, decided)
        held |= altered


def _tied(desk: Desk, held: set[int], units: Sequence[Collection[int]]) -> set[int]:
    """Give the articles of all groups that the user has tied to some."""
    found: set[int] = set()
    while True:
        ends = {number for unit in units if not (held | found).isdisjoint(unit) for number in unit} - held - found
        if not ends:
            return found
        found |= ends | set(desk.shelf.knotted({card.knot for card in desk.cards(ends).values()}))


def _beside(desk: Desk, held: set[int]) -> set[int]:
    """Give the articles of all groups that a link of the mark leads to."""
    rows = [*desk.shelf.links_from(held), *desk.shelf.links_to(held)]
    ends = {end for later, earlier, score in rows if score >= TOGETHER for end in (later, earlier)} - held
    knots = {card.knot for card in desk.cards(ends).values()}
    return set(desk.shelf.knotted(knots)) - held


class _Settled(NamedTuple):
    order: list[int]
    groups: list[tuple[int, ...]]
    links: dict[Pair, float]
    answers: Answers


def _settled(desk: Desk, numbers: set[int], done: _Done) -> _Settled:
    """Settle some articles; pieces in ``done`` were settled before, and those settled now are added."""
    cards = desk.cards(numbers)
    order = sorted(numbers, key=lambda number: cards[number].place)
    at = {number: place for place, number in enumerate(order)}
    rows = desk.shelf.links_from(numbers)
    links = {(at[earlier], at[later]): score for later, earlier, score in rows if earlier in at}
    answers = _answers(desk, order, at)
    groups: list[tuple[int, ...]] = []
    for members, inside in pieces(len(order), links, TOGETHER):
        piece = frozenset(order[place] for place in members)
        if piece not in done:
            found = settle(members, inside, TOGETHER, answers) if len(members) > 2 else [tuple(members)]
            done[piece] = [tuple(order[place] for place in group) for group in found]
        groups += (tuple(at[number] for number in group) for group in done[piece])
    groups.sort()
    desk.shelf.answer((order[one], order[other], score) for (one, other), score in answers.fresh.items())
    return _Settled(order, groups, links, answers)


def _formed(desk: Desk, settled: _Settled, held: set[int], decided: Decided) -> Region:
    """Put together and part what is not as it was."""
    order, links = settled.order, settled.links
    groups = [group for group in settled.groups if order[group[0]] in held]
    bound = Bound()
    if decided.named:
        cards = desk.cards(held)
        bound = decided.bound({cards[number].id: at for at, number in enumerate(order) if number in held})
    formed = form(groups, links, settled.answers, bound)
    return Region(tuple(order), tuple(formed), links, bound)


def _answers(desk: Desk, order: Sequence[int], at: dict[int, int]) -> Answers:
    known = {
        (min(at[one], at[other]), max(at[one], at[other])): score
        for one, other, score in desk.shelf.answers(at.keys())
        if other in at
    }

    def ask(one: int, others: Sequence[int]) -> npt.NDArray[np.float64]:
        numbers = [order[one], *(order[other] for other in others)]
        told = desk.told(numbers, numbers if desk.foreign(numbers) else ())
        return beyond(told[numbers[0]], [told[number] for number in numbers[1:]])

    return Answers(ask, known)


def _altered(desk: Desk, settled: _Settled, beside: set[int]) -> set[int]:
    """Give the neighbours that did not come out as they were, with all of their groups."""
    before: dict[int, set[int]] = {}
    for number, card in desk.cards(beside).items():
        before.setdefault(card.knot, set()).add(number)
    after = {frozenset(settled.order[at] for at in group) for group in settled.groups}
    return {number for members in before.values() if frozenset(members) not in after for number in members}
