"""Articles that links hold together, settled part by part: what changes in one part leaves all others as they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from variorum.model import Article
from variorum.stories import across
from variorum.stories.candidates import LEAST
from variorum.stories.evidence import probability, products
from variorum.stories.profiles import Profile
from variorum.stories.settling import settle
from variorum.stories.sparse import Ask, Pair

# Two groups are one event if the mean probability over their pairs reaches this.
TOGETHER = 0.5
_PIECE = 256  # articles scored at a time
_ENGLISH = {None, "en"}

Numbers = npt.NDArray[np.int32]
Probabilities = npt.NDArray[np.float32]


class Told(NamedTuple):
    """An article with its profile. The article itself is only read where one of a pair is not English."""

    article: Article
    profile: Profile

    @property
    def english(self) -> bool:
        """Say whether it is in English, as far as is known."""
        return self.article.language in _ENGLISH


def judge(one: Told, others: Sequence[Told]) -> npt.NDArray[np.float64]:
    """Give the probability that one article and each of some others tell of one event, in whatever languages."""
    found = np.zeros(len(others))
    plain = [at for at, other in enumerate(others) if one.english and other.english]
    if plain:
        found[plain] = probability(one.profile, [others[at].profile for at in plain])
    foreign = [at for at, other in enumerate(others) if not (one.english and other.english)]
    if foreign:
        found[foreign] = across.probability(one.article, [others[at].article for at in foreign])
    return found


def beyond(one: Told, others: Sequence[Told]) -> npt.NDArray[np.float64]:
    """Judge articles that were not each other's candidates: those that share next to no words do not tell of one event."""
    found = np.zeros(len(others))
    terms, weights = one.profile.terms, one.profile.weights
    alike = products(
        terms, weights, [other.profile.terms for other in others], [other.profile.weights for other in others]
    )
    near = [at for at, other in enumerate(others) if alike[at] >= LEAST or not (one.english and other.english)]
    if near:
        found[near] = judge(one, [others[at] for at in near])
    return found


def asking(told: Mapping[int, Told]) -> Ask:
    """Give what answers how probable it is that numbered articles tell of one event."""

    def ask(one: int, others: Sequence[int]) -> npt.NDArray[np.float64]:
        return beyond(told[one], [told[each] for each in others])

    return ask


class Scored(NamedTuple):
    """The earlier articles that one was compared with, by number, and the probabilities of one event."""

    earlier: Numbers
    probabilities: Probabilities


class Components:
    """Numbered articles, and which of them hang together by links that reach the mark.

    Two groups without one such link can never merge, so each component is settled by itself, when it is asked for and if it has
    changed since.
    """

    def __init__(self, mark: float = TOGETHER) -> None:
        self.mark = mark
        self._parent: dict[int, int] = {}
        self._members: dict[int, list[int]] = {}
        self._scored: dict[int, Scored] = {}
        self._settled: dict[int, list[tuple[int, ...]]] = {}

    def add(self, number: int, scored: Scored) -> None:
        """Add an article with its links to earlier ones that were added before and not removed."""
        self._parent[number] = number
        self._members[number] = [number]
        self._scored[number] = scored
        for earlier in scored.earlier[scored.probabilities >= self.mark].tolist():
            self._join(self.root(earlier), self.root(number))

    def _join(self, one: int, other: int) -> None:
        if one == other:
            return
        if len(self._members[one]) < len(self._members[other]):
            one, other = other, one
        self._parent[other] = one
        self._members[one].extend(self._members.pop(other))
        self._settled.pop(one, None)
        self._settled.pop(other, None)

    def root(self, number: int) -> int:
        """Give the article that stands for a component, for as long as nothing joins it."""
        while self._parent[number] != number:
            self._parent[number] = number = self._parent[self._parent[number]]
        return number

    def __iter__(self) -> Iterator[tuple[int, Sequence[int]]]:
        """Give each component: the article that stands for it, and its members."""
        return iter(self._members.items())

    def members(self, root: int) -> Sequence[int]:
        """Give the members of a component."""
        return self._members[root]

    def links(self, numbers: Iterable[int]) -> dict[Pair, float]:
        """Give the links among some articles, ``(earlier, later)`` to their probability."""
        chosen = set(numbers)
        return {
            (earlier, later): score
            for later in sorted(chosen)
            for earlier, score in zip(*(part.tolist() for part in self._scored[later]), strict=True)
            if earlier in chosen
        }

    def scored(self, number: int) -> Scored:
        """Give the earlier articles that one was compared with."""
        return self._scored[number]

    def groups(self, root: int, told: Mapping[int, Told]) -> list[tuple[int, ...]]:
        """Give the groups of a component."""
        if root not in self._settled:
            members = sorted(self._members[root])
            if len(members) < 3:  # one link, and it reaches the mark
                return [tuple(members)]
            self._settled[root] = settle(members, self.links(members), self.mark, asking(told))
        return self._settled[root]

    def remove(self, root: int) -> None:
        """Forget a component with all its articles."""
        for number in self._members.pop(root):
            del self._parent[number], self._scored[number]
        self._settled.pop(root, None)


@dataclass(frozen=True)
class Task:
    """Some articles to be scored, each against the candidates whose places in ``others`` are given."""

    ones: tuple[Told, ...]
    others: tuple[Told, ...]
    places: tuple[Numbers, ...]


def score(task: Task) -> list[Probabilities]:
    """Give the probabilities of each article of a task with its candidates."""
    return [
        judge(one, [task.others[at] for at in places.tolist()]).astype(np.float32)
        for one, places in zip(task.ones, task.places, strict=True)
    ]


def tasks(
    told: Mapping[int, Told], numbers: Sequence[int], found: Sequence[Sequence[int]], size: int = _PIECE
) -> Iterator[Task]:
    """Cut the scoring of articles, each with the numbers of its candidates, into independent pieces."""
    for begin in range(0, len(numbers), size):
        candidates = found[begin : begin + size]
        wanted = sorted({each for one in candidates for each in one})
        place = {each: at for at, each in enumerate(wanted)}
        yield Task(
            tuple(told[number] for number in numbers[begin : begin + size]),
            tuple(told[number] for number in wanted),
            tuple(np.array([place[each] for each in one], np.int32) for one in candidates),
        )
