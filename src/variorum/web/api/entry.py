"""Where the API begins: what there is, and whether it is well."""

from __future__ import annotations

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field
from pydantic_core import to_json

from variorum import __version__
from variorum.web.api.asking import Asked
from variorum.web.api.etags import JSON

router = APIRouter(tags=["entry"])

_PARTS = "stories people commitments search changes problems decisions jobs".split()


class Entrance(BaseModel):
    """The program, how much its library holds, and where to go on."""

    program: str
    version: str
    stories: int
    articles: int
    versions: int = Field(description="Texts that stood somewhere at some time.")
    unread: int = Field(description="Stories that are to be read and collated.")
    links: dict[str, str]


class Health(BaseModel):
    """That the server answers."""

    status: str
    program: str
    version: str


@router.get("/", response_model=Entrance, summary="Entrance")
def entrance(asked: Asked) -> Response:
    """Say what there is."""

    def make() -> bytes:
        counts = asked.library.counts
        links = {each: f"/api/{each}" for each in _PARTS} | {"description": "/api/openapi.json"}
        held = {
            "stories": counts.stories,
            "articles": counts.articles,
            "versions": counts.versions,
            "unread": counts.to_do,
        }
        return to_json({"program": "variorum", "version": __version__, **held, "links": links})

    return asked.about_all(make)


@router.get("/health", response_model=Health)
def health() -> Response:
    """Say that the server answers; no token is asked for."""
    return Response(to_json({"status": "fine", "program": "variorum", "version": __version__}), media_type=JSON)
