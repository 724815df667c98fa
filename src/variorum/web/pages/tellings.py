"""The page of one telling: its words with what was found in them, and where they come from; and what its versions changed."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from markupsafe import Markup
from starlette.responses import RedirectResponse, Response

from variorum.edition.arrangement import WHOLE
from variorum.edition.beside import versions_beside
from variorum.edition.story_page import StoryPage
from variorum.edition.wording import counted, is_directed
from variorum.errors import UnknownTelling
from variorum.library import Library, versions
from variorum.model import Copy
from variorum.web.places import Pages
from variorum.web.rendering import page, part
from variorum.web.room import InRoom, Reading
from variorum.web.told import kept, told

router = APIRouter()
MOST = 500
"""Rows of two versions that a page shows."""


@router.get("/stories/{name}/tellings/{identity}")
def show(request: Request, room: InRoom, library: Reading, name: str, identity: str) -> Response:
    """Show one telling with its findings marked. Raises ``UnknownTelling`` if the story does not have it."""
    story = library.story(name)
    if story != name:
        return RedirectResponse(Pages(story).telling(identity), 307)
    its = versions.telling(library.file, identity)
    if its.story != story or its.article.id != identity:
        return RedirectResponse(Pages(its.story or story).telling(its.article.id), 307)
    return page(
        request,
        "telling_page.html",
        story=library.listed(story),
        article=identity,
        label=_label(its),
        body=kept(room, library, story, f"tellings/{identity} {len(its.versions)}", whole, its),
    )


def whole(library: Library, story: str, its: versions.Telling) -> Markup:
    """Make what the page of a telling tells."""
    arranged = told(library, story)
    article = next((one for one in arranged.articles if one.id == its.article.id), None)
    if article is None:
        raise UnknownTelling(its.article.id, tuple(one.id for one in arranged.articles))
    mute = next((those for one, those in arranged.silences if one.id == article.id), [])
    copies = _copies(arranged, article.id)
    return part(
        "telling_told.html",
        page=arranged,
        level=0,
        article=article,
        told=its,
        lines=arranged.lines(article),
        taken=[one for one in copies if one.kind in WHOLE],
        shared=[one for one in copies if one.kind not in WHOLE],
        mute=mute,
    )


def _copies(arranged: StoryPage, article: str) -> list[Copy]:
    """Give the copies that a telling has a part in: what it was taken from, what was taken from it, what is merely shared."""
    those = [one for one in arranged.story.lineage.copies if article in (one.source, one.target)]
    return sorted(those, key=lambda one: (not is_directed(one), one.target != article, -one.share))


@router.get("/stories/{name}/tellings/{identity}/versions/{number}")
def changed(request: Request, library: Reading, name: str, identity: str, number: int) -> Response:
    """Tell what one version of a telling changed against the one before it; versions are counted from 1."""
    story = library.story(name)
    its = versions.telling(library.file, identity)
    if not 1 <= number <= len(its.versions):
        raise HTTPException(404, f"This telling has {counted(len(its.versions), 'version')}.")
    held = library.versions(its.address)
    before, after = held[max(0, number - 2)], held[number - 1]
    rows = versions_beside(before.article, after.article)
    return page(
        request,
        "version_page.html",
        story=library.listed(its.story or story),
        its=its,
        number=number,
        before=before,
        after=after,
        label=_label(its),
        lines=_told(library, its.address, after.number),
        changed=[one for one in rows if not one.same][:MOST],
        same=sum(one.same for one in rows),
        places=Pages(its.story or story),
    )


def _told(library: Library, address: str, version: int) -> list[str]:
    """Give what was told of a version when it came, in lines."""
    events = (one for one in library.events() if one.address == address and one.version == version)
    return [line for one in events for line in one.what.split("\n") if line]


def _label(its: versions.Telling) -> str:
    return its.article.outlet or its.article.title or its.article.input
