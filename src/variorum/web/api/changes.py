"""What happened in the library since a moment, and what was wrong with what was taken in."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import TypeAdapter

from variorum.library.happened import Event, happened
from variorum.model import Problem
from variorum.web.api.asking import MOMENT, Asked
from variorum.web.api.paging import Page, Pages, written
from variorum.web.problems import told

router = APIRouter(tags=["changes"])

_EVENT: TypeAdapter[Event] = TypeAdapter(Event)
_PROBLEM: TypeAdapter[Problem] = TypeAdapter(Problem)


@router.get("/changes", response_model=Page[Event], responses=told(400))
def changes(
    asked: Asked,
    pages: Pages,
    since: Annotated[str, Query(pattern=MOMENT, description="2031-03-05, or 2031-03-05T10:00 (UTC)")] = "",
) -> Response:
    """List what happened, the latest last: tellings that came, new versions, stories that are new or changed."""

    def make() -> tuple[bytes, dict[str, str]]:
        events, following = happened(asked.library.file, since, pages.limit, pages.cursor)
        return pages.page(written(_EVENT, events), cursor=following)

    return asked.about_all(make)


@router.get("/problems", response_model=Page[Problem], responses=told(400))
def problems(asked: Asked, pages: Pages) -> Response:
    """List what was wrong with the inputs and still is."""

    def make() -> tuple[bytes, dict[str, str]]:
        every = asked.library.problems
        return pages.slice(written(_PROBLEM, every[pages.start : pages.end]), total=len(every))

    return asked.about_all(make)
