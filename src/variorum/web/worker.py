"""Who does the work of a room: a process of its own, so that pages stay fast and what the models take of memory is given back."""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Lock
from typing import Protocol

from variorum.errors import VariorumError, WorkBroken
from variorum.library import Library
from variorum.web.work import Outcome, Progress, Tell, Work, do

IDLE = 30.0
"""Seconds for which a process waits for more to do before it ends; to start one takes some, for it loads the models."""
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
_GENTLE = 10  # how much less than the pages a process is to get where there are few cores


class Worker(Protocol):
    """Does one piece of work after another."""

    def __call__(self, work: Work, tell: Tell) -> Outcome:
        """Do some work, and tell how far it is. Raises ``VariorumError``, and ``WorkBroken`` if it was ended meanwhile."""
        ...

    def close(self) -> None:
        """End what is being done; what was finished is kept."""
        ...


class Here:
    """Does the work in this process and thread: for tests, and where the clock is not the usual one."""

    def __init__(self, path: Path, clock: Callable[[], str]) -> None:
        self.path = path
        self.clock = clock

    def __call__(self, work: Work, tell: Tell) -> Outcome:
        """Do some work."""
        with Library(self.path, clock=self.clock) as library:
            return do(library, work, tell)

    def close(self) -> None:
        """Nothing is held open."""


class Apart:
    """Does the work in another process, which is started when there is something to do and ends when there is nothing any more."""

    def __init__(self, path: Path, idle: float = IDLE) -> None:
        self.path = path
        self.idle = idle
        self._lock = Lock()
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None
        self._closed = False

    def __call__(self, work: Work, tell: Tell) -> Outcome:
        """Do some work; a process that had ended while there was nothing to do is started anew."""
        for attempt in (1, 2):
            heard = False
            connection, fresh = self._started()
            try:
                connection.send(work)
                while True:
                    said = connection.recv()
                    heard = True
                    if isinstance(said, Progress):
                        tell(said)
                    elif isinstance(said, Outcome):
                        return said
                    else:
                        raise said
            except (EOFError, OSError) as error:
                self._end()
                if self._closed or heard or fresh or attempt == 2:
                    raise WorkBroken from error
        raise WorkBroken

    def close(self) -> None:
        """End the process, whatever it does; what it finished is kept."""
        with self._lock:
            self._closed = True
            process = self._process
        if process is not None:
            process.terminate()
            process.join()

    def _started(self) -> tuple[Connection, bool]:
        with self._lock:
            if self._closed:
                raise WorkBroken
            if self._connection is not None and self._process is not None and self._process.is_alive():
                return self._connection, False
            # A copy of a process that runs threads may hang: it is started afresh.
            context = get_context("spawn")
            ours, theirs = context.Pipe()
            process = context.Process(target=serve, args=(self.path, theirs, self.idle), daemon=True)
            process.start()
            theirs.close()
            self._process, self._connection = process, ours
            return ours, True

    def _end(self) -> None:
        with self._lock:
            process, connection, self._process, self._connection = self._process, self._connection, None, None
        if process is not None:
            process.terminate()
            process.join()
        if connection is not None:
            connection.close()


def serve(path: Path, connection: Connection, idle: float) -> None:
    """Do what comes through a connection until nothing more comes; this is what runs in the other process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends this process
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    if sys.platform != "win32":
        os.nice(_GENTLE)
    with suppress(EOFError, OSError):  # the server is gone
        while connection.poll(idle):
            connection.send(_done(path, connection.recv(), connection.send))


def _done(path: Path, work: Work, tell: Tell) -> Outcome | Exception:
    try:
        with Library(path) as library:
            return do(library, work, tell)
    except ConnectionError:  # nobody listens any more
        raise
    except VariorumError as error:
        return Told(str(error))
    except Exception as error:
        traceback.print_exception(error)
        return Told(f"the program failed: {type(error).__name__}")


class Told(VariorumError):
    """What went wrong in the other process, in its words."""
