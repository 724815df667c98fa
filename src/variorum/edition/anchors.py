"""Permanent names for the places of a page, so that a finding can be linked to and cited."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from variorum.model import ArticleId, Edition, Story

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_WEB = re.compile(
    r"https?://[^\s<>\"'\\^`{|}\x00-\x20\x7f-\xa0\u200b-\u200f\u202a-\u202e\u2066-\u2069]+", re.IGNORECASE
)


@dataclass(frozen=True)
class Anchors:
    """The names of one story's findings; where a page holds several stories the story's id comes first."""

    prefix: str = ""

    def of(self, finding: str) -> str:
        """Name a finding: its own id."""
        return self.prefix + slug(finding)

    def telling(self, article: ArticleId) -> str:
        """Name a telling in full."""
        return f"{self.prefix}telling-{slug(article)}"

    def words(self, finding: str, article: ArticleId) -> str:
        """Name the place where the words of a finding stand in a telling."""
        return f"{self.prefix}words-{slug(finding)}-{slug(article)}"

    def section(self, name: str) -> str:
        """Name a section of the story."""
        return f"{self.prefix}{name}"


def anchors(edition: Edition, story: Story) -> Anchors:
    """Give the names for one story of an edition."""
    return Anchors(f"story-{slug(story.id)}-" if len(edition.stories) > 1 else "")


def slug(identifier: str) -> str:
    """Give an id that may stand in an address: itself where it is plain, else a hash of it."""
    if _PLAIN.fullmatch(identifier):
        return identifier
    return "x" + hashlib.sha256(identifier.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def web_address(url: str | None) -> str | None:
    """Give the address if it is one of the web, and nothing else that a browser would run or open."""
    return url if url and _WEB.fullmatch(url) else None
