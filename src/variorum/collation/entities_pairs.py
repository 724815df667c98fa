"""Joining the pairs of single articles ("Lunde and Otieno", "the two leaders") once their members are joined."""

from __future__ import annotations

from collections.abc import Callable

from variorum.collation.entities_join import Thing
from variorum.model import ArticleId, EntityId, Reading

_AND = " and "


def join_pairs(things: list[Thing], readings: dict[ArticleId, Reading], name: Callable[[Thing], str]) -> list[Thing]:
    """Take together the pairs whose members are the same things of the story; ``name`` gives what a member is called.

    A pair is an entity called by the names of two others of its article; the order of the two does not matter.
    """
    homes = {(article, local.id): thing for thing in things for article, local in thing.members}
    pairs: dict[frozenset[int], Thing] = {}
    kept: list[Thing] = []
    for thing in things:
        members = _members(thing, readings, homes)
        if members is None:
            kept.append(thing)
            continue
        key = frozenset(map(id, members))
        if key in pairs:
            pairs[key].take(thing)
            continue
        ordered = sorted(members, key=lambda one: (-len(one.articles), -len(one.mentions), one.first))
        thing.title = _AND.join(name(one) for one in ordered)
        pairs[key] = thing
        kept.append(thing)
    return kept


def _members(
    thing: Thing, readings: dict[ArticleId, Reading], homes: dict[tuple[ArticleId, EntityId], Thing]
) -> tuple[Thing, Thing] | None:
    if thing.named or len(thing.members) != 1:
        return None
    article, local = thing.members[0]
    if _AND not in local.name or article not in readings:
        return None
    named = {entity.name: entity.id for entity in readings[article].entities if entity.id != local.id}
    for place in range(len(local.name)):
        if not local.name.startswith(_AND, place):
            continue
        one, other = named.get(local.name[:place]), named.get(local.name[place + len(_AND) :])
        first, second = homes.get((article, one or "")), homes.get((article, other or ""))
        if first is not None and second is not None:
            return (first, second) if first is not second else None
    return None
