"""What takes longer than a request: taking in files and pages, and bringing stories up to date."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request, Response
from pydantic import BaseModel, Field, TypeAdapter
from pydantic.dataclasses import dataclass
from pydantic_core import to_json
from starlette.exceptions import HTTPException

from variorum.library import Counts, Library
from variorum.library.taking import Summary
from variorum.model import Problem
from variorum.web.api.brought import JSON_BODY, Brought, brought, kept_aside
from variorum.web.api.etags import JSON
from variorum.web.api.paging import Page, Pages
from variorum.web.api.writing import Own
from variorum.web.jobs import Job, State, Work
from variorum.web.problems import told
from variorum.web.room import InRoom, Room

router = APIRouter(tags=["jobs"])

_WAITING = 20
"""Jobs that may wait; who comes later is asked to come again."""
_KEPT = 100


@dataclass(frozen=True)
class TakenIn:
    """What came of taking in: addresses of new tellings and of those with a new version, and how many stories were collated."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    known: int
    collated: int
    problems: tuple[Problem, ...]
    counts: Counts


class JobState(BaseModel):
    """Some work: how far it is, and what it came to."""

    id: str
    what: str
    state: State
    done: int
    total: int | None
    now: str
    told: list[str]
    error: str | None
    result: TakenIn | None = Field(description="Of a job that took something in: what came of it.")


_TAKEN: TypeAdapter[TakenIn | None] = TypeAdapter(TakenIn | None)


class Results:
    """What jobs came to, by their numbers; the latest are remembered."""

    def __init__(self) -> None:
        self._held: OrderedDict[str, TakenIn] = OrderedDict()
        self._lock = Lock()

    def put(self, job: str, result: TakenIn) -> None:
        """Remember what a job came to."""
        with self._lock:
            self._held[job] = result
            while len(self._held) > _KEPT:
                self._held.popitem(last=False)

    def get(self, job: str) -> TakenIn | None:
        """Give what a job came to, if that is known."""
        with self._lock:
            return self._held.get(job)


def _results(request: Request) -> Results:
    results: Results = request.app.state.results
    return results


Remembered = Annotated[Results, Depends(_results)]


@router.get("/jobs", response_model=Page[JobState], responses=told(400))
def jobs(room: InRoom, results: Remembered, pages: Pages) -> Response:
    """List the work, the latest first."""
    body, headers = pages.of([_written(job, results) for job in room.jobs.latest])
    return Response(body, headers=headers, media_type=JSON)


@router.get("/jobs/{job}", response_model=JobState, responses=told(404))
def job(job: Annotated[str, Path(pattern="^[1-9][0-9]{0,8}$")], room: InRoom, results: Remembered) -> Response:
    """Say how far some work is, and what it came to."""
    found = room.jobs.get(job)
    if found is None:
        raise HTTPException(404, f"no job {job}, or it is long done: /api/jobs lists the latest")
    return Response(_written(found, results), media_type=JSON)


@router.post(
    "/ingest",
    status_code=202,
    response_model=JobState,
    dependencies=[Own],
    responses=told(400, 403, 413, 415),
    openapi_extra={"requestBody": JSON_BODY},
)
def ingest(room: InRoom, results: Remembered, what: Annotated[Brought, Depends(brought, scope="request")]) -> Response:
    """Take in uploaded files, or the pages and feeds at some addresses, and bring the stories up to date."""
    files = kept_aside(what)

    def work(library: Library, job: Job) -> None:
        with files:
            intake = library.intake()
            for portion in files.portions(library):
                intake.add(portion)
                job.done += len(portion.captures)
            intake.keep()
        collated = bring_up_to_date(library, job)
        taken = _taken(intake.summary, collated, library.counts)
        job.told += [f"{len(taken.new)} new, {len(taken.changed)} with a new version, {taken.known} known already"]
        results.put(job.id, taken)

    try:
        job = start(room, f"Taking in {what.named}", work)
    except BaseException:
        files.close()
        raise
    address = f"/api/jobs/{job.id}"
    headers = {"Location": address, "Link": f'<{address}>; rel="monitor"'}
    return Response(_written(job, results), 202, headers=headers, media_type=JSON)


def start(room: Room, what: str, work: Work) -> Job:
    """Start some work, unless too much is waiting."""
    if sum(job.state == "waiting" for job in room.jobs.latest) >= _WAITING:
        raise HTTPException(503, f"{_WAITING} jobs are waiting: come again when some are done", {"Retry-After": "30"})
    return room.jobs.start(what, work)


def bring_up_to_date(library: Library, job: Job) -> int:
    """Read and collate what is not yet; give how many stories were."""
    collated = 0
    for done in library.finish():
        collated += 1
        job.now = done.now.stories[0].title
    for _ in library.add_meaning():
        pass
    job.now = ""
    return collated


def _taken(summary: Summary, collated: int, counts: Counts) -> TakenIn:
    return TakenIn(summary.new, summary.changed, summary.known, collated, summary.problems, counts)


def _written(job: Job, results: Results) -> bytes:
    plain = {name: getattr(job, name) for name in JobState.model_fields if name != "result"}
    return b'%s,"result":%s}' % (to_json(plain)[:-1], _TAKEN.dump_json(results.get(job.id)))
