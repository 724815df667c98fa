"""Looking through a library of many stories gives what a slow, simple way gives: all of it, filtered and sorted."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.library import Library
from variorum.library.browsing import ORDERS, Browsed, Order
from variorum.library.pledges import PLEDGE_ORDERS, Pledged, PledgeOrder
from variorum.model import Act, Status
from variorum.store import pledges as kept

ACTS: tuple[Act, ...] = get_args(Act)
STATUSES: tuple[Status, ...] = get_args(Status)
WHO = ("Ada Olsen", "ada olsen", "Jo Brandt", "the port", "The Port Authority", "Ådne Vik", None)
DAYS = (None, "2031-03-01", "2031-03-09", "2031-05", "2032", "2031-04-01/2031-04-30")


@dataclass(frozen=True)
class Row:
    """One telling's term of an entry."""

    story: str
    entry: str
    actor: str | None
    act: Act
    status: Status
    due: str | None
    drift: str | None


@dataclass(frozen=True)
class Many:
    """A library of composed stories, with what it was composed of."""

    library: Library
    rows: tuple[Row, ...]
    latest: dict[str, str]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Many]:
    chance = random.Random(31)  # noqa: S311  # for composing a test
    rows: list[Row] = []
    latest: dict[str, str] = {}
    with Library(tmp_path_factory.mktemp("many") / "library.db") as library:
        with library.file.writing() as connection:
            for number in range(40):
                story, day = f"s{number:02}", chance.choice(DAYS)
                latest[story] = day or ""
                counts = [chance.randrange(4) for _ in range(3)]
                connection.execute(
                    "INSERT INTO stories (id, title, opened, latest, articles, voices, differences, agreements, stale, grouped)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, '')",
                    (story, f"Story {number}", day, day, 1 + counts[0], counts[1] or None, counts[2]),
                )
                rows += _rows(chance, story)
            connection.executemany(
                "INSERT INTO ledger (story, id, actor_name, act, what, status, due, drift, statement, article, label, start, end, words)"
                " VALUES (?, ?, ?, ?, 'something', ?, ?, ?, 'c1', 'a1', 'Post', 0, 4, 'some')",
                [(one.story, one.entry, one.actor, one.act, one.status, one.due, one.drift) for one in rows],
            )
        yield Many(library, tuple(rows), latest)


def _rows(chance: random.Random, story: str) -> Iterator[Row]:
    for number in range(1, chance.randrange(2, 14)):
        actor, act, drift = chance.choice(WHO), chance.choice(ACTS), chance.choice((None, "They part."))
        due = chance.choice(DAYS)  # one for all tellings: with several, an entry stands at each
        for _ in range(chance.randrange(1, 4)):
            yield Row(story, f"l{number}", actor, act, chance.choice(STATUSES), due, drift)


def filtered(many: Many, asked: Pledged) -> list[tuple[str, str]]:
    """The slow way."""
    found: dict[tuple[str, str], Row] = {}
    for one in many.rows:
        named = asked.actor is None or (one.actor or "").lower().startswith(asked.actor.lower())
        if (
            named
            and asked.act in {None, one.act}
            and asked.status in {None, one.status}
            and (asked.due_before is None or (one.due is not None and one.due <= f"{asked.due_before}~"))
            and (not asked.drifting or one.drift is not None)
            and (asked.order != "due" or one.due is not None)
        ):
            found.setdefault((one.story, one.entry), one)
    ordered = sorted(found, key=lambda key: (key[0], int(key[1][1:])))
    if asked.order == "due":
        return sorted(ordered, key=lambda key: found[key].due or "")
    return sorted(ordered, key=lambda key: many.latest[key[0]], reverse=True)


@given(
    actor=st.sampled_from((None, "ada", "the port", "jo brandt", "nobody")),
    act=st.none() | st.sampled_from(ACTS),
    status=st.none() | st.sampled_from(STATUSES),
    due_before=st.sampled_from((None, "2031-03-05", "2031", "2033")),
    drifting=st.booleans(),
    order=st.sampled_from(PLEDGE_ORDERS),
    limit=st.integers(1, 60),
    few=st.sampled_from((0, 20, 3000)),
)
@settings(max_examples=150, deadline=None)
def test_commitments_are_those_that_fit_in_their_order_page_by_page(
    many: Many,
    actor: str | None,
    act: Act | None,
    status: Status | None,
    due_before: str | None,
    drifting: bool,
    order: PledgeOrder,
    limit: int,
    few: int,
) -> None:
    asked = Pledged(actor, status, act, due_before, drifting=drifting, order=order, limit=limit)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(kept, "_FEW", few)  # what is rare is come by in another way
        first = many.library.pledges(asked)
        found = [(one.story, one.entry) for one in first.pledges]
        following = first.next
        while following is not None:
            page = many.library.pledges(
                Pledged(actor, status, act, due_before, None, None, drifting, order, limit, following)
            )
            assert page.pledges
            found += [(one.story, one.entry) for one in page.pledges]
            following = page.next
    expected = filtered(many, asked)
    assert found == expected
    assert first.total == len(expected)


@given(
    st.sampled_from(ORDERS), st.booleans(), st.sampled_from((None, "2031-03-05", "2032")), st.sampled_from((None, "2031-03")),
    st.integers(1, 50),
)  # fmt: skip
@settings(max_examples=80, deadline=None)
def test_stories_are_those_that_fit_in_their_order_page_by_page(
    many: Many, order: Order, differing: bool, since: str | None, until: str | None, limit: int
) -> None:
    found: list[str] = []
    following: str | None = None
    while True:
        asked = Browsed(since=since, until=until, differing=differing, order=order, limit=limit, cursor=following)
        shelf = many.library.browse(asked)
        found += [one.id for one in shelf.stories]
        following = shelf.next
        if following is None:
            break
    every = sorted(many.library.browse(Browsed(limit=200)).stories, key=lambda one: one.id)
    expected = [
        one
        for one in every
        if (since is None or (one.latest is not None and f"{one.latest.rpartition('/')[2]}~" >= since))
        and (until is None or (one.opened is not None and one.opened <= f"{until}~"))
        and (not differing or (one.differences or 0) > 0)
    ]
    keys = {
        "voices": lambda one: (one.voices or 1, one.tellings, one.latest or ""),
        "told": lambda one: (one.tellings, one.voices or 1, one.latest or ""),
        "differences": lambda one: (one.differences or 0, one.voices or 1, one.latest or ""),
        "latest": lambda one: one.latest or "",
    }
    assert found == [one.id for one in sorted(expected, key=keys[order], reverse=True)]
    assert shelf.total == len(expected)
