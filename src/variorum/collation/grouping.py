"""Gather the facts of one kind that are about one thing: the machinery that every kind of Point shares."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from variorum.collation.facts import Fact
from variorum.collation.likeness import candidates
from variorum.model import Article, ArticleId, Considered, Lineage

Score = Callable[[Fact, Fact], tuple[float, str]]
Apart = Callable[[Fact, Fact], bool]
Scores = Mapping[tuple[int, int], float]
Ask = Callable[[Sequence[tuple[int, int]]], Scores]

# So many members of a large group are held against another group.
_HELD = 8

_KEPT = 5
# A value that more facts than this have is no sign of anything.
_FEW = 30


@dataclass(frozen=True)
class Group:
    """Facts about one thing, the mean score between them (1 for a fact alone), and what was nearly taken for it."""

    facts: tuple[Fact, ...]
    strength: float
    considered: tuple[Considered, ...] = ()


@dataclass(frozen=True)
class Bounds:
    """``join``: mean score at which groups join; ``floor``: least score of any pair in a group; ``noted``: worth telling."""

    join: float
    floor: float
    noted: float


@dataclass
class Scored:
    """The scores of the pairs worth comparing, by position, and what was looked at and left out."""

    scores: dict[tuple[int, int], float] = field(default_factory=dict)
    considered: dict[int, list[Considered]] = field(default_factory=dict)

    def strength(self, members: Sequence[int]) -> float:
        """The mean of the known scores within a group, 1 for a fact alone."""
        links = [self.scores[pair] for pair in _pairs(members) if pair in self.scores]
        return round(sum(links) / len(links), 3) if links else 1.0

    def left_out(self, members: Sequence[int], facts: Sequence[Fact]) -> tuple[Considered, ...]:
        """The best-scored facts that were considered for a group and are not in it."""
        mine = {facts[position].id for position in members}
        best: dict[str, Considered] = {}
        for position in members:
            for one in self.considered.get(position, ()):
                if one.statement not in mine and one.score >= best.get(one.statement, one).score:
                    best[one.statement] = one
        return tuple(sorted(best.values(), key=lambda one: (-one.score, one.statement))[:_KEPT])


def score_all(
    facts: Sequence[Fact], score: Score, bounds: Bounds, value: Callable[[Fact], Hashable] | None = None
) -> Scored:
    """Score every pair of facts that shares an uncommon concept, or an uncommon value if ``value`` gives one."""
    found = Scored()
    for one, other in sorted({*candidates(facts), *(_of_one_value(facts, value) if value else ())}):
        worth, why = score(facts[one], facts[other])
        if worth >= bounds.floor:
            found.scores[one, other] = worth
        if worth >= bounds.noted and (why or worth < bounds.join):
            for mine, theirs in ((one, other), (other, one)):
                reason = why or "too little in common"
                found.considered.setdefault(mine, []).append(Considered(facts[theirs].id, round(worth, 3), reason))
    return found


def _of_one_value(facts: Sequence[Fact], value: Callable[[Fact], Hashable]) -> list[tuple[int, int]]:
    holders: dict[Hashable, list[int]] = {}
    for position, fact in enumerate(facts):
        key = value(fact)
        if key is not None:
            holders.setdefault(key, []).append(position)
    return [pair for group in holders.values() if len(group) <= _FEW for pair in combinations(group, 2)]


def leaders(articles: Sequence[Article], lineage: Lineage, unread: frozenset[ArticleId]) -> dict[ArticleId, ArticleId]:
    """For each article that goes back to another in its voice: the article that leads the voice.

    The leader is the one that the others are made from, else the longest one that was read.
    """
    known = {article.id: article for article in articles}
    made_from = {copy.source: 0 for copy in lineage.copies}
    for copy in lineage.copies:
        if copy.kind not in ("shared_source", "shared_quote", "unknown"):
            made_from[copy.source] += 1
    led: dict[ArticleId, ArticleId] = {}
    for voice in lineage.voices:
        if len(voice) > 1:
            lead = max(
                sorted(voice),
                key=lambda a: (a not in unread, made_from.get(a, 0), len(known[a].text), known[a].title or ""),
            )
            led.update({article: lead for article in voice if article != lead})
    return led


def grouped(
    facts: Sequence[Fact],
    scored: Scored,
    bounds: Bounds,
    apart: Apart,
    led: Mapping[ArticleId, ArticleId],
    ask: Ask | None = None,
) -> list[list[int]]:
    """Group positions bottom-up by average link, so that no chain of weak links makes a group.

    Two groups join when their mean score reaches ``join``, no pair is below ``floor`` and none must stay ``apart``. A
    fact of a copy first looks for its original in the leader of its voice and then goes where that goes: a spun or
    translated sentence says nothing of its own, and its odd words must not find partners elsewhere.
    """
    follows = _followers(facts, scored, led)
    own = {pair: value for pair, value in scored.scores.items() if pair[0] not in follows and pair[1] not in follows}
    groups = clusters(
        [position for position in range(len(facts)) if position not in follows], own, bounds, facts, apart, ask
    )
    home = {position: group for group in groups for position in group}
    for position in sorted(follows):
        home[follows[position]].append(position)
    return sorted(sorted(group) for group in groups)


def _followers(facts: Sequence[Fact], scored: Scored, led: Mapping[ArticleId, ArticleId]) -> dict[int, int]:
    best: dict[int, tuple[float, int]] = {}
    for (one, other), value in sorted(scored.scores.items()):
        for mine, theirs in ((one, other), (other, one)):
            if led.get(facts[mine].article) == facts[theirs].article and value > best.get(mine, (0.0, 0))[0]:
                best[mine] = (value, theirs)
    return {mine: theirs for mine, (_, theirs) in best.items()}


def clusters(
    positions: Sequence[int],
    scores: Scores,
    bounds: Bounds,
    facts: Sequence[Fact],
    apart: Apart,
    ask: Ask | None = None,
) -> list[list[int]]:
    """Group positions bottom-up by average link. Best links first, ties by position.

    A pair without a score is scored by ``ask``, else it counts 0. Of two large groups only some members are held against
    each other, so that a fact that hundreds of tellings carry does not cost their square.
    """
    known = dict(scores)
    group_of = {position: position for position in positions}
    groups = {position: [position] for position in positions}
    for (one, other), _ in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        left, right = group_of[one], group_of[other]
        if left == right:
            continue
        pairs = [(min(a, b), max(a, b)) for a in _some(groups[left]) for b in _some(groups[right])]
        if ask:
            known.update(ask([pair for pair in pairs if pair not in known]))
        links = [known.get(pair, 0.0) for pair in pairs]
        if min(links) < bounds.floor or sum(links) / len(links) < bounds.join:
            continue
        if any(apart(facts[a], facts[b]) for a in groups[left] for b in groups[right]):
            continue
        kept, gone = min(left, right), max(left, right)
        groups[kept] += groups.pop(gone)
        for position in groups[kept]:
            group_of[position] = kept
    return [groups[key] for key in sorted(groups)]


def _some(members: list[int]) -> list[int]:
    """At most eight members, spread evenly over their order of joining."""
    step = max(1, -(-len(members) // _HELD))
    return members[::step]


def gather_groups(
    facts: Sequence[Fact],
    score: Score,
    bounds: Bounds,
    apart: Apart,
    led: Mapping[ArticleId, ArticleId],
    value: Callable[[Fact], Hashable] | None = None,
) -> list[Group]:
    """Score, group and describe: the whole of it for a kind without special needs."""
    scored = score_all(facts, score, bounds, value)
    return describe(facts, scored, grouped(facts, scored, bounds, apart, led))


def describe(facts: Sequence[Fact], scored: Scored, groups: Sequence[Sequence[int]]) -> list[Group]:
    """Give each group of positions as its facts, with its strength and what was left out of it."""
    return [
        Group(tuple(facts[p] for p in group), scored.strength(group), scored.left_out(group, facts)) for group in groups
    ]


def _pairs(members: Sequence[int]) -> list[tuple[int, int]]:
    return [(min(a, b), max(a, b)) for i, a in enumerate(members) for b in members[i + 1 :]]
