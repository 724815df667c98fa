"""Parts of pages made in processes of their own, so that what is quickly answered does not wait for them.

To unpack a story and render it keeps a processor busy for some hundredths of a second.
"""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Concatenate, ParamSpec

from markupsafe import Markup

from variorum.errors import VariorumError
from variorum.library import Library

Asked = ParamSpec("Asked")
MOST = 4


def processes() -> int:
    """Say how many processes are of use: one for each core, up to a few."""
    return max(1, min(MOST, os.cpu_count() or 1))


class Makers:
    """Some processes that make parts of the pages of one library; without any, parts are made where they are asked for."""

    def __init__(self, path: Path, number: int = 0) -> None:
        self.path = path
        # A copy of a process that runs threads may hang: they are started afresh.
        self._pool = (
            ProcessPoolExecutor(number, mp_context=get_context("spawn"), initializer=_begin) if number else None
        )

    def __call__(
        self,
        library: Library,
        make: Callable[Concatenate[Library, Asked], Markup],
        *asked: Asked.args,
        **more: Asked.kwargs,
    ) -> Markup:
        """Make a part by a function that takes a library; ``library`` is for when it is made here. Raises what ``make`` does."""
        if self._pool is not None:
            try:
                made = self._pool.submit(_made, self.path, make, asked, more).result()
            except BrokenProcessPool:  # one was ended, for want of memory perhaps; pages go on
                self._pool = None
            else:
                if made is not None:
                    return Markup(made)  # noqa: S704 - it was rendered by our own templates
        return make(library, *asked, **more)

    def close(self) -> None:
        """Let the processes end."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends this process
    # A story is tens of thousands of values that hold no circles; to look for some again and again is half the work.
    gc.set_threshold(100_000, 20, 20)


def _made(path: Path, make: Callable[..., Markup], asked: tuple[object, ...], more: dict[str, object]) -> str | None:
    """Make a part in this process; nothing if it cannot be made, which is found out where it was asked for."""
    try:
        return str(make(_library(path), *asked, **more))
    except VariorumError:
        return None


@cache
def _library(path: Path) -> Library:
    return Library(path, read_only=True, several=True)
