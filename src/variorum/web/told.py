"""A story as its pages show it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Concatenate

from markupsafe import Markup

from variorum.edition.lookup import lookup
from variorum.edition.story_page import Extent, StoryPage
from variorum.edition.without import without_dismissed
from variorum.errors import UnknownStory
from variorum.library import Library
from variorum.model import Edition
from variorum.web.making import Asked
from variorum.web.places import Pages
from variorum.web.room import Room

SHORT = Extent(sentences=3, silent=6, tellings=8, merges=2, reasons=False)
"""What a page of many findings shows of each."""
SHORTER = Extent(sentences=2, silent=3, tellings=5, merges=1, reasons=False)
"""The same in a story of many tellings."""
MANY = 30


def edition_of(library: Library, story: str) -> Edition:
    """Give the edition of one story. Raises ``UnknownStory``."""
    edition = library.edition(story)
    if not edition.stories:
        raise UnknownStory(story)
    return edition


def told(library: Library, story: str, *, everything: bool = False, short: bool = False) -> StoryPage:
    """Give a story arranged for a page. Raises ``UnknownStory``.

    ``everything`` shows what is doubtful and what the user dismissed, too; a ``short`` page leaves to the pages of findings what
    there is too much of.
    """
    edition = edition_of(library, story)
    related = (one.story for one in edition.stories[0].related)
    titles = {one: library.listed(one).title for one in related if _there(library, one)}
    return arranged(edition, titles, everything=everything, short=short)


def arranged(
    edition: Edition, titles: Mapping[str, str], *, everything: bool = False, short: bool = False
) -> StoryPage:
    """Arrange the edition of one story; ``titles`` are those of the stories that it is related to."""
    edition = edition if everything else without_dismissed(edition)
    one = edition.stories[0]
    places = Pages(one.id)
    found = lookup(edition, one)
    return StoryPage(
        replace(found, title_of={**found.title_of, **titles}),
        places.names,
        places,
        everything=everything,
        extent=(SHORTER if len(one.articles) > MANY else SHORT) if short else None,
    )


def kept(
    room: Room,
    library: Library,
    story: str,
    page: str,
    make: Callable[Concatenate[Library, str, Asked], Markup],
    *asked: Asked.args,
    **more: Asked.kwargs,
) -> Markup:
    """Give a part of a page of a story as it was made before, if the story has not changed since, else make it.

    ``make`` takes a library, the story's id and what was asked for; it is a function of a module, since other processes may run it.
    """
    return room.kept.part(story, page, library.state(story), lambda: room.makers(library, make, story, *asked, **more))


def _there(library: Library, story: str) -> bool:
    try:
        library.story(story)
    except UnknownStory:
        return False
    return True
