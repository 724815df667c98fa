"""What is new in a story or a telling, in the few lines that an editor reads in passing."""

from __future__ import annotations

from variorum.edition.change import Revision
from variorum.edition.labels import labels
from variorum.edition.revised import revised_lines
from variorum.edition.turned_points import turned_points
from variorum.edition.visible import one_line, shortened
from variorum.edition.wording import counted, listed
from variorum.model import Article, Edition

_TITLE = 110  # characters


def story_news(now: Edition, before: Edition | None) -> tuple[str, ...]:
    """Say what is new in a story that was collated: the first line names it, the others say what changed.

    ``before`` is what it was when it was collated the last time, if it was. Nothing if there is nothing new.
    """
    story = now.stories[0]
    size = f"{counted(len(story.articles), 'telling')}, {counted(len(story.lineage.voices), 'voice')}"
    title = shortened(one_line(story.title), _TITLE)
    if before is None:
        return (f"new story: {title} ({size})",)
    called = labels(now.articles)
    known = {article.input for article in before.articles} | {article.id for article in before.articles}
    fresh = sorted(called[one.id] for one in now.articles if one.input not in known and one.id not in known)
    points = turned_points(before, now)
    if not fresh and not points:
        return ()
    joined = f": {listed(fresh)} joined" if fresh else ""
    return (f"{title} ({size}){joined}", *(f"  {point.words}" for point in points))


def revision_news(article: Article, revision: Revision) -> tuple[str, ...]:
    """Say what a new version of a telling changed: the first line names it."""
    name = one_line(article.outlet or article.url or article.input)
    title = shortened(one_line(article.title or article.input), _TITLE)
    return (f"new version: {name}: “{title}”", *(f"  {line}" for line in revised_lines(revision)))
