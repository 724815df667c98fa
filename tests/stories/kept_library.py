"""A library in small: articles on a shelf, with what a user of it was told of their stories."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from variorum.model import Article, ArticleId, Problem, Story
from variorum.stories import Changed, Decided, Grouping, Limits, group
from variorum.stories.shelf import Shelf

from .tellings import BRIDGE, BRIDGE_IN_FRENCH, EVERY, STRIKE_IN_FRENCH, told
from .test_stream import invented

ALL = Limits()


class Library:
    def __init__(self, shelf: Shelf, limits: Limits = ALL) -> None:
        self.shelf, self.limits = shelf, limits
        self.articles: dict[ArticleId, Article] = {}
        self.stories: dict[str, Story] = {}
        self.problems: dict[ArticleId, list[Problem]] = {}
        self.decided = Decided()

    def change(
        self, add: Sequence[Article] = (), remove: Collection[ArticleId] = (), decided: Decided | None = None
    ) -> Changed:
        """Change the shelf and hold what is told of it; what is told must be news."""
        for name in remove:
            self.articles.pop(name, None)
            self.problems.pop(name, None)
        there = set(self.articles)
        self.articles.update((article.id, article) for article in add if article.id not in there)
        self.decided = decided or self.decided
        grouping = Grouping(self.shelf, lambda ids: [self.articles[name] for name in ids], self.limits)
        changed = grouping.change(add, remove, decided)
        for story in changed.gone:
            del self.stories[story]
        assert all(self.stories.get(story.id) != story for story in changed.stories)
        self.stories.update((story.id, story) for story in changed.stories)
        for name, problem in changed.problems:
            self.problems.setdefault(name, []).append(problem)
        return changed

    def agrees(self) -> bool:
        """Say whether the stories are those of the same articles grouped at once."""
        expected, problems = group(tuple(self.articles.values()), decided=self.decided, limits=self.limits)
        stories = sorted(self.stories.values(), key=lambda story: (story.opened or "9999", story.id))
        found = sorted((each for held in self.problems.values() for each in held), key=lambda each: each.input)
        return tuple(stories) == expected and found == sorted(problems, key=lambda each: each.input)


def mixed(seed: int, count: int = 60) -> list[Article]:
    """Articles of several events in two languages, some without a date, one without words, two with one text."""
    twin = told("bridge-a-2", BRIDGE[0].text, title=BRIDGE[0].title, day="2023-05-20")
    apart = [BRIDGE_IN_FRENCH, STRIKE_IN_FRENCH, twin, told("undated", BRIDGE[1].text), told("empty", "…", title="")]
    return [*EVERY, *apart, *invented(seed, count)]
