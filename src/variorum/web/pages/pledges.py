"""The commitments of all stories."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from fastapi import APIRouter, Request
from starlette.responses import Response

from variorum.edition.wording import ACT, STATUS
from variorum.library.pledges import Place, Pledged, PledgeOrder, PledgeTerm
from variorum.model import Act, Status
from variorum.web.listing import address, at_words, given
from variorum.web.pages.library import Cursor, Short
from variorum.web.places import Pages, name_at
from variorum.web.rendering import page
from variorum.web.room import InRoom, Reading

router = APIRouter()

ORDERS: dict[PledgeOrder, str] = {"latest": "latest story", "due": "first due"}


@router.get("/commitments")
def commitments(
    request: Request,
    room: InRoom,
    library: Reading,
    actor: Short = "",
    act: Act | Literal[""] = "",
    status: Status | Literal[""] = "",
    due_before: Short = "",
    since: Short = "",
    story: Short = "",
    drifting: bool = False,
    order: PledgeOrder = "latest",
    after: Cursor = "",
) -> Response:
    """List the commitments that were asked for."""
    asked = Pledged(
        given(actor), status or None, act or None, given(due_before), given(since), given(story), drifting, order,
        cursor=given(after),
    )  # fmt: skip
    ledger = room.lately.answer(library, asked, lambda: library.pledges(asked))
    filters = {
        "actor": asked.actor, "act": asked.act, "status": asked.status, "due_before": asked.due_before, "since": asked.since,
        "story": asked.story, "drifting": asked.drifting,
    }  # fmt: skip
    kept = {**filters, "order": None if order == "latest" else order}
    return page(
        request,
        "pledges.html",
        ledger=ledger,
        asked=asked,
        acts=ACT,
        statuses=STATUS,
        orders=ORDERS,
        narrowed=any(filters.values()),
        of_story=library.listed(asked.story) if asked.story else None,
        places=Pages,
        name_at=name_at,
        at=_at,
        alike=_alike,
        further=address("/commitments", **kept, after=ledger.next) if ledger.next else None,
        beginning=address("/commitments", **kept) if asked.cursor else None,
    )


def _at(story: str, finding: str, place: Place) -> str:
    return at_words(story, place.span.article, place.span.words, finding)


def _alike(terms: Iterable[PledgeTerm]) -> list[tuple[PledgeTerm, list[PledgeTerm]]]:
    """Put the tellings together that put a commitment alike: as firm, by the same day, on the same condition."""
    held: dict[tuple[str | None, ...], list[PledgeTerm]] = {}
    for one in terms:
        held.setdefault((one.status, one.due, one.condition), []).append(one)
    return [(those[0], those) for those in held.values()]
