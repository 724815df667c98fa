"""What the user settles: split, merge, rename, voices, findings dismissed and confirmed; and taking it back."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from variorum.errors import TooMuchToDo, UnknownStory
from variorum.library import Library, Shown
from variorum.library.browsing import Browsed, StoryCard
from variorum.library.deciding import Settling
from variorum.library.decisions import decision, decisions
from variorum.library.settled import touched
from variorum.library.touched import holding
from variorum.model import Decision
from variorum.web.places import story_at
from variorum.web.rendering import page
from variorum.web.room import InRoom, Reading, Room
from variorum.web.settled import in_words, leading_back
from variorum.web.told import told
from variorum.web.work import Work

router = APIRouter()

Note = Annotated[str, Form(max_length=2_000)]
Back = Annotated[str, Form(max_length=2_000)]
"""The page from which something was settled, to go back to."""
Names = Annotated[list[Annotated[str, Form(max_length=2_000)]], Form(default_factory=list, max_length=1_000)]
_ID = re.compile(r"s[0-9a-f]{4,40}")
_AT_ONCE = 50
_STORIES = 20  # that a search for another story shows


@router.get("/decisions")
def settled(
    request: Request, library: Reading, page_number: Annotated[int, Query(alias="page", ge=1, le=10_000)] = 1
) -> Response:
    """List what was settled, the latest first."""
    shown, total = decisions(library.file, _AT_ONCE, (page_number - 1) * _AT_ONCE)
    return page(
        request,
        "decisions.html",
        decisions=[(one, in_words(one)) for one in shown],
        total=total,
        number=page_number,
        further=page_number * _AT_ONCE < total,
    )


@router.post("/decisions/{identity}/undo")
def undo(room: InRoom, identity: str, back: Back = "") -> Response:
    """Take a decision back."""
    return _settle(room, lambda settling: settling.undo(identity), back)


@router.get("/stories/{name}/settle")
def settle(
    request: Request,
    library: Reading,
    name: str,
    words: Annotated[str, Query(max_length=400)] = "",
    telling: Annotated[list[str] | None, Query(max_length=50)] = None,
) -> Response:
    """Show what can be settled of a story; ``words`` look for another one to put it together with."""
    identity = library.story(name)
    return page(
        request,
        "settle.html",
        story=library.listed(identity),
        page=told(library, identity),
        words=words,
        others=_others(library, identity, words),
        chosen=frozenset(telling or ()),
    )


def _others(library: Library, identity: str, words: str) -> list[StoryCard | Shown]:
    """Give other stories that have some words, or the one whose id they are."""
    if not words.strip():
        return []
    found: list[StoryCard | Shown] = list(library.browse(Browsed(words=words, limit=_STORIES)).stories)
    if _ID.fullmatch(words.strip()):
        with suppress(UnknownStory):
            found.insert(0, library.listed(words.strip()))
    return [one for one in found if one.id != identity]


@router.post("/stories/{name}/rename")
def rename(
    room: InRoom, name: str, title: Annotated[str, Form(max_length=500)], note: Note = "", back: Back = ""
) -> Response:
    """Give a story another title."""
    return _settle(room, lambda settling: settling.rename(name, title, note.strip() or None), back)


@router.post("/stories/{name}/split")
def split(room: InRoom, name: str, telling: Names, note: Note = "") -> Response:
    """Let some tellings of a story stand apart."""
    return _settle(room, lambda settling: settling.split(name, telling, note.strip() or None))


@router.post("/stories/{name}/merge")
def merge(room: InRoom, name: str, other: Names, note: Note = "") -> Response:
    """Make one story of this and others."""
    return _settle(room, lambda settling: settling.merge((name, *map(str.strip, other)), note.strip() or None))


@router.post("/stories/{name}/voices")
def voices(
    room: InRoom,
    name: str,
    kind: Annotated[Literal["one_voice", "independent"], Form()],
    telling: Names,
    note: Note = "",
    back: Back = "",
) -> Response:
    """Say that some tellings are one voice, or independent of one another."""
    with room.reading() as library:
        library.story(name)
    return _settle(room, lambda settling: settling.voices(telling, kind, note.strip() or None), back)


@router.post("/stories/{name}/findings/{finding}/judge")
def judge(
    room: InRoom,
    name: str,
    finding: str,
    kind: Annotated[Literal["dismiss", "confirm"], Form()],
    note: Note = "",
    back: Back = "",
) -> Response:
    """Say that a finding is wrong or of no use, or that it is right."""
    return _settle(room, lambda settling: settling.judge(name, finding, kind, note.strip() or None), back)


def _settle(room: Room, settling: Callable[[Settling], Decision], back: str = "") -> Response:
    """Settle something, let the stories be worked out anew, and lead to where it can be seen and undone."""
    with room.writing() as library:
        made = settling(library.settled)
        stories = holding(library.file, touched(made))
        words = in_words(decision(library.file, made.id))
    with suppress(TooMuchToDo):  # they stay among what is to be read, which the next piece of work does
        what = f"Working in what you {'settled' if made.undone is None else 'undid'}: {words}"
        room.jobs.start(what, Work(stories=stories), about=made.id)
    to = story_at(stories[0]) if stories else "/decisions"
    if made.kind in {"split", "merge"} and back.startswith("/stories/"):
        back = ""  # the story there has another id now
    return RedirectResponse(leading_back(back, made.id) or f"{to}?done={made.id}", 303)
