"""What happened in a library since a day, the latest first: stories, tellings, new versions and what they changed."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Literal, cast

from pydantic.dataclasses import dataclass

from variorum.errors import WrongSearch
from variorum.library.cursors import cursor, place_of
from variorum.model import Value
from variorum.store import happened as kept
from variorum.store.opening import OpenLibrary

HappenedKind = Literal["story", "story_changed", "telling", "version"]
MOST = 500
"""Events that are given at once."""
_DAYS = 7  # before the latest event, if no day is named
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_ORDER = "happened"


@dataclass(frozen=True)
class Happened(Value):
    """One thing that happened: a story was found or turned out otherwise, a telling came, or a new version of one.

    ``lines`` say what in words. ``version`` counts the telling's versions from 1, ``telling`` is the article's id as it is now, and
    ``story`` the story that it is about now, if there is one.
    """

    number: int
    moment: str
    kind: HappenedKind
    lines: tuple[str, ...]
    address: str | None
    version: int | None
    telling: str | None
    outlet: str | None
    story: str | None
    story_title: str | None


@dataclass(frozen=True)
class News(Value):
    """What happened since a day, the latest first; the counts are of all of it. ``latest`` is the moment of the last thing."""

    since: str
    latest: str | None
    stories: int
    stories_changed: int
    tellings: int
    versions: int
    happened: tuple[Happened, ...]
    next: str | None


def news(library: OpenLibrary, since: str | None = None, *, limit: int = 200, after: str | None = None) -> News:
    """Give what happened since a day (ISO 8601), else in the week before the last thing that did. Raises ``WrongSearch``."""
    if since is not None and not _DAY.fullmatch(since):
        raise WrongSearch(f"since {since[:40]!r} is no day: write 2025-02-07, 2025-02 or 2025")
    behind = place_of(after, _ORDER, (int,))
    most = min(max(1, limit), MOST)
    with library.reading() as connection:
        latest = kept.latest_moment(connection)
        start = since if since is not None else _week_before(latest)
        rows = kept.happened(connection, start, int(behind[0]) if behind else None, most + 1)
        counts = kept.counted(connection, start)
    shown = tuple(_happened(row) for row in rows[:most])
    following = cursor(_ORDER, (shown[-1].number,)) if len(rows) > most else None
    return News(
        start, latest, counts.get("story", 0), counts.get("story_changed", 0), counts.get("telling", 0),
        counts.get("version", 0), shown, following,
    )  # fmt: skip


def _happened(row: kept.Row) -> Happened:
    number, moment, kind, what, address, version, *its = row
    lines = tuple(filter(None, what.split("\n")))
    return Happened(number, moment, cast("HappenedKind", kind), lines, address, version or None, *its)


def _week_before(moment: str | None) -> str:
    """Give the day a week before a moment."""
    try:
        return (date.fromisoformat((moment or "")[:10]) - timedelta(days=_DAYS)).isoformat()
    except (ValueError, OverflowError):
        return ""
