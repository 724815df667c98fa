"""What was settled, as it is shown: each decision with what its tellings are called, and the stories that hold them now."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from variorum.edition.labels import labels
from variorum.errors import UnknownDecision
from variorum.library.settled import touched
from variorum.model import Decision, Value
from variorum.store import collated, decided, tellings
from variorum.store.opening import OpenLibrary


@dataclass(frozen=True)
class Titled(Value):
    """A story by its id and its title."""

    id: str
    title: str


@dataclass(frozen=True)
class ToldDecision(Value):
    """A decision, what its ``articles`` and ``others`` are called, in their order, and the stories that it is about now."""

    decision: Decision
    named: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    stories: tuple[Titled, ...] = ()


def decisions(library: OpenLibrary, limit: int, skip: int = 0) -> tuple[tuple[ToldDecision, ...], int]:
    """Give some decisions, the latest first, and how many there are in all."""
    with library.reading() as connection:
        every = list(decided.decisions(connection))[::-1]
        return tuple(_told(connection, one) for one in every[skip : skip + limit]), len(every)


def decision(library: OpenLibrary, identity: str) -> ToldDecision:
    """Give one decision. Raises ``UnknownDecision``."""
    with library.reading() as connection:
        for one in decided.decisions(connection):
            if one.id == identity:
                return _told(connection, one)
    raise UnknownDecision(f"there is no decision {identity!r}")


def _told(connection: sqlite3.Connection, decision: Decision) -> ToldDecision:
    addresses = touched(decision)
    ids = tellings.ids_of(connection, addresses)
    called = labels(tellings.articles(connection, [ids[each] for each in addresses if each in ids]))

    def named(those: Sequence[str]) -> tuple[str, ...]:
        return tuple(called.get(ids.get(each, ""), each) for each in those)

    return ToldDecision(
        decision,
        named(decision.articles),
        named(decision.others),
        _stories(connection, (ids[each] for each in addresses if each in ids)),
    )


def _stories(connection: sqlite3.Connection, articles: Iterable[str]) -> tuple[Titled, ...]:
    found = dict.fromkeys(collated.story_of(connection, article) for article in articles)
    rows = (connection.execute("SELECT id, title FROM stories WHERE id = ?", (story,)).fetchone() for story in found)
    return tuple(Titled(*row) for row in rows if row)
