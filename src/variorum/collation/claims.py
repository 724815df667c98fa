"""Points on claims: which clauses of different tellings state one fact."""

from __future__ import annotations

from collections.abc import Sequence

from variorum.collation.drafts import Draft, Told
from variorum.collation.facts import Fact
from variorum.collation.likeness import Likeness, Weigh, candidates, clusters, likeness
from variorum.model import Claim, Considered, Difference

_JOIN = 0.50
_FLOOR = 0.40
_NOTED = 0.30
# A fact is told in a clause; two bags of one or two words each share them too easily.
_LEAST_SHARED = 2
_ENOUGH = 7.0
_SAME_VERB, _SAME_DOER, _OTHER_VERB, _OTHER_SUBJECT, _ONE_WORD = 0.15, 0.08, 0.06, 0.06, 0.06
_SURE_OF_CONFLICT = 0.75


def claim_points(found: Sequence[Fact], weigh: Weigh) -> list[Draft]:
    """Give a Draft for each fact that claims state, those of one telling included."""
    facts = [fact for fact in found if isinstance(fact.statement, Claim)]
    scored = []
    considered: dict[int, list[Considered]] = {}
    for one, other in candidates(facts):
        a, b = facts[one], facts[other]
        score, why = pair_score(a, b, likeness(a, b, weigh))
        if score >= _FLOOR:
            scored.append((score, one, other))
        elif score >= _NOTED:
            considered.setdefault(one, []).append(Considered(b.id, round(score, 3), why or "too little in common"))
            considered.setdefault(other, []).append(Considered(a.id, round(score, 3), why or "too little in common"))
    links = {(one, other): score for score, one, other in scored}
    drafts = []
    for group in clusters(len(facts), scored, join=_JOIN, floor=_FLOOR, apart=lambda i, j: _apart(facts[i], facts[j])):
        strengths = [links.get((i, j), 0.0) for i in group for j in group if i < j]
        strength = sum(strengths) / len(strengths) if strengths else 1.0
        rejected = sorted((c for i in group for c in considered.get(i, ())), key=lambda c: (-c.score, c.statement))
        drafts.append(_draft([facts[i] for i in group], strength, tuple(rejected[:5])))
    return drafts


def pair_score(one: Fact, other: Fact, alike: Likeness) -> tuple[float, str]:
    """Score in 0..1 whether two claims state one fact, and what speaks against it."""
    strong = [key for key in alike.shared if not key.startswith("@") and _own(one, key) and _own(other, key)]
    if not strong or len(alike.shared) < _LEAST_SHARED:
        return 0.0, "only names or common words in common"
    score = alike.both * min(1.0, (alike.weight / _ENOUGH) ** 0.5)
    why = ""
    if one.predicate and one.predicate == other.predicate:
        same_subject = one.subject is not None and one.subject == other.subject
        score += (_SAME_VERB + (_SAME_DOER if same_subject else 0.0)) if one.predicate in strong else 0.0
    elif one.predicate and other.predicate and not {one.predicate, other.predicate} & set(strong):
        score -= _OTHER_VERB
        why = "another verb"
    if one.subject and other.subject and one.subject != other.subject:
        score -= _OTHER_SUBJECT
        why = "another subject"
    if len(strong) == 1 and strong[0] != one.predicate:
        score -= _ONE_WORD
        why = why or "one word in common"
    return max(0.0, min(1.0, score)), why


def _own(fact: Fact, key: str) -> bool:
    """Say whether a concept is a full one of the fact, not a weak word or part of a name."""
    return fact.weights.get(key, 1.0) >= 1.0


def _claim(fact: Fact) -> Claim:
    assert isinstance(fact.statement, Claim)  # noqa: S101  # the callers pick claims only; this tells the type checker
    return fact.statement


def _open(claim: Claim) -> bool:
    """Say whether the claim is of something that has not happened, or not for sure."""
    return claim.modality is not None


def _apart(one: Fact, other: Fact) -> bool:
    """An expectation and its outcome are a thread, not one fact; two clauses of one telling rarely are one."""
    a, b = _claim(one), _claim(other)
    return _open(a) != _open(b) or (one.article == other.article and a.negated != b.negated)


def _draft(facts: list[Fact], strength: float, considered: tuple[Considered, ...]) -> Draft:
    told = _versions(facts)
    difference, reason = _difference(told) if len(told) > 1 else (None, "")
    if difference == "conflict" and strength < _SURE_OF_CONFLICT:
        told, difference, reason = (_told(facts),), None, ""
    return Draft("claim", gloss(facts), told, difference, reason, round(strength, 3), considered)


def _versions(facts: list[Fact]) -> tuple[Told, ...]:
    groups: dict[bool, list[Fact]] = {}
    for fact in facts:
        groups.setdefault(_claim(fact).negated, []).append(fact)
    return tuple(_told(group) for group in groups.values())


def _told(facts: list[Fact]) -> Told:
    return Told(gloss(facts), tuple(facts), tuple(fact.statement.span for fact in facts))


def _difference(told: tuple[Told, ...]) -> tuple[Difference, str]:
    speakers = [{_speaker(fact) for fact in version.facts} for version in told]
    if all(None not in named for named in speakers) and not set.intersection(*speakers):
        return "said_by", "one says it is so, another that it is not"
    return "conflict", "one telling says it is so, another that it is not"


def _speaker(fact: Fact) -> str | None:
    said_by = _claim(fact).said_by
    return (said_by.entity or said_by.words.lower()) if said_by else None


def gloss(facts: Sequence[Fact], longest: int = 140) -> str:
    """The clause that the others share most, in its own words."""
    best = max(
        range(len(facts)),
        key=lambda i: (
            sum(len(set(facts[i].weights) & set(fact.weights)) for fact in facts) / (4 + len(facts[i].weights)), -i
        ),
    )
    words = facts[best].context.words
    return words if len(words) <= longest else f"{words[: longest - 2].rsplit(' ', 1)[0]} …"
