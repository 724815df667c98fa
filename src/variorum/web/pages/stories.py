"""The pages of one story: its front page, and a page for each further section."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from markupsafe import Markup
from starlette.responses import RedirectResponse, Response

from variorum.edition.story_page import StoryPage
from variorum.library import Library
from variorum.web.places import story_at
from variorum.web.rendering import page, part
from variorum.web.room import InRoom, Reading
from variorum.web.told import kept, told

router = APIRouter()

SECTIONS = {
    "differences": "Differences",
    "agreements": "Agreements",
    "repeated": "One origin",
    "doubtful": "Perhaps the same",
    "threads": "Related, kept apart",
    "commitments": "Commitments",
    "positions": "Who wants what",
    "utterances": "Quotes compared",
    "quotes": "Who said what",
    "headings": "Headlines",
    "timeline": "Timeline",
    "lineage": "Voices and copies",
    "silences": "Who is silent",
    "singles": "Only one says",
    "figures": "Figures",
    "names": "People and names",
}
"""The sections with a page of their own, and what they are called."""


@router.get("/stories/{name}")
def story(request: Request, room: InRoom, library: Reading, name: str) -> Response:
    """Show a story: where its tellings differ first."""
    identity = library.story(name)
    if identity != name:
        return RedirectResponse(story_at(identity), 307)
    return page(
        request,
        "story_page.html",
        story=library.listed(identity),
        body=kept(room, library, identity, "front", front),
    )


def front(library: Library, story: str) -> Markup:
    """Make the findings of a story's own page."""
    return shown(told(library, story, short=True))


def shown(arranged: StoryPage) -> Markup:
    """Make the findings of a story's own page of the story as it was arranged."""
    return part("front.html", page=arranged, level=1, sections=SECTIONS)


@router.get("/stories/{name}/{section}")
def section(
    request: Request,
    room: InRoom,
    library: Reading,
    name: str,
    section: str,
    everything: Annotated[bool, Query()] = False,
) -> Response:
    """Show one section of a story whole."""
    if section not in SECTIONS:
        raise HTTPException(404, f"A story has no section {section!r}.")
    identity = library.story(name)
    named = f"{section}{'?everything' if everything else ''}"
    return page(
        request,
        "section_page.html",
        story=library.listed(identity),
        section=section,
        sections=SECTIONS,
        body=kept(room, library, identity, named, whole, section, everything),
    )


def whole(library: Library, story: str, section: str, everything: bool) -> Markup:
    """Make one section of a story."""
    arranged = told(library, story, everything=everything, short=True)
    return part("section.html", page=arranged, level=0, section=section, sections=SECTIONS)
