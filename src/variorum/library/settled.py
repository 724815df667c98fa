"""What the user has settled, and what it means for grouping, for voices and for findings."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

from variorum.model import ArticleId, Decision, Story
from variorum.settings import Merging
from variorum.store import decided, tellings

if TYPE_CHECKING:
    from variorum.stories.decided import Decided

_Pair = tuple[str, str]


def grouping(connection: sqlite3.Connection) -> Decided:
    """Say which articles are one story and which are not, as the user settled it; of two decisions the later holds."""
    from variorum.stories.decided import Decided

    merges: list[set[ArticleId]] = []
    splits: list[tuple[frozenset[ArticleId], frozenset[ArticleId]]] = []
    for decision in decided.in_force(connection, "merge", "split"):
        one, other = (_ids(connection, side) for side in (decision.articles, decision.others))
        if decision.kind == "merge":
            both = one | other
            merges.append(set(both))
            splits = [kept for split in splits for kept in _without(split, both)]
        else:
            splits.append((frozenset(one), frozenset(other)))
            merges = [rest for merge in merges for rest in _parted(merge, one, other)]
    together = frozenset(frozenset(merge) for merge in merges if len(merge) > 1)
    return Decided(together, tuple(sorted(set(splits), key=lambda split: (sorted(split[0]), sorted(split[1])))))


def _without(
    split: tuple[frozenset[ArticleId], frozenset[ArticleId]], together: Iterable[ArticleId]
) -> Iterator[tuple[frozenset[ArticleId], frozenset[ArticleId]]]:
    """Leave out of a split the pairs that were put together later."""
    one, other = split
    joined = frozenset(together)
    if one - joined and other:
        yield one - joined, other
    if one & joined and other - joined:
        yield one & joined, other - joined


def _parted(merge: set[ArticleId], one: set[ArticleId], other: set[ArticleId]) -> Iterator[set[ArticleId]]:
    """Part what was put together where it was parted later: what the split does not name stays with the other side."""
    if merge & one and merge & other:
        yield merge & one
        yield merge - one
    else:
        yield merge


def merging(connection: sqlite3.Connection, articles: Sequence[ArticleId]) -> Merging:
    """Say which tellings of a story are one voice and which are not, as the user settled it."""
    known = set(articles)
    settled: dict[_Pair, str] = {}
    for decision in decided.in_force(connection, "one_voice", "independent"):
        ids = sorted(_ids(connection, decision.articles) & known)
        for pair in combinations(ids, 2):
            settled[pair] = decision.kind
    pairs = {
        kind: frozenset(pair for pair in settled if settled[pair] == kind) for kind in ("one_voice", "independent")
    }
    return Merging(independent=pairs["independent"], together=pairs["one_voice"])


def in_words(merging: Merging) -> str:
    """Give what is settled on voices as words that are the same for the same."""
    return json.dumps([sorted(merging.off), sorted(merging.independent), sorted(merging.together)])


def applied(connection: sqlite3.Connection, story: Story) -> Story:
    """Give a story its title, and say what of its findings the user has dismissed or confirmed."""
    decisions = tuple(decided.in_force(connection, "rename", "dismiss", "confirm"))
    if not decisions:
        return story
    from variorum.edition.judging import judged

    addresses = {address for each in decisions for address in each.articles}
    current = tellings.ids_of(connection, addresses)
    for decision in decisions:
        if decision.kind == "rename" and decision.title and _holds_most(story, decision, current):
            story = replace(story, title=decision.title)
    return judged(story, [each for each in decisions if each.kind != "rename"], current)


def _holds_most(story: Story, decision: Decision, current: Mapping[str, ArticleId]) -> bool:
    there = sum(current.get(address) in story.articles for address in decision.articles)
    return 2 * there > len(decision.articles)


def touched(decision: Decision) -> tuple[str, ...]:
    """Name the tellings that a decision is about."""
    return tuple(dict.fromkeys((*decision.articles, *decision.others)))


def _ids(connection: sqlite3.Connection, addresses: Iterable[str]) -> set[ArticleId]:
    return set(tellings.ids_of(connection, addresses).values())
