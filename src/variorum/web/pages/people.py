"""People and organisations: who is named, and what each said, wanted and promised over the stories."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException, Query, Request
from starlette.responses import Response

from variorum.library.pledges import Place
from variorum.model import EntityKind
from variorum.web.listing import address, at_words, given
from variorum.web.pages.library import Cursor
from variorum.web.places import Pages, name_at
from variorum.web.rendering import page
from variorum.web.room import InRoom, Reading

router = APIRouter()

Who = Literal["", "person", "organisation", "place", "other"]
WHO: dict[Who, str] = {
    "": "People and organisations",
    "person": "People",
    "organisation": "Organisations",
    "place": "Places",
    "other": "Other names",
}
_NAMES, _STORIES = 100, 5


@router.get("/names")
def people(
    request: Request, room: InRoom, library: Reading, words: Annotated[str, Query(max_length=200)] = "", kind: Who = ""
) -> Response:
    """List the names that are in most stories, or those that begin so."""
    kinds: tuple[EntityKind, ...] = (kind,) if kind else ("person", "organisation")
    names = room.lately.answer(
        library,
        ("names", words, kinds),
        lambda: library.people(given(words), kinds=kinds, limit=_NAMES),
    )
    return page(
        request, "people.html", names=names, asked=given(words), kind=kind, who=WHO, most=_NAMES, name_at=name_at
    )


@router.get("/names/{name:path}")
def person(request: Request, library: Reading, name: str, after: Cursor = "") -> Response:
    """Show what whoever has a name said, wanted and promised; 404 if no story names anybody so."""
    found = library.person(name, limit=_STORIES, after=given(after))
    if not found.stories and not found.others:
        raise HTTPException(404, f"{found.note} Look for the beginning of a name among the people.")
    return page(
        request,
        "person.html",
        person=found,
        places=Pages,
        name_at=name_at,
        at=_at,
        commitments_at=address("/commitments", actor=found.name),
        further=address(name_at(found.name), after=found.next) if found.next else None,
        beginning=name_at(found.name) if given(after) else None,
    )


def _at(story: str, finding: str | None, place: Place) -> str:
    """Give the address of the words of a finding in a telling."""
    return at_words(story, place.span.article, place.span.words, finding)
