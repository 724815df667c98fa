"""Stories: the list of them, and what was found in each, part by part."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, Field, TypeAdapter
from pydantic_core import to_json

from variorum.library import sections
from variorum.library.browsing import Browsed, Order, StoryCard
from variorum.model import Brief, Edition, Heading, Judgement, Lineage, Relation, When
from variorum.web.api.asking import DAY, Asked, StoryName
from variorum.web.api.paging import Page, Pages, written
from variorum.web.problems import told

router = APIRouter(prefix="/stories", tags=["stories"])

_CARD: TypeAdapter[StoryCard] = TypeAdapter(StoryCard)
_JUDGEMENT: TypeAdapter[Judgement] = TypeAdapter(Judgement)
PARTS = tuple(
    "edition points quotes figures dates commitments claims entities utterances ledger positions timeline lineage brief headings related"
    " judgements".split()
)
"""What there is of each story, under its address."""
Words = Annotated[str | None, Query(min_length=1, max_length=500)]
Day = Annotated[str | None, Query(pattern=DAY, description="2025-02-07, 2025-02 or 2025")]


class TellingOf(BaseModel):
    """A telling of a story, dated as the story dates it, without its text."""

    id: str
    input: str
    title: str | None
    outlet: str | None
    authors: list[str]
    published: When | None
    language: str | None
    url: str | None
    credits: list[str]


class StoryInFull(BaseModel):
    """A story: counts are null as long as it is only grouped, and ``stale`` says that there is more to find in it."""

    id: str
    title: str
    opened: str | None
    latest: str | None
    articles: list[TellingOf]
    voices: int | None
    differences: int | None
    agreements: int | None
    stale: bool
    parts: dict[str, str] = Field(description="The addresses of what was found in it.")


@router.get("", response_model=Page[StoryCard], responses=told(400))
def stories(
    asked: Asked,
    pages: Pages,
    words: Words = None,
    outlet: Words = None,
    language: Annotated[str | None, Query(min_length=1, max_length=20)] = None,
    since: Day = None,
    until: Day = None,
    differing: Annotated[bool, Query(description="Only stories whose tellings differ.")] = False,
    order: Order = "voices",
) -> Response:
    """List the stories, those with most voices first, or in another order."""
    wanted = Browsed(words, outlet, language, since, until, differing, order, pages.limit, pages.cursor)

    def make() -> tuple[bytes, dict[str, str]]:
        shelf = asked.library.browse(wanted)
        return pages.page(written(_CARD, shelf.stories), total=shelf.total, cursor=shelf.next)

    return asked.about_all(make)


@router.get("/{story}", response_model=StoryInFull, responses=told(404))
def story(story: StoryName, asked: Asked) -> Response:
    """Give a story's counts, its tellings, and the addresses of what was found in it."""

    def make(name: str, state: str) -> bytes:
        shown = asked.library.listed(name)
        named = asked.part(name, state, "tellings", lambda: to_json(sections.tellings_of(asked.library.file, name)))
        parts = {each: f"/api/stories/{name}/{each}" for each in PARTS}
        plain = {each: value for each, value in asdict(shown).items() if each != "articles"}
        return b'%s,"articles":%s,"parts":%s}' % (to_json(plain)[:-1], named, to_json(parts))

    return asked.about(story, make)


@router.get("/{story}/edition", response_model=Edition, responses=told(404))
def edition(story: StoryName, asked: Asked) -> Response:
    """Give everything that was found in a story: the edition, with the texts of its tellings (docs/json.md)."""
    return asked.about(story, lambda name, _: sections.edition_json(asked.library.file, name))


@router.get("/{story}/lineage", response_model=Lineage, responses=told(404))
def lineage(story: StoryName, asked: Asked) -> Response:
    """Say who copied whom, and which tellings are one voice."""

    def make(name: str, state: str) -> bytes:
        return asked.part(
            name, state, "lineage", lambda: sections.part(asked.library.file, name, "lineage").encode("utf-8")
        )

    return asked.about(story, make)


@router.get("/{story}/judgements", response_model=Page[Judgement], responses=told(400, 404))
def judgements(story: StoryName, asked: Asked, pages: Pages) -> Response:
    """List what the user said of the story's findings: dismissed or confirmed."""
    return asked.about(
        story, lambda name, _: pages.of(written(_JUDGEMENT, sections.judgements(asked.library.file, name)))
    )


@router.get("/{story}/brief", response_model=Page[Brief], responses=told(400, 404))
def brief(story: StoryName, asked: Asked, pages: Pages) -> Response:
    """Give the story in a few sentences, each word for word from a telling."""
    return asked.section(story, "brief", pages)


@router.get("/{story}/headings", response_model=Page[Heading], responses=told(400, 404))
def headings(story: StoryName, asked: Asked, pages: Pages) -> Response:
    """List headlines and captions, and what they state."""
    return asked.section(story, "headings", pages)


@router.get("/{story}/related", response_model=Page[Relation], responses=told(400, 404))
def related(story: StoryName, asked: Asked, pages: Pages) -> Response:
    """List the stories that are near this one and were kept apart, with the reason."""
    return asked.section(story, "related", pages)
