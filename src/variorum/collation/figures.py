"""Points on figures: which numbers of different tellings measure one thing, and how they differ."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from datetime import date
from itertools import combinations

from variorum.collation.amounts import compatible, same
from variorum.collation.drafts import Draft
from variorum.collation.facts import Fact
from variorum.collation.figure_drafts import figure_draft, figure_of, runs_on, total_draft
from variorum.collation.figure_pairs import (
    CLOSE,
    LOOSELY,
    apart,
    befallen_alike,
    gap,
    loosely,
    one_dimension,
    pair_score,
    plainly,
    says_something,
)
from variorum.collation.grouping import Bounds, Group, Scored, clusters, grouped, score_all
from variorum.collation.likeness import Weigh, covered, likeness
from variorum.collation.tolls import toll_of
from variorum.collation.totals import totals
from variorum.model import ArticleId, Figure

# Tuned by reading the joined and the rejected pairs on the development stories; see docs/collation.md.
_BOUNDS = Bounds(join=0.42, floor=0.30, noted=0.2)
# A different number must measure the same thing more plainly than an equal one, or it is no difference at all.
_OTHER_VALUES = Bounds(join=0.45, floor=0.30, noted=0.2)
# A party that few other sentences name.
_RARE = 1.8
# The total of an event is told by its indicator, not by the words around it.
_SURE_OF_TOTALS = 0.85


def figure_points(
    found: Sequence[Fact], weigh: Weigh, days: Mapping[ArticleId, date | None], led: Mapping[ArticleId, ArticleId]
) -> list[Draft]:
    """Give a Draft for each thing that is measured. ``days`` holds the publication day of each article, if known.

    Equal figures are grouped first; then groups with different values are held against each other by their best pair,
    because a bare mention of a number ("the $14.9 billion bid") says less of what it measures than the fullest one.
    """
    counted = [
        fact
        for fact in found
        if isinstance(fact.statement, Figure) and (says_something(fact.statement) or toll_of(fact) is not None)
    ]
    of_event = totals(counted, found, days)
    taken = {fact.id for total in of_event for fact in total.facts}
    facts = [fact for fact in counted if fact.id not in taken]
    tolls = {fact.id: toll for fact in facts if (toll := toll_of(fact))}

    loose: set[tuple[str, str]] = set()

    def score(one: Fact, other: Fact) -> tuple[float, str]:
        if not befallen_alike(one, other, tolls):
            return 0.0, "counts of something else"
        if not one_dimension(figure_of(one), figure_of(other)):
            return 0.0, ""  # most pairs: the cheapest question first
        across = (covered(one, other, weigh) + covered(other, one, weigh)) / 2
        core = likeness(one.narrowed, other.narrowed, weigh)
        alike = likeness(one, other, weigh)
        named = sum(key.startswith("@") and weigh(key) > _RARE for key in alike.shared)
        found, why = pair_score(one, other, alike, core, across, named=named)
        if found < LOOSELY and loosely(one, other):
            loose.add((one.id, other.id))
            return LOOSELY, ""
        return found, why

    def differ(one: Fact, other: Fact) -> bool:
        return not same(figure_of(one), figure_of(other))

    scored = score_all(facts, score, _BOUNDS, _worth)
    equal = Scored({pair: v for pair, v in scored.scores.items() if not differ(facts[pair[0]], facts[pair[1]])})
    groups = grouped(facts, equal, _BOUNDS, differ, led)
    drafts = [total_draft(total, days, _SURE_OF_TOTALS) for total in of_event]
    for joined, link in _with_other_values(facts, groups, scored, loose):
        members = sorted(position for group in joined for position in group)
        strength = link if link is not None else scored.strength(members)
        left_out = scored.left_out(members, facts)
        group = Group(tuple(facts[p] for p in members), strength, left_out)
        drafts.append(
            figure_draft(group, days, loose=any((a.id, b.id) in loose for a, b in combinations(group.facts, 2)))
        )
    return drafts


def _with_other_values(
    facts: list[Fact], groups: list[list[int]], scored: Scored, loose: Collection[tuple[str, str]]
) -> list[tuple[list[list[int]], float | None]]:
    """Join groups of equal figures that measure one thing with different values; with the mean of their best links."""
    home = {position: number for number, group in enumerate(groups) for position in group}
    best: dict[tuple[int, int], float] = {}
    for (one, other), score in scored.scores.items():
        pair = (min(home[one], home[other]), max(home[one], home[other]))
        a, b = figure_of(facts[one]), figure_of(facts[other])
        if pair[0] != pair[1] and not same(a, b) and (score >= plainly(a, b) or gap(a, b) < CLOSE or runs_on((a, b))):
            best[pair] = max(score, best.get(pair, 0.0))
    first = [facts[group[0]] for group in groups]
    members = {fact.id: [facts[p] for p in group] for fact, group in zip(first, groups, strict=True)}

    given: dict[ArticleId, set[Hashable]] = {}
    for fact in facts:
        given.setdefault(fact.article, set()).add(_worth(fact))

    def any_apart(one: Fact, other: Fact) -> bool:
        if any((a.id, b.id) in loose or (b.id, a.id) in loose for a in members[one.id] for b in members[other.id]):
            return False  # a telling may well set the minister's number beside the bureau's
        return any(apart(a, b) or _known_to_either(a, b, given) for a in members[one.id] for b in members[other.id])

    found: list[tuple[list[list[int]], float | None]] = []
    for joined in clusters(range(len(groups)), best, _OTHER_VALUES, first, any_apart):
        links = [best[pair] for pair in combinations(sorted(joined), 2) if pair in best]
        found.append(([groups[n] for n in sorted(joined)], round(sum(links) / len(links), 3) if links else None))
    return found


def _worth(fact: Fact) -> Hashable:
    figure = figure_of(fact)
    return None if figure.low is None and figure.high is None else (figure.low, figure.high, figure.unit)


def _known_to_either(one: Fact, other: Fact, given: Mapping[ArticleId, set[Hashable]]) -> bool:
    """Say whether a telling of one value gives the other too, elsewhere: to it they are two things."""
    a, b = figure_of(one), figure_of(other)
    if one.article == other.article or compatible(a, b) or runs_on((a, b)):
        return False
    return _worth(other) in given[one.article] or _worth(one) in given[other.article]
