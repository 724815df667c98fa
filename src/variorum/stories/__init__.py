"""Articles into stories: the same event, not the same topic, with a reason for each join."""

from __future__ import annotations

from variorum.model import Article, Problem, Story
from variorum.stories.clusters import agglomerate_heap
from variorum.stories.joining import joins
from variorum.stories.likeness import Heap
from variorum.stories.naming import identify, span_of_days, title_of

__all__ = ["group"]

_UNDATED = (10**9, 10**9)  # undated articles come after the dated ones


def group(articles: tuple[Article, ...]) -> tuple[tuple[Story, ...], tuple[Problem, ...]]:
    """Put the articles of one event together; every article is in exactly one story, the order of input is of no effect.

    Articles without a word are given back as Problems and stand as stories of their own. Stories come by their first
    day, then by id. The method is described in ``docs/stories.md``.
    """
    told = tuple(sorted(articles, key=lambda article: (article.id, article.input, article.text)))
    if not told:
        return (), ()
    heap = Heap(told)
    stories = [_story(heap, members) for members in agglomerate_heap(heap)]
    return tuple(sorted(stories, key=lambda story: (story.opened or "9999", story.id))), _wordless(heap)


def _story(heap: Heap, members: tuple[int, ...]) -> Story:
    ordered = sorted(members, key=lambda at: (heap.days[at] or _UNDATED, heap.articles[at].id))
    opened, latest = span_of_days(heap.articles[at] for at in ordered)
    ids = tuple(heap.articles[at].id for at in ordered)
    scores = heap.scores(ordered)
    return Story(
        id=identify(ids),
        title=title_of([heap.articles[at] for at in ordered], scores),
        articles=ids,
        joins=joins(heap, ordered, scores),
        opened=opened,
        latest=latest,
    )


def _wordless(heap: Heap) -> tuple[Problem, ...]:
    return tuple(
        Problem(article.input, "no words", "this article has no words to compare: it was left as a story of its own")
        for article, profile in zip(heap.articles, heap.profiles, strict=True)
        if not profile.counts
    )
