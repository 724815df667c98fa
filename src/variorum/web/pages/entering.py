"""The door: where a browser shows the server's token once."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from variorum.web.rendering import page
from variorum.web.room import InRoom
from variorum.web.safety import ENTERED, entered, shows_token

router = APIRouter()


@router.get("/enter")
def ask(request: Request) -> Response:
    """Ask for the token."""
    return page(request, "enter.html", wrong=False)


@router.post("/enter")
def enter(request: Request, room: InRoom, token: Annotated[str, Form(max_length=1000)] = "") -> Response:
    """Let a browser in that shows the token; it is not asked again until it is closed."""
    if room.door.token and not shows_token(room.door, token.strip()):
        return page(request, "enter.html", status=403, wrong=True)
    answer = RedirectResponse("/", 303)
    answer.set_cookie(ENTERED, entered(room.door, request.state.session), httponly=True, samesite="strict", path="/")
    return answer
