"""Points on commitments: one promise, demand or refusal as several tellings put it, and how firm each makes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from variorum.collation.drafts import Draft, Told
from variorum.collation.evidence import enough
from variorum.collation.facts import Fact, shortened
from variorum.collation.grouping import Bounds, Group, gather_groups
from variorum.collation.likeness import Likeness, Weigh, likeness
from variorum.collation.mouths import mouths, told_by, told_of
from variorum.model import ArticleId, Commitment, Difference, Span, Status

_BOUNDS = Bounds(join=0.46, floor=0.36, noted=0.28)
# From the least firm to the firmest.
ORDER: tuple[Status, ...] = ("speculated", "expected", "considered", "pledged", "agreed", "done")
# Only of these does it matter how firm they are: a refusal or a demand is made or it is not.
_FIRM = frozenset(["pledge", "offer", "agreement", "plan"])
_BEFORE: frozenset[Status] = frozenset(["speculated", "expected"])


def commitment_points(found: Sequence[Fact], weigh: Weigh, led: Mapping[ArticleId, ArticleId]) -> list[Draft]:
    """Give a Draft for each thing that somebody pledges, plans, asks, threatens or refuses."""
    facts = [fact for fact in found if isinstance(fact.statement, Commitment)]

    def score(one: Fact, other: Fact) -> tuple[float, str]:
        return pair_score(one, other, likeness(one, other, weigh), weigh), ""

    groups = gather_groups(facts, score, _BOUNDS, _apart, led)
    return [draft for number, group in enumerate(groups) for draft in _drafts(group, f"commitment {number}")]


def pair_score(one: Fact, other: Fact, alike: Likeness, weigh: Weigh) -> float:
    """Score in 0..1 whether two commitments are of one thing by one actor."""
    if not enough(one, other, alike, weigh):
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


def _apart(one: Fact, other: Fact) -> bool:
    """One telling rarely tells one commitment twice; what looks so is a commitment within another."""
    return one.article == other.article


def _drafts(group: Group, thread: str) -> list[Draft]:
    """One Draft, or two in a thread where some tellings expect what others report."""
    before = [fact for fact in group.facts if _commitment(fact).status in _BEFORE]
    after = [fact for fact in group.facts if _commitment(fact).status not in _BEFORE]
    parts = [part for part in (after, before) if part]
    linked = thread if len(parts) > 1 else None
    return [_draft(part, group, linked) for part in parts]


def _draft(facts: list[Fact], group: Group, thread: str | None) -> Draft:
    if parts := mouths(facts, group.strength):
        told = told_by(parts)
        about = _what(facts)
        return Draft("commitment", about, told, "said_by", told_of(parts), group.strength, group.considered, thread)
    groups: dict[Status | None, list[Fact]] = {}
    firm = all(_commitment(fact).act in _FIRM for fact in facts)
    for fact in facts:
        groups.setdefault(_level(_commitment(fact).status) if firm else None, []).append(fact)
    told = tuple(
        Told(
            f"{status}: {_what(group)}" if len(groups) > 1 else _what(group),
            tuple(group),
            tuple(_cue(f) for f in group),
        )
        for status, group in sorted(groups.items(), key=lambda item: -ORDER.index(item[0]) if item[0] else 0)
    )
    reason = "" if len(told) < 2 else "told as " + ", as ".join(status for status in groups if status)
    difference: Difference | None = "wording" if len(told) > 1 else None
    return Draft("commitment", _what(facts), told, difference, reason, group.strength, group.considered, thread)


def _level(status: Status) -> Status:
    """Pledged and agreed are told of one act alike, so are expected and speculated."""
    return {"agreed": "pledged", "speculated": "expected"}.get(status, status)  # type: ignore[return-value]  # both are statuses


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
    best = min(facts, key=lambda fact: (not fact.plain, len(fact.statement.span.words), fact.id))
    return shortened(best.statement.span.words, longest)
