"""The room that a library is read in: connections for those who read, one writer at a time, and what takes a while."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, LifoQueue
from threading import Lock
from typing import Annotated

from fastapi import Depends, Request

from variorum.library import Library
from variorum.store.opening import place, utc_now
from variorum.web.jobs import Jobs
from variorum.web.kept import Kept
from variorum.web.lately import Lately
from variorum.web.making import Makers
from variorum.web.worker import Apart, Here

READERS = 8
"""How many requests are worked on at once; the rest wait their turn."""


@dataclass(frozen=True)
class Door:
    """Who is let in: the names the server answers to, and the token that everyone must show, if there is one."""

    hosts: tuple[str, ...] = ("localhost", "127.0.0.1", "[::1]")
    token: str | None = None
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)


class Room:
    """A library that is served. It is made if it is not there; what is rendered is kept beside it.

    What takes a while is done by a process of its own if ``apart``, else in a thread, with the ``clock`` of the room. ``makers`` is
    the number of processes that render the larger parts of pages. Raises what ``Library`` does.
    """

    def __init__(
        self,
        path: str | Path | None = None,
        *,
        door: Door | None = None,
        keep_pages: bool = True,
        apart: bool = True,
        makers: int = 0,
        clock: Callable[[], str] = utc_now,
    ) -> None:
        self.path = place(path)
        self.door = door or Door()
        self.clock = clock
        self._idle: LifoQueue[Library] = LifoQueue()
        self._writer = Lock()
        with Library(self.path, clock=clock):
            pass  # it is made, and brought up to date, before anybody reads
        self.kept = Kept(self.path.with_name(f"{self.path.name}-pages") if keep_pages else None)
        self.makers = Makers(self.path, makers)
        self.lately = Lately()
        self.jobs = Jobs(Apart(self.path) if apart else Here(self.path, clock))
        self.asked = 0.0
        """When somebody last asked for something, by the clock of ``time.monotonic``."""

    @contextmanager
    def reading(self) -> Iterator[Library]:
        """Lend a library to read in; it goes back when the ``with`` block ends."""
        try:
            library = self._idle.get_nowait()
        except Empty:
            library = Library(self.path, read_only=True, several=True, clock=self.clock)
        try:
            yield library
        except BaseException:
            library.close()  # whatever state it is in
            raise
        self._idle.put(library)

    @contextmanager
    def writing(self) -> Iterator[Library]:
        """Lend the library to write in, to one at a time."""
        with self._writer, Library(self.path, clock=self.clock) as library:
            yield library

    def close(self) -> None:
        """Let go of the files; what is being done ends, and what of it was finished is kept."""
        self.jobs.close()
        self.makers.close()
        self.kept.close()
        while True:
            try:
                self._idle.get_nowait().close()
            except Empty:
                return


def room_of(request: Request) -> Room:
    """Give the room that a request is made in."""
    room: Room = request.app.state.room
    return room


def _reading(request: Request) -> Iterator[Library]:
    with room_of(request).reading() as library:
        yield library


InRoom = Annotated[Room, Depends(room_of)]
Reading = Annotated[Library, Depends(_reading, scope="function")]
"""A library to read in, for the time of one handler."""
