"""Searching: hits with their words, each leading to the telling at these words."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from variorum.edition.marking import Piece, marked
from variorum.library.search_hits import Hit
from variorum.library.searching import Answer, search
from variorum.model import Span
from variorum.store.search_sieve import KINDS, Kind, Sieve
from variorum.web.listing import address, at_words, called, given
from variorum.web.pages.library import Short
from variorum.web.places import Pages, name_at
from variorum.web.rendering import page
from variorum.web.room import Reading

router = APIRouter()

_AT_ONCE, _MOST = 20, 200
WHAT: dict[Kind | Literal[""], str] = {"": "Everything", "article": "Tellings", "quote": "Quotes", "claim": "Claims"}


@router.get("/search")
def found(
    request: Request,
    library: Reading,
    words: Annotated[str, Query(max_length=1_000)] = "",
    kind: Kind | Literal[""] = "",
    outlet: Short = "",
    speaker: Short = "",
    since: Short = "",
    until: Short = "",
    story: Short = "",
    many: Annotated[int, Query(ge=1, le=_MOST)] = _AT_ONCE,
) -> Response:
    """Show what has some words, or means the same."""
    sieve = Sieve(
        frozenset((kind,) if kind else KINDS),
        given(outlet),
        given(speaker),
        None,
        given(since),
        given(until),
        given(story),
    )
    answer = search(library.file, words, sieve, limit=many) if given(words) else None
    kept = {"words": words, "outlet": outlet, "speaker": speaker, "since": since, "until": until, "story": story}
    more = answer is not None and answer.more and many < _MOST
    return page(
        request,
        "search.html",
        answer=answer or Answer(()),
        asked=given(words),
        kind=kind,
        what=WHAT,
        kept=kept,
        of_story=library.listed(story) if given(story) else None,
        pieces=_pieces,
        titled=_titled,
        leads=_leads,
        places=Pages,
        called=called,
        named=library.known(one.speaker for one in answer.hits if one.speaker) if answer else frozenset(),
        name_at=name_at,
        further=address("/search", **kept, kind=kind, many=many + _AT_ONCE) if more else None,
        shown_before=many - _AT_ONCE,
    )


def _pieces(hit: Hit) -> list[Piece]:
    """Cut the words of a hit at those that match."""
    span = hit.span
    return marked(span, (_part(span, start - span.start, end - span.start) for start, end in hit.marks))


def _titled(hit: Hit) -> list[Piece]:
    """Cut a title at the words that match."""
    title = hit.title or ""
    whole = Span(hit.span.article, 0, len(title), title)
    return marked(whole, (_part(whole, start, end) for start, end in hit.title_marks))


def _part(span: Span, start: int, end: int) -> Span:
    return Span(span.article, span.start + start, span.start + end, span.words[start:end])


def _leads(hit: Hit) -> str | None:
    """Give the address of the telling at the words; nothing for what is in no story yet."""
    return at_words(hit.story, hit.span.article, hit.span.words, hit.id) if hit.story else None
