"""What happened in the library since a day, and what was wrong with what was taken in."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import TypeAdapter

from variorum.library.happened import Happened, news
from variorum.model import Problem
from variorum.web.api.asking import DAY, Asked
from variorum.web.api.paging import Page, Pages, written
from variorum.web.problems import told

router = APIRouter(tags=["changes"])

_HAPPENED: TypeAdapter[Happened] = TypeAdapter(Happened)
_PROBLEM: TypeAdapter[Problem] = TypeAdapter(Problem)


@router.get("/changes", response_model=Page[Happened], responses=told(400))
def changes(
    asked: Asked,
    pages: Pages,
    since: Annotated[
        str | None, Query(pattern=DAY, description="2025-02-07, 2025-02 or 2025; the last week of news without it.")
    ] = None,
) -> Response:
    """List what happened, the latest first: tellings that came, new versions, stories that are new or changed."""

    def make() -> tuple[bytes, dict[str, str]]:
        found = news(asked.library.file, since, limit=pages.limit, after=pages.cursor)
        total = found.stories + found.stories_changed + found.tellings + found.versions
        return pages.page(written(_HAPPENED, found.happened), total=total, cursor=found.next)

    return asked.about_all(make)


@router.get("/problems", response_model=Page[Problem], responses=told(400))
def problems(asked: Asked, pages: Pages) -> Response:
    """List what was wrong with the inputs and still is."""

    def make() -> tuple[bytes, dict[str, str]]:
        every = asked.library.problems
        return pages.slice(written(_PROBLEM, every[pages.start : pages.end]), total=len(every))

    return asked.about_all(make)
