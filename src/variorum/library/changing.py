"""What the new versions of tellings changed: in the telling itself, and in the story that it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from variorum.collation import resolve
from variorum.edition.change import Revision
from variorum.edition.revisions import revised
from variorum.edition.turned_points import TurnedPoint, turned_points
from variorum.engines import Engine
from variorum.errors import UnknownTelling
from variorum.library import settled
from variorum.library.finishing import read, reader
from variorum.model import Article, Edition
from variorum.pipeline import FINISH, Whole
from variorum.store import collated, tellings
from variorum.store.opening import OpenLibrary
from variorum.store.tellings import StoredVersion


@dataclass(frozen=True)
class VersionChange:
    """What one version of a telling changed against the one before it, and which Points of its story are others for it.

    ``story`` is the story as it is now, in which only this telling is set back; nothing if that is not known.
    """

    before: StoredVersion
    after: StoredVersion
    revision: Revision
    story: str | None = None
    title: str | None = None
    points: tuple[TurnedPoint, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Give this as plain JSON types."""
        return {
            "address": self.after.address,
            "title": self.after.article.title,
            "outlet": self.after.article.outlet,
            "seen": {"before": self.before.seen, "after": self.after.seen},
            **self.revision.to_dict(),
            "story": self.story,
            "points": [change.to_dict() for change in self.points],
        }


def changes(
    library: OpenLibrary, engine: Engine, name: str | None = None, since: str | None = None
) -> Iterator[VersionChange]:
    """Tell what each new version of a telling changed, the latest last: of one telling, or of all that have versions.

    ``since`` is a moment, or the beginning of one (ISO 8601): what was seen before it is not told. Raises ``UnknownTelling``.
    """
    for address in _addresses(library, name):
        with library.reading() as connection:
            held = tellings.versions(connection, address)
        for before, after in pairwise(held):
            if since is None or after.seen >= since:
                yield _change(library, engine, before, after)


def _addresses(library: OpenLibrary, name: str | None) -> tuple[str, ...]:
    with library.reading() as connection:
        if name is None:
            return tellings.with_versions(connection)
        found = tellings.called(connection, name)
    if len(found) != 1:
        raise UnknownTelling(name, found)
    return found


def _change(library: OpenLibrary, engine: Engine, before: StoredVersion, after: StoredVersion) -> VersionChange:
    pair = (before.article, after.article)
    # One by one: two versions with the same text have the same id.
    readings = [read(library, engine, [version], reader())[version.id][0] for version in pair]
    revision = revised(*readings)
    found = VersionChange(before, after, revision)
    with library.reading() as connection:
        current = tellings.ids_of(connection, [after.address]).get(after.address, "")
        story = collated.story_of(connection, current)
    return _in_story(library, engine, found, story, current, pair) if story else found


def _in_story(
    library: OpenLibrary, engine: Engine, found: VersionChange, name: str, current: str, pair: tuple[Article, ...]
) -> VersionChange:
    """Collate the story as it is with either version of the telling in it, and say which Points differ."""
    with library.reading() as connection:
        story = collated.grouped(connection, name)
        if story is None or len(story.articles) < 2:
            return replace(found, story=name, title=story.title if story else None)
        merging = settled.merging(connection, story.articles)
        members = tuple(tellings.articles(connection, story.articles))
    wholes, sets = [], []
    for version in pair:
        own = tellings.renamed(version, current)
        articles = tuple(own if each.id == current else each for each in members)
        readings = read(library, engine, articles, reader())
        wholes.append(Whole(story, tuple(readings[each.id][0] for each in articles), resolve(merging, articles)))
        sets.append(articles)
    sides = [Edition(articles, (told,)) for told, articles in engine(FINISH, wholes)]
    return replace(found, story=name, title=story.title, points=turned_points(*sides))
