"""What takes longer than a request: done one after another, and watched from pages."""

from __future__ import annotations

import sys
import traceback
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Lock
from typing import Literal

from variorum.errors import TooMuchToDo, VariorumError
from variorum.web.work import Outcome, Progress, Work
from variorum.web.worker import Worker

State = Literal["waiting", "running", "done", "failed"]
WAITING = 50
"""Pieces of work that may wait."""
_KEPT = 100


@dataclass
class Job:
    """Some work as it is now: what it is, what is being done, how much of how much, and in the end what came of it or what failed.

    ``about`` names what it was begun for, a decision's id say.
    """

    id: str
    what: str
    about: str | None = None
    state: State = "waiting"
    now: str = ""
    done: int = 0
    total: int | None = None
    told: list[str] = field(default_factory=list)
    outcome: Outcome | None = None
    error: str | None = None

    @property
    def over(self) -> bool:
        """Say whether nothing of it is to be done any more."""
        return self.state in {"done", "failed"}


class Jobs:
    """The work of a room, by number; the latest are remembered. ``worker`` does it, and ``most`` may wait."""

    def __init__(self, worker: Worker, most: int = WAITING) -> None:
        self._worker = worker
        self._most = most
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="variorum-job")
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._futures: dict[str, Future[None]] = {}
        self._number = 0
        self._lock = Lock()

    def start(self, what: str, work: Work, *, about: str | None = None, after: Callable[[], None] | None = None) -> Job:
        """Put some work behind what is being done; ``after`` is called when it is over, whatever came of it. Raises ``TooMuchToDo``."""
        with self._lock:
            waiting = sum(job.state == "waiting" for job in self._jobs.values())
            if waiting >= self._most:
                raise TooMuchToDo(waiting)
            self._number += 1
            job = self._jobs[str(self._number)] = Job(str(self._number), what, about)
            while len(self._jobs) > _KEPT:
                self._futures.pop(self._jobs.popitem(last=False)[0], None)
            future = self._futures[job.id] = self._thread.submit(self._run, job, work)
        if after is not None:
            future.add_done_callback(lambda _: after())
        return job

    def get(self, identity: str) -> Job | None:
        """Give a job by its number, as it is now."""
        with self._lock:
            return self._jobs.get(identity)

    @property
    def latest(self) -> list[Job]:
        """The jobs, the latest first."""
        with self._lock:
            return list(reversed(self._jobs.values()))

    def about(self, name: str) -> Job | None:
        """Give the latest job that was begun for something and is not over, if there is one."""
        return next((job for job in self.latest if job.about == name and not job.over), None)

    def wait(self, identity: str, seconds: float | None = None) -> Job:
        """Wait until a job is over, and give it. Raises ``KeyError`` for a number that no job has, and ``TimeoutError``."""
        with self._lock:
            future = self._futures[identity]
            job = self._jobs[identity]
        future.result(seconds)
        return job

    def close(self) -> None:
        """End what is being done, and leave what only waits: what was finished is kept."""
        self._worker.close()
        self._thread.shutdown(wait=True, cancel_futures=True)

    def _run(self, job: Job, work: Work) -> None:
        def tell(progress: Progress) -> None:
            job.now, job.done, job.total = progress.now, progress.done, progress.total

        job.state = "running"
        try:
            job.outcome = self._worker(work, tell)
        except VariorumError as error:
            job.error, job.state = str(error), "failed"
        except Exception as error:
            traceback.print_exception(error, file=sys.stderr)
            job.error, job.state = f"the program failed: {type(error).__name__}", "failed"
        else:
            job.state = "done"
