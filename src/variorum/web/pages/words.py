"""Permanent links: words of a text that never changes lead to the finding that stands on them now."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from starlette.responses import RedirectResponse, Response

from variorum.edition.finding import KINDS, NOUN, Kind, standing
from variorum.errors import UnknownStory, UnknownTelling
from variorum.library import Library, versions
from variorum.library.versions import Words
from variorum.web.places import Pages
from variorum.web.rendering import page
from variorum.web.room import Reading
from variorum.web.told import edition_of

router = APIRouter()

_FARTHEST = 1_000_000_000


@router.get("/words/{text_id}/{start}-{end}")
def show(
    request: Request,
    library: Reading,
    text_id: str,
    start: int,
    end: int,
    kind: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """Lead to the finding of a kind that stands on some words now, else show the words as they stood."""
    if max(abs(start), abs(end)) > _FARTHEST:
        raise HTTPException(404, "No text is so long.")
    found = versions.words(library.file, text_id, start, end)
    if found is None:
        raise HTTPException(404, "No text that this library ever held has words there.")
    finding = _finding(library, found, next((one for one in KINDS if one == kind), "point"))
    if finding:
        return RedirectResponse(finding, 302)
    nouns: dict[str, str] = dict(NOUN.items())
    return page(
        request,
        "words.html",
        found=found,
        tellings=_tellings(library, found),
        noun=nouns.get(kind),
        address=lambda story, telling: Pages(story).telling(telling),
    )


def _finding(library: Library, found: Words, kind: Kind) -> str | None:
    """Give the address of the finding of a kind that stands on the words in the latest of the tellings that hold them now."""
    for telling, story in _tellings(library, found).items():
        one = standing(edition_of(library, story).stories[0], kind, telling, found.start, found.end)
        if one is not None:
            return Pages(story).of(one.id)
    return None


def _tellings(library: Library, found: Words) -> dict[str, str]:
    """Give the tellings that hold the words now, each with its story."""
    stories: dict[str, str] = {}
    for one in reversed(found.held_by):
        if one.telling:
            try:
                story = versions.telling(library.file, one.telling).story
            except (UnknownTelling, UnknownStory):
                continue
            if story:
                stories[one.telling] = story
    return stories
