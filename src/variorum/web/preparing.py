"""The front pages of stories made before anybody asks for them, while nobody asks for anything."""

from __future__ import annotations

import time
from threading import Event, Thread
from typing import TYPE_CHECKING

from variorum.errors import VariorumError
from variorum.library import Library
from variorum.library.sections import state_of_all
from variorum.web.pages.stories import front
from variorum.web.told import kept

if TYPE_CHECKING:
    from variorum.web.room import Room

QUIET = 0.5
"""Seconds without a request after which a page is made."""
_LOOK = 5.0  # seconds between two looks whether the library has changed


class Preparing:
    """Makes front pages, those of the list's first stories first, until it is stopped."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self._end = Event()
        self._thread = Thread(target=self._work, name="variorum-preparing", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Make no further page, and wait for the one that is being made."""
        self._end.set()
        self._thread.join()

    def _work(self) -> None:
        with Library(self.room.path, read_only=True, several=True) as library:
            seen = None
            while not self._end.is_set():
                now = state_of_all(library.file)
                if now != seen and self._all(library):
                    seen = now
                self._end.wait(_LOOK)

    def _all(self, library: Library) -> bool:
        """Make what is missing; say whether all of it could be made."""
        try:
            for story in library.stories():
                if self._end.is_set():
                    return False
                if not self.room.kept.has(story.id, "front", library.state(story.id)):
                    self._wait()
                    kept(self.room, library, story.id, "front", front)
        except VariorumError:  # a story went meanwhile, or the file is busy: another look tells
            return False
        return True

    def _wait(self) -> None:
        while (rest := self.room.asked + QUIET - time.monotonic()) > 0 and not self._end.wait(rest):
            pass
