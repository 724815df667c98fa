"""Fetching from several hosts at once, from each one thing at a time; what is fetched may lead to more."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import Generic, Protocol, TypeAlias, TypeVar
from urllib.parse import urlsplit

from variorum.articles.fetching.answers import Fetched, Validators
from variorum.articles.fetching.fetcher import Fetcher
from variorum.model import Problem

# Hosts that are looked at to find one whose turn it is.
_LOOKED_AT = 32


class Asked(Protocol):
    """Something to be fetched."""

    @property
    def url(self) -> str:
        """Where it is."""
        ...

    @property
    def validators(self) -> Validators | None:
        """What is known of it."""
        ...


Job = TypeVar("Job", bound=Asked)
_Running: TypeAlias = dict[Future[Fetched | Problem], tuple[str, Job]]


class SideBySide(Generic[Job]):
    """What is still to be fetched, host by host; more may be added at any time."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._waiting: dict[str, deque[Job]] = {}
        self._hosts: deque[str] = deque()

    def add(self, job: Job) -> None:
        """Fetch this, too, after what its host is already to be asked for."""
        host = _host(job.url)
        if host not in self._waiting:
            self._waiting[host] = deque()
            self._hosts.append(host)
        self._waiting[host].append(job)

    def __iter__(self) -> Iterator[tuple[Job, Fetched | Problem]]:
        """Give each with what came of it, as it comes."""
        pool = ThreadPoolExecutor(self._fetcher.limits.at_once, thread_name_prefix="fetching")
        running: _Running[Job] = {}
        try:
            self._start(pool, running)
            while running:
                ended = wait(running, return_when=FIRST_COMPLETED).done
                come: list[tuple[Job, Fetched | Problem]] = []
                for future in [each for each in running if each in ended]:
                    host, job = running.pop(future)
                    come.append((job, future.result()))
                    self._free(host)
                self._start(pool, running)  # so that fetching goes on while what came is read
                yield from come
                self._start(pool, running)
        finally:
            # Whoever breaks off does not wait: the fetcher's end is theirs, too.
            pool.shutdown(wait=False, cancel_futures=True)

    def _start(self, pool: ThreadPoolExecutor, running: _Running[Job]) -> None:
        while self._hosts and len(running) < self._fetcher.limits.at_once:
            host, job = self._next()
            running[pool.submit(self._fetcher.get, job.url, job.validators)] = (host, job)

    def _next(self) -> tuple[str, Job]:
        """Take a job of the host that may be asked soonest, of the few that have waited longest."""
        some = [self._hosts.popleft() for _ in range(min(_LOOKED_AT, len(self._hosts)))]
        chosen = min(some, key=self._fetcher.wait_for)
        self._hosts.extendleft(host for host in reversed(some) if host != chosen)
        return chosen, self._waiting[chosen].popleft()

    def _free(self, host: str) -> None:
        if self._waiting[host]:
            self._hosts.append(host)
        else:
            del self._waiting[host]


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
