"""Which URLs may be asked for, before anything is looked up."""

from __future__ import annotations

import re

import httpx

from variorum.articles.fetching.permitted import literal, permitted
from variorum.model import Problem

_LONGEST = 8_000
_NAME = re.compile(r"(?=.{1,254}\Z)[a-z0-9_](?:[a-z0-9_-]{0,62})(?:\.[a-z0-9_-]{1,63})*\.?", re.ASCII)
_LOCAL_NAMES = ("localhost", "local", "internal", "home.arpa", "onion", "invalid")

# The ports at which other services listen, which a web request could be mistaken by: those of the Fetch standard
# (https://fetch.spec.whatwg.org/#port-blocking).
_OTHER_SERVICES = frozenset(
    int(port)
    for port in (
        "0 1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110 111 113 115 117 119 123 "
        "135 137 139 143 161 179 389 427 465 512 513 514 515 526 530 531 532 540 548 554 556 563 587 601 636 989 990 993 995 "
        "1719 1720 1723 2049 3659 4045 4190 5060 5061 6000 6566 6665 6666 6667 6668 6669 6679 6697 10080"
    ).split()
)


def check(url: str, *, private: bool = False) -> httpx.URL | Problem:
    """Give a URL that may be asked for, without its fragment, or the Problem that it may not be.

    Nothing is looked up: what a name leads to is judged when a connection is made to it (``network``). Never raises.
    """
    shown = "".join(sign if sign.isprintable() else "?" for sign in url[:200])
    if len(url) > _LONGEST:
        return _refused(shown, f"it has {len(url)} characters, and {_LONGEST} are allowed")
    try:
        parsed = httpx.URL(url.strip(" \t\r\n"))
        parsed = parsed.copy_with(fragment=None)
        reason = _wrong(parsed, private=private)
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        reason = f"it is no URL ({str(error)[:200]})"
    return _refused(shown, reason) if reason else parsed


def _wrong(url: httpx.URL, *, private: bool) -> str | None:
    if url.scheme not in {"http", "https"}:
        return "only http: and https: are fetched"
    if url.userinfo:
        return "a name or password in it would be sent along: remove what stands before the @"
    host = url.raw_host.decode("ascii")
    address = literal(host)
    if address is not None:
        if not permitted(address, private=private):
            return "its address is not one of the public internet (`--allow-private` allows those of your own network)"
    elif not _NAME.fullmatch(host):
        return "its host is no name"
    elif not private and host.rstrip(".").endswith(_LOCAL_NAMES) and _is_local(host):
        return "its host is a name of your own network (`--allow-private` allows those)"
    if url.port is not None and not 0 < url.port < 65_536:
        return f"there is no port {url.port}"
    if url.port in _OTHER_SERVICES:
        return f"port {url.port} belongs to another service than the web"
    return None


def _is_local(host: str) -> bool:
    bare = host.rstrip(".")
    return any(bare == name or bare.endswith("." + name) for name in _LOCAL_NAMES)


def _refused(url: str, reason: str) -> Problem:
    return Problem(url, "refused", f"not fetched: {reason}")
