"""Looking through a library: its stories by words, outlet, language and days, in an order, some at a time."""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from typing import Literal, get_args

from pydantic.dataclasses import dataclass

from variorum.edition.wording import DIFFERENCE
from variorum.errors import WrongSearch
from variorum.library.coverage import Coverage, coverage
from variorum.library.cursors import cursor, place_of
from variorum.model import Difference, Value
from variorum.store import browsing
from variorum.store.opening import OpenLibrary
from variorum.store.search_query import parsed
from variorum.store.search_terms import fitted, needed
from variorum.store.writable import writable

Order = Literal["voices", "latest", "told", "differences"]
ORDERS: tuple[Order, ...] = get_args(Order)
MOST = 200
"""Stories that are given at once."""
_CHOICES = 60  # outlets and languages to choose from
_GLOSSES = 3  # differences named with a story
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_KINDS: dict[Order, tuple[type, ...]] = {
    "voices": (int, int, str, str),
    "told": (int, int, str, str),
    "differences": (int, int, str, str),
    "latest": (str, str),
}
_WEIGHT = {difference: at for at, difference in enumerate(DIFFERENCE)}


@dataclass(frozen=True)
class Browsed(Value):
    """What is asked for: stories with these words, told by an outlet, in a language, between two days (ISO 8601), with differences.

    ``order`` puts first those of most ``voices``, told ``latest``, most often ``told``, or with most ``differences``; ``cursor`` is
    ``Shelf.next`` of what was given before.
    """

    words: str | None = None
    outlet: str | None = None
    language: str | None = None
    since: str | None = None
    until: str | None = None
    differing: bool = False
    order: Order = "voices"
    limit: int = 30
    cursor: str | None = None


@dataclass(frozen=True)
class Differing(Value):
    """What the tellings of a story differ on, in a few words, and how."""

    difference: Difference
    about: str


@dataclass(frozen=True)
class StoryCard(Value):
    """A story in a list: counts are nothing as long as it is only grouped; ``stale`` if there is more to find in it.

    ``differing`` are the weightiest differences, a few at most, without those that are unsure.
    """

    id: str
    title: str
    opened: str | None
    latest: str | None
    tellings: int
    voices: int | None
    differences: int | None
    agreements: int | None
    stale: bool
    coverage: Coverage
    differing: tuple[Differing, ...] = ()


@dataclass(frozen=True)
class Choice(Value):
    """Something to narrow a list by, and how many tellings it leaves."""

    value: str
    tellings: int


@dataclass(frozen=True)
class Shelf(Value):
    """Some stories of a library, in the order asked for.

    ``total`` counts all that were asked for, ``next`` goes on behind the last one shown. ``outlets`` and ``languages`` are those
    with most tellings. ``stories_in_all``, ``tellings_in_all`` and ``unread`` (stories that are to be read) are of the whole library.
    """

    asked: Browsed
    stories: tuple[StoryCard, ...]
    total: int
    next: str | None
    outlets: tuple[Choice, ...]
    languages: tuple[Choice, ...]
    stories_in_all: int
    tellings_in_all: int
    unread: int


def browse(library: OpenLibrary, asked: Browsed) -> Shelf:
    """Give some stories of a library. Raises ``WrongSearch`` for what is no day, order or cursor, and words without a word."""
    _check(asked)
    after = place_of(asked.cursor, asked.order, _KINDS[asked.order])
    limit = min(max(1, asked.limit), MOST)
    with library.reading() as connection:
        sieve = _sieve(connection, asked)
        rows, total = browsing.stories(connection, sieve, asked.order, after, limit + 1)
        shown = rows[:limit]
        cards = _cards(connection, shown)
        key = browsing.key_of(connection, asked.order, shown[-1][0]) if len(rows) > limit else None
        outlets, languages = (
            tuple(Choice(*row) for row in browsing.choices(connection, column, _CHOICES))
            for column in ("outlet", "language")
        )
        in_all = browsing.counts(connection)
    return Shelf(asked, cards, total, cursor(asked.order, key) if key else None, outlets, languages, *in_all)


def _check(asked: Browsed) -> None:
    if asked.order not in ORDERS:
        raise WrongSearch(f"no order {asked.order!r}: choose one of {', '.join(ORDERS)}")
    for name, value in (("since", asked.since), ("until", asked.until)):
        if value is not None and not _DAY.fullmatch(value):
            raise WrongSearch(f"{name} {value[:40]!r} is no day: write 2025-02-07, 2025-02 or 2025")


def _sieve(connection: sqlite3.Connection, asked: Browsed) -> browsing.StorySieve:
    expression: str | None = None
    title_words: tuple[str, ...] = ()
    if asked.words is not None:
        query = parsed(writable(asked.words))
        if not query.wanted:
            raise WrongSearch(f"nothing to look for in {asked.words[:60]!r}: give a word or more that must occur")
        expression = fitted("search_texts", needed(connection, query))
        if not query.unwanted and all(len(group) == 1 for group in query.wanted):
            title_words = tuple(" ".join(group[0].words) for group in query.wanted)
    outlet, language = (None if value is None else writable(value) for value in (asked.outlet, asked.language))
    return browsing.StorySieve(
        expression, title_words, outlet, language, asked.since, asked.until, differing=asked.differing
    )


def _cards(connection: sqlite3.Connection, rows: Iterable[browsing.Row]) -> tuple[StoryCard, ...]:
    shown = list(rows)
    ids = [row[0] for row in shown]
    days: dict[str, list[str | None]] = defaultdict(list)
    for story, published in browsing.days(connection, ids):
        days[story].append(published)
    differing: dict[str, list[Differing]] = defaultdict(list)
    for story, difference, about in browsing.differing(connection, ids):
        differing[story].append(Differing(difference, about))  # type: ignore[arg-type]  # checked by the value
    return tuple(
        StoryCard(*row[:8], bool(row[8]), coverage(days[row[0]]), _weightiest(differing[row[0]])) for row in shown
    )


def _weightiest(found: Iterable[Differing]) -> tuple[Differing, ...]:
    return tuple(sorted(found, key=lambda one: _WEIGHT[one.difference]))[:_GLOSSES]
