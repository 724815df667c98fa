"""A story as it is asked about: its articles at hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from variorum.model import Article, ArticleId, Story


@dataclass(frozen=True)
class Asked:
    """One story with its articles by id."""

    story: Story
    by_id: Mapping[ArticleId, Article]

    @property
    def articles(self) -> tuple[Article, ...]:
        """The story's articles in its order; one that the edition does not bring is passed over."""
        return tuple(self.by_id[name] for name in self.story.articles if name in self.by_id)
