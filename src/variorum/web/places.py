"""The addresses of the pages of a story."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from variorum.edition.anchors import Anchors
from variorum.model import ArticleId

FRONT = frozenset({"top", "differences", "brief", "agreements", "repeated", "tellings"})
"""The sections that stand on a story's own page; each other one has a page of its own."""

ANCHORS = Anchors()
"""A page is of one story, so that the names on it need no prefix."""


def _named(words: str) -> str:
    return quote(words, safe="", errors="replace")


def story_at(identity: str) -> str:
    """Give the address of a story."""
    return f"/stories/{_named(identity)}"


def name_at(words: str) -> str:
    """Give the address of the page of a person or an organisation."""
    return f"/names/{_named(words)}"


@dataclass(frozen=True)
class Pages:
    """The places of a story in the reading room."""

    identity: str
    names: Anchors = ANCHORS

    @property
    def top(self) -> str:
        """Give the address of the story."""
        return story_at(self.identity)

    def of(self, finding: str) -> str:
        """Give the address of a finding."""
        return f"{self.top}/findings/{_named(finding)}"

    def telling(self, article: ArticleId) -> str:
        """Give the address of a telling."""
        return f"{self.top}/tellings/{_named(article)}"

    def words(self, finding: str, article: ArticleId) -> str:
        """Give the address of the place where the words of a finding stand in a telling."""
        return f"{self.telling(article)}#{self.names.words(finding, article)}"

    def section(self, name: str) -> str:
        """Give the address of a section of the story."""
        return f"{self.top}#{name}" if name in FRONT else f"{self.top}/{name}"

    def story(self, story: str) -> str | None:
        """Give the address of another story."""
        return story_at(story)
