"""Taking in: a portion of captures becomes versions of tellings, and the stories it touches are grouped anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from variorum.engines import Engine
from variorum.library import searching, settled
from variorum.model import Capture, Problem
from variorum.store import collated, fetches, history, tellings
from variorum.store.grouping import GroupShelf
from variorum.store.opening import OpenLibrary


class Portion(Protocol):
    """Some captures of one source, and what was wrong there."""

    @property
    def source(self) -> str:
        """What was named as input."""
        ...

    @property
    def captures(self) -> tuple[Capture, ...]:
        """The articles."""
        ...

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was wrong with it."""
        ...


@dataclass(frozen=True)
class Summary:
    """What was taken in: addresses of new tellings and of those with a new version, how many were known, and the Problems."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    known: int = 0
    problems: tuple[Problem, ...] = ()

    def plus(self, other: Summary) -> Summary:
        """Give both together."""
        return Summary(
            self.new + other.new,
            tuple(dict.fromkeys(self.changed + other.changed)),
            self.known + other.known,
            self.problems + other.problems,
        )


class Intake:
    """Portions are taken in together, about ``AT_ONCE`` captures at a time: all of them in one transaction, or none.

    A source's earlier Problems are forgotten when its first portion comes.
    """

    AT_ONCE = 64

    def __init__(self, library: OpenLibrary, engine: Engine) -> None:
        self.library = library
        self.engine = engine
        self.summary = Summary()
        self._waiting: list[Portion] = []
        self._begun: set[str] = set()

    def add(self, portion: Portion) -> bool:
        """Take in a portion, sooner or later; say whether all that came so far is kept."""
        self._waiting.append(portion)
        if sum(len(each.captures) for each in self._waiting) < self.AT_ONCE:
            return False
        self.keep()
        return True

    def keep(self) -> None:
        """Take in what is waiting."""
        if not self._waiting:
            return
        moment = self.library.clock()
        with self.library.writing() as connection:
            captures = [capture for portion in self._waiting for capture in portion.captures]
            taken = tellings.append(connection, captures, moment)
            if taken.added or taken.removed:
                regroup(self.library, taken, self.engine)
            begun = self._problems(connection)
            self._remember(connection)
            searching.take_in(connection)
            history.log_tellings(connection, moment, taken.new, taken.changed)
        self._begun |= begun
        problems = tuple(problem for portion in self._waiting for problem in portion.problems)
        self.summary = self.summary.plus(Summary(taken.new, taken.changed, taken.known, problems))
        self._waiting = []

    def _remember(self, connection: sqlite3.Connection) -> None:
        """Keep what servers said together with what came from them: else a page could be held known that never came."""
        remembered = [one for portion in self._waiting for one in getattr(portion, "remembered", ())]
        if remembered:
            from variorum.library.fetching import rows

            fetches.remember(connection, rows(remembered))

    def _problems(self, connection: sqlite3.Connection) -> set[str]:
        begun: set[str] = set()
        for portion in self._waiting:
            source = f"input:{portion.source}"
            if source not in self._begun | begun:
                collated.put_problems(connection, source, portion.problems)
                begun.add(source)
            else:
                collated.add_problems(connection, source, portion.problems)
        return begun


def regroup(library: OpenLibrary, taken: tellings.Taken, engine: Engine) -> None:
    """Group anew what some articles that came and went touch, or all that what the user settled touches."""
    with library.writing() as connection:
        from variorum.stories.kept import Grouping

        grouping = Grouping(GroupShelf(connection), lambda ids: tellings.articles(connection, ids))
        changed = grouping.change(taken.added, taken.removed, settled.grouping(connection), engine)
        collated.put_grouped(
            connection, changed.gone, changed.stories, library.clock(), [one.id for one in taken.added]
        )
        _put_doubts(library, taken, changed.problems)


def _put_doubts(library: OpenLibrary, taken: tellings.Taken, doubts: Iterable[tuple[str, Problem]]) -> None:
    with library.writing() as connection:
        for article in taken.removed:
            collated.put_problems(connection, f"group:{article}", ())
            collated.put_problems(connection, f"read:{article}", ())
        for article, problem in doubts:
            collated.put_problems(connection, f"group:{article}", (problem,))
