"""Somebody by name, over time and over the stories."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import cast

from variorum.library.appearances import LISTED, in_stories, parts
from variorum.library.cursors import cursor, place_of
from variorum.library.people import MOST_STORIES, Kind, Person
from variorum.model import EntityKind
from variorum.store import people as kept
from variorum.store.opening import OpenLibrary
from variorum.store.search_words import folded

_LOOKED_AT = 200  # stories whose roles and forms of the name are listed
_ORDER = "person"


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
        appearances = tuple(in_stories(connection, some))
    called = Counter(one.name for one in own).most_common(1)[0][0] if own else name
    kinds = tuple(
        Kind(cast("EntityKind", kind), count) for kind, count in Counter(one.kind for one in own).most_common()
    )
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


def _whom(connection: sqlite3.Connection, name: str) -> tuple[list[kept.Known], tuple[str, ...]]:
    """Give the entities of a name, and the other names of those that are called so, too."""
    wanted = folded(name)
    found = kept.called(connection, name) if wanted else []
    own = [one for one in found if folded(one.name) == wanted]
    names = Counter(one.name for one in found if folded(one.name) != wanted)
    if not own and len({folded(each) for each in names}) == 1:
        return _whom(connection, next(iter(names)))
    return own, tuple(each for each, _ in sorted(names.items(), key=lambda pair: (-pair[1], pair[0])))[:LISTED]


def _most(known: Iterable[Sequence[str]], column: int) -> tuple[str, ...]:
    """Give the roles or forms of a name that most stories have; the tables part them by semicolons."""
    held = Counter(each for row in known for each in parts(row[column]))
    return tuple(each for each, _ in sorted(held.items(), key=lambda pair: (-pair[1], pair[0])))[:LISTED]


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
