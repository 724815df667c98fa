"""How long, how much and how often: every number of fetching, and the clock that it goes by."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol


@dataclass(frozen=True)
class Limits:
    """What one resource may cost, and what one host is spared; seconds and bytes."""

    connect: float = 10.0
    """Seconds to reach one address of a host, TLS included."""
    read: float = 20.0
    """Seconds without a byte."""
    total: float = 60.0
    """Seconds from the first byte that is asked for to the last that comes, each redirect and attempt for itself."""
    largest: int = 20_000_000
    """Bytes of one body, both as they come and unpacked."""
    headers: int = 100 * 1024
    """Bytes of the head of one answer."""
    redirects: int = 10
    """Redirects that are followed for one resource."""
    attempts: int = 3
    """Times that one address is asked where a host is busy or cannot be reached."""
    pause: float = 1.0
    """Seconds between the end of one request to a host and the beginning of the next."""
    longest_pause: float = 60.0
    """Seconds; a host that wants longer ones in its robots.txt gets these."""
    backoff: float = 2.0
    """Seconds before the second attempt; they double with each further one."""
    patience: float = 120.0
    """Seconds that one resource waits for its turn at most; a host that wants longer is left alone until then."""
    hold: float = 600.0
    """Seconds that a host is left alone which could not be reached several times running."""
    robots: int = 500 * 1024
    """Bytes of a robots.txt that are read."""
    robots_age: float = 24 * 3600.0
    """Seconds after which a robots.txt is fetched anew."""
    at_once: int = 8
    """Hosts that are asked side by side."""


class Timing(Protocol):
    """A clock and a way to wait, handed in so that a test never does."""

    def now(self) -> datetime:
        """Give the moment, in UTC."""
        ...

    def monotonic(self) -> float:
        """Give seconds that never go back."""
        ...

    def sleep(self, seconds: float, stopped: threading.Event) -> None:
        """Wait, or until ``stopped`` is set."""
        ...


class RealTiming:
    """The computer's own clock."""

    def now(self) -> datetime:
        """Give the moment, in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Give seconds that never go back."""
        return time.monotonic()

    def sleep(self, seconds: float, stopped: threading.Event) -> None:
        """Wait, or until ``stopped`` is set."""
        stopped.wait(seconds)
