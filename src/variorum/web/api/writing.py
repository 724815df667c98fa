"""Who may change something through the API."""

from __future__ import annotations

import hmac
from typing import Annotated

from fastapi import Depends, Header, HTTPException, Request

from variorum.web.room import InRoom
from variorum.web.safety import form_token, shows_token

_BROWSERS = ("origin", "sec-fetch-site")  # one or both of which a browser sends with whatever changes something


def _own(
    request: Request,
    room: InRoom,
    x_csrf_token: Annotated[
        str | None, Header(max_length=200, description="From a page of ours: the token of its forms.")
    ] = None,
) -> None:
    """Let a program write that shows the server's token, or that is no browser where no token is asked for; else a page of ours."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer" and shows_token(room.door, token.strip()):
        return
    if room.door.token is None and not any(name in request.headers for name in _BROWSERS):
        return
    if x_csrf_token is not None and hmac.compare_digest(x_csrf_token.encode(), form_token(request).encode()):
        return
    raise HTTPException(403, "a page that changes something must send the token of its forms as X-CSRF-Token")


Own = Depends(_own)
