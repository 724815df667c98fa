"""From a group of articles to a story: its name, its days, and a join for each article beyond the first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from operator import itemgetter

import numpy as np
import numpy.typing as npt

from variorum.model import Article, Join, Story
from variorum.stories.days import days_of
from variorum.stories.joining import why
from variorum.stories.naming import identify, span_of_days, title_of
from variorum.stories.profiles import Profile
from variorum.stories.sparse import Pair

_UNDATED = (10**9, 10**9)  # in a story, undated articles come after the dated ones


@dataclass(frozen=True)
class Group:
    """The articles of one story with their profiles, and the links between them: places in ``articles`` to a probability."""

    articles: tuple[Article, ...]
    profiles: tuple[Profile, ...]
    links: dict[Pair, float]


def tell(group: Group) -> Story:
    """Make a story of a group."""
    ordered = sorted(
        range(len(group.articles)),
        key=lambda at: (days_of(group.articles[at].published) or _UNDATED, group.articles[at].id),
    )
    place = {at: number for number, at in enumerate(ordered)}
    links = {(place[one], place[other]): score for (one, other), score in group.links.items()}
    articles = [group.articles[at] for at in ordered]
    opened, latest = span_of_days(articles)
    ids = tuple(article.id for article in articles)
    return Story(
        id=identify(ids),
        title=title_of(articles, _central(len(ids), links)),
        articles=ids,
        joins=_joins(articles, links),
        opened=opened,
        latest=latest,
    )


def _central(count: int, links: dict[Pair, float]) -> npt.NDArray[np.float32]:
    """Give for each article the sum of its links."""
    sums = np.zeros(count, np.float32)
    for (one, other), score in sorted(links.items()):
        sums[one] += score
        sums[other] += score
    return sums


def _joins(articles: Sequence[Article], links: dict[Pair, float]) -> tuple[Join, ...]:
    """Tie each article beyond the first to the one it is likest to, so that all of a story hang together (Prim 1957)."""
    beside: dict[int, list[tuple[float, int]]] = {at: [] for at in range(len(articles))}
    for (one, other), score in links.items():
        beside[one].append((-score, other))
        beside[other].append((-score, one))
    partner = {0: 0}
    found: list[tuple[int, Join]] = []
    waiting = [(score, 0, other) for score, other in beside[0]]
    heapify(waiting)
    while waiting:
        score, one, other = heappop(waiting)
        if other in partner:
            continue
        partner[other] = one
        reason = why(articles[other], articles[one])
        found.append((other, Join(articles[other].id, articles[one].id, round(-score, 3), reason)))
        for further, far in beside[other]:
            if far not in partner:
                heappush(waiting, (further, other, far))
    return tuple(join for _, join in sorted(found, key=itemgetter(0)))
