"""Two tellings of a story side by side."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from markupsafe import Markup
from starlette.responses import RedirectResponse, Response

from variorum.edition.beside import beside, compared
from variorum.errors import UnknownTelling
from variorum.library import Library
from variorum.web.places import Pages
from variorum.web.rendering import page, part
from variorum.web.room import InRoom, Reading
from variorum.web.told import kept, told

router = APIRouter()
MOST = 500
"""Rows that a page shows."""
_Id = Annotated[str, Query(max_length=200)]


@router.get("/stories/{name}/compare")
def show(request: Request, room: InRoom, library: Reading, name: str, a: _Id = "", b: _Id = "") -> Response:
    """Show two tellings side by side; without two the page asks for them. Raises ``UnknownTelling``."""
    story = library.story(name)
    if story != name:
        return RedirectResponse(Pages(story).compare(a, b), 307)
    body = kept(room, library, story, f"compare/{a}/{b}", whole, a, b)
    return page(request, "compare_page.html", story=library.listed(story), body=body, article=a, other=b)


def whole(library: Library, story: str, a: str, b: str) -> Markup:
    """Make what the page tells of two tellings. Raises ``UnknownTelling``."""
    arranged = told(library, story)
    known = {article.id: article for article in arranged.articles}
    for one in (a, b):
        if one and one not in known:
            raise UnknownTelling(one, tuple(known))
    if not a or not b or a == b:
        return part("compare_choose.html", page=arranged, level=0, a=a, b=b)
    points = [*arranged.differences, *arranged.agreements, *arranged.repeated]
    copies = [one for one in arranged.story.lineage.copies if {one.source, one.target} == {a, b}]
    rows = beside(known[a], known[b], copies, points)
    return part(
        "compare.html",
        page=arranged,
        level=0,
        a=known[a],
        b=known[b],
        copies=copies,
        pair=compared(arranged.found, a, b, points),
        rows_told=rows[:MOST],
        more=len(rows) - len(rows[:MOST]),
    )
