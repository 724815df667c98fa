"""A story as its pages show it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from markupsafe import Markup

from variorum.edition.lookup import lookup
from variorum.edition.story_page import Extent, StoryPage
from variorum.edition.without import without_dismissed
from variorum.errors import UnknownStory
from variorum.library import Library
from variorum.model import Edition
from variorum.web.places import Pages
from variorum.web.room import Room

SHORT = Extent(sentences=3, silent=6, tellings=8, considered=4)
"""What a page of many findings shows of each."""


def edition_of(library: Library, story: str) -> Edition:
    """Give the edition of one story. Raises ``UnknownStory``."""
    edition = library.edition(story)
    if not edition.stories:
        raise UnknownStory(story)
    return edition


def told(library: Library, story: str, *, everything: bool = False, extent: Extent | None = None) -> StoryPage:
    """Give a story arranged for a page. Raises ``UnknownStory``.

    ``everything`` shows what is doubtful and what the user dismissed, too.
    """
    edition = edition_of(library, story)
    edition = edition if everything else without_dismissed(edition)
    one = edition.stories[0]
    places = Pages(one.id)
    found = lookup(edition, one)
    titles = {other.story: library.listed(other.story).title for other in one.related if _there(library, other.story)}
    return StoryPage(
        replace(found, title_of={**found.title_of, **titles}),
        places.names,
        places,
        everything=everything,
        extent=extent,
    )


def kept(room: Room, library: Library, story: str, page: str, make: Callable[[], Markup]) -> Markup:
    """Give a part of a page of a story as it was made before, if the story has not changed since, else make it."""
    return room.kept.part(story, page, library.state(story), make)


def _there(library: Library, story: str) -> bool:
    try:
        library.story(story)
    except UnknownStory:
        return False
    return True
