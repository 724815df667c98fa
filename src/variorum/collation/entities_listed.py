"""Giving a story's entities their ids from a list that the user supplies; what is ambiguous stays without one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from variorum.languages.names import Lexicon, lexicon, tokens
from variorum.model import Entity, EntityKind, Listed, Story

Key = tuple[str, ...]
_Shelf = dict[Key, dict[str, Listed]]


def link(stories: Iterable[Story], listed: Iterable[Listed]) -> tuple[Story, ...]:
    """Give each entity the id of the one thing in the list that is called so and may be of its kind.

    The entity's listed name is looked up first, then the other full forms of it. Two things of one name give no id, and
    neither do two entities of a story that would be one thing.
    """
    known = lexicon("en")
    shelves = _shelves(listed, known)
    return tuple(replace(story, entities=_linked(story.entities, shelves, known)) for story in stories)


def _shelves(listed: Iterable[Listed], known: Lexicon) -> _Shelf:
    shelves: _Shelf = {}
    for thing in listed:
        for form in (thing.label, *thing.aliases):
            for key in {_key(form, "person", known), _key(form, "other", known)}:
                shelves.setdefault(key, {})[thing.id] = thing
    return shelves


def _key(form: str, kind: EntityKind, known: Lexicon) -> Key:
    """Give what forms of one name share; the order of a person's names does not matter."""
    words = known.untitled(form) if kind == "person" else tokens(form)
    return tuple(sorted(words)) if kind == "person" else words


def _linked(entities: tuple[Entity, ...], shelves: _Shelf, known: Lexicon) -> tuple[Entity, ...]:
    found = [_candidate(entity, shelves, known) for entity in entities]
    ids = [thing.id for thing in found if thing is not None]
    return tuple(
        replace(entity, wikidata=thing.id if thing is not None and ids.count(thing.id) == 1 else None)
        for entity, thing in zip(entities, found, strict=True)
    )


def _candidate(entity: Entity, shelves: _Shelf, known: Lexicon) -> Listed | None:
    if not any(getattr(span, "kind", "name") == "name" for span in entity.mentions):
        return None
    doubtful = {variant.name for variant in entity.proposed}
    others = [form for form in entity.variants if form not in doubtful and len(tokens(form)) > 1]
    for forms in ([entity.name], others):
        fits: dict[str, Listed] = {}
        for form in forms:
            fits |= shelves.get(_key(form, entity.kind, known), {})
        fits = {name: thing for name, thing in fits.items() if _may_be(entity.kind, thing.kind)}
        if fits:
            return next(iter(fits.values())) if len(fits) == 1 else None
    return None


def _may_be(kind: EntityKind, listed: EntityKind | None) -> bool:
    return listed is None or kind == listed or kind == "other"
