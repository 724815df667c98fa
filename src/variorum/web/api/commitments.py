"""The commitments of all stories in one ledger."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import TypeAdapter

from variorum.library.pledges import Pledge, Pledged, PledgeOrder
from variorum.model import Act, Status
from variorum.web.api.asking import DAY, Asked
from variorum.web.api.paging import Page, Pages, written
from variorum.web.problems import told

router = APIRouter(prefix="/commitments", tags=["commitments"])

_PLEDGE: TypeAdapter[Pledge] = TypeAdapter(Pledge)


@router.get("", response_model=Page[Pledge], responses=told(400, 404))
def commitments(
    asked: Asked,
    pages: Pages,
    actor: Annotated[
        str | None, Query(min_length=1, max_length=200, description="Words that a name begins with.")
    ] = None,
    act: Act | None = None,
    status: Status | None = None,
    due_before: Annotated[str | None, Query(pattern=DAY)] = None,
    since: Annotated[str | None, Query(pattern=DAY, description="Told on this day or later.")] = None,
    story: Annotated[str | None, Query(min_length=1, max_length=100)] = None,
    drifting: Annotated[bool, Query(description="Only those that the tellings put differently.")] = False,
    order: PledgeOrder = "latest",
) -> Response:
    """List who promised, asked or refused what; of very many, `total` is not counted."""
    wanted = Pledged(actor, status, act, due_before, since, story, drifting, order, pages.limit, pages.cursor)

    def make() -> tuple[bytes, dict[str, str]]:
        found = asked.library.pledges(wanted)
        total = None if found.more_than_total else found.total
        return pages.page(written(_PLEDGE, found.pledges), total=total, cursor=found.next)

    return asked.about_all(make)
