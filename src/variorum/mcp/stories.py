"""``search_stories``: stories in which some words stand, or what they mean, with the best hits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from variorum.edition.wording import counted
from variorum.library.browsing import Browsed, StoryCard
from variorum.library.search_hits import Hit as LibraryHit
from variorum.library.searching import Answer as Found
from variorum.library.searching import search
from variorum.mcp.answers import Hit, StoriesFound, StoryFound
from variorum.mcp.bounds import MOST, Allowance, page
from variorum.mcp.here import Here
from variorum.mcp.links import Links
from variorum.mcp.quoting import line, words
from variorum.model import ArticleId
from variorum.store.search_sieve import Sieve
from variorum.store.writable import writable

_HITS = 3
"""Hits shown with a story."""
_DEEP = 200
"""Hits that are looked at."""
_ROOM = 700
"""Bytes for the names of fields, the words asked for, the notes and the cursor."""


@dataclass(frozen=True)
class Wanted:
    """What a search is narrowed by: days (ISO 8601), a part of an outlet's name; how many stories at once."""

    since: str | None = None
    until: str | None = None
    outlet: str | None = None
    limit: int = 10


def search_stories(here: Here, typed: str | None, wanted: Wanted, cursor: str | None = None) -> StoriesFound:
    """Answer with the stories that have the best hits first; without words, those told last. Raises ``WrongSearch`` and ``WrongQuestion``."""
    if typed is None:
        return _latest(here, wanted, cursor)
    this = page(cursor, "search_stories", typed, wanted.since, wanted.until, wanted.outlet)
    sieve = Sieve(since=wanted.since, until=wanted.until, outlet=writable(wanted.outlet) if wanted.outlet else None)
    answer = search(here.library.file, writable(typed), sieve, limit=_DEEP)
    grouped = _grouped(answer.hits)
    asked_for = list(grouped)[this.start : this.start + wanted.limit]
    room = Allowance(MOST - _ROOM)
    shown = room.take((_story(here, story, grouped[story]) for story in asked_for), first=True)
    _, following = this.next(len(shown), len(grouped))
    notes = [*_unread(answer), *(["There may be more: ask with more words."] if answer.more and not following else [])]
    return StoriesFound(words=line(typed) or "", stories=shown, cursor=following, notes=notes or None)


def _latest(here: Here, wanted: Wanted, cursor: str | None) -> StoriesFound:
    asked = Browsed(
        outlet=wanted.outlet,
        since=wanted.since,
        until=wanted.until,
        order="latest",
        limit=wanted.limit,
        cursor=cursor,
    )
    shelf = here.library.browse(asked)
    shown = Allowance(MOST - _ROOM).take((_card(here.links, card) for card in shelf.stories), first=True)
    if len(shown) < len(shelf.stories):  # the cursor is that of the last one shown
        shelf = here.library.browse(replace(asked, limit=len(shown)))
    notes = [f"{counted(shelf.unread, 'story')} of the library are to be read: `variorum ingest` does it."]
    return StoriesFound(stories=shown, cursor=shelf.next, notes=notes if shelf.unread else None)


def _card(links: Links, card: StoryCard) -> StoryFound:
    return StoryFound(
        id=card.id,
        title=line(card.title) or "untitled",
        opened=card.opened,
        latest=card.latest,
        tellings=card.tellings,
        voices=card.voices,
        differences=card.differences,
        link=links.story(card.id),
    )


def _grouped(hits: Iterable[LibraryHit]) -> dict[str, list[LibraryHit]]:
    """Put hits to their stories, in the order of the best of each; an article that belongs to no story yet is left out."""
    grouped: dict[str, list[LibraryHit]] = {}
    for hit in hits:
        if hit.story is not None:
            grouped.setdefault(hit.story, []).append(hit)
    return grouped


def _story(here: Here, story: str, hits: list[LibraryHit]) -> StoryFound:
    shown = here.library.listed(story)
    return StoryFound(
        id=shown.id,
        title=line(shown.title) or "untitled",
        opened=shown.opened,
        latest=shown.latest,
        tellings=shown.articles,
        voices=shown.voices,
        differences=shown.differences,
        hits=[_hit(hit) for hit in _apart(hits)],
        more_hits=len(hits) - _HITS if len(hits) > _HITS else None,
        link=here.links.story(shown.id),
    )


def _apart(hits: list[LibraryHit]) -> list[LibraryHit]:
    """Give the best few hits, of other tellings first."""
    seen: set[ArticleId] = set()
    first: list[LibraryHit] = []
    rest: list[LibraryHit] = []
    for hit in hits:
        (rest if hit.span.article in seen else first).append(hit)
        seen.add(hit.span.article)
    return [*first, *rest][:_HITS]


def called(hit: LibraryHit) -> str:
    """Give what the telling of a hit is called."""
    return line(hit.outlet or hit.title or hit.input, 40) or hit.span.article


def _hit(hit: LibraryHit) -> Hit:
    return Hit(
        kind=hit.kind,
        words=words(hit.span, called(hit)),
        published=line(hit.published, 40),
        speaker=line(hit.speaker, 80),
        found_by=hit.by,
        also_in=len(hit.also) or None,
        origins=hit.origins if hit.also else None,
    )


def _unread(answer: Found) -> Iterator[str]:
    if answer.unread:
        yield f"Of {counted(answer.unread, 'story')} only the articles' words are known: `variorum ingest` reads them."
    if answer.without_meaning:
        yield f"{counted(answer.without_meaning, 'article')} can be found by words only: `variorum ingest` sees to it."
