"""What a library holds, as values to show: lists of stories, and editions."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from variorum.errors import UnknownStory
from variorum.library import settled
from variorum.model import Article, Edition, Problem
from variorum.store import collated
from variorum.store.opening import OpenLibrary


@dataclass(frozen=True)
class Shown:
    """A story in a list: counts are nothing as long as it is only grouped; ``stale`` if there is more to find in it."""

    id: str
    title: str
    opened: str | None
    latest: str | None
    articles: int
    voices: int | None
    differences: int | None
    agreements: int | None
    stale: bool


@dataclass(frozen=True)
class Counts:
    """How much a library holds; ``to_do`` are the stories that are to be read and collated."""

    articles: int
    versions: int
    stories: int
    to_do: int


def listed(library: OpenLibrary, limit: int | None = None, *, one: str | None = None) -> tuple[Shown, ...]:
    """List stories, those with most voices and tellings first; of equals, those told last."""
    with library.reading() as connection:
        rows = connection.execute(
            "SELECT id, title, opened, latest, articles, voices, differences, agreements, stale FROM stories"
            " WHERE ?1 IS NULL OR id = ?1"
            " ORDER BY coalesce(voices, 1) DESC, articles DESC, latest DESC, id LIMIT ?2",
            (one, -1 if limit is None else limit),
        )
        return tuple(replace(Shown(*row), stale=bool(row[-1])) for row in rows)


def counts(library: OpenLibrary) -> Counts:
    """Count what a library holds."""
    with library.reading() as connection:
        row = connection.execute(
            "SELECT (SELECT count(*) FROM tellings), (SELECT count(*) FROM versions), count(*),"
            " count(*) FILTER (WHERE stale) FROM stories"
        ).fetchone()
        return Counts(*row)


def edition_of(connection: sqlite3.Connection, story: str) -> Edition | None:
    """Give the edition of one story as it is now; nothing if it is gone."""
    kept = collated.story(connection, story)
    if kept is None:
        return None
    return Edition(kept.articles, (settled.applied(connection, kept.story),))


def editions(library: OpenLibrary, names: Sequence[str] = ()) -> Iterator[Edition]:
    """Give the edition of each story, in the order of an edition, all or those named."""
    with library.reading() as connection:
        ids = [story_called(library, name) for name in names] or list(collated.ids(connection))
    for each in ids:
        with library.reading() as connection:
            edition = edition_of(connection, each)
        if edition is not None:
            yield edition


def whole(library: OpenLibrary, names: Sequence[str] = ()) -> Edition:
    """Give one edition of some stories, or of all with the Problems of the library."""
    with library.reading():  # all of one moment
        parts = list(editions(library, names))
        problems = () if names else problems_of(library)
    articles: dict[str, Article] = {article.id: article for part in parts for article in part.articles}
    ordered = tuple(articles[each] for each in sorted(articles))
    return Edition(ordered, tuple(story for part in parts for story in part.stories), problems)


def story_called(library: OpenLibrary, name: str) -> str:
    """Give the id of the story that a name means. Raises ``UnknownStory`` if there is none, or more than one."""
    with library.reading() as connection:
        found = collated.called(connection, name)
    if len(found) != 1:
        raise UnknownStory(name)
    return found[0]


def state_of(library: OpenLibrary, name: str) -> str:
    """Give a short name for what a story is now, with what the user settled. Raises ``UnknownStory``."""
    with library.reading() as connection:
        row = connection.execute(
            "SELECT id, digest, program, title, stale, grouped FROM stories WHERE id = ?",
            (story_called(library, name),),
        ).fetchone()
        settled_so_far = connection.execute("SELECT count(*), count(undone) FROM decisions").fetchone()
    return hashlib.sha256(repr((row, settled_so_far)).encode()).hexdigest()[:24]


def problems_of(library: OpenLibrary) -> tuple[Problem, ...]:
    """Give all Problems that stand."""
    with library.reading() as connection:
        return collated.problems(connection)
