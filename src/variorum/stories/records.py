"""A story as it is kept on a shelf: all of it but what is found by collation, and what the user had to do with it."""

from __future__ import annotations

import json
from typing import NamedTuple

from variorum.model import Join, Relation, Story
from variorum.stories.shelf import Told


class Record(NamedTuple):
    """A story; whether others were parted from it, and which of its articles were put together, by the user."""

    story: Story
    parted: bool = False
    units: tuple[tuple[str, ...], ...] = ()

    @property
    def place(self) -> tuple[str, str]:
        """Where the story stands among others."""
        return place(self.story.opened or "", self.story.id)

    @property
    def decided(self) -> bool:
        """Say whether the user had to do with it."""
        return self.parted or bool(self.units)

    def row(self) -> Told:
        """Write it."""
        story = self.story
        joins = [[join.article, join.partner, join.score, join.reason] for join in story.joins]
        related = [[near.story, near.kind, near.score, near.reason] for near in story.related]
        content = [story.title, story.latest, story.articles, joins, related, self.parted, self.units]
        return Told(story.id, story.opened or "", len(story.articles), json.dumps(content, separators=(",", ":")))


def read(row: tuple[str, str, int, str]) -> Record:
    """Read what was written."""
    told = Told._make(row)
    title, latest, articles, joins, related, parted, units = json.loads(told.content)
    story = Story(
        id=told.id,
        title=title,
        articles=tuple(articles),
        joins=tuple(Join(*join) for join in joins),
        opened=told.opened or None,
        latest=latest,
        related=tuple(Relation(*near) for near in related),
    )
    return Record(story, parted, tuple(map(tuple, units)))


def place(opened: str, story: str) -> tuple[str, str]:
    """Put a story into the order of all: by its first day, then by id."""
    return opened or "9999", story
