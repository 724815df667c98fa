"""Searching the library by words and by meaning."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, Field, TypeAdapter
from pydantic_core import to_json

from variorum.errors import WrongSearch
from variorum.library.search_hits import Hit
from variorum.library.searching import Answer, search
from variorum.store.search_sieve import KINDS, Kind, Sieve
from variorum.web.api.asking import DAY, Asked
from variorum.web.api.paging import Cursor, Limit, Paging
from variorum.web.problems import told

router = APIRouter(prefix="/search", tags=["search"])

_ANSWER: TypeAdapter[Answer] = TypeAdapter(Answer)
_DEEPEST = 1_000
Name = Annotated[str | None, Query(min_length=1, max_length=200)]


class Found(BaseModel):
    """The hits, best first; ``unread`` and ``without_meaning`` count what could not be searched in full."""

    query: str
    hits: list[Hit]
    more: bool = Field(description="There are more hits behind these.")
    unread: int = Field(description="Stories whose quotes and claims are not known yet.")
    without_meaning: int = Field(description="Articles that are found by their words only.")
    next: str | None


@router.get("", response_model=Found, responses=told(400, 404))
def searched(
    request: Request,
    asked: Asked,
    words: Annotated[
        str, Query(min_length=1, max_length=1_000, description='Words, "a phrase", -without, begin*, this OR that.')
    ],
    kind: Kind | None = None,
    outlet: Name = None,
    speaker: Name = None,
    entity: Name = None,
    since: Annotated[str | None, Query(pattern=DAY)] = None,
    until: Annotated[str | None, Query(pattern=DAY)] = None,
    story: Annotated[str | None, Query(min_length=1, max_length=100)] = None,
    words_only: Annotated[bool, Query(description="Not by meaning.")] = False,
    limit: Limit = 20,  # each hit takes a look at its text
    cursor: Cursor = None,
) -> Response:
    """Find articles, quotes and claims, best first, no deeper than a thousand hits."""
    pages = Paging(request, cursor, limit)
    sieve = Sieve(frozenset((kind,) if kind else KINDS), outlet, speaker, entity, since, until, story)

    def make() -> tuple[bytes, dict[str, str]]:
        start = pages.start
        if start >= _DEEPEST:
            raise WrongSearch(f"a search goes no deeper than {_DEEPEST:,} hits: narrow it")
        whole = search(asked.library.file, words, sieve, limit=start + pages.limit, meaning=not words_only)
        answer = replace(whole, hits=whole.hits[start:])
        following = pages.following if answer.more and pages.end < _DEEPEST else None
        body = _ANSWER.dump_json(answer, by_alias=True)[1:-1]
        return b'{"query":%s,%s,"next":%s}' % (to_json(words), body, to_json(following)), pages.link(following)

    return asked.about_all(make)
