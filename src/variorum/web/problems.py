"""What goes wrong while a request is answered, as problem details (RFC 9457): one place where our errors become a status."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from pydantic_core import to_json
from starlette.exceptions import HTTPException

from variorum import errors
from variorum.edition.visible import one_line, shortened

MEDIA_TYPE = "application/problem+json"
_MOST = 10  # faults of one request that are told
_WORDS = 1_000  # characters of a message

_STATUS: Mapping[type[errors.VariorumError], int] = {
    errors.UnknownStory: 404,
    errors.UnknownTelling: 404,
    errors.UnknownFinding: 404,
    errors.UnknownPoint: 404,
    errors.UnknownDecision: 409,
    errors.WrongSearch: 400,
    errors.UnknownFormat: 400,
    errors.NothingToRead: 422,
    errors.LibraryBusy: 503,
    errors.NotALibrary: 503,
    errors.DamagedLibrary: 503,
    errors.NotWritable: 503,
    errors.NoSpace: 507,
    errors.TooMuchToDo: 503,
    errors.MissingExtra: 501,
}
_WAIT = 5  # seconds after which a busy library is worth another try


class Fault(BaseModel):
    """One thing that is wrong with a request: where in it, and what."""

    where: list[str | int] = Field(description="The place: query, path, header or body, then the name.")
    message: str


class ProblemDetails(BaseModel):
    """Problem details (RFC 9457): ``type`` names the sort of problem, ``detail`` says what was wrong and what to do next."""

    type: str = Field(description="A URN that names the sort of problem, or about:blank for a plain HTTP status.")
    title: str
    status: int
    detail: str
    instance: str = Field(description="The path that was asked for.")
    errors: list[Fault] = Field(
        default_factory=list, description="Of a request that is not as it should be: each fault."
    )


_SCHEMA = {"$ref": "#/components/schemas/ProblemDetails"}
_SAID: Mapping[int, str] = {
    400: "What is asked for makes no sense, as the detail says.",
    401: "A token is needed.",
    403: "This is not done for a page that is not ours.",
    404: "There is no such thing.",
    405: "This cannot be done here.",
    409: "It cannot be done as things are.",
    413: "That is too much at once.",
    415: "This kind of content is not taken.",
    421: "The server does not go by that name.",
    422: "The request is not valid.",
    503: "The library cannot be used just now.",
    507: "No space is left.",
}


def told(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Document for a route that it answers with problem details of these statuses."""
    return {
        status: {"description": _SAID[status], "content": {MEDIA_TYPE: {"schema": dict(_SCHEMA)}}}
        for status in statuses
    }


def status_of(error: errors.VariorumError) -> int:
    """Give the HTTP status that an error means; 400 for one that has no own."""
    return next((_STATUS[kind] for kind in type(error).__mro__ if kind in _STATUS), 400)


def problem(
    request: Request,
    status: int,
    detail: str,
    *,
    kind: str = "about:blank",
    title: str | None = None,
    faults: Sequence[Fault] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Answer a request with problem details."""
    told = ProblemDetails(
        type=kind,
        title=title or _phrase(status),
        status=status,
        detail=shortened(_writable(detail), _WORDS),
        instance=shortened(one_line(_writable(request.url.path)), _WORDS),
        errors=list(faults),
    )
    body = to_json(told.model_dump(exclude={"errors"} if not faults else None))
    return Response(body, status, headers=dict(headers or {}), media_type=MEDIA_TYPE)


def add_problem_handlers(app: FastAPI) -> None:
    """Let an application answer every error with problem details."""
    app.add_exception_handler(errors.VariorumError, _ours)
    app.add_exception_handler(RequestValidationError, _not_valid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unforeseen)


def _ours(request: Request, error: Exception) -> Response:
    assert isinstance(error, errors.VariorumError)  # it is registered for these only  # noqa: S101
    status = status_of(error)
    headers = {"Retry-After": str(_WAIT)} if status == 503 else {}
    name = type(error).__name__
    kind = "urn:variorum:problem:" + "".join(f"-{each.lower()}" if each.isupper() else each for each in name)[1:]
    return problem(request, status, str(error), kind=kind, title=_summary(error), headers=headers)


def _not_valid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # it is registered for these only  # noqa: S101
    found = list(faults(error.errors()))
    first = found[0] if found else Fault(where=[], message="it cannot be read")
    place = " ".join(map(str, first.where))
    detail = f"the request is not as it should be: {place}: {first.message}"
    kind = "urn:variorum:problem:not-valid"
    return problem(request, 422, detail, kind=kind, title="The request is not valid", faults=found)


def faults(told: Iterable[Mapping[str, Any]]) -> Iterable[Fault]:
    """Give what pydantic found wrong, without the input, which may be anything."""
    for _, one in zip(range(_MOST), told, strict=False):
        where = [
            each if isinstance(each, int) else shortened(one_line(_writable(str(each))), 100) for each in one["loc"]
        ]
        yield Fault(where=where, message=shortened(_writable(str(one["msg"])), 300))


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # it is registered for these only  # noqa: S101
    if error.status_code in {204, 304}:
        return Response(status_code=error.status_code, headers=error.headers)
    detail = str(error.detail)
    if detail == _phrase(error.status_code):
        detail = _PLAIN.get(error.status_code, detail)
    return problem(request, error.status_code, detail, headers=error.headers)


def _unforeseen(request: Request, error: Exception) -> Response:
    del error  # what it says is for the log, not for whoever asked
    return problem(request, 500, "something went wrong in the program itself; its log says what")


_PLAIN: Mapping[int, str] = {
    404: "nothing is at this address: /api lists what there is",
    405: "this cannot be done at this address: the Allow header says what can",
}


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Problem"


def _summary(error: errors.VariorumError) -> str:
    """Give the sort of an error in one sentence: the first line of what its class says of itself."""
    first = (type(error).__doc__ or "").strip().partition("\n")[0]
    return first.partition(";")[0].rstrip(".").replace("``", "")


def _writable(words: str) -> str:
    """Give words that UTF-8 can hold: what comes from outside may have lone surrogates in it."""
    return words.encode("utf-8", "replace").decode("utf-8")
