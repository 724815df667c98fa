"""Articles into stories: the same event, not the same topic, with a reason for each join."""

from __future__ import annotations

from variorum.model import Article, Problem, Story
from variorum.stories.candidates import in_time
from variorum.stories.components import Work, here, settled
from variorum.stories.profiles import profile
from variorum.stories.telling import Group, tell

__all__ = ["group"]


def group(articles: tuple[Article, ...], work: Work = here) -> tuple[tuple[Story, ...], tuple[Problem, ...]]:
    """Put the articles of one event together; every article is in exactly one story, the order of input is of no effect.

    Articles without a word are given back as Problems and stand as stories of their own. Stories come by their first
    day, then by id. ``work`` maps a function over independent pieces: an engine may do it elsewhere. The method is described
    in ``docs/stories.md``.
    """
    told = in_time(articles)
    profiles = work(profile, told)
    groups, components = settled(profiles, work)
    stories = work(
        tell,
        [
            Group(
                tuple(told[at] for at in members),
                tuple(profiles[at] for at in members),
                {
                    (members.index(one), members.index(other)): score
                    for (one, other), score in components.links(members).items()
                },
            )
            for members in groups
        ],
    )
    wordless = tuple(
        Problem(article.input, "no words", "this article has no words to compare: it was left as a story of its own")
        for article, made in zip(told, profiles, strict=True)
        if not len(made.terms)
    )
    return tuple(sorted(stories, key=lambda story: (story.opened or "9999", story.id))), wordless
