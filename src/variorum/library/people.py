"""People and organisations: the values that show what one said, wanted and promised, and the names there are.

It goes by name: two people of one name are put together, and one whom two stories call by two names is not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import cast

from pydantic.dataclasses import dataclass

from variorum.errors import WrongSearch
from variorum.library.pledges import Place, Pledge
from variorum.model import EntityKind, QuoteKind, Stance, Value
from variorum.store import people as kept
from variorum.store.opening import OpenLibrary
from variorum.store.search_words import folded

MOST_STORIES, MOST_NAMES = 50, 200
"""Stories of a person, and names, that are given at once."""


@dataclass(frozen=True)
class PersonQuote(Value):
    """Something said, once for all tellings that render it: ``content`` as the first does, ``places`` where each stands."""

    statement: str
    kind: QuoteKind
    content: str
    cue: str | None
    via: str | None
    places: tuple[Place, ...]


@dataclass(frozen=True)
class PersonPosition(Value):
    """Where somebody stands ``on`` a thing; ``shift`` says in words where tellings or times differ on it."""

    position: str
    statement: str | None
    stance: Stance
    on: str
    shift: str | None
    places: tuple[Place, ...]


@dataclass(frozen=True)
class OnDay(Value):
    """What somebody said, wanted and promised on one day (ISO 8601; nothing if it is not known)."""

    day: str | None
    quotes: tuple[PersonQuote, ...] = ()
    positions: tuple[PersonPosition, ...] = ()
    pledges: tuple[Pledge, ...] = ()


@dataclass(frozen=True)
class InStory(Value):
    """Somebody in one story: what they are called there, and by day, the newest first, what they did. ``more`` is not shown."""

    story: str
    title: str
    latest: str | None
    kind: EntityKind
    roles: tuple[str, ...]
    variants: tuple[str, ...]
    days: tuple[OnDay, ...]
    more: int = 0


@dataclass(frozen=True)
class Kind(Value):
    """What somebody was taken for, and in how many stories."""

    kind: EntityKind
    stories: int


@dataclass(frozen=True)
class Person(Value):
    """A person or organisation, or whatever has the name, in some of its stories, the latest first; none if nobody is called so.

    ``others`` are names under which stories have someone who is also called so. ``note`` says plainly what was put together.
    ``stories``, ``quotes``, ``positions`` and ``pledges`` count all of them.
    """

    name: str
    kinds: tuple[Kind, ...]
    roles: tuple[str, ...]
    variants: tuple[str, ...]
    others: tuple[str, ...]
    note: str
    stories: int
    quotes: int
    positions: int
    pledges: int
    appearances: tuple[InStory, ...]
    next: str | None


@dataclass(frozen=True)
class Name(Value):
    """A name and what is known under it: in how many stories, how many quotes and commitments."""

    name: str
    kinds: tuple[EntityKind, ...]
    stories: int
    quotes: int
    pledges: int


def people(
    library: OpenLibrary, words: str | None, kinds: Collection[EntityKind] = ("person", "organisation"), limit: int = 50
) -> tuple[Name, ...]:
    """Give names, those of most stories first; with ``words``, those of which a form begins so. Raises ``WrongSearch``."""
    if words is not None and not folded(words):
        raise WrongSearch(f"no word in {words[:60]!r}: give a name, or the beginning of one")
    most = min(max(1, limit), MOST_NAMES)
    with library.reading() as connection:
        rows = kept.names(connection, words, kinds, 3 * most)  # what is a person here may be an organisation there
        held: dict[str, list[tuple[str, str, int]]] = defaultdict(list)
        for row in rows:
            held[row[0]].append(row)
        names = sorted(held, key=lambda name: -sum(row[2] for row in held[name]))[:most]
        counts = kept.said_and_promised(connection, names)
    return tuple(
        Name(name, tuple(cast("EntityKind", row[1]) for row in held[name]), sum(row[2] for row in held[name]), *count)
        for name, count in zip(names, counts, strict=True)
    )


def known(library: OpenLibrary, names: Iterable[str]) -> frozenset[str]:
    """Give those of some names that stories have someone or something by."""
    with library.reading() as connection:
        return kept.known(connection, set(names))
