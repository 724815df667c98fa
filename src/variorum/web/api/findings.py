"""What was found in a story, kind by kind: points, statements, entities, and what is made of them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel, Field
from pydantic_core import from_json, to_json

from variorum.errors import UnknownFinding
from variorum.library import sections
from variorum.model import (
    Act,
    Claim,
    Commitment,
    DateMention,
    Difference,
    Entity,
    EntityKind,
    Entry,
    Figure,
    Happening,
    Judgement,
    Point,
    PointKind,
    Position,
    Quote,
    QuoteKind,
    Statement,
    Status,
    Utterance,
    Verdict,
)
from variorum.web.api.asking import Asked, Asking, StoryName
from variorum.web.api.paging import Page, Pages
from variorum.web.problems import told

router = APIRouter(prefix="/stories/{story}", tags=["findings"], responses=told(400, 404))

EntityName = Annotated[str | None, Query(max_length=20, description="An entity of the story by its id: e1.")]
_STATEMENTS = {"q": "quotes", "f": "figures", "d": "dates", "c": "commitments", "k": "claims"}


class PointInFull(BaseModel):
    """A point with the statements that carry it, those that were considered for it, and what the user said of it."""

    story: str
    point: Point
    statements: dict[str, Statement] = Field(description="The statements of its versions, by id.")
    considered: dict[str, Statement] = Field(description="The statements that were looked at and left out, by id.")
    judgement: Judgement | None


@router.get("/points", response_model=Page[Point])
def points(
    story: StoryName,
    asked: Asked,
    pages: Pages,
    verdict: Verdict | None = None,
    difference: Difference | None = None,
    kind: PointKind | None = None,
) -> Response:
    """List what the tellings can be compared on, the weightiest first."""
    return asked.section(story, "points", pages, verdict=verdict, difference=difference, kind=kind)


@router.get("/points/{point}", response_model=PointInFull)
def point(
    story: StoryName, point: Annotated[str, Path(max_length=20, description="Its id: p1.")], asked: Asked
) -> Response:
    """Give one point with all that it rests on."""
    return asked.about(story, lambda name, state: _in_full(asked, name, state, point))


@router.get("/quotes", response_model=Page[Quote])
def quotes(
    story: StoryName, asked: Asked, pages: Pages, speaker: EntityName = None, kind: QuoteKind | None = None
) -> Response:
    """List what the tellings give as said by somebody."""
    return asked.section(story, "quotes", pages, speaker=speaker, kind=kind)


@router.get("/figures", response_model=Page[Figure])
def figures(
    story: StoryName,
    asked: Asked,
    pages: Pages,
    unit: Annotated[str | None, Query(max_length=40, description="USD, percentage, year …")] = None,
) -> Response:
    """List the numbers, with what they count."""
    return asked.section(story, "figures", pages, unit=unit)


@router.get("/dates", response_model=Page[DateMention])
def dates(story: StoryName, asked: Asked, pages: Pages) -> Response:
    """List the time expressions."""
    return asked.section(story, "dates", pages)


@router.get("/commitments", response_model=Page[Commitment])
def commitments(
    story: StoryName,
    asked: Asked,
    pages: Pages,
    actor: EntityName = None,
    act: Act | None = None,
    status: Status | None = None,
) -> Response:
    """List who pledges, asks, threatens or refuses what, telling by telling; the ledger has each of them once."""
    return asked.section(story, "commitments", pages, actor=actor, act=act, status=status)


@router.get("/claims", response_model=Page[Claim])
def claims(story: StoryName, asked: Asked, pages: Pages) -> Response:
    """List the other assertions."""
    return asked.section(story, "claims", pages)


@router.get("/entities", response_model=Page[Entity])
def entities(story: StoryName, asked: Asked, pages: Pages, kind: EntityKind | None = None) -> Response:
    """List the persons, organisations, places and other named things."""
    return asked.section(story, "entities", pages, kind=kind)


@router.get("/utterances", response_model=Page[Utterance])
def utterances(story: StoryName, asked: Asked, pages: Pages, speaker: EntityName = None) -> Response:
    """List what was said once and is rendered by several tellings, with the words in which they part."""
    return asked.section(story, "utterances", pages, speaker=speaker)


@router.get("/ledger", response_model=Page[Entry])
def ledger(story: StoryName, asked: Asked, pages: Pages, actor: EntityName = None, act: Act | None = None) -> Response:
    """List the commitments of the story, each once, with how each telling puts it."""
    return asked.section(story, "ledger", pages, actor=actor, act=act)


@router.get("/positions", response_model=Page[Position])
def positions(story: StoryName, asked: Asked, pages: Pages, actor: EntityName = None) -> Response:
    """List where actors stand on something, over time."""
    return asked.section(story, "positions", pages, actor=actor)


@router.get("/timeline", response_model=Page[Happening])
def timeline(story: StoryName, asked: Asked, pages: Pages) -> Response:
    """List what happened when."""
    return asked.section(story, "timeline", pages)


def _in_full(asked: Asking, story: str, state: str, identity: str) -> bytes:
    found = asked.items(story, state, "points").chosen({"id": identity})
    if not found:
        raise UnknownFinding(identity, story)
    plain = from_json(found[0])
    carried = [one for version in plain["versions"] for one in version["statements"]]
    considered = [each["statement"] for each in plain["considered"]]
    said = [one for one in sections.judgements(asked.library.file, story) if one.finding == identity]
    parts = (
        to_json(story),
        found[0],
        _statements(asked, story, state, carried),
        _statements(asked, story, state, considered),
        to_json(said[0].to_dict() if said else None),
    )
    return b'{"story":%s,"point":%s,"statements":%s,"considered":%s,"judgement":%s}' % parts


def _statements(asked: Asking, story: str, state: str, names: list[str]) -> bytes:
    """Give the statements of these ids, by id; those that the story does not have are left out."""
    found = {
        name: held
        for name in dict.fromkeys(names)
        if (section := _STATEMENTS.get(name[:1]))
        for held in asked.items(story, state, section).chosen({"id": name})
    }
    return b"{%s}" % b",".join(b"%s:%s" % (to_json(name), held) for name, held in found.items())
