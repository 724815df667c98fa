"""Entities that stand for one another in news: a leader for the country, a pair of leaders for each of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence

from variorum.model import ArticleId, Entity, EntityId

# How surely what is said of one holds of the other.
_OFFICE, _MEMBER = 0.5, 0.6
_OF_MANY = 12
"""A country or firm that more people than this speak for is a setting, not a side."""

Kin = Mapping[EntityId, Mapping[EntityId, float]]


def kin_of(entities: Sequence[Entity]) -> Kin:
    """Give for each entity those that may stand for it, with a sureness in 0..1; symmetric.

    A person stands for the place or organisation that a role names ("Norwegian foreign minister"), each of two for
    "Lunde and Otieno", and a pair of leaders for the pair of their countries.
    """
    found: dict[EntityId, dict[EntityId, float]] = defaultdict(dict)

    def join(one: EntityId, other: EntityId, sure: float) -> None:
        found[one][other] = max(sure, found[one].get(other, 0.0))
        found[other][one] = found[one][other]

    offices = _offices(entities)
    for holder, seats in offices.items():
        for seat in seats:
            join(holder, seat, _OFFICE)
    pairs = _pairs(entities)
    for pair, members in pairs.items():
        for member in members:
            join(pair, member, _MEMBER)
    for pair, members in pairs.items():
        their = [offices.get(member, ()) for member in members]
        for other, countries in pairs.items():
            if all(set(one) & set(countries) for one in their):
                join(pair, other, _OFFICE)
    return {entity: dict(sorted(kin.items())) for entity, kin in found.items()}


def _offices(entities: Sequence[Entity]) -> dict[EntityId, tuple[EntityId, ...]]:
    """The places and organisations that the roles of each person name."""
    places: dict[ArticleId, list[tuple[int, int, EntityId]]] = defaultdict(list)
    for entity in entities:
        if entity.kind in ("place", "organisation"):
            for span in entity.names:
                places[span.article].append((span.start, span.end, entity.id))
    for held in places.values():
        held.sort()
    found: dict[EntityId, tuple[EntityId, ...]] = {}
    followers: dict[EntityId, int] = defaultdict(int)
    for entity in entities:
        if entity.kind != "person":
            continue
        seats: dict[EntityId, None] = {}
        for role in entity.roles:
            held = places.get(role.span.article, [])
            first, last = bisect_left(held, (role.span.start,)), bisect_right(held, (role.span.end,))
            seats.update(dict.fromkeys(seat for _, end, seat in held[first:last] if end <= role.span.end))
        found[entity.id] = tuple(seats)
        for seat in seats:
            followers[seat] += 1
    return {
        person: kept for person, seats in found.items() if (kept := tuple(s for s in seats if followers[s] <= _OF_MANY))
    }


def _pairs(entities: Sequence[Entity]) -> dict[EntityId, tuple[EntityId, EntityId]]:
    """The entities that are two others together, by their names."""
    named = {entity.name: entity.id for entity in entities}
    found: dict[EntityId, tuple[EntityId, EntityId]] = {}
    for entity in entities:
        first, joined, second = entity.name.partition(" and ")
        if joined and first in named and second in named and entity.id not in (named[first], named[second]):
            found[entity.id] = (named[first], named[second])
    return found
