"""A person or organisation over time and over the stories: what they said, wanted and promised, each with the words.

It goes by name: two people of one name are put together, and one whom two stories call by two names is not.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from typing import Any, TypeVar, cast

from pydantic.dataclasses import dataclass

from variorum.errors import WrongSearch
from variorum.library.cursors import cursor, place_of
from variorum.library.pledges import Place, Pledge, entries, place
from variorum.model import EntityKind, QuoteKind, Stance, Value
from variorum.store import people as kept
from variorum.store.opening import OpenLibrary
from variorum.store.search_words import folded

MOST_STORIES, MOST_NAMES = 50, 200
"""Stories of a person, and names, that are given at once."""
_IN_STORY = 60  # things of one kind that are given of one story
_LISTED = 20  # roles, forms of the name and other names
_LOOKED_AT = 200  # stories whose roles and forms of the name are listed
_ORDER = "person"
_Group = TypeVar("_Group", bound=Hashable)
_Done = TypeVar("_Done")


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
        held = _grouped(rows, lambda row: str(row[0]))
        names = sorted(held, key=lambda name: -sum(row[2] for row in held[name]))[:most]
        counts = kept.said_and_promised(connection, names)
    return tuple(
        Name(name, tuple(_kind(row[1]) for row in held[name]), sum(row[2] for row in held[name]), *count)
        for name, count in zip(names, counts, strict=True)
    )


def known(library: OpenLibrary, names: Iterable[str]) -> frozenset[str]:
    """Give those of some names that stories have someone or something by."""
    with library.reading() as connection:
        return kept.known(connection, set(names))


def person(library: OpenLibrary, name: str, *, limit: int = 10, after: str | None = None) -> Person:
    """Give whoever is called by a name, in some stories; ``after`` is ``Person.next`` of what was given before.

    The name is compared without case and marks with the names that stories give; if it is none of these, but a form of just one,
    that one is given. Raises ``WrongSearch``.
    """
    behind = place_of(after, _ORDER, (str, str))
    with library.reading() as connection:
        own, others = _whom(connection, name)
        who = [(one.story, one.entity) for one in own]
        totals = kept.totals(connection, {one.name for one in own})
        known = kept.particulars(connection, who[:_LOOKED_AT])
        some, following = _some(own, behind, min(max(1, limit), MOST_STORIES))
        appearances = tuple(_in_stories(connection, some))
    called = Counter(one.name for one in own).most_common(1)[0][0] if own else name
    kinds = tuple(Kind(_kind(kind), count) for kind, count in Counter(one.kind for one in own).most_common())
    return Person(
        called, kinds, _most(known, 2), _most(known, 3), others, _note(called, kinds, len(who), others),
        len({one.story for one in own}), *totals, appearances, following,
    )  # fmt: skip


def _some(
    own: Sequence[kept.Known], behind: Sequence[int | str] | None, limit: int
) -> tuple[list[kept.Known], str | None]:
    """Give the entities of some stories behind a place, and where it goes on if there are more."""
    stories: dict[str, list[kept.Known]] = defaultdict(list)
    for one in own:
        if behind is None or one.latest < str(behind[0]) or (one.latest == behind[0] and one.story > str(behind[1])):
            stories[one.story].append(one)
    some = list(stories.values())[:limit]
    following = cursor(_ORDER, (some[-1][0].latest, some[-1][0].story)) if len(stories) > len(some) else None
    return [one for held in some for one in held], following


def _kind(kind: str) -> EntityKind:
    return cast("EntityKind", kind)  # the value checks it


def _whom(connection: sqlite3.Connection, name: str) -> tuple[list[kept.Known], tuple[str, ...]]:
    """Give the entities of a name, and the other names of those that are called so, too."""
    wanted = folded(name)
    found = kept.called(connection, name) if wanted else []
    own = [one for one in found if folded(one.name) == wanted]
    names = Counter(one.name for one in found if folded(one.name) != wanted)
    if not own and len({folded(each) for each in names}) == 1:
        return _whom(connection, next(iter(names)))
    return own, tuple(each for each, _ in sorted(names.items(), key=lambda pair: (-pair[1], pair[0])))[:_LISTED]


def _most(known: Iterable[Sequence[str]], column: int) -> tuple[str, ...]:
    """Give the roles or forms of a name that most stories have; the tables part them by semicolons."""
    held = Counter(each for row in known for each in _parts(row[column]))
    return tuple(each for each, _ in sorted(held.items(), key=lambda pair: (-pair[1], pair[0])))[:_LISTED]


def _parts(cell: str | None) -> tuple[str, ...]:
    return tuple(part for part in (cell or "").split("; ") if part)


def _note(name: str, kinds: Sequence[Kind], many: int, others: Sequence[str]) -> str:
    """Say plainly what was put together, and what was not."""
    if not kinds:
        return f"No story has anyone called {name}."
    together = f"This goes by name: everyone whom a story calls {name} is put together, also two people of one name."
    kinds_differ = (
        f" The stories do not agree on what it is: {', '.join(f'{one.kind} in {one.stories}' for one in kinds)}."
        if len(kinds) > 1
        else ""
    )
    apart = " Some stories call somebody so whose full name is another; they are not counted here." if others else ""
    return f"{together}{kinds_differ}{apart}" if many > 1 or others else f"Only one story names {name}."


def _in_stories(connection: sqlite3.Connection, shown: Sequence[kept.Known]) -> list[InStory]:
    who = [(one.story, one.entity) for one in shown]
    quotes = _by_story(_quotes(kept.quotes(connection, who)))
    positions = _by_story(_positions(kept.positions(connection, who)))
    named = kept.commitments(connection, who)
    pledges: dict[str, list[tuple[str | None, Pledge]]] = defaultdict(list)
    for story, held in _grouped(named, lambda row: str(row[0])).items():
        pledges[story] = [(one.day, one) for one in entries(connection, held[:_IN_STORY])]
    counts = Counter(story for story, _ in named)
    found: dict[str, InStory] = {}
    for one, (story, title, roles, variants) in zip(shown, kept.particulars(connection, who), strict=True):
        if story in found:  # two entities of one name in one story
            continue
        more = sum(max(0, many - _IN_STORY) for many in (len(quotes[story]), len(positions[story]), counts[story]))
        days = _days(quotes[story][:_IN_STORY], positions[story][:_IN_STORY], pledges[story])
        found[story] = InStory(
            story, title, one.latest or None, _kind(one.kind), _parts(roles)[:_LISTED], _parts(variants)[:_LISTED], days, more
        )  # fmt: skip
    return list(found.values())


def _days(
    quotes: Sequence[tuple[str | None, PersonQuote]],
    positions: Sequence[tuple[str | None, PersonPosition]],
    pledges: Sequence[tuple[str | None, Pledge]],
) -> tuple[OnDay, ...]:
    every = {day for part in (quotes, positions, pledges) for day, _ in part}
    return tuple(
        OnDay(
            day,
            tuple(one for on, one in quotes if on == day),
            tuple(one for on, one in positions if on == day),
            tuple(one for on, one in pledges if on == day),
        )
        for day in sorted(every, key=lambda each: each or "", reverse=True)
    )


def _quotes(rows: Iterable[Sequence[Any]]) -> Iterable[tuple[str, str | None, PersonQuote]]:
    """Put the renderings of one utterance together, on the day on which it was told first."""
    for held in _grouped(rows, lambda row: (str(row[0]), str(row[1] or row[2]))).values():
        story, _, statement, kind, content, cue, via = held[0][:7]
        places = tuple(place(row[7:]) for row in held)
        yield story, _first(one.day for one in places), PersonQuote(statement, kind, content, cue, via, places)


def _positions(rows: Iterable[Sequence[Any]]) -> Iterable[tuple[str, str | None, PersonPosition]]:
    """Put the stands on one thing that are the same together, on the day from which they are told."""
    for held in _grouped(rows, lambda row: (str(row[0]), str(row[1]), str(row[3]))).values():
        story, position, statement, stance, on, shift, _ = held[0][:7]
        places = tuple(place(row[7:]) for row in held)
        day = _first(row[6] for row in held) or _first(one.day for one in places)
        yield story, day, PersonPosition(position, statement, stance, on, shift, places)


def _first(days: Iterable[str | None]) -> str | None:
    return min(filter(None, days), default=None)


def _grouped(rows: Iterable[Any], key: Callable[[Any], _Group]) -> dict[_Group, list[Any]]:
    held: dict[_Group, list[Any]] = defaultdict(list)
    for row in rows:
        held[key(row)].append(row)
    return held


def _by_story(found: Iterable[tuple[str, str | None, _Done]]) -> dict[str, list[tuple[str | None, _Done]]]:
    held: dict[str, list[tuple[str | None, _Done]]] = defaultdict(list)
    for story, day, one in found:
        held[story].append((day, one))
    return held
