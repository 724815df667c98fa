"""What a request brings to be taken in: files, or addresses of pages and feeds. Its names never become places on the disk."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from variorum.edition.visible import shortened
from variorum.library.dropping import Dropped, called, kept_as
from variorum.web.work import Work

_LONGEST_JSON = 1_000_000
_MOST_FILES = 1_000


class Addresses(BaseModel):
    """Addresses of pages, feeds, lists of feeds and sitemaps."""

    model_config = ConfigDict(extra="forbid")
    urls: Annotated[
        list[Annotated[str, StringConstraints(pattern=r"^https?://[^\s\x00-\x1f]+$", max_length=2_000)]],
        Field(min_length=1, max_length=_MOST_FILES),
    ]


BODY: dict[str, Any] = {
    "required": True,
    "content": {
        "application/json": {"schema": Addresses.model_json_schema()},
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "properties": {
                    "files": {
                        "type": "array",
                        "minItems": 1,
                        "maxItems": _MOST_FILES,
                        "items": {"type": "string", "format": "binary"},
                    }
                },
                "required": ["files"],
            }
        },
    },
}
"""How a request body is described."""


@dataclass(frozen=True)
class Brought:
    """Files that were uploaded, or addresses."""

    files: tuple[UploadFile, ...] = ()
    urls: tuple[str, ...] = ()

    @property
    def named(self) -> str:
        """What was brought, in a few words."""
        first = self.urls[0] if self.urls else called(self.files[0].filename or "")
        others = len(self.urls) + len(self.files) - 1
        return f"{shortened(first, 80)}{f' and {others} more' if others else ''}"


async def brought(request: Request) -> AsyncIterator[Brought]:
    """Read what a request brings; its files are closed when it is answered."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        yield Brought(urls=_addresses(await _bounded(request)))
    elif kind == "multipart/form-data":
        async with request.form(max_files=_MOST_FILES, max_fields=10) as form:
            files = tuple(each for each in form.getlist("files") if isinstance(each, UploadFile))
            if not files:
                raise RequestValidationError([_missing("files", "no file was sent under this name")])
            yield Brought(files)
    else:
        raise HTTPException(415, "send files as multipart/form-data, or addresses as application/json")


async def _bounded(request: Request) -> bytes:
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > _LONGEST_JSON:
            raise HTTPException(413, f"too large: at most {_LONGEST_JSON:,} bytes of addresses at once")
    return body


def _addresses(body: bytes) -> tuple[str, ...]:
    try:
        return tuple(dict.fromkeys(Addresses.model_validate_json(body).urls))
    except ValidationError as error:
        told = error.errors(include_url=False, include_context=False, include_input=False)
        raise RequestValidationError([{**one, "loc": ("body", *one["loc"])} for one in told]) from error


def _missing(name: str, message: str) -> dict[str, Any]:
    return {"type": "missing", "loc": ("body", name), "msg": message}


def kept_aside(what: Brought) -> tuple[Work, Callable[[], None]]:
    """Keep what a request brought until it is taken in; give that as work, and what lets go of it."""
    if not what.files:
        return Work(urls=what.urls), lambda: None
    folder = TemporaryDirectory(prefix="variorum-", ignore_cleanup_errors=True)
    try:
        return Work(files=tuple(_kept(Path(folder.name), what.files))), folder.cleanup
    except BaseException:
        folder.cleanup()
        raise


def _kept(folder: Path, files: Iterable[UploadFile]) -> Iterator[Dropped]:
    """Write files into a folder under names of ours."""
    for number, each in enumerate(files):
        name = called(each.filename or "")
        place = folder / kept_as(number, name)
        with place.open("xb") as out:
            shutil.copyfileobj(each.file, out)
        yield Dropped(name, place)
