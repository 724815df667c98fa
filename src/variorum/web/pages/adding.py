"""Adding reports: files that are dropped, addresses that are pasted, or the text itself."""

from __future__ import annotations

import re
from typing import Annotated, Any

from fastapi import APIRouter, File, Form, Request, UploadFile
from starlette.responses import RedirectResponse, Response

from variorum.edition.visible import shortened
from variorum.errors import TooMuchToDo
from variorum.web.rendering import page
from variorum.web.room import InRoom, Reading, Room
from variorum.web.safety import LARGE
from variorum.web.uploads import Uploads
from variorum.web.work import Work

router = APIRouter()

MOST = 1_000
"""Files and addresses at once."""
_WEB = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)
_BARE = re.compile(r"[^\s/?#:@]+\.[^\s/?#:@.\d][^\s/?#:@.]*(?:[/?#]\S*)?")
_ADDRESS = 2_000  # characters
Words = Annotated[str, Form(max_length=1_000)]
Long = Annotated[str, Form()]
"""As long as a part of a form may be: a million characters."""
Files = Annotated[list[UploadFile], File(default_factory=list)]


@router.get("/add")
def add(request: Request, room: InRoom, library: Reading) -> Response:
    """Ask for reports."""
    return _asked(request, room, to_do=library.counts.to_do)


@router.post("/add")
def take_in(
    request: Request,
    room: InRoom,
    files: Files,
    urls: Long = "",
    text: Long = "",
    title: Words = "",
    outlet: Words = "",
    url: Words = "",
    published: Words = "",
) -> Response:
    """Take in what was brought, and show how far it is."""
    known = {"text": text, "title": title, "outlet": outlet, "url": url, "published": published}
    brought = [file for file in files if file.filename]
    addresses, wrong = _addresses(urls)
    if url.strip() and not _WEB.fullmatch(url.strip()):
        wrong.append(url)
    fault = _fault(len(brought), len(addresses), wrong, text)
    if fault:
        return _asked(request, room, status=422, fault=fault, urls=urls, **known)
    uploads = Uploads().add(brought)
    if text.strip():
        uploads.add_text({name: value.strip() for name, value in known.items() if value.strip()})
    what = _what([file.name for file in uploads.files] + addresses)
    try:
        job = room.jobs.start(what, Work(files=uploads.files, urls=tuple(addresses)), after=uploads.close)
    except TooMuchToDo:
        uploads.close()
        raise
    return RedirectResponse(f"/jobs/{job.id}", 303)


def _asked(request: Request, room: Room, *, status: int = 200, **values: Any) -> Response:
    given = {"fault": "", "to_do": 0, **dict.fromkeys(("urls", "text", "title", "outlet", "url", "published"), "")}
    going_on = [job for job in room.jobs.latest if not job.over]
    return page(request, "add.html", status=status, jobs=going_on, most=MOST, largest=LARGE, **(given | values))


def _addresses(given: str) -> tuple[list[str], list[str]]:
    """Part the lines into addresses, each once, and what is none; ``example.org/page`` stands for its secure address."""
    found: dict[str, None] = {}
    wrong: list[str] = []
    for word in given.split():
        address = word if _WEB.fullmatch(word) else f"https://{word}" if _BARE.fullmatch(word) else ""
        if address and len(address) <= _ADDRESS:
            found[address] = None
        else:
            wrong.append(word)
    return list(found), wrong


def _fault(files: int, addresses: int, wrong: list[str], text: str) -> str:
    """Say what is wrong with what was brought, and what to do."""
    if wrong:
        shown = ", ".join(f"“{shortened(each, 80)}”" for each in wrong[:5])
        return f"Not an address of a page: {shown}{' …' if len(wrong) > 5 else ''}. Write it as https://example.org/page, one a line."
    if max(files, addresses) > MOST:
        return f"At most {MOST:,} at once: add the rest when these are taken in."
    if not files and not addresses and not text.strip():
        return "Nothing was given: choose files, paste addresses, or paste a text."
    return ""


def _what(names: list[str]) -> str:
    further = len(names) - 1
    return f"Taking in {shortened(names[0], 80)}{f' and {further:,} more' if further else ''}"
