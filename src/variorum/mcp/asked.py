"""What a question names: a story of the library, a telling of a story."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from variorum.edition.lookup import Lookup, lookup
from variorum.edition.without import without_dismissed
from variorum.errors import UnknownStory
from variorum.library import Library
from variorum.mcp.bounds import WrongQuestion
from variorum.mcp.here import Here
from variorum.mcp.links import Links
from variorum.model import Article
from variorum.store.writable import writable

_BEGUN = 4
"""Characters of an id by which a telling is known, at least."""
_FEW = 12


@dataclass(frozen=True)
class Asked:
    """A story with everything in it that the user did not dismiss; ``stale`` if there is more to find in it."""

    found: Lookup
    links: Links
    stale: bool

    @property
    def id(self) -> str:
        """The id of the story."""
        return self.found.story.id


def story_asked(here: Here, name: str) -> Asked:
    """Give the story that a name means: an id, its beginning, or a former one. Raises ``WrongQuestion``."""
    library = here.library
    with library.file.reading():  # all of one moment
        story = story_id(library, name)
        state = library.state(story)
        found = here.kept.get(state)
        if found is None:
            edition = without_dismissed(library.edition(story))
            found = here.kept.put(state, lookup(edition, edition.stories[0]))
        return Asked(found, here.links, library.listed(story).stale)


def story_id(library: Library, name: str) -> str:
    """Give the id of the story that a name means. Raises ``WrongQuestion``."""
    try:
        return library.story(writable(name))
    except UnknownStory as error:
        raise WrongQuestion(
            f"no story, or more than one, is called {named(name)}: search_stories finds stories and gives their ids"
        ) from error


def named(name: str) -> str:
    """Show a name that was asked for in a message: quoted, escaped, and not longer than a line."""
    return ascii(name if len(name) <= 60 else f"{name[:60]}…")


def telling_asked(asked: Asked, name: str) -> Article:
    """Give the telling of a story that a name means: its id or the beginning of it, its label, URL or file.

    Raises ``WrongQuestion`` if there is none, or more than one.
    """
    articles = [asked.found.articles[each] for each in asked.found.story.articles if each in asked.found.articles]
    ways: Iterable[Callable[[Article], bool]] = (
        lambda one: one.id == name,
        lambda one: asked.found.label(one.id).casefold() == name.strip().casefold(),
        lambda one: name in (one.url, one.input),
        lambda one: len(name) >= _BEGUN and one.id.startswith(name),
        lambda one: (one.outlet or "").casefold() == name.strip().casefold(),
    )
    for way in ways:
        if matching := [one for one in articles if way(one)]:
            if len(matching) == 1:
                return matching[0]
            break
    known = ", ".join(f"{one.id} ({asked.found.label(one.id)})" for one in articles[:_FEW])
    raise WrongQuestion(
        f"no telling, or more than one, of story {asked.id} is called {named(name)}: give an id of {known}"
        f"{' …' if len(articles) > _FEW else ''}"
    )
