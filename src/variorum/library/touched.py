"""Which stories something is about: those that hold some tellings, and those that are still to be read and collated."""

from __future__ import annotations

from collections.abc import Iterable

from variorum.store import collated, tellings
from variorum.store.opening import OpenLibrary


def holding(library: OpenLibrary, addresses: Iterable[str]) -> tuple[str, ...]:
    """Give the ids of the stories that hold the tellings at some addresses now, each once; those that are not there are left out."""
    named = tuple(dict.fromkeys(addresses))
    with library.reading() as connection:
        ids = tellings.ids_of(connection, named)
        found = (collated.story_of(connection, ids[each]) for each in named if each in ids)
        return tuple(dict.fromkeys(story for story in found if story is not None))


def waiting(library: OpenLibrary) -> tuple[str, ...]:
    """Give the ids of the stories that are to be read and collated, those told last first."""
    with library.reading() as connection:
        return collated.stale(connection)
