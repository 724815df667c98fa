"""What a request brings to be taken in: files, or addresses of pages and feeds. Its names never become places on the disk."""

from __future__ import annotations

import re
import shutil
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Annotated, Any, Protocol, Self

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from variorum.edition.visible import shortened
from variorum.library import Library
from variorum.library.taking import Portion
from variorum.model import Capture, Problem

_LONGEST_JSON = 1_000_000
_MOST_FILES = 1_000
_NAME = 300  # characters of a file's name that are kept
_ENDING = re.compile(r"(?:\.[A-Za-z0-9]{1,8}){1,2}$")


class Addresses(BaseModel):
    """Addresses of pages, feeds, lists of feeds and sitemaps."""

    model_config = ConfigDict(extra="forbid")
    urls: Annotated[
        list[Annotated[str, StringConstraints(pattern=r"^https?://[^\s\x00-\x1f]+$", max_length=2_000)]],
        Field(min_length=1, max_length=_MOST_FILES),
    ]


JSON_BODY: dict[str, Any] = {
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
        first = self.urls[0] if self.urls else label(self.files[0].filename)
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


class ToTakeIn(Protocol):
    """What is taken in by a job, and let go of afterwards."""

    def portions(self, library: Library) -> Iterator[Portion]:
        """Give what is to be taken in, in portions."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None: ...


def kept_aside(what: Brought) -> ToTakeIn:
    """Keep what a request brought until a job takes it in."""
    return _Fetched(what.urls) if what.urls else _Files(what.files)


class _Fetched:
    """Pages that are fetched when their turn comes."""

    def __init__(self, urls: tuple[str, ...]) -> None:
        self._urls = urls

    def portions(self, library: Library) -> Iterator[Portion]:
        from variorum.articles.fetching import Fetcher

        with Fetcher() as fetcher:
            yield from library.fetched(self._urls, fetcher)

    def close(self) -> None:
        pass

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


class _Files:
    """Uploaded files in a folder of our own, under numbers; what they were called is only told."""

    def __init__(self, files: tuple[UploadFile, ...]) -> None:
        self._folder = TemporaryDirectory(prefix="variorum-", ignore_cleanup_errors=True)
        self._names: dict[str, str] = {}
        folder = Path(self._folder.name).resolve()
        self._ours = re.compile(rf"{re.escape(str(folder))}/\d{{4}}(?:\.[a-z0-9]{{1,8}}){{0,2}}")
        try:
            for number, each in enumerate(files):
                name = label(each.filename)
                place = folder / f"{number:04}{ending(name)}"
                with place.open("xb") as out:
                    shutil.copyfileobj(each.file, out)
                self._names[str(place)] = name
        except BaseException:
            self.close()
            raise

    def portions(self, library: Library) -> Iterator[Portion]:
        from variorum.articles import captures

        del library  # what was uploaded is there
        for taken in captures(sorted(self._names)):
            yield replace(
                taken,
                source=self._told(taken.source),
                captures=tuple(map(self._capture, taken.captures)),
                problems=tuple(map(self._problem, taken.problems)),
            )

    def close(self) -> None:
        self._folder.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _told(self, words: str) -> str:
        """Put the names under which the files came in place of ours."""
        return self._ours.sub(lambda place: self._names.get(place.group(), place.group()), words)

    def _capture(self, capture: Capture) -> Capture:
        article = replace(capture.article, input=self._told(capture.article.input))
        address = capture.address
        if address.startswith("file:"):
            address = f"upload:{self._told(address.removeprefix('file:'))}"
        return replace(capture, article=article, address=address)

    def _problem(self, problem: Problem) -> Problem:
        return replace(problem, input=self._told(problem.input), message=self._told(problem.message))


def label(filename: str | None) -> str:
    """Give the name that an uploaded file is told by: one visible line."""
    return shortened((filename or "").encode("utf-8", "replace").decode("utf-8"), _NAME) or "file"


def ending(name: str) -> str:
    """Give the ending of a name by which its format is known, of letters and digits only."""
    found = _ENDING.search(PurePosixPath(name.replace("\\", "/")).name)
    return found.group().lower() if found else ""
