"""The library: its stories by words and filters, some at a time."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from variorum.edition.wording import DIFFERENCE
from variorum.library.browsing import Browsed, Order
from variorum.web.listing import HEIGHT, WIDTH, address, given, sparkline
from variorum.web.places import Pages
from variorum.web.rendering import page
from variorum.web.room import InRoom, Reading

router = APIRouter()

ORDERS: dict[Order, str] = {
    "voices": "most independent voices",
    "differences": "most differences",
    "latest": "told last",
    "told": "most tellings",
}
_LANGUAGES = {
    "ar": "Arabic", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English", "es": "Spanish",
    "fi": "Finnish", "fr": "French", "hu": "Hungarian", "it": "Italian", "ja": "Japanese", "ko": "Korean", "nl": "Dutch",
    "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sv": "Swedish",
    "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
Short = Annotated[str, Query(max_length=300)]
Cursor = Annotated[str, Query(max_length=1_000)]


@router.get("/")
def stories(
    request: Request,
    room: InRoom,
    library: Reading,
    words: Annotated[str, Query(max_length=1_000)] = "",
    outlet: Short = "",
    language: Short = "",
    since: Short = "",
    until: Short = "",
    differing: bool = False,
    order: Order = "voices",
    after: Cursor = "",
) -> Response:
    """List the stories that were asked for."""
    asked = Browsed(
        given(words), given(outlet), given(language), given(since), given(until), differing, order, cursor=given(after)
    )
    shelf = room.lately.answer(library, asked, lambda: library.browse(asked))
    filters = {
        "words": asked.words, "outlet": asked.outlet, "language": asked.language, "since": asked.since, "until": asked.until,
        "differing": asked.differing,
    }  # fmt: skip
    kept = {**filters, "order": None if order == "voices" else order}
    return page(
        request,
        "library.html",
        shelf=shelf,
        asked=asked,
        orders=ORDERS,
        narrowed=any(filters.values()),
        differences=DIFFERENCE,
        languages=[(one.value, _LANGUAGES.get(one.value, one.value), one.tellings) for one in shelf.languages],
        places=Pages,
        drawn=sparkline,
        bar=(WIDTH, HEIGHT),
        further=address("/", **kept, after=shelf.next) if shelf.next else None,
        beginning=address("/", **kept) if asked.cursor else None,
    )
