"""Tellings with their versions, their texts, and words of them that can be cited for good."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from pydantic import TypeAdapter
from starlette.exceptions import HTTPException

from variorum.library import versions
from variorum.library.versions import Telling, VersionText, Words
from variorum.web.api.asking import Asked
from variorum.web.problems import told

router = APIRouter(tags=["tellings"])

_TELLING: TypeAdapter[Telling] = TypeAdapter(Telling)
_TEXT: TypeAdapter[VersionText] = TypeAdapter(VersionText)
_WORDS: TypeAdapter[Words] = TypeAdapter(Words)
_FURTHEST = 100_000_000
TellingName = Annotated[
    str, Path(min_length=1, max_length=200, description="A telling's id, or the first four characters of it or more.")
]
Place = Annotated[int, Path(ge=0, le=_FURTHEST)]


@router.get("/tellings/{telling}", response_model=Telling, responses=told(404))
def telling(telling: TellingName, asked: Asked) -> Response:
    """Give a telling as it is now, with its versions."""
    return asked.about_all(lambda: _TELLING.dump_json(versions.telling(asked.library.file, telling), by_alias=True))


@router.get("/tellings/{telling}/text", response_model=VersionText, responses=told(404))
def text(
    telling: TellingName,
    asked: Asked,
    version: Annotated[
        int | None, Query(ge=1, le=_FURTHEST, description="The version's number; the one that holds now without it.")
    ] = None,
) -> Response:
    """Give the text of a telling, in which every offset counts."""
    return asked.about_all(lambda: _TEXT.dump_json(versions.version_text(asked.library.file, telling, version)))


@router.get("/words/{text_id}/{start}-{end}", response_model=Words, responses=told(404))
def words(
    text_id: Annotated[str, Path(pattern="^[0-9a-f]{16}$", description="The name of a text: an article's id.")],
    start: Place,
    end: Place,
    asked: Asked,
) -> Response:
    """Give words of a text, which stay where they are, and say which findings stand on them now."""

    def make() -> bytes:
        found = versions.words(asked.library.file, text_id, start, end)
        if found is None:
            raise HTTPException(404, f"no text {text_id} has words from {start} to {end}")
        return _WORDS.dump_json(found, by_alias=True)

    return asked.about_all(make)
