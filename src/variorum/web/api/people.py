"""People and organisations over all stories, by name."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from pydantic import TypeAdapter
from starlette.exceptions import HTTPException

from variorum.library.people import MOST_STORIES, Name, Person
from variorum.model import EntityKind
from variorum.web.api.asking import Asked
from variorum.web.api.paging import Page, Pages, written
from variorum.web.problems import told

router = APIRouter(prefix="/people", tags=["people"])

_NAME: TypeAdapter[Name] = TypeAdapter(Name)
_PERSON: TypeAdapter[Person] = TypeAdapter(Person)


@router.get("", response_model=Page[Name], responses=told(400))
def people(
    asked: Asked,
    words: Annotated[str | None, Query(min_length=1, max_length=200, description="Words that begin so.")] = None,
    kind: Annotated[EntityKind | None, Query(description="Persons and organisations, if nothing is said.")] = None,
    limit: Annotated[int, Query(ge=1, le=100, description="At most so many names.")] = 50,
) -> Response:
    """List the names that stories give, those of most stories first: no further than `limit`."""
    kinds: tuple[EntityKind, ...] = (kind,) if kind else ("person", "organisation")
    return asked.about_all(
        lambda: (
            b'{"items":[%s],"total":null,"next":null}'
            % b",".join(written(_NAME, asked.library.people(words, kinds=kinds, limit=limit)))
        )
    )


@router.get("/{name:path}", response_model=Person, responses=told(400, 404))
def person(
    name: Annotated[str, Path(min_length=1, max_length=300, description="A name as stories give it, in any case.")],
    asked: Asked,
    pages: Pages,
) -> Response:
    """Give what somebody said, wanted and promised, in some of their stories, the latest first."""

    def make() -> tuple[bytes, dict[str, str]]:
        found = asked.library.person(name, limit=min(pages.limit, MOST_STORIES), after=pages.cursor)
        if not found.kinds:
            raise HTTPException(404, f"{found.note} /api/people?words= finds names by their beginnings.")
        following = pages.address(found.next) if found.next else None
        return _PERSON.dump_json(replace(found, next=following)), pages.link(following)

    return asked.about_all(make)
