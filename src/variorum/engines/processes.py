"""One process a core: each loads the models once and keeps its own parses."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from types import TracebackType
from typing import Any, Self, TypeVar

from variorum.engines.runs import Run

Piece = TypeVar("Piece")
Result = TypeVar("Result")

# A process needs seconds to load its models: for fewer pieces than this each, the work is done here.
_LEAST = 4
# Chunks that wait for each process: enough that none is idle, and few enough that no heap of results piles up unread.
_AHEAD = 3
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class Processes:
    """An engine that shares the pieces out to ``count`` processes, one a core if no number is given.

    They are started at the first call and stay until ``close``, the end of a ``with`` block, or the end of the program. A process
    that dies (killed for memory, say, or started from a script without a ``__main__`` guard) does not end the run: what is not
    finished is then done here. Work and pieces must be picklable. Raises whatever the work raises.
    """

    def __init__(self, count: int | None = None) -> None:
        self.count = count or cores()
        self.least = 2 * _LEAST
        self._pool: ProcessPoolExecutor | None = None

    def __call__(self, work: Callable[[Piece], Result], pieces: Iterable[Piece]) -> list[Result]:
        """Do ``work`` on every piece; the results are in the order of the pieces."""
        return Run(self)(work, pieces)

    def each(self, work: Callable[[Piece], Result], pieces: Sequence[Piece]) -> Iterator[tuple[int, Result]]:
        """Give each result with the number of its piece as soon as it is there."""
        if self.count < 2:
            yield from ((number, work(piece)) for number, piece in enumerate(pieces))
            return
        undone = set(range(len(pieces)))
        try:
            for number, result in self._shared(work, pieces):
                undone.discard(number)
                yield number, result
        except BrokenProcessPool:
            self.close()
            for number in sorted(undone):
                yield number, work(pieces[number])

    def _shared(self, work: Callable[[Piece], Result], pieces: Sequence[Piece]) -> Iterator[tuple[int, Result]]:
        running: dict[Future[Any], int] = {}
        following = iter(enumerate(pieces))
        try:
            while True:
                with _one_thread():
                    while len(running) < self.count * _AHEAD and (one := next(following, None)) is not None:
                        running[self._started().submit(work, one[1])] = one[0]
                if not running:
                    return
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    yield running.pop(future), future.result()
        finally:
            for future in running:
                future.cancel()

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            # A copy of a process that runs threads (onnxruntime's, BLAS's) may hang: each is started afresh.
            self._pool = ProcessPoolExecutor(self.count, get_context("spawn"), _leave_it_to_us)
        return self._pool

    def close(self) -> None:
        """End the processes; a later call starts new ones."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def _leave_it_to_us() -> None:
    """Ctrl-C goes to all processes of a terminal: only the first is to answer it, and it ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def cores() -> int:
    """Say how many cores this program may use."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


@contextmanager
def _one_thread() -> Iterator[None]:
    """New processes inherit the environment: each computes with one thread, for there is one of them a core."""
    before = {name: os.environ.get(name) for name in _THREADS}
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
