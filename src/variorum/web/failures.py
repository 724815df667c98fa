"""What a page says when something cannot be shown."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from variorum.errors import VariorumError
from variorum.web.problems import status_of
from variorum.web.rendering import page

_TITLES = {
    400: "That cannot be read",
    403: "Not done",
    404: "There is no such page",
    405: "That is not done here",
    409: "That cannot be done",
    413: "Too much at once",
    422: "That cannot be read",
    503: "Not now",
    507: "No space is left",
}


def install(app: FastAPI) -> None:
    """Let an application answer its failures with a page."""
    app.add_exception_handler(VariorumError, _ours)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)


def _ours(request: Request, error: Exception) -> Response:
    status = status_of(error) if isinstance(error, VariorumError) else 500
    return _told(request, status, str(error))


def _http(request: Request, error: Exception) -> Response:
    status, detail = (error.status_code, str(error.detail)) if isinstance(error, HTTPException) else (500, "")
    return _told(request, status, "" if detail in {"Not Found", "Method Not Allowed"} else detail)


def _invalid(request: Request, error: Exception) -> Response:
    faults = error.errors() if isinstance(error, RequestValidationError) else []
    told = "; ".join(f"{'.'.join(map(str, one['loc'][1:]))}: {one['msg']}" for one in faults[:5])
    return _told(request, 422, told)


def _told(request: Request, status: int, why: str) -> Response:
    return page(request, "failure.html", status=status, heading=_TITLES.get(status, "Something failed"), why=why)
