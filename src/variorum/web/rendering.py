"""Pages made of templates: the frame around them, and what every page knows."""

from __future__ import annotations

from functools import cache
from typing import Any

from fastapi import Request
from jinja2 import Environment
from markupsafe import Markup
from starlette.responses import HTMLResponse

from variorum import __version__
from variorum.edition.page import environment
from variorum.web.formats import FORMATS
from variorum.web.safety import form_token
from variorum.web.settled import done

ROOMS = (("/", "Stories"), ("/names", "People"), ("/commitments", "Commitments"), ("/changes", "What changed"))
"""The pages that every page leads to."""


@cache
def templates() -> Environment:
    """Give what renders the templates of the web and of the edition."""
    made = environment("variorum.web")
    made.globals.update(downloads=FORMATS)
    return made


def page(request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """Render a page; templates also know ``request_path``, ``rooms``, ``csrf``, ``version``, and ``done``: what was just settled."""
    body = templates().get_template(template).render(
        values,
        request_path=request.url.path,
        rooms=ROOMS,
        csrf=form_token(request),
        done=done(request),
        version=__version__,
    )  # fmt: skip
    # A lone surrogate, which a decoded address can hold, has no UTF-8.
    return HTMLResponse(body.encode("utf-8", "replace"), status)


def part(template: str, **values: Any) -> Markup:
    """Render a part of a page that is the same for everybody."""
    return Markup(templates().get_template(template).render(values))  # noqa: S704 - templates escape what they print
