"""What the user settles for good: split, merge, rename, voices, judgements of findings; and taking it back."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from fastapi import APIRouter, Body, Path, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter
from pydantic_core import to_json
from starlette.exceptions import HTTPException

from variorum.errors import UnknownDecision
from variorum.library import Library
from variorum.library.deciding import Settling
from variorum.library.settled import touched
from variorum.library.touched import holding
from variorum.model import Decision
from variorum.web.api.asking import Asked
from variorum.web.api.etags import JSON
from variorum.web.api.jobs import leading_to
from variorum.web.api.paging import Page, Pages, written
from variorum.web.api.writing import Own
from variorum.web.problems import told
from variorum.web.room import InRoom, Room
from variorum.web.work import Work

router = APIRouter(prefix="/decisions", tags=["decisions"])

_DECISION: TypeAdapter[Decision] = TypeAdapter(Decision)
Name: TypeAlias = Annotated[str, StringConstraints(min_length=1, max_length=2_000)]
Names: TypeAlias = Annotated[list[Name], Field(min_length=1, max_length=1_000)]
Note: TypeAlias = Annotated[str | None, Field(max_length=2_000, description="Why, for those who come after.")]
DecisionId = Annotated[str, Path(pattern="^d[1-9][0-9]{0,8}$")]


class _Wanted(BaseModel):
    model_config = ConfigDict(extra="forbid")
    note: Note = None


class Split(_Wanted):
    """Let some tellings of a story stand apart from its others."""

    kind: Literal["split"]
    story: Name
    tellings: Names

    def settle(self, settled: Settling) -> Decision:
        """Settle it."""
        return settled.split(self.story, self.tellings, self.note)


class Merge(_Wanted):
    """Make one story of several."""

    kind: Literal["merge"]
    stories: Names

    def settle(self, settled: Settling) -> Decision:
        """Settle it."""
        return settled.merge(self.stories, self.note)


class Rename(_Wanted):
    """Give a story another title."""

    kind: Literal["rename"]
    story: Name
    title: Annotated[str, StringConstraints(min_length=1, max_length=500)]

    def settle(self, settled: Settling) -> Decision:
        """Settle it."""
        return settled.rename(self.story, self.title, self.note)


class Voices(_Wanted):
    """Say that tellings are one voice, or that they are independent of one another."""

    kind: Literal["one_voice", "independent"]
    tellings: Names

    def settle(self, settled: Settling) -> Decision:
        """Settle it."""
        return settled.voices(self.tellings, self.kind, self.note)


class Judge(_Wanted):
    """Say that a finding (the id of a point or a statement) is wrong or of no use, or that it is right."""

    kind: Literal["dismiss", "confirm"]
    story: Name
    finding: Annotated[str, StringConstraints(min_length=1, max_length=20)]

    def settle(self, settled: Settling) -> Decision:
        """Settle it."""
        return settled.judge(self.story, self.finding, self.kind, self.note)


Wanted = Annotated[Split | Merge | Rename | Voices | Judge, Body(discriminator="kind")]


class Settled(BaseModel):
    """A decision that was made or undone, and the job that brings the stories up to date that it touches."""

    decision: Decision
    job: str = Field(description="The address of the job.")


@router.get("", response_model=Page[Decision], responses=told(400))
def decisions(asked: Asked, pages: Pages) -> Response:
    """List what was settled, and what of it was undone."""
    return asked.about_all(lambda: pages.of(written(_DECISION, asked.library.decisions)))


@router.get("/{decision}", response_model=Decision, responses=told(404))
def decision(decision: DecisionId, asked: Asked) -> Response:
    """Give one decision."""
    return asked.about_all(lambda: _DECISION.dump_json(_found(asked.library, decision), by_alias=True))


@router.post(
    "", status_code=201, response_model=Settled, dependencies=[Own], responses=told(400, 403, 404, 409, 413, 415, 507)
)
def decide(wanted: Wanted, room: InRoom) -> Response:
    """Settle something; it holds through every later run, until it is undone."""
    with Library(room.path, clock=room.clock) as library:
        return _answer(room, library, wanted.settle(library.settled), 201)


@router.post("/{decision}/undo", response_model=Settled, dependencies=[Own], responses=told(403, 404, 409, 507))
def undo(decision: DecisionId, room: InRoom) -> Response:
    """Take a decision back, and what follows from it."""
    with Library(room.path, clock=room.clock) as library:
        if not any(each.id == decision for each in library.decisions):
            raise HTTPException(404, str(UnknownDecision(f"no decision {decision!r} can be undone")))
        return _answer(room, library, library.settled.undo(decision), 200)


def _found(library: Library, identity: str) -> Decision:
    for each in library.decisions:
        if each.id == identity:
            return each
    raise HTTPException(404, f"no decision {identity}: /api/decisions lists them")


def _answer(room: Room, library: Library, made: Decision, status: int) -> Response:
    stories = holding(library.file, touched(made))
    job = room.jobs.start("Bringing the stories up to date", Work(stories=stories), about=made.id)
    address = f"/api/jobs/{job.id}"
    body = b'{"decision":%s,"job":%s}' % (_DECISION.dump_json(made, by_alias=True), to_json(address))
    headers = {**leading_to(job), "Location": f"/api/decisions/{made.id}"}
    return Response(body, status, headers=headers, media_type=JSON)
