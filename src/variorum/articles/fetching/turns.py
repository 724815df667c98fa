"""Whose turn it is: one request to a host at a time, a pause after each, and longer where a host asks for it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from variorum.articles.fetching.limits import Limits, Timing


class _Host:
    def __init__(self, pause: float) -> None:
        self.lock = threading.Lock()
        self.pause = pause
        self.ready = float("-inf")
        self.failures = 0


class Turns:
    """Keeps for each host when it may be asked again."""

    def __init__(self, limits: Limits, timing: Timing, stopped: threading.Event) -> None:
        self._limits = limits
        self._timing = timing
        self._stopped = stopped
        self._lock = threading.Lock()
        self._hosts: dict[str, _Host] = {}

    def _host(self, name: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(name, _Host(self._limits.pause))

    def wait(self, name: str) -> float:
        """Give the seconds until a host may be asked again."""
        return max(0.0, self._host(name).ready - self._timing.monotonic())

    @contextmanager
    def turn(self, name: str) -> Iterator[bool]:
        """Wait for a host's turn and keep it; ``False`` if that would take more patience than there is."""
        host = self._host(name)
        with host.lock:
            wait = self.wait(name)
            if wait > self._limits.patience:
                yield False
                return
            if wait:
                self._timing.sleep(wait, self._stopped)
            try:
                yield True
            finally:
                self.hold(name, host.pause)

    def hold(self, name: str, seconds: float) -> None:
        """Leave a host alone for some time from now on."""
        host = self._host(name)
        host.ready = max(host.ready, self._timing.monotonic() + seconds)

    def slow_down(self, name: str, pause: float) -> None:
        """Make the pauses between requests to a host longer, as it asks in its robots.txt."""
        host = self._host(name)
        host.pause = max(host.pause, min(pause, self._limits.longest_pause))

    def reached(self, name: str, *, reached: bool) -> None:
        """Note that a host was reached or not; one that was not, several times running, is left alone for a while."""
        host = self._host(name)
        host.failures = 0 if reached else host.failures + 1
        if host.failures >= self._limits.attempts:
            host.failures = 0
            self.hold(name, self._limits.hold)
