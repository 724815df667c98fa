"""What somebody said, wanted and promised in some stories: by story and day, the newest first."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, TypeVar, cast

from variorum.library.people import InStory, OnDay, PersonPosition, PersonQuote
from variorum.library.pledges import Pledge, entries, place
from variorum.model import EntityKind
from variorum.store import people as kept

LISTED = 20
"""Roles, forms of a name and other names that are given at most."""
_IN_STORY = 60  # things of one kind that are given of one story
_Group = TypeVar("_Group", bound=Hashable)
_Done = TypeVar("_Done")


def in_stories(connection: sqlite3.Connection, shown: Sequence[kept.Known]) -> list[InStory]:
    """Give what some entities said, wanted and promised: one value a story, in the order given."""
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
            story, title, one.latest or None, cast("EntityKind", one.kind), parts(roles)[:LISTED], parts(variants)[:LISTED], days, more
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


def parts(cell: str | None) -> tuple[str, ...]:
    """Cut a cell of the tables that holds several things, parted by semicolons."""
    return tuple(part for part in (cell or "").split("; ") if part)
