"""Articles one after the other: each finds its story at once, and in the end the stories are those of the whole heap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from variorum.model import Article, ArticleId, Problem, Story
from variorum.sharing import Work, here
from variorum.stories.across import Abroad
from variorum.stories.anchors import anchors
from variorum.stories.candidates import WINDOW, Index, Limits, day_of, in_time
from variorum.stories.components import Components, Scored, Told, asking, score, tasks
from variorum.stories.decided import NOTHING, Bound, Decided
from variorum.stories.joining import why
from variorum.stories.profiles import profile
from variorum.stories.relations import Link, relate
from variorum.stories.settling import form
from variorum.stories.sparse import Pair
from variorum.stories.telling import Group, no_words, tell


@dataclass(frozen=True)
class Assignment:
    """Where an article went when it came: ``story`` is the article that opened its story, itself if the story is new.

    ``partner`` is the earlier article it is likest to, ``score`` the mean probability of one event with those of the story that
    it was compared with. Later articles may show that two stories are one, or that one is two: ``Stream.stories`` says how
    things stand.
    """

    article: ArticleId
    story: ArticleId
    partner: ArticleId | None = None
    score: float = 1.0
    reason: str = "nothing before tells of this event"


class Stream:
    """Stories that grow as articles come in.

    After the same articles, added in the order of time (undated first, then by day, then by id) in portions of any size,
    ``stories`` gives exactly what ``group`` gives. To take in one article costs the same however many came before. An article is
    compared with those up to ``window`` days before it, so that a story is closed when that many days have passed since it, and
    all that links tie to it, were last told: ``take_closed`` gives such stories out and forgets them. What comes later than that
    stands as a story of its own, with a Problem.
    """

    def __init__(self, window: int = WINDOW, limits: Limits | None = None) -> None:
        self.limits = limits or Limits(window)
        self.window = self.limits.window
        self._problems: list[Problem] = []
        self._index = Index(*self.limits)
        self._components = Components()
        self._held: dict[int, Told] = {}
        self._abroad: Abroad | None = None
        self._opened: dict[int, int] = {}  # the first article of the story that each article was assigned to
        self._ids: set[ArticleId] = set()
        self._days: list[int] = []  # of all articles ever, by number; 0 if it is not known
        self._latest = 0
        self._shut = 0  # what was published before this day comes too late

    def __len__(self) -> int:
        """Say how many articles are held."""
        return len(self._held)

    def add(self, articles: Iterable[Article], work: Work = here) -> tuple[Assignment, ...]:
        """Take in some articles and say where each went, in the order of time. One that is there already is passed over.

        ``work`` maps a function over independent pieces: an engine may do it elsewhere.
        """
        return tuple(self._assignment(number) for number in self.take(articles, work))

    def take(self, articles: Iterable[Article], work: Work = here) -> list[int]:
        """Take in some articles without saying where each went; give their numbers, in the order of time."""
        fresh = {article.id: article for article in in_time(articles) if article.id not in self._ids}
        self._ids.update(fresh)
        new = list(fresh.values())
        numbers: list[int] = []
        found: list[list[int]] = []
        for article, made in zip(new, work(profile, new), strict=True):
            number = len(self._days)
            self._held[number] = Told(article, made)
            self._days.append(day_of(made.days))
            numbers.append(number)
            found.append(self._candidates(number))
        scores = (row for part in work(score, tasks(self._held, numbers, found)) for row in part)
        for number, earlier, probabilities in zip(numbers, found, scores, strict=True):
            self._components.add(number, Scored(np.array(earlier, np.int32), probabilities))
            self._place(number)
        return numbers

    def _candidates(self, number: int) -> list[int]:
        """Give the numbers of the earlier articles that one is to be compared with, and enter it."""
        made = self._held[number].profile
        day = self._days[number]
        if 0 < day < self._shut:
            self._problem(number, "late", "older than the stories that were closed: it was left as a story of its own")
            self._index.pass_over()
            if self._abroad:
                self._abroad.pass_over()
            return []
        if not len(made.terms):
            self._problems.append(no_words(self._held[number].article))
        self._latest = max(self._latest, day)
        earlier: list[int] = self._index.add(made).numbers.tolist()
        return [*earlier, *(each for each in self._from_abroad(number) if each not in earlier)]

    def _from_abroad(self, number: int) -> list[int]:
        """Give the candidates in other languages. As long as all articles are English, there is nothing to be made for it."""
        if self._abroad is None:
            if self._held[number].english:
                return []
            self._abroad = Abroad(self.limits)
            for earlier in range(number):
                if earlier in self._held:
                    self._abroad.add(anchors(self._held[earlier].article))
                else:
                    self._abroad.pass_over()
        return list(self._abroad.add(anchors(self._held[number].article)))

    def _problem(self, number: int, kind: str, message: str) -> None:
        self._problems.append(Problem(self._held[number].article.input, kind, message))

    def _place(self, number: int) -> None:
        """Put an article to the story whose members it was compared with have the highest mean, if that reaches the mark."""
        sums: dict[int, list[float]] = {}
        for each, probability in self._compared(number):
            sums.setdefault(self._opened[each], []).append(probability)
        means = {story: sum(held) / len(held) for story, held in sums.items()}
        best = min(means, key=lambda story: (-means[story], story), default=number)
        self._opened[number] = best if means.get(best, 0.0) >= self._components.mark else number

    def _compared(self, number: int) -> list[tuple[int, float]]:
        earlier, probabilities = self._components.scored(number)
        return list(zip(earlier.tolist(), probabilities.tolist(), strict=True))

    def _assignment(self, number: int) -> Assignment:
        article, story = self._held[number].article, self._opened[number]
        if story == number:
            return Assignment(article.id, article.id)
        inside = [(probability, -each) for each, probability in self._compared(number) if self._opened[each] == story]
        mean = sum(probability for probability, _ in inside) / len(inside)
        partner = self._held[-max(inside)[1]].article
        return Assignment(article.id, self._held[story].article.id, partner.id, round(mean, 3), why(article, partner))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was wrong with the articles so far."""
        return tuple(self._problems)

    def stories(self, work: Work = here, decided: Decided = NOTHING) -> tuple[Story, ...]:
        """Give all stories that are held, as far as the user has not decided otherwise, by their first day, then by id."""
        return self._told([root for root, _ in self._components], work, decided)

    def closed(self, day: str | None = None) -> tuple[Story, ...]:
        """Give the stories that no article published on a day or after it can change; the day is ISO 8601.

        Without it, the latest day of the articles so far is taken. A story that an undated article belongs to is never closed.
        """
        return self._told(self._closed(self._day(day)), here)

    def take_closed(self, day: str | None = None) -> tuple[Story, ...]:
        """Give the stories that are closed on a day, and forget them with all that belongs to them.

        Of the stories near to one, those are named that are closed as well: the others may still change.
        """
        today = self._day(day)
        roots = self._closed(today)
        taken = self._told(roots, here)
        for number in [number for root in roots for number in self._components.members(root)]:
            self._ids.discard(self._held[number].article.id)
            del self._held[number], self._opened[number]
        for root in roots:
            self._components.remove(root)
        self._shut = max(self._shut, today - self.window)
        self._index.forget(self._shut)
        if self._abroad:
            self._abroad.forget(self._shut)
        return taken

    def _day(self, day: str | None) -> int:
        return self._latest if day is None else date.fromisoformat(day).toordinal()

    def _closed(self, today: int) -> list[int]:
        def over(number: int) -> bool:
            return 0 < self._days[number] < today - self.window

        return [root for root, members in self._components if all(map(over, members))]

    def _told(self, roots: Iterable[int], work: Work, decided: Decided = NOTHING) -> tuple[Story, ...]:
        groups = sorted(group for root in roots for group in self._components.groups(root, self._held))
        formed = self._formed(groups, decided.bound(self._numbers(decided.named)))
        stories = work(tell, formed)
        ordered = sorted(stories, key=lambda story: (story.opened or "9999", story.id))
        numbers = sorted(number for group in groups for number in group)
        told = {self._held[number].article.id: self._held[number] for number in numbers}
        return relate(ordered, told, self._links(numbers), work)

    def _links(self, numbers: Iterable[int]) -> Iterator[Link]:
        """Give what was compared, as pairs of articles with the probability of one event."""
        for number in numbers:
            earlier, probabilities = self._components.scored(number)
            for each, probability in zip(earlier.tolist(), probabilities.tolist(), strict=True):
                if each in self._held:
                    yield self._held[each].article.id, self._held[number].article.id, probability

    def _numbers(self, named: frozenset[ArticleId]) -> dict[ArticleId, int]:
        """Give the numbers of some articles, as far as they are held; the order of time is that of the numbers."""
        if not named:
            return {}
        return {told.article.id: number for number, told in self._held.items() if told.article.id in named}

    def _formed(self, groups: list[tuple[int, ...]], bound: Bound) -> list[Group]:
        named = bound.named
        links = self._components.links(at for group in groups if named.intersection(group) for at in group)
        found = []
        for formed in form(groups, links, asking(self._held), bound):
            for part in formed.parts:
                held = formed.links(part, self._components.links(part))
                found.append(self._group(part, held, bound.places(part), len(formed.parts) > 1))
        return found

    def _group(
        self, members: tuple[int, ...], links: Mapping[Pair, float], units: tuple[tuple[int, ...], ...], parted: bool
    ) -> Group:
        articles = tuple(self._held[number].article for number in members)
        profiles = tuple(self._held[number].profile for number in members)
        return Group(articles, profiles, links, units, parted)
