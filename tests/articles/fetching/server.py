"""A web server that says exactly what a test tells it to, right or wrong, and a clock that never waits."""

from __future__ import annotations

import socket
import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias

import httpcore

from variorum.articles.fetching import Fetcher, Limits, Network
from variorum.articles.fetching.asking import trusted

Script: TypeAlias = "bytes | Callable[[Request], Iterator[bytes]]"
TRUSTED = trusted()  # reading all certificates anew for each test takes long
HOME = "http://news.example"
PUBLIC = "93.184.216.34"


@dataclass(frozen=True)
class Request:
    """What the server was asked."""

    host: str
    path: str
    headers: dict[str, str]
    number: int
    """How often this path was asked for before."""


def answer(body: bytes = b"", status: int = 200, **headers: str) -> bytes:
    """Write an answer as it should be; ``content_type="text/html"`` becomes a field."""
    fields = {"content_length": str(len(body)), "connection": "close"} | headers
    lines = [f"HTTP/1.1 {status} Said"] + [f"{name.replace('_', '-')}: {value}" for name, value in fields.items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


class _Handler(socketserver.StreamRequestHandler):
    server: Site

    def handle(self) -> None:
        line = self.rfile.readline().decode("latin-1").split()
        if len(line) < 2:
            return
        headers: dict[str, str] = {}
        while (raw := self.rfile.readline()) not in {b"\r\n", b""}:
            name, _, value = raw.decode("latin-1").partition(":")
            headers[name.lower()] = value.strip()
        path = line[1]
        with self.server.lock:
            number = sum(asked.path == path for asked in self.server.asked)
            request = Request(headers.get("host", ""), path, headers, number)
            self.server.asked.append(request)
        script = self.server.pages.get(path, answer(b"not here", 404))
        try:
            for piece in [script] if isinstance(script, bytes) else script(request):
                self.wfile.write(piece)
                self.wfile.flush()
        except OSError:
            return  # the client had enough


class Site(socketserver.ThreadingTCPServer):
    """Pages by path; whatever host a client thinks it asks, it is this."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.pages: dict[str, Script] = {}
        self.asked: list[Request] = []
        self.dialled: list[str] = []
        self.names: dict[str, list[str]] = {}
        self.lock = threading.Lock()
        self.tls: ssl.SSLContext | None = None

    def paths(self) -> list[str]:
        """Give what was asked for but robots.txt, in order."""
        return [request.path for request in self.asked if request.path != "/robots.txt"]

    def resolve(self, host: str, port: int) -> list[str]:
        """Look a name up: a public address, unless a test has said another."""
        del port
        if host == "nowhere.example":
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        return self.names.get(host, [PUBLIC])

    def dial(self, address: str, port: int, timeout: float) -> httpcore.NetworkStream:
        """Connect to this server, whatever the address."""
        del port
        self.dialled.append(address)
        return httpcore.SyncBackend().connect_tcp("127.0.0.1", self.server_address[1], timeout=timeout)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Keep quiet about clients that hang up."""

    def get_request(self) -> tuple[socket.socket, Any]:
        """Accept a connection, with TLS if a test wants it."""
        connection, address = super().get_request()
        return (self.tls.wrap_socket(connection, server_side=True), address) if self.tls else (connection, address)


@dataclass
class FakeTiming:
    """A clock that goes on only when it is looked at (by ``tick``) or slept by."""

    tick: float = 0.0
    elapsed: float = 0.0
    slept: list[float] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def now(self) -> datetime:
        """Give a moment in June 2031."""
        return datetime(2031, 6, 1, 12, tzinfo=UTC) + timedelta(seconds=self.elapsed)

    def monotonic(self) -> float:
        """Give the seconds so far."""
        with self.lock:
            self.elapsed += self.tick
            return self.elapsed

    def sleep(self, seconds: float, stopped: threading.Event) -> None:
        """Go on without waiting."""
        del stopped
        with self.lock:
            self.slept.append(seconds)
            self.elapsed += seconds


def fetcher(site: Site, timing: FakeTiming | None = None, **options: Any) -> Fetcher:
    """Make a fetcher whose network is the site."""
    given: dict[str, Any] = {
        "limits": Limits(read=5),
        "network": Network(site.resolve, site.dial),
        "tls": TRUSTED,
    } | options
    return Fetcher(timing=timing or FakeTiming(), **given)
