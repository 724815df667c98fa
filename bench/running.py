"""Running systems over the same items: one is loaded, timed and asked after the other; one that is absent is skipped."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar, runtime_checkable

from bench.rows import OURS, Ask, Row, Sheet

Item = TypeVar("Item")
Answer = TypeVar("Answer")


class Absent(Exception):
    """A rival is not installed. The message is the reason, with the line that installs it."""


@runtime_checkable
class TimesItself(Protocol):
    """A reader that works in a process of its own and says how much processor time that took."""

    @property
    def seconds(self) -> float:
        """Processor seconds so far."""
        ...


@dataclass(frozen=True)
class System(Generic[Item, Answer]):
    """A named reader. ``load`` imports what it needs and gives the function; loading is not timed. It raises ``Absent``."""

    name: str
    load: Callable[[], Callable[[Item], Answer]]
    note: str = ""


@dataclass(frozen=True)
class Run(Generic[Answer]):
    """What one system answered to every item (nothing where it failed), in how many seconds of processor time."""

    name: str
    answers: list[Answer | None]
    seconds: float
    note: str


def run(system: System[Item, Answer], items: Sequence[Item]) -> Run[Answer]:
    """Ask one system about every item; an item it fails on counts as one without an answer. Raises ``Absent``."""
    try:
        read = system.load()
    except Exception as failure:
        if isinstance(failure, Absent) or system.name == OURS:
            raise
        raise Absent(f"{system.name} cannot be loaded: {type(failure).__name__}: {failure}") from failure
    answers: list[Answer | None] = []
    failures: list[str] = []
    begin = _clock(read)
    for item in items:
        try:
            answers.append(read(item))
        except Exception as failure:
            if system.name == OURS:
                raise
            failures.append(type(failure).__name__)
            answers.append(None)
    taken = _clock(read) - begin
    notes = [system.note, f"failed on {len(failures)} ({failures[0]})" if failures else ""]
    return Run(system.name, answers, taken, "; ".join(note for note in notes if note))


def _clock(read: object) -> float:
    return read.seconds if isinstance(read, TimesItself) else time.process_time()


def measured(
    sheet: Sheet,
    systems: Sequence[System[Item, Answer]],
    items: Sequence[Item],
    score: Callable[[Run[Answer]], dict[str, float]],
    ask: Ask,
) -> Iterator[Row]:
    """Give the rows of every system on one set: its measures and its processor seconds; a reason for those skipped."""
    for system in systems:
        if system.name != OURS and not ask.rivals:
            continue
        try:
            done = run(system, items)
        except Absent as reason:
            yield sheet.skipped(system.name, str(reason))
            continue
        yield from sheet.rows(done.name, score(done) | {"seconds": done.seconds}, done.note)
