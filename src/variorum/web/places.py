"""The addresses of the pages of a story."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from variorum.edition.anchors import Anchors
from variorum.model import ArticleId, Span

FRONT = frozenset({"top", "differences", "brief", "agreements", "repeated", "tellings"})
"""The sections that stand on a story's own page; each other one has a page of its own."""

TEXT = 16
"""Characters of an article's id that are the name of its text; what follows tells articles with one text apart."""
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


def words_at(span: Span, kind: str) -> str:
    """Give the permanent link of a finding: the words that it stands on, in a text that never changes."""
    return f"/words/{_named(span.article[:TEXT])}/{span.start}-{span.end}?kind={_named(kind)}"


@dataclass(frozen=True)
class Pages:
    """The places of a story in the reading room."""

    identity: str
    names: Anchors = ANCHORS
    has_claims: bool = True

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

    def compare(self, a: ArticleId, b: ArticleId) -> str:
        """Give the address of two tellings side by side."""
        return f"{self.top}/compare?a={_named(a)}&b={_named(b)}"

    def lasting(self, span: Span, kind: str) -> str:
        """Give the permanent link of a finding of a kind on these words."""
        return words_at(span, kind)

    def story(self, story: str) -> str | None:
        """Give the address of another story."""
        return story_at(story)
