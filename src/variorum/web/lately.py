"""What was asked of the whole library lately: as long as nothing is written, the same question has the same answer."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar, cast

from variorum.library import Library
from variorum.library.sections import state_of_all

MOST = 128
"""Answers that are remembered."""
LARGEST = 200_000
"""Bytes of an answer that is remembered."""
Answer = TypeVar("Answer")


def _is_large(made: object) -> bool:
    body = made[0] if isinstance(made, tuple) and made else made
    return isinstance(body, bytes) and len(body) > LARGEST


class Lately:
    """The answers given last; threads may share it."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._held: OrderedDict[Hashable, object] = OrderedDict()
        self._lock = Lock()

    def answer(self, library: Library, asked: Hashable, make: Callable[[], Answer]) -> Answer:
        """Give what was answered to this while the library was as it is now, else make it and remember it.

        ``asked`` holds all that the answer depends on besides the library; equal questions have answers of one type.
        """
        # Before anything is read: what is remembered is not older than the state it is remembered for.
        key = (state_of_all(library.file), asked)
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return cast("Answer", self._held[key])
        made = make()
        if _is_large(made):
            return made
        with self._lock:
            self._held[key] = made
            while len(self._held) > self._most:
                self._held.popitem(last=False)
        return made
