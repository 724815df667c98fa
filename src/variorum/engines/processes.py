"""One process a core: each loads the models once and keeps its own parses."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from types import TracebackType
from typing import Self, TypeVar

Piece = TypeVar("Piece")
Result = TypeVar("Result")

# A process needs seconds to load its models: for fewer pieces than this each, the work is done here.
_LEAST = 4
# Chunks a process gets: many, so that one with long articles does not keep the others waiting.
_CHUNKS = 8
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class Processes:
    """An engine that shares the pieces out to ``count`` processes, one a core if no number is given.

    They are started at the first call and stay until ``close``, the end of a ``with`` block, or the end of the program. A process
    that dies (killed for memory, say, or started from a script without a ``__main__`` guard) does not end the run: all pieces are
    then done here. Work and pieces must be picklable. Raises whatever the work raises.
    """

    def __init__(self, count: int | None = None) -> None:
        self.count = count or cores()
        self._pool: ProcessPoolExecutor | None = None

    def __call__(self, work: Callable[[Piece], Result], pieces: Iterable[Piece]) -> list[Result]:
        """Do ``work`` on every piece; the results are in the order of the pieces."""
        waiting = list(pieces)
        if min(self.count, len(waiting) // _LEAST) < 2:
            return [work(piece) for piece in waiting]
        size = max(1, len(waiting) // (self.count * _CHUNKS))
        try:
            with _one_thread():
                results = self._started().map(work, waiting, chunksize=size)
            return list(results)
        except BrokenProcessPool:
            self.close()
            return [work(piece) for piece in waiting]

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            # A copy of a process that runs threads (onnxruntime's, BLAS's) may hang: each is started afresh.
            self._pool = ProcessPoolExecutor(self.count, mp_context=get_context("spawn"))
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
