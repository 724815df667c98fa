"""From a group of articles to a story: its name, its days, and a join for each article beyond the first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from operator import itemgetter
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from variorum.model import Article, ArticleId, Join, Problem, Story
from variorum.stories.components import Told, judge
from variorum.stories.days import Days
from variorum.stories.joining import why
from variorum.stories.naming import identify, span_of_days, title_of
from variorum.stories.profiles import Profile
from variorum.stories.sparse import Pair

TOGETHER, PARTED = "put together by the user", "other articles were set apart by the user"
_UNDATED = (10**9, 10**9)  # in a story, undated articles come after the dated ones


@dataclass(frozen=True)
class Group:
    """The articles of one story with their profiles, and the links between them: places in ``articles`` to a probability.

    ``units`` are the articles that the user put together; ``parted`` says that the user set others apart.
    """

    articles: tuple[Article, ...]
    profiles: tuple[Profile, ...]
    links: Mapping[Pair, float]
    units: tuple[tuple[int, ...], ...] = ()
    parted: bool = False


class Tie(NamedTuple):
    """An article of a story and the one it goes with, as places; the score is not known where nothing links them."""

    article: int
    partner: int
    score: float | None
    together: bool


class Outline(NamedTuple):
    """A story without its words: its articles in their order, the most central first, and which goes with which."""

    order: tuple[int, ...]
    likest: tuple[int, ...]
    ties: tuple[Tie, ...]


def tell(group: Group) -> Story:
    """Make a story of a group."""
    days = [profile.days for profile in group.profiles]
    ids = [article.id for article in group.articles]
    drawn = outline(ids, days, group.links, group.units)
    joins = []
    for tie in drawn.ties:
        one, other = group.articles[tie.article], group.articles[tie.partner]
        score = tie.score
        if score is None:
            mine, theirs = (Told(group.articles[at], group.profiles[at]) for at in (tie.article, tie.partner))
            score = unlinked(mine, theirs)
        joins.append(join(one.id, other.id, score, why(one, other), tie.together, group.parted))
    title = title_of(group.articles[at] for at in drawn.likest)
    return story([ids[at] for at in drawn.order], title, joins, days)


def unlinked(one: Told, partner: Told) -> float:
    """Judge two articles that only the user has brought together."""
    return float(np.float32(judge(one, [partner])[0]))


def story(ids: Sequence[ArticleId], title: str, joins: Sequence[Join], days: Sequence[Days | None]) -> Story:
    """Put a story together: its articles in their order, a join for each beyond the first, their days in any order."""
    opened, latest = span_of_days(days)
    return Story(identify(ids), title, tuple(ids), tuple(joins), opened, latest)


def join(article: ArticleId, partner: ArticleId, score: float, reason: str, together: bool, parted: bool) -> Join:
    """Say why an article goes with another, and what the user had to do with it."""
    said = [reason, *([TOGETHER] if together else []), *([PARTED] if parted else [])]
    return Join(article, partner, round(score, 3), "; ".join(said))


def outline(
    ids: Sequence[ArticleId],
    days: Sequence[Days | None],
    links: Mapping[Pair, float],
    units: Sequence[Sequence[int]] = (),
) -> Outline:
    """Put the articles of a story into its order, and tie each to one before it."""
    order = sorted(range(len(ids)), key=lambda at: (days[at] or _UNDATED, ids[at]))
    place = {at: number for number, at in enumerate(order)}
    placed = {(place[one], place[other]): score for (one, other), score in links.items()}
    central = _central(len(ids), placed)
    likest = sorted(range(len(ids)), key=lambda number: (-float(central[number]), number))
    unit_of = {place[at]: number for number, unit in enumerate(units) for at in unit}
    ties = (
        Tie(order[tie.article], order[tie.partner], tie.score, tie.together) for tie in _ties(len(ids), placed, unit_of)
    )
    return Outline(tuple(order), tuple(order[number] for number in likest), tuple(ties))


def _central(count: int, links: Mapping[Pair, float]) -> npt.NDArray[np.float32]:
    """Give for each article the sum of its links."""
    sums = np.zeros(count, np.float32)
    for (one, other), score in sorted(links.items()):
        sums[one] += score
        sums[other] += score
    return sums


def _ties(count: int, links: Mapping[Pair, float], unit_of: Mapping[int, int]) -> list[Tie]:
    """Tie each article beyond the first to the one it is likest to, so that all of a story hang together (Prim 1957).

    Where no link leads on, the user has brought articles together: the first of them is tied to the first it was put together
    with, or else to the first of the story.
    """
    beside: dict[int, list[tuple[float, int]]] = {at: [] for at in range(count)}
    for (one, other), score in links.items():
        beside[one].append((-score, other))
        beside[other].append((-score, one))
    tied = {0}
    found: list[Tie] = []
    waiting = [(score, 0, other) for score, other in beside[0]]
    heapify(waiting)

    def tie(article: int, partner: int, score: float | None) -> None:
        tied.add(article)
        together = article in unit_of and unit_of[article] == unit_of.get(partner)
        found.append(Tie(article, partner, score, together))
        for further, far in beside[article]:
            if far not in tied:
                heappush(waiting, (further, article, far))

    while len(tied) < count:
        if waiting:
            score, one, other = heappop(waiting)
            if other not in tied:
                tie(other, one, -score)
        else:
            tie(*_led_on(tied, count, unit_of), None)
    return sorted(found, key=itemgetter(0))


def _led_on(tied: set[int], count: int, unit_of: Mapping[int, int]) -> tuple[int, int]:
    left = [at for at in range(count) if at not in tied]
    firsts: dict[int, int] = {}
    for at in sorted(tied & unit_of.keys()):
        firsts.setdefault(unit_of[at], at)
    for at in left:
        if unit_of.get(at) in firsts:
            return at, firsts[unit_of[at]]
    return left[0], 0


def no_words(article: Article) -> Problem:
    """Say that an article cannot be compared with any other."""
    return Problem(article.input, "no words", "this article has no words to compare: it was left as a story of its own")
