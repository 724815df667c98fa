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
from variorum.stories.settling import Answers, settle
from variorum.stories.sparse import Pair


class Region(NamedTuple):
    """Articles whose groups were settled anew: their numbers in the order of time, their groups in parts, links among them."""

    order: tuple[int, ...]
    groups: tuple[tuple[tuple[int, ...], ...], ...]
    links: dict[Pair, float]
    bound: Bound


def resettle(desk: Desk, changed: Collection[int], knots: Collection[int], decided: Decided) -> Region:
    """Settle anew the groups of changed articles and what is left of some knots, as far as that reaches."""
    cards = desk.cards(changed)
    held = set(changed) | set(desk.shelf.knotted({*knots, *(card.knot for card in cards.values())}))
    while True:
        beside = _beside(desk, held)
        region = _settled(desk, held | beside, decided)
        altered = _altered(desk, region, beside)
        if not altered:
            return _without(region, beside)
        held |= altered


def _beside(desk: Desk, held: set[int]) -> set[int]:
    """Give the articles of all groups that a link of the mark leads to."""
    rows = [*desk.shelf.links_from(held), *desk.shelf.links_to(held)]
    ends = {end for later, earlier, score in rows if score >= TOGETHER for end in (later, earlier)} - held
    knots = {card.knot for card in desk.cards(ends).values()}
    return set(desk.shelf.knotted(knots)) - held


def _settled(desk: Desk, numbers: set[int], decided: Decided) -> Region:
    cards = desk.cards(numbers)
    order = sorted(numbers, key=lambda number: cards[number].place)
    at = {number: place for place, number in enumerate(order)}
    rows = desk.shelf.links_from(numbers)
    links = {(at[earlier], at[later]): score for later, earlier, score in rows if earlier in at}
    bound = decided.bound({cards[number].id: at[number] for number in order}) if decided.named else Bound()
    answers = _answers(desk, order, at)
    groups = settle(range(len(order)), links, TOGETHER, answers, bound)
    desk.shelf.answer((order[one], order[other], score) for (one, other), score in answers.fresh.items())
    return Region(tuple(order), tuple(groups), links, bound)


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


def _altered(desk: Desk, region: Region, beside: set[int]) -> set[int]:
    """Give the neighbours that did not come out as they were, with all of their groups."""
    cards = desk.cards(beside)
    before: dict[int, set[int]] = {}
    for number, card in cards.items():
        before.setdefault(card.knot, set()).add(number)
    after = {frozenset(region.order[at] for part in group for at in part) for group in region.groups}
    return {number for members in before.values() if frozenset(members) not in after for number in members}


def _without(region: Region, beside: set[int]) -> Region:
    """Leave out the groups that are as they were."""
    kept = tuple(group for group in region.groups if region.order[group[0][0]] not in beside)
    return region._replace(groups=kept)
