"""What takes longer than a request: taking in files and pages, and bringing stories up to date."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response
from pydantic import BaseModel, Field
from pydantic_core import to_json
from starlette.exceptions import HTTPException

from variorum.errors import VariorumError
from variorum.web.api.brought import BODY, Brought, brought, kept_aside
from variorum.web.api.etags import JSON
from variorum.web.api.paging import Page, Pages
from variorum.web.api.writing import Own
from variorum.web.jobs import Job, State
from variorum.web.problems import told
from variorum.web.room import InRoom
from variorum.web.work import Outcome

router = APIRouter(tags=["jobs"])


class JobState(BaseModel):
    """Some work: how far it is, and what came of it."""

    id: str
    what: str
    about: str | None = Field(description="What it was begun for: the id of a decision.")
    state: State
    now: str
    done: int
    total: int | None
    told: list[str]
    outcome: Outcome | None
    error: str | None


@router.get("/jobs", response_model=Page[JobState], responses=told(400))
def jobs(room: InRoom, pages: Pages) -> Response:
    """List the work, the latest first."""
    body, headers = pages.of([_written(job) for job in room.jobs.latest])
    return Response(body, headers=headers, media_type=JSON)


@router.get("/jobs/{job}", response_model=JobState, responses=told(404))
def job(job: Annotated[str, Path(pattern="^[1-9][0-9]{0,8}$")], room: InRoom) -> Response:
    """Say how far some work is, and what came of it."""
    found = room.jobs.get(job)
    if found is None:
        raise HTTPException(404, f"no job {job}, or it is long done: /api/jobs lists the latest")
    return Response(_written(found), media_type=JSON)


@router.post(
    "/ingest",
    status_code=202,
    response_model=JobState,
    dependencies=[Own],
    responses=told(400, 403, 413, 415, 507),
    openapi_extra={"requestBody": BODY},
)
def ingest(room: InRoom, what: Annotated[Brought, Depends(brought)]) -> Response:
    """Take in uploaded files, or the pages and feeds at some addresses, and bring the stories up to date."""
    work, let_go = kept_aside(what)
    try:
        begun = room.jobs.start(f"Taking in {what.named}", work, after=let_go)
    except VariorumError:
        let_go()
        raise
    return Response(_written(begun), 202, headers=leading_to(begun), media_type=JSON)


def leading_to(job: Job) -> dict[str, str]:
    """Give the headers that lead to a job."""
    return {"Location": f"/api/jobs/{job.id}", "Link": f'</api/jobs/{job.id}>; rel="monitor"'}


def _written(job: Job) -> bytes:
    plain = {name: getattr(job, name) for name in JobState.model_fields}
    return to_json({**plain, "outcome": job.outcome.to_dict() if job.outcome else None})
