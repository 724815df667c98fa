"""Who may ask what: every request passes here first, and every answer leaves through here."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import time
from collections.abc import AsyncIterator, Mapping

from fastapi import HTTPException, Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from variorum.web.problems import problem
from variorum.web.room import Door, Room

COOKIE = "variorum"
SMALL = 1_000_000
"""Bytes that a request may bring."""
LARGE = 200_000_000
"""Bytes that a request may bring where files are taken in."""
TAKING_IN = frozenset({"/add", "/api/ingest"})
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
OPEN = frozenset({"/enter", "/static/page.css", "/static/room.css", "/api/health"})
"""What is answered without the token: the page that asks for it, and whether the server is there."""

_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not "no-referrer": with it a browser says "null" for the origin of our own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_TOO_LARGE = "Too large: at most {:,} bytes at once."
_SESSION = re.compile(r"[A-Za-z0-9_-]{32}")


class Guard:
    """Lets in who asks for this server by name and shows its token, and bounds what they bring."""

    def __init__(self, app: ASGIApp, room: Room) -> None:
        self.app = app
        self.room = room
        self.door = room.door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request (ASGI)."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        self.room.asked = time.monotonic()
        headers = Headers(scope=scope)
        session, fresh = _session(headers)
        scope.setdefault("state", {})["session"] = session
        cookie = f"{COOKIE}={session}; Path=/; HttpOnly; SameSite=Strict" if fresh else None
        refused = self._refused(scope, headers, session)
        if refused is not None:
            await refused(scope, receive, _leaving(send, None))
            return
        limit = LARGE if scope["path"] in TAKING_IN else SMALL
        if not _fits(headers, limit):
            await _refusal(scope, 413, _TOO_LARGE.format(limit))(scope, receive, _leaving(send, None))
            return
        await self._answered(scope, _counted(receive, limit), _leaving(send, cookie))

    async def _answered(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the application answer; if it fails, say so with our headers, and leave the rest to the server's log."""
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, sending)
        except Exception:
            if not begun:
                words = "Something went wrong in the program itself; where it was started, it says what."
                await _refusal(scope, 500, words)(scope, receive, send)
            raise

    def _refused(self, scope: Scope, headers: Headers, session: str) -> Response | None:
        if _host(headers.get("host", "")) not in self.door.hosts:
            return _refusal(scope, 421, "This server does not go by that name. If it should, start it with --name.")
        if scope["method"] not in SAFE and not _from_here(headers):
            return _refusal(scope, 403, "This was sent from the page of another site, and is not done.")
        if self.door.token and scope["path"] not in OPEN and not may_enter(self.door, headers, session):
            if scope["method"] in SAFE and not _is_api(scope):
                return RedirectResponse("/enter", 303)
            asked = {"WWW-Authenticate": 'Bearer realm="variorum"'}
            return _refusal(scope, 401, "A token is needed: Authorization: Bearer TOKEN.", asked)
        return None


def _is_api(scope: Scope) -> bool:
    path: str = scope["path"]
    return path == "/api" or path.startswith("/api/")


def _refusal(scope: Scope, status: int, words: str, headers: Mapping[str, str] | None = None) -> Response:
    """Say no: as problem details to programs, in a line to people."""
    if _is_api(scope):
        return problem(Request(scope), status, words, headers=headers)
    return PlainTextResponse(f"{words}\n", status, headers=dict(headers or {}))


def _host(header: str) -> str:
    """Give the name in a Host header without its port."""
    name, _, port = header.rpartition(":")
    return (name if name and port.isdigit() else header).lower()


def _from_here(headers: Headers) -> bool:
    """Say whether a browser sent this from one of our pages, or what sent it is no browser at all."""
    site = headers.get("sec-fetch-site")
    if site is not None and site not in {"same-origin", "none"}:
        return False
    origin = headers.get("origin")
    return origin is None or origin.lower().partition("://")[2] == headers.get("host", "").lower()


def _session(headers: Headers) -> tuple[str, bool]:
    """Give the name of a browser's session, and whether it is new."""
    known = cookie_parser(headers.get("cookie", "")).get(COOKIE, "")
    return (known, False) if _SESSION.fullmatch(known) else (secrets.token_urlsafe(24), True)


def _fits(headers: Headers, limit: int) -> bool:
    length = headers.get("content-length", "0")
    return length.isascii() and length.isdigit() and len(length) < 16 and int(length) <= limit


def _counted(receive: Receive, limit: int) -> Receive:
    taken = 0

    async def receiving() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > limit:
            raise HTTPException(413, _TOO_LARGE.format(limit))
        return message

    return receiving


def _leaving(send: Send, cookie: str | None) -> Send:
    """Put our headers on every answer."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("Cache-Control", "private, no-cache")
            if cookie:
                headers.append("Set-Cookie", cookie)
        await send(message)

    return sending


def _signed(door: Door, session: str, use: str) -> str:
    return hmac.new(door.secret, f"{use}\0{session}\0{door.token or ''}".encode(), hashlib.sha256).hexdigest()


def form_token(request: Request) -> str:
    """Give what a form of ours must bring back, so that no other page can send it."""
    room: Room = request.app.state.room
    return _signed(room.door, request.state.session, "form")


ENTERED = "variorum-entered"


def entered(door: Door, session: str) -> str:
    """Give the value of the cookie that says that this session has shown the token."""
    return _signed(door, session, "entered")


def shows_token(door: Door, token: str) -> bool:
    """Say whether this is the server's token, in the time that any other takes."""
    return door.token is not None and hmac.compare_digest(token.encode(), door.token.encode())


def may_enter(door: Door, headers: Headers, session: str) -> bool:
    """Say whether a request shows the token, or comes from a browser that has."""
    kind, _, token = headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer" and shows_token(door, token.strip()):
        return True
    shown = cookie_parser(headers.get("cookie", "")).get(ENTERED, "")
    return hmac.compare_digest(shown.encode(), entered(door, session).encode())


async def own_form(request: Request) -> AsyncIterator[None]:
    """Refuse what changes something unless it comes with the token of a form of ours; a dependency of every page's router."""
    if request.method in SAFE:
        yield
        return
    try:
        brought = request.headers.get("x-csrf-token")
        if brought is None:
            brought = (await request.form()).get("csrf")  # type: ignore[assignment]  # a file there is no token
        if not isinstance(brought, str) or not hmac.compare_digest(brought.encode(), form_token(request).encode()):
            raise HTTPException(403, "This form is too old, or not ours: load the page again, and send it from there.")
        yield
    finally:
        await request.close()  # the files of a form that nobody asked for
