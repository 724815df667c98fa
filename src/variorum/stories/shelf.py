"""What a grouping needs to keep of the articles it has taken in: plain rows, so that any store can hold them.

An article has a number of its own. Its place in time is its ``day`` (0 if that is not known) and then its ``id``. Where rows
are asked for by number or id, those that are not there are left out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple, Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

Numbers = Collection[int]
Place: TypeAlias = tuple[int, str]
Packed: TypeAlias = npt.NDArray[np.int64]


class Card(NamedTuple):
    """An article: ``told`` is the day its text is of, ``bar`` the sum from which a further article would be a candidate.

    ``knot`` is the number of one of the articles that links hold together with it, the same for all of these; ``story`` the id
    of its story.
    """

    number: int
    id: str
    day: int
    told: int
    language: str
    bar: float
    knot: int
    story: str

    @property
    def place(self) -> Place:
        """Where it stands in time."""
        return self.day, self.id


class Near(NamedTuple):
    """A story that is among the nearest to another: the mean over all pairs, and the articles that speak for the two."""

    story: str
    other: str
    mean: float
    one: int
    another: int


class Told(NamedTuple):
    """A story as it was told: ``opened`` is its first day, ``size`` its number of articles, ``content`` the rest of it."""

    id: str
    opened: str
    size: int
    content: str


class Shelf(Protocol):
    """Rows that stay. Every method does its work at once; who calls sees to it that all of a change is kept or none."""

    def note(self, key: str) -> str | None:
        """Give what was noted under a key."""
        ...

    def set_note(self, key: str, content: str) -> None:
        """Note something under a key."""
        ...

    # articles
    def free_number(self) -> int:
        """Give a number that no article has, nor any higher one."""
        ...

    def numbers(self, ids: Iterable[str]) -> dict[str, int]:
        """Give the numbers of articles by their ids."""
        ...

    def cards(self, numbers: Numbers) -> list[tuple[int, str, int, int, str, float, int, str]]:
        """Give the cards of some articles."""
        ...

    def knotted(self, knots: Numbers) -> list[int]:
        """Give the numbers of all articles of some knots."""
        ...

    def add(self, card: Sequence[int | str | float], profile: bytes, leaves: bytes) -> None:
        """Keep an article: its card, what is compared of it, what it is sought by."""
        ...

    def place(self, rows: Iterable[tuple[int, str, int]]) -> None:
        """Set the knots and stories of articles: rows of knot, story, number."""
        ...

    def set_bars(self, rows: Iterable[tuple[float, int]]) -> None:
        """Set the bars of articles: rows of bar, number."""
        ...

    def remove(self, numbers: Numbers) -> None:
        """Drop articles with their links, answers and relations; their postings are dropped by ``drop_postings``."""
        ...

    def profiles(self, numbers: Numbers) -> list[tuple[int, bytes]]:
        """Give what is compared of some articles."""
        ...

    def leaves(self, numbers: Numbers) -> list[tuple[int, bytes]]:
        """Give what some articles are sought by."""
        ...

    # postings: by index, term, day, id
    def indices(self) -> list[str]:
        """Name the indices that have postings, sorted."""
        ...

    def enter(self, rows: Iterable[tuple[str, int, int, str, int, int, int]]) -> None:
        """Add postings: index, term, day, id, number, weight, told."""
        ...

    def drop_postings(self, rows: Iterable[tuple[str, int, int, str]]) -> None:
        """Drop postings: index, term, day, id."""
        ...

    def latest(self, index: str, term: int, before: Place, depth: int, told: tuple[int, int]) -> Packed | None:
        """Of the latest bearers before a place, so many, give those told within some days or at none: number * 256 + weight."""
        ...

    def before(self, index: str, term: int, place: Place, count: int) -> list[int]:
        """Give the numbers of so many bearers before a place, the latest first."""
        ...

    def after(
        self, index: str, term: int, place: Place, count: int, until: Place | None = None
    ) -> list[tuple[int, int, int, str]]:
        """Give so many bearers after a place and up to another, the first first; a negative count is no limit."""
        ...

    # links: an article, an earlier one, the probability of one event
    def links_from(self, numbers: Numbers) -> list[tuple[int, int, float]]:
        """Give the links of some articles to earlier ones."""
        ...

    def links_to(self, numbers: Numbers) -> list[tuple[int, int, float]]:
        """Give the links of later articles to some."""
        ...

    def link(self, rows: Iterable[tuple[int, int, float]]) -> None:
        """Add links."""
        ...

    def unlink(self, rows: Iterable[tuple[int, int]]) -> None:
        """Drop links."""
        ...

    def answers(self, numbers: Numbers) -> list[tuple[int, int, float]]:
        """Give the probabilities of pairs that were asked for, of which the first is among some articles."""
        ...

    def answer(self, rows: Iterable[tuple[int, int, float]]) -> None:
        """Keep the probabilities of pairs that are no links."""
        ...

    # stories
    def stories(self, ids: Collection[str]) -> list[tuple[str, str, int, str]]:
        """Give some stories."""
        ...

    def put_stories(self, rows: Iterable[tuple[str, str, int, str]]) -> None:
        """Keep stories, in place of those of the same ids."""
        ...

    def drop_stories(self, ids: Collection[str]) -> None:
        """Drop stories, and what is near to them."""
        ...

    def near(self, ids: Collection[str]) -> list[tuple[str, str, float, int, int]]:
        """Give the stories that are among the nearest to some."""
        ...

    def near_to(self, ids: Collection[str]) -> list[tuple[str, str, float, int, int]]:
        """Give the stories that have some among their nearest."""
        ...

    def put_near(self, ids: Collection[str], rows: Iterable[tuple[str, str, float, int, int]]) -> None:
        """Set what is nearest to some stories."""
        ...

    def relations(self, pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int, str]]:
        """Give how pairs of articles that speak for two stories are related, as far as that was kept."""
        ...

    def put_relations(self, rows: Iterable[tuple[int, int, str]]) -> None:
        """Keep how pairs of articles are related."""
        ...
