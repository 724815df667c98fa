"""``quotes_of``: what a person or body is given as saying, over the stories, the latest first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from variorum.library.people import InStory, Person, PersonQuote
from variorum.mcp.answers import QuoteFound, QuotesFound
from variorum.mcp.asked import named, story_id
from variorum.mcp.bounds import MOST, Allowance, Page, WrongQuestion, page
from variorum.mcp.here import Here
from variorum.mcp.links import Links
from variorum.mcp.quoting import line, some, words
from variorum.store.writable import writable

_STORIES = 10
"""Stories that are looked through at a time."""
_TIMES = 20
_ROOM = 1_600
"""Bytes for what stands around the quotes: names and notes."""
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@dataclass(frozen=True)
class Between:
    """What the quotes are narrowed by: one story, days (ISO 8601); how many at once."""

    story: str | None = None
    since: str | None = None
    until: str | None = None
    limit: int = 10

    def has(self, day: str | None) -> bool:
        """Say whether a day, or a longer time, may lie between the two days; an unknown one does not."""
        if not day:
            return self.since is None and self.until is None
        return f"{day.rpartition('/')[2]}~" >= (self.since or "") and (self.until is None or day <= f"{self.until}~")


@dataclass(frozen=True)
class _Said:
    """A quote with the story and the day it belongs to."""

    appearance: InStory
    day: str | None
    quote: PersonQuote


def quotes_of(here: Here, person: str, between: Between, cursor: str | None = None) -> QuotesFound:
    """Answer with quotes of whoever has a name. Raises ``WrongQuestion`` for a name that nobody has, and ``WrongSearch``."""
    for value in (between.since, between.until):
        if value is not None and not _DAY.fullmatch(value):
            raise WrongQuestion(f"{named(value)} is no day: write 2025-02-07, 2025-02 or 2025")
    only = story_id(here.library, between.story) if between.story is not None else None
    place, _, after = (cursor or "").partition("~")
    this = page(place or None, "quotes_of", person, only, between.since, between.until)
    room = Allowance(MOST - _ROOM)
    taken: list[QuoteFound] = []
    offset = this.start
    for _ in range(_TIMES):
        found = here.library.person(writable(person), limit=_STORIES, after=after or None)
        if not found.stories:
            raise WrongQuestion(_nobody(found, person))
        for at, said in enumerate(_matching(found, only, between)):
            if at < offset:
                continue
            told = room.take([_told(here.links, said)], first=not taken) if len(taken) < between.limit else []
            if not told:
                return _answer(found, taken, _cursor(this, at, after))
            taken += told
        offset, after = 0, found.next or ""
        if not after:
            return _answer(found, taken, None)
    return _answer(found, taken, _cursor(this, 0, after))


def _cursor(this: Page, offset: int, after: str) -> str:
    return f"{offset}.{this.key}" + (f"~{after}" if after else "")


def _matching(found: Person, only: str | None, between: Between) -> Iterator[_Said]:
    for appearance in found.appearances:
        if only is not None and appearance.story != only:
            continue
        for day in appearance.days:
            if between.has(day.day):
                yield from (_Said(appearance, day.day, quote) for quote in day.quotes if quote.places)


def _told(links: Links, said: _Said) -> QuoteFound:
    first, *others = said.quote.places
    labels = list(dict.fromkeys(place.telling for place in others if place.telling != first.telling))
    return QuoteFound(
        words=words(first.span, first.telling),
        cue=line(said.quote.cue, 40),
        via=line(said.quote.via, 80),
        kind=said.quote.kind,
        outlet=line(first.outlet, 80),
        day=line(said.day, 40),
        also_in=some(labels, 6, 48),
        more_also_in=len(labels) - 6 if len(labels) > 6 else None,
        story=said.appearance.story,
        story_title=line(said.appearance.title, 120) or "untitled",
        link=links.finding(said.appearance.story, said.quote.statement),
    )


def _answer(found: Person, taken: list[QuoteFound], following: str | None) -> QuotesFound:
    notes = [line(found.note, 300)]
    if found.others:
        notes.append(line(f"Others who are also called so: {', '.join(found.others)}", 300))
    if not taken:
        notes.append("No quote of them was found" + (" so far: go on with the cursor." if following else " here."))
    return QuotesFound(
        person=line(found.name, 120) or "",
        quotes=taken,
        cursor=following,
        notes=[one for one in notes if one] or None,
    )


def _nobody(found: Person, asked: str) -> str:
    known = ", ".join(line(name, 60) or "" for name in found.others[:12])
    if known:
        return f"several people or bodies are called {named(asked)}: ask for one of {known}"
    return f"no story has a person or body called {named(asked)}: search_stories with the name shows how the tellings call them"
