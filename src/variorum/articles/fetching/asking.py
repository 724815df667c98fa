"""One request to one address, and what became of it."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from dataclasses import dataclass

import httpcore
import httpx

from variorum.articles.fetching.answers import Validators
from variorum.articles.fetching.limits import Limits
from variorum.articles.fetching.network import (
    Budget,
    Guarded,
    Network,
    PrivateAddress,
    Stopped,
    TooMuch,
    TooSlow,
    UnknownName,
)
from variorum.articles.fetching.unpacking import ACCEPTED, Damaged, UnknownEncoding, unpack
from variorum.model import Problem

_ACCEPT = "text/html, application/xhtml+xml, application/xml;q=0.9, application/feed+json;q=0.9, */*;q=0.5"


@dataclass(frozen=True)
class Answer:
    """What a server said: the head's fields in small letters, and the body unpacked, if it was worth reading."""

    status: int
    headers: dict[str, str]
    body: bytes = b""
    notes: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Failed:
    """That there was no answer, and whether it may help to ask again."""

    problem: Problem
    again: bool = False


@dataclass(frozen=True)
class Line:
    """How a server is reached: through which network or proxy, as whom, trusting whose certificates."""

    network: Network
    agent: str
    tls: ssl.SSLContext
    private: bool = False
    proxy: httpx.Proxy | None = None

    def pool(self, budget: Budget) -> httpcore.ConnectionPool:
        """Give connections for one request: what is left over of one answer cannot be taken for the next."""
        if self.proxy:  # named by the user, so that it may well be in their own network
            backend = Guarded(self.network, budget, private=True)
            return httpcore.HTTPProxy(
                str(self.proxy.url),
                proxy_auth=self.proxy.raw_auth,
                ssl_context=self.tls,
                max_connections=1,
                network_backend=backend,
            )
        backend = Guarded(self.network, budget, private=self.private)
        return httpcore.ConnectionPool(ssl_context=self.tls, max_connections=1, network_backend=backend)


def through(proxy: str | None) -> httpx.Proxy | None:
    """Read the address of a proxy. Raises ``ValueError`` if it is none of HTTP."""
    if proxy is None:
        return None
    try:
        found = httpx.Proxy(proxy)
    except (httpx.InvalidURL, ValueError) as error:
        raise ValueError(f"{proxy!r} is no proxy ({error}): give one as http://host:port") from None
    if found.url.scheme not in {"http", "https"} or not found.url.host:
        raise ValueError(f"{proxy!r} is no proxy for HTTP: give one as http://host:port")
    return found


def trusted() -> ssl.SSLContext:
    """Give the certificates that are trusted: those of the system and those that come with httpx."""
    context = httpx.create_ssl_context(trust_env=False)
    context.load_default_certs()
    return context


def ask(
    url: httpx.URL,
    line: Line,
    limits: Limits,
    budget: Budget,
    *,
    known: Validators | None = None,
    enough: int | None = None,
) -> Answer | Failed:
    """Ask for a URL once. Never raises for what a server or the network does, and never takes longer than the budget.

    With ``known`` only for what has changed since; ``enough`` are bytes after which the rest does not matter.
    """
    wanted = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
    headers = [
        ("Host", url.netloc.decode("ascii")),
        ("User-Agent", line.agent),
        ("Accept", _ACCEPT),
        ("Accept-Encoding", ACCEPTED),
        ("Connection", "close"),
        *(known.headers() if known else []),
    ]
    timeouts = {"connect": limits.connect, "read": limits.read, "write": limits.read, "pool": limits.connect}
    extensions = {"timeout": timeouts, "sni_hostname": url.host.rstrip(".")}
    try:
        with line.pool(budget) as pool, pool.stream("GET", wanted, headers=headers, extensions=extensions) as response:
            return _answer(str(url), response, limits, enough)
    except Exception as error:  # whatever a hostile server makes a library raise is that server's Problem
        return _failed(str(url), error, limits)


def _answer(url: str, response: httpcore.Response, limits: Limits, enough: int | None) -> Answer | Failed:
    headers = _fields(response.headers)
    if not 200 <= response.status < 300:
        return Answer(response.status, headers)
    pieces: list[bytes] = []
    size = 0
    cut: str | None = None
    try:
        for piece in unpack(_stream(response), headers.get("content-encoding", "")):
            size += len(piece)
            if size > limits.largest:
                raise TooMuch
            pieces.append(piece)
            if enough is not None and size > enough:
                break
    except (httpcore.RemoteProtocolError, httpcore.ReadError, Damaged) as error:
        if not pieces:
            raise
        cut = str(error)
    notes = (Problem(url, "cut_short", f"only a part came ({cut}): what came is used"),) if cut else ()
    return Answer(response.status, headers, b"".join(pieces), notes)


def _stream(response: httpcore.Response) -> Iterator[bytes]:
    yield from response.iter_stream()


def _fields(raw: list[tuple[bytes, bytes]]) -> dict[str, str]:
    """Give each field's first value; encodings are several."""
    fields: dict[str, str] = {}
    for name, value in raw:
        key, text = name.decode("latin-1").lower(), _text(value)
        if key == "content-encoding" and key in fields:
            text = f"{fields[key]}, {text}"
            del fields[key]
        fields.setdefault(key, text)
    return fields


def _text(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _failed(url: str, error: Exception, limits: Limits) -> Failed:  # one line for each way to fail
    def failed(kind: str, message: str, *, again: bool = False) -> Failed:
        return Failed(Problem(url, kind, message), again)

    if isinstance(error, PrivateAddress):
        reason = "its name leads to an address that is not one of the public internet"
        return failed("refused", f"not fetched: {reason} (`--allow-private` allows those of your own network)")
    if isinstance(error, UnknownName):
        return failed("unreachable", f"nobody knows the name {error}: is it spelt right?")
    if isinstance(error, TooSlow):
        return failed("too_slow", f"it was not complete after {limits.total:g} seconds: nothing of it is used")
    if isinstance(error, TooMuch):
        return failed("too_large", f"it has more than {limits.largest:,} bytes: nothing of it is used")
    if isinstance(error, Stopped):
        return failed("stopped", "fetching was stopped before it came")
    distrusted = _distrusted(error)
    if distrusted:
        return failed("unreachable", f"its certificate is not trusted ({distrusted}): it may be somebody else's server")
    if isinstance(error, (httpcore.TimeoutException, httpcore.NetworkError)):
        reason = str(error) or type(error).__name__
        return failed("unreachable", f"its server cannot be reached ({reason[:200]}): try again later", again=True)
    if isinstance(error, (UnknownEncoding, Damaged)):
        return failed("broken_answer", f"its body cannot be unpacked ({error})")
    closed = isinstance(error, httpcore.RemoteProtocolError) and "disconnected" in str(error)
    return failed("broken_answer", f"its server does not answer as HTTP has it ({str(error)[:200]})", again=closed)


def _distrusted(error: BaseException | None) -> str | None:
    """Give why a certificate was not trusted, if that is what lies behind an error."""
    while error is not None and not isinstance(error, ssl.SSLCertVerificationError):
        error = error.__cause__ or error.__context__
    return error.verify_message if error else None
