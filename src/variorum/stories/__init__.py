"""Articles into stories: the same event, not the same topic, with a reason for each join."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from variorum.model import Article, Problem, Story
from variorum.sharing import Work, here
from variorum.stories.candidates import Limits
from variorum.stories.decided import NOTHING, Decided
from variorum.stories.kept import Changed, Grouping
from variorum.stories.stream import Assignment, Stream

__all__ = ["Assignment", "Changed", "Decided", "Grouping", "Limits", "Stream", "group"]


def group(
    articles: tuple[Article, ...], work: Work = here, decided: Decided = NOTHING, limits: Limits | None = None
) -> tuple[tuple[Story, ...], tuple[Problem, ...]]:
    """Put the articles of one event together; every article is in exactly one story, the order of input is of no effect.

    Articles without a word are given back as Problems and stand as stories of their own. Stories come by their first
    day, then by id. ``work`` maps a function over independent pieces: an engine may do it elsewhere. ``decided`` is what the user
    has settled, ``limits`` how far an article looks for others. The method is described in ``docs/stories.md``.
    """
    with _uncollected():
        stream = Stream(limits=limits)
        stream.take(articles, work)
        return stream.stories(work, decided), stream.problems


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the search for circles of references off: there are none here, and it would go over a growing heap again and again."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
