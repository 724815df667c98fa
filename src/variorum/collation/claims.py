"""Points on claims: which clauses of different tellings state one fact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from variorum.collation.amounts import compatible, same
from variorum.collation.drafts import Draft, Told
from variorum.collation.facts import Fact, days_differ, shortened
from variorum.collation.grouping import Bounds, Group, Scored, describe, grouped
from variorum.collation.kin import Kin
from variorum.collation.lexicon import opposites
from variorum.collation.likeness import Weigh
from variorum.collation.mouths import from_others, mouths, told_by, told_of
from variorum.collation.ranks import rank_points, ranks_clash
from variorum.collation.same_fact import Pair, partners, probabilities
from variorum.collation.sameness import Ground
from variorum.model import ArticleId, Claim, Considered, Difference

# On the probability that two claims are one fact: see docs/collation.md for how these were chosen.
_BOUNDS = Bounds(join=0.5, floor=0.15, noted=0.2)
_THREAD = 0.25
_SURE_OF_CONFLICT, _SURE_OF_DENIAL = 0.9, 0.75
_PRONOUNS = frozenset(["he", "she", "it", "they", "this", "that", "these", "those", "who", "which"])


def claim_points(found: Sequence[Fact], weigh: Weigh, led: Mapping[ArticleId, ArticleId], kin: Kin) -> list[Draft]:
    """Give a Draft for each fact that claims state, those of one telling included; ``kin``: who stands for whom."""
    facts = [fact for fact in found if isinstance(fact.statement, Claim)]
    ground = Ground(facts, weigh, kin)
    known = probabilities(facts, partners(facts, ground), ground)
    scored = _scored(facts, known)

    def ask(pairs: Sequence[Pair]) -> Mapping[Pair, float]:
        return probabilities(facts, pairs, ground)

    groups = grouped(facts, scored, _BOUNDS, _apart, led, ask)
    threads = _threads(facts, groups, known)
    described = describe(facts, scored, groups)
    drafts = [draft for group, thread in zip(described, threads, strict=True) for draft in _drafts(group, thread)]
    return [*drafts, *rank_points(facts, ground)]


def _scored(facts: Sequence[Fact], known: Mapping[Pair, float]) -> Scored:
    """The pairs that may be one fact, and for each fact what was nearly taken for it, with the reason against it."""
    scored = Scored({pair: sure for pair, sure in known.items() if sure >= _BOUNDS.floor})
    for (one, other), sure in known.items():
        if _BOUNDS.noted <= sure < _BOUNDS.join:
            reason = _against(facts[one], facts[other])
            for mine, theirs in ((one, other), (other, one)):
                scored.considered.setdefault(mine, []).append(Considered(facts[theirs].id, round(sure, 3), reason))
    return scored


def _against(one: Fact, other: Fact) -> str:
    """What speaks most against two claims being one fact."""
    if one.subject and other.subject and one.subject != other.subject:
        return "another subject"
    if one.predicate and other.predicate and one.predicate != other.predicate:
        return "another verb"
    return "too little in common"


def _threads(facts: Sequence[Fact], groups: list[list[int]], known: Mapping[Pair, float]) -> list[str | None]:
    """Name what some tellings expect and others report alike: each expectation goes to the outcome it matches best."""
    home = {position: number for number, group in enumerate(groups) for position in group}
    best: dict[int, tuple[float, int]] = {}
    for (one, other), value in sorted(known.items()):
        if value < _THREAD or _open(_claim(facts[one])) == _open(_claim(facts[other])):
            continue
        expected, outcome = (one, other) if _open(_claim(facts[one])) else (other, one)
        best[home[expected]] = max(best.get(home[expected], (0.0, 0)), (value, home[outcome]))
    named: list[str | None] = [None] * len(groups)
    for expected, (_, outcome) in best.items():
        named[expected] = named[outcome] = f"claim {outcome}"
    return named


def _claim(fact: Fact) -> Claim:
    assert isinstance(fact.statement, Claim)  # noqa: S101  # the callers pick claims only; this tells the type checker
    return fact.statement


def _open(claim: Claim) -> bool:
    """Say whether the claim is of something that has not happened, or not for sure."""
    return claim.modality is not None


def _apart(one: Fact, other: Fact) -> bool:
    """An expectation and its outcome are a thread, not one fact; and one telling does not tell one fact in two clauses.

    A clause within a clause would otherwise be grouped with it first, and then neither meets its partner elsewhere.
    """
    if one.article == other.article or _open(_claim(one)) != _open(_claim(other)):
        return True
    if (one.predicate, other.predicate) in opposites():
        return True  # "opposes the sale" and "supports the sale" share all but the one word that counts
    return days_differ(one, other) or _numbers_differ(one, other) or ranks_clash(one, other)


def _numbers_differ(one: Fact, other: Fact) -> bool:
    """Say whether both claims give numbers of one kind and no two of them can be the same: the figures' Point tells that."""
    pairs = [(a, b) for a in one.figures for b in other.figures if a.unit == b.unit and a.kind == b.kind]
    return bool(pairs) and not any(same(a, b) or compatible(a, b) for a, b in pairs)


def _drafts(group: Group, thread: str | None) -> list[Draft]:
    """One Draft; or one for each version, where it is not sure that they deny one another."""
    facts = list(group.facts)
    told = _versions(facts)
    difference, reason = _difference(told) if len(told) > 1 else (None, "")
    if not difference and (parts := mouths(facts, group.strength)):
        told = told_by(parts)
        difference, reason = "said_by", told_of(parts)
    least = _SURE_OF_CONFLICT if difference == "conflict" else _SURE_OF_DENIAL
    if len({_claim(fact).negated for fact in facts}) > 1 and (group.strength < least or _vague_subject(facts)):
        return [Draft("claim", one.value, (one,), confidence=group.strength, thread=thread) for one in told]
    return [Draft("claim", gloss(facts), told, difference, reason, group.strength, group.considered, thread)]


def _vague_subject(facts: list[Fact]) -> bool:
    """Say whether a claim is of somebody unknown, or two are of different people: then they deny nothing of each other."""
    people = {fact.subject for fact in facts if fact.by_person}
    unknown = any((_claim(fact).subject or "it").lower() in _PRONOUNS for fact in facts)
    return unknown or len(people) > 1


def _versions(facts: list[Fact]) -> tuple[Told, ...]:
    groups: dict[bool, list[Fact]] = {}
    for fact in facts:
        groups.setdefault(_claim(fact).negated, []).append(fact)
    return tuple(_told(group) for group in groups.values())


def _told(facts: list[Fact]) -> Told:
    return Told(gloss(facts), tuple(facts), tuple(fact.statement.span for fact in facts))


def _difference(told: tuple[Told, ...]) -> tuple[Difference, str]:
    if from_others(told):
        return "said_by", "one says it is so, another that it is not"
    return "conflict", "one telling says it is so, another that it is not"


def gloss(facts: Sequence[Fact], longest: int = 140) -> str:
    """The clause that the others share most, in its own words."""
    best = max(
        range(len(facts)),
        key=lambda i: (
            facts[i].plain,
            sum(len(set(facts[i].weights) & set(fact.weights)) for fact in facts) / (4 + len(facts[i].weights)),
            -i,
        ),
    )
    return shortened(facts[best].context.words, longest)
