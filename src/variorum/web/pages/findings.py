"""The page of one finding: everything behind it, and how to cite it."""

from __future__ import annotations

import re
from typing import Any

from fastapi import APIRouter, Request
from markupsafe import Markup, escape
from starlette.responses import RedirectResponse, Response

from variorum import __version__
from variorum.edition.citation import citation
from variorum.edition.facts import facts
from variorum.edition.finding import NOUN, Finding, finding
from variorum.edition.story_page import StoryPage
from variorum.edition.surroundings import around
from variorum.errors import UnknownFinding
from variorum.library import Library
from variorum.model import Point
from variorum.web.places import Pages, name_at
from variorum.web.rendering import page, part
from variorum.web.room import InRoom, Reading
from variorum.web.told import kept, told

router = APIRouter()

_JUDGED = re.compile(r"[pqfdck]\d+")
"""The findings that a user can dismiss or confirm: Points and statements."""
_BASE = Markup("<!-- where this server is -->")
"""Stands in the kept part for the server's own address, which another reader may know by another name; no outside text can hold it."""


@router.get("/stories/{name}/findings/{identity}")
def show(request: Request, room: InRoom, library: Reading, name: str, identity: str) -> Response:
    """Show one finding whole; 404 if the story has none of that id now."""
    story = library.story(name)
    if story != name:
        return RedirectResponse(Pages(story).of(identity), 307)
    shown = library.listed(story)
    try:
        body = kept(room, library, story, f"findings/{identity}", whole, identity)
    except UnknownFinding:
        return page(request, "finding_gone.html", status=404, story=shown, finding=identity)
    base = escape(str(request.base_url).rstrip("/"))
    return page(
        request,
        "finding_page.html",
        story=shown,
        finding=identity,
        is_judged=bool(_JUDGED.fullmatch(identity)),
        body=Markup(body.replace(_BASE, base)),  # noqa: S704 - both are escaped
    )


def whole(library: Library, story: str, identity: str) -> Markup:
    """Make what the page of a finding tells. Raises ``UnknownFinding``."""
    arranged = told(library, story, everything=True)
    one = finding(arranged.story, identity)
    if one is None:
        raise UnknownFinding(identity, story)
    return part("finding.html", level=-1, **values(arranged, one))


def values(arranged: StoryPage, one: Finding) -> dict[str, Any]:
    """Give what the template of a finding knows."""
    before, after = _beside(arranged, one.id)
    return {
        "page": arranged,
        "finding": one,
        "noun": NOUN[one.kind],
        "carrying": [
            point for point in arranged.story.points if any(one.id in each.statements for each in point.versions)
        ],
        "citation": citation(arranged.found, one, __version__),
        "before": before,
        "after": after,
        "base": _BASE,
        "facts": facts,
        "around": around,
        "name_at": name_at,
    }


def _beside(arranged: StoryPage, identity: str) -> tuple[Point | None, Point | None]:
    """Give the difference before this one and the one after it, in the order of the story's page."""
    those = [point for point in arranged.differences if not arranged.found.judged(point.id).startswith("dismissed")]
    at = next((number for number, point in enumerate(those) if point.id == identity), None)
    if at is None:
        return None, None
    return (those[at - 1] if at else None), (those[at + 1] if at + 1 < len(those) else None)
