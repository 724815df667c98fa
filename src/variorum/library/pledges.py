"""The commitments of all stories in one ledger: who promised, asked or refused what, by when, and where the tellings part."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from typing import Any, Literal, get_args

from pydantic.dataclasses import dataclass

from variorum.errors import WrongSearch
from variorum.library.cursors import cursor, place_of
from variorum.library.showing import story_called
from variorum.model import Act, Span, Status, Value
from variorum.store import people
from variorum.store import pledges as kept
from variorum.store.opening import OpenLibrary
from variorum.store.search_words import folded
from variorum.store.writable import writable

PledgeOrder = Literal["latest", "due"]
PLEDGE_ORDERS: tuple[PledgeOrder, ...] = get_args(PledgeOrder)
MOST = 200
"""Entries that are given at once."""
COUNTED = 500
"""Entries beyond which it is only said that there are more."""
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_KINDS = (str, str, int, str)


@dataclass(frozen=True)
class Place(Value):
    """Where words stand: the telling by its label and outlet, and the day it was published (ISO 8601)."""

    span: Span
    telling: str
    outlet: str | None
    day: str | None


@dataclass(frozen=True)
class PledgeTerm(Value):
    """How one telling puts a commitment: how firm, by when, on what condition. ``statement`` is the finding's id in its story."""

    statement: str
    status: Status
    due: str | None
    condition: str | None
    place: Place


@dataclass(frozen=True)
class Pledge(Value):
    """An entry of a story's ledger: ``entry`` is its id there. ``drift`` says in words how the tellings part.

    ``actor`` and ``to`` are names as the story has them; ``actor_entity`` is there for who is one of its entities.
    """

    story: str
    story_title: str
    entry: str
    actor_entity: str | None
    actor: str | None
    to: str | None
    act: Act
    what: str
    drift: str | None
    point: str | None
    terms: tuple[PledgeTerm, ...]

    @property
    def due(self) -> str | None:
        """The earliest day by which a telling says that it is due."""
        return min((term.due for term in self.terms if term.due), default=None)

    @property
    def day(self) -> str | None:
        """The day on which it was told first."""
        return min((term.place.day for term in self.terms if term.place.day), default=None)

    @property
    def statuses(self) -> tuple[Status, ...]:
        """How firm the tellings say it is, each once."""
        return tuple(dict.fromkeys(term.status for term in self.terms))


@dataclass(frozen=True)
class Pledged(Value):
    """What is asked for: commitments of someone whose name begins so, with a status, an act, due by a day, told since a day, of a story.

    ``drifting`` asks for those that the tellings put differently. ``order`` puts first those of the stories told ``latest``, or
    those that are ``due`` first (and leaves out those without a day); ``cursor`` is ``Ledger.next`` of what was given before.
    """

    actor: str | None = None
    status: Status | None = None
    act: Act | None = None
    due_before: str | None = None
    since: str | None = None
    story: str | None = None
    drifting: bool = False
    order: PledgeOrder = "latest"
    limit: int = 30
    cursor: str | None = None


@dataclass(frozen=True)
class Ledger(Value):
    """Some commitments, in the order asked for; ``total`` counts all, or as far as ``COUNTED``, if ``more_than_total``."""

    asked: Pledged
    pledges: tuple[Pledge, ...]
    total: int
    more_than_total: bool
    next: str | None


def pledges(library: OpenLibrary, asked: Pledged) -> Ledger:
    """Give some commitments of all stories. Raises ``WrongSearch`` and ``UnknownStory``."""
    _check(asked)
    after = place_of(asked.cursor, asked.order, _KINDS)
    limit = min(max(1, asked.limit), MOST)
    with library.reading() as connection:
        story = story_called(library, writable(asked.story)) if asked.story is not None else None
        actors = None
        if asked.actor is not None:
            actors = kept.actors(connection, asked.actor, people.beginning(connection, asked.actor))
        sieve = kept.LedgerSieve(
            actors, asked.act, asked.status, asked.due_before, asked.since, story, drifting=asked.drifting
        )
        found = kept.entries(connection, sieve, asked.order, after, limit + 1)
        shown = entries(connection, [entry for _, entry in found[:limit]])
        all_shown = after is None and len(found) <= limit
        total = len(found) if all_shown else kept.count(connection, sieve, asked.order, COUNTED + 1)
    following = cursor(asked.order, found[limit - 1][0]) if len(found) > limit else None
    return Ledger(asked, shown, min(total, COUNTED), total > COUNTED, following)


def entries(connection: sqlite3.Connection, some: Sequence[tuple[str, str]]) -> tuple[Pledge, ...]:
    """Give some entries of ledgers, each by its story and id, in the order given."""
    return tuple(_pledge(rows) for _, rows in kept.terms(connection, some))


def _pledge(rows: Sequence[tuple[Any, ...]]) -> Pledge:
    terms = tuple(PledgeTerm(*(*row[10:14], place(row[14:]))) for row in rows)
    return Pledge(*(*rows[0][:10], terms))


def place(cells: Sequence[Any]) -> Place:
    """Give where words stand, from article, start, end, words, label, outlet and date."""
    return Place(Span(*cells[:4]), *cells[4:])


def _check(asked: Pledged) -> None:
    for name, value, known in (
        ("order", asked.order, PLEDGE_ORDERS), ("status", asked.status, get_args(Status)), ("act", asked.act, get_args(Act))
    ):  # fmt: skip
        if value is not None and value not in known:
            raise WrongSearch(f"no {name} {value!r}: choose one of {', '.join(known)}")
    for name, day in (("due_before", asked.due_before), ("since", asked.since)):
        if day is not None and not _DAY.fullmatch(day):
            raise WrongSearch(f"{name} {day[:40]!r} is no day: write 2025-02-07, 2025-02 or 2025")
    if asked.actor is not None and not folded(asked.actor):
        raise WrongSearch("no name without a letter or digit: give a name, or the beginning of one")
