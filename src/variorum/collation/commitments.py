"""Points on commitments: one promise, demand or refusal as several tellings put it, and how firm each makes it."""

from __future__ import annotations

from collections.abc import Sequence

from variorum.collation.drafts import Draft, Told
from variorum.collation.facts import Fact
from variorum.collation.likeness import Likeness, Weigh, candidates, clusters, likeness
from variorum.model import Commitment, Considered, Span, Status

_JOIN = 0.46
_FLOOR = 0.36
_NOTED = 0.28
# From the least firm to the firmest.
ORDER: tuple[Status, ...] = ("speculated", "expected", "considered", "pledged", "agreed", "done")
_BEFORE: frozenset[Status] = frozenset(["speculated", "expected"])


def commitment_points(found: Sequence[Fact], weigh: Weigh) -> list[Draft]:
    """Give a Draft for each thing that somebody pledges, plans, asks, threatens or refuses."""
    facts = [fact for fact in found if isinstance(fact.statement, Commitment)]
    scored = []
    considered: dict[int, list[Considered]] = {}
    for one, other in candidates(facts):
        a, b = facts[one], facts[other]
        score = pair_score(a, b, likeness(a, b, weigh))
        if score >= _FLOOR:
            scored.append((score, one, other))
        elif score >= _NOTED:
            considered.setdefault(one, []).append(Considered(b.id, round(score, 3), "too little in common"))
            considered.setdefault(other, []).append(Considered(a.id, round(score, 3), "too little in common"))
    links = {(one, other): score for score, one, other in scored}
    drafts = []
    for number, group in enumerate(clusters(len(facts), scored, join=_JOIN, floor=_FLOOR, apart=lambda i, j: False)):
        strengths = [links.get((i, j), 0.0) for i in group for j in group if i < j]
        strength = sum(strengths) / len(strengths) if strengths else 1.0
        rejected = sorted((c for i in group for c in considered.get(i, ())), key=lambda c: (-c.score, c.statement))
        drafts += _drafts([facts[i] for i in group], strength, tuple(rejected[:5]), f"commitment {number}")
    return drafts


def pair_score(one: Fact, other: Fact, alike: Likeness) -> float:
    """Score in 0..1 whether two commitments are of one thing by one actor."""
    words = [key for key in alike.shared if not key.startswith("@")]
    if len(words) < 1 or len(alike.shared) < 2:
        return 0.0
    a, b = _commitment(one), _commitment(other)
    score = alike.both
    if one.subject and other.subject:
        score += 0.05 if one.subject == other.subject else -0.12
    if a.negated != b.negated:
        score -= 0.1
    return max(0.0, min(1.0, score))


def _commitment(fact: Fact) -> Commitment:
    assert isinstance(fact.statement, Commitment)  # noqa: S101  # the callers pick commitments only
    return fact.statement


def _drafts(facts: list[Fact], strength: float, considered: tuple[Considered, ...], thread: str) -> list[Draft]:
    """One Draft, or two in a thread where some tellings expect what others report."""
    before = [fact for fact in facts if _commitment(fact).status in _BEFORE]
    after = [fact for fact in facts if _commitment(fact).status not in _BEFORE]
    parts = [part for part in (after, before) if part]
    linked = thread if len(parts) > 1 else None
    return [_draft(part, strength, considered, linked) for part in parts]


def _draft(facts: list[Fact], strength: float, considered: tuple[Considered, ...], thread: str | None) -> Draft:
    groups: dict[tuple[Status, bool], list[Fact]] = {}
    for fact in facts:
        groups.setdefault((_commitment(fact).status, _commitment(fact).negated), []).append(fact)
    told = tuple(
        Told(f"{status}: {_what(group)}" if len(groups) > 1 else _what(group), tuple(group), tuple(_cue(f) for f in group))
        for (status, _), group in sorted(groups.items(), key=lambda item: (-ORDER.index(item[0][0]), item[0][1]))
    )
    reason = "" if len(told) < 2 else "told as " + ", as ".join(dict.fromkeys(version.value.split(":")[0] for version in told))
    return Draft(
        "commitment", _what(facts), told, "wording" if len(told) > 1 else None, reason, round(strength, 3), considered, thread
    )


def _cue(fact: Fact) -> Span:
    """The word that carries the act, or the whole if it stands elsewhere."""
    commitment = _commitment(fact)
    at = commitment.span.words.find(commitment.cue)
    if at < 0:
        return commitment.span
    start = commitment.span.start + at
    return Span(commitment.span.article, start, start + len(commitment.cue), commitment.cue)


def _what(facts: Sequence[Fact], longest: int = 140) -> str:
    """Who and what, in the words of the shortest telling."""
    best = min(map(_commitment, facts), key=lambda c: (len(c.span.words), c.id))
    return best.span.words if len(best.span.words) <= longest else f"{best.span.words[: longest - 2].rsplit(' ', 1)[0]} …"
