"""The network as fetching sees it: every address is looked at before a connection is made, every byte and second counted."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeAlias

import httpcore

from variorum.articles.fetching.limits import Limits, Timing
from variorum.articles.fetching.permitted import literal, permitted

Resolve: TypeAlias = Callable[[str, int], list[str]]
Dial: TypeAlias = Callable[[str, int, float], httpcore.NetworkStream]

_MOST_ADDRESSES = 4


class PrivateAddress(Exception):
    """A name leads to no address of the public internet."""


class UnknownName(Exception):
    """A host's name is in no register."""


class TooSlow(Exception):
    """A resource took longer than it may, all in all."""


class TooMuch(Exception):
    """More bytes came than one answer may have."""


class Stopped(Exception):
    """Fetching was ended by the user."""


def look_up(host: str, port: int) -> list[str]:
    """Give a host's addresses in the order that the system prefers. Raises ``OSError`` for none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def dial(address: str, port: int, timeout: float) -> httpcore.NetworkStream:
    """Connect to an address, which is never a name."""
    return httpcore.SyncBackend().connect_tcp(address, port, timeout=timeout)


@dataclass(frozen=True)
class Network:
    """How names become addresses and addresses connections; a test hands in its own."""

    resolve: Resolve = look_up
    dial: Dial = dial


class Stop(threading.Event):
    """That the user ended it: whoever waits for a server then waits no longer."""

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.Lock()
        self._open: set[Watched] = set()

    def set(self) -> None:
        """Say so, and break off what is being read."""
        super().set()
        with self._lock:
            waiting = list(self._open)
        for stream in waiting:
            stream.abort()

    def opened(self, stream: Watched) -> None:
        """Know of a connection."""
        with self._lock:
            self._open.add(stream)

    def closed(self, stream: Watched) -> None:
        """Forget a connection."""
        with self._lock:
            self._open.discard(stream)


class Budget:
    """What one request may still cost; counted wherever bytes are read, so that nothing gets round it."""

    def __init__(self, limits: Limits, timing: Timing, stopped: Stop) -> None:
        self._timing = timing
        self.stopped = stopped
        self._end = timing.monotonic() + limits.total
        self._bytes = limits.largest + limits.headers

    def seconds(self, asked: float | None) -> float:
        """Give how long one step may wait. Raises ``TooSlow`` when the time is over and ``Stopped`` when the user ended it."""
        if self.stopped.is_set():
            raise Stopped
        left = self._end - self._timing.monotonic()
        if left <= 0:
            raise TooSlow
        return left if asked is None else min(asked, left)

    def spend(self, size: int) -> None:
        """Count bytes that came. Raises ``TooMuch`` when they are more than one answer may have."""
        self._bytes -= size
        if self._bytes < 0:
            raise TooMuch


class Guarded(httpcore.NetworkBackend):
    """Connects to exactly the address that was looked at: a name that means something else a moment later gains nothing."""

    def __init__(self, network: Network, budget: Budget, *, private: bool) -> None:
        self._network = network
        self._budget = budget
        self._private = private

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Look a host up, choose among its addresses those that are permitted, and connect to the first that answers."""
        del local_address, socket_options
        found = self._addresses(host, port)
        allowed = [address for address in found if permitted(address, private=self._private)][:_MOST_ADDRESSES]
        if not allowed:
            raise PrivateAddress(host)
        problem: Exception | None = None
        for address in allowed:
            try:
                return Watched(self._network.dial(address, port, self._budget.seconds(timeout)), self._budget)
            except (OSError, httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                problem = error
        raise httpcore.ConnectError(str(problem)) from problem

    def _addresses(self, host: str, port: int) -> list[str]:
        self._budget.seconds(None)
        try:
            given = literal(host)
            found = [given] if given else self._network.resolve(host, port)
        except socket.gaierror as error:
            if error.errno == socket.EAI_AGAIN:
                raise httpcore.ConnectError(f"the name {host} cannot be looked up now") from error
            raise UnknownName(host) from error
        except (OSError, ValueError) as error:
            raise httpcore.ConnectError(f"the name {host} cannot be looked up ({error})") from error
        if not found:
            raise UnknownName(host)
        return found


class Watched(httpcore.NetworkStream):
    """A connection whose bytes and seconds are counted."""

    def __init__(self, inner: httpcore.NetworkStream, budget: Budget) -> None:
        self._inner = inner
        self._budget = budget
        budget.stopped.opened(self)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read some bytes, and count them."""
        data = self._inner.read(max_bytes, timeout=self._budget.seconds(timeout))
        self._budget.spend(len(data))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write all bytes."""
        self._inner.write(buffer, timeout=self._budget.seconds(timeout))

    def close(self) -> None:
        """Close the connection."""
        self._budget.stopped.closed(self)
        self._inner.close()

    def abort(self) -> None:
        """Wake whoever reads from it: nothing more will come."""
        connection = self._inner.get_extra_info("socket")
        if connection is not None:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Go on encrypted, with the same counting."""
        try:
            inner = self._inner.start_tls(ssl_context, server_hostname, timeout=self._budget.seconds(timeout))
        finally:
            self._budget.stopped.closed(self)
        return Watched(inner, self._budget)

    def get_extra_info(self, info: str) -> Any:
        """Give what httpcore asks about the connection beneath."""
        return self._inner.get_extra_info(info)
