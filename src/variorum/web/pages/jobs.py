"""Work that goes on: how far it is, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from variorum.errors import UnknownStory
from variorum.library import Library, Shown
from variorum.web.rendering import page
from variorum.web.room import InRoom, Reading
from variorum.web.work import Work

router = APIRouter()

_STORIES = 50
"""Stories that a job leads to, and that are named."""


@router.get("/jobs")
def jobs(request: Request, room: InRoom, library: Reading) -> Response:
    """List the work, the latest first."""
    return page(request, "jobs.html", jobs=room.jobs.latest, to_do=library.counts.to_do)


@router.post("/jobs")
def go_on(room: InRoom) -> Response:
    """Read and collate all that is not yet."""
    job = room.jobs.start("Reading what is not read yet", Work(everything=True))
    return RedirectResponse(f"/jobs/{job.id}", 303)


@router.get("/jobs/{number}")
def job(request: Request, room: InRoom, library: Reading, number: str) -> Response:
    """Show how far some work is; while it is not over, the page comes again by itself."""
    found = room.jobs.get(number)
    if found is None:
        raise HTTPException(404, "There is no such work, or it is long done: the stories show what came of it.")
    stories = found.outcome.stories if found.outcome else ()
    return page(
        request,
        "job.html",
        job=found,
        stories=_listed(library, stories[:_STORIES]),
        further=len(stories) - len(stories[:_STORIES]),
        to_do=0 if any(not each.over for each in room.jobs.latest) else library.counts.to_do,
    )


def _listed(library: Library, stories: Iterable[str]) -> list[Shown]:
    """Give some stories as they are now; what was taken in since may have made others of them."""
    found: dict[str, Shown] = {}
    for each in stories:
        with suppress(UnknownStory):
            story = library.listed(each)
            found[story.id] = story
    return list(found.values())
