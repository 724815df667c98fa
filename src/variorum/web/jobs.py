"""What takes longer than a request: done one after another, by one thread, and watched from pages."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from threading import Lock
from typing import Literal

from variorum.errors import VariorumError
from variorum.library import Library

State = Literal["waiting", "running", "done", "failed"]
_KEPT = 100


@dataclass
class Job:
    """Some work: what it is, how far it is, what it came to. ``leads_to`` is the page that shows its result."""

    id: str
    what: str
    state: State = "waiting"
    done: int = 0
    total: int | None = None
    now: str = ""
    told: list[str] = field(default_factory=list)
    leads_to: str | None = None
    error: str | None = None


Work = Callable[[Library, Job], None]


class Jobs:
    """The work of a room, by number; the latest are remembered."""

    def __init__(self, writing: Callable[[], AbstractContextManager[Library]]) -> None:
        self._writing = writing
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="variorum-job")
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lock = Lock()

    def start(self, what: str, work: Work) -> Job:
        """Put some work behind what is being done; give the job to look at."""
        with self._lock:
            number = int(next(reversed(self._jobs), "0")) + 1
            job = self._jobs[str(number)] = Job(str(number), what)
            while len(self._jobs) > _KEPT:
                self._jobs.popitem(last=False)
        self._worker.submit(self._run, job, work)
        return job

    def get(self, identity: str) -> Job | None:
        """Give a job by its number."""
        with self._lock:
            return self._jobs.get(identity)

    @property
    def latest(self) -> list[Job]:
        """The jobs, the latest first."""
        with self._lock:
            return list(reversed(self._jobs.values()))

    def close(self) -> None:
        """Wait for the work that runs, and leave what only waits."""
        self._worker.shutdown(wait=True, cancel_futures=True)

    def _run(self, job: Job, work: Work) -> None:
        job.state = "running"
        try:
            with self._writing() as library:
                work(library, job)
        except VariorumError as error:
            job.error, job.state = str(error), "failed"
        except Exception as error:  # a job must not take the others with it
            job.error, job.state = f"the program failed: {type(error).__name__}", "failed"
            raise
        else:
            job.state = "done"
