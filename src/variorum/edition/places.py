"""Where a link on a page leads: to another place of the same file, or to a page of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from variorum.edition.anchors import Anchors
from variorum.model import ArticleId


class Places(Protocol):
    """Gives the addresses that links on a story's page lead to; ``has_claims`` says whether claims have places, too."""

    @property
    def has_claims(self) -> bool:
        """Say whether a claim has a place of its own."""

    def of(self, finding: str) -> str:
        """Give the address of a finding."""

    def telling(self, article: ArticleId) -> str:
        """Give the address of a telling."""

    def words(self, finding: str, article: ArticleId) -> str:
        """Give the address of the place where the words of a finding stand in a telling."""

    def section(self, name: str) -> str:
        """Give the address of a section of the story."""

    def compare(self, a: ArticleId, b: ArticleId) -> str | None:
        """Give the address of two tellings side by side, if there is one."""

    def story(self, story: str) -> str | None:
        """Give the address of another story, if there is one."""


@dataclass(frozen=True)
class OneFile:
    """The places of a page that holds everything; ``tops`` are the names of the stories in it, by id."""

    names: Anchors
    tops: Mapping[str, str] = field(default_factory=dict)
    has_claims: bool = False

    def of(self, finding: str) -> str:
        """Give the address of a finding."""
        return f"#{self.names.of(finding)}"

    def telling(self, article: ArticleId) -> str:
        """Give the address of a telling."""
        return f"#{self.names.telling(article)}"

    def words(self, finding: str, article: ArticleId) -> str:
        """Give the address of the place where the words of a finding stand in a telling."""
        return f"#{self.names.words(finding, article)}"

    def section(self, name: str) -> str:
        """Give the address of a section of the story."""
        return f"#{self.names.section(name)}"

    def compare(self, a: ArticleId, b: ArticleId) -> str | None:
        """Give nothing: who took from whom stands in the file with the words."""

    def story(self, story: str) -> str | None:
        """Give the address of another story, if it is in the file."""
        top = self.tops.get(story)
        return f"#{top}" if top else None
