"""Points on commitments: one promise, demand or refusal as several tellings put it, and how firm each makes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from variorum.collation.drafts import Draft, Told
from variorum.collation.evidence import enough
from variorum.collation.facts import Fact, days_differ, shortened
from variorum.collation.grouping import Bounds, Group, gather_groups
from variorum.collation.likeness import Likeness, Weigh, likeness
from variorum.collation.mouths import mouths, told_by, told_of
from variorum.model import ArticleId, Commitment, Difference, Span, Status

_BOUNDS = Bounds(join=0.46, floor=0.36, noted=0.28)
_SURE_OF_CONFLICT = 0.90
_PRONOUNS = frozenset("he she it they we i you both the all his her its their our these those".split())
# From the least firm to the firmest.
ORDER: tuple[Status, ...] = ("speculated", "expected", "considered", "pledged", "agreed", "done")
# Only of these does it matter how firm they are: a refusal or a demand is made or it is not.
_FIRM = frozenset(["pledge", "offer", "agreement", "plan"])
_BEFORE: frozenset[Status] = frozenset(["speculated", "expected"])


def commitment_points(
    found: Sequence[Fact],
    weigh: Weigh,
    days: Mapping[ArticleId, date | None],
    led: Mapping[ArticleId, ArticleId],
    happened: date | None,
) -> list[Draft]:
    """Give a Draft for each thing that somebody pledges, plans, asks, threatens or refuses.

    ``happened`` is the day of the story's event: what is printed of a pledge before it is an expectation.
    """
    facts = [fact for fact in found if isinstance(fact.statement, Commitment)]

    def score(one: Fact, other: Fact) -> tuple[float, str]:
        return pair_score(one, other, likeness(one, other, weigh), weigh), ""

    groups = gather_groups(facts, score, _BOUNDS, _apart, led)
    return [
        draft for number, group in enumerate(groups) for draft in _drafts(group, f"commitment {number}", days, happened)
    ]


def pair_score(one: Fact, other: Fact, alike: Likeness, weigh: Weigh) -> float:
    """Score in 0..1 whether two commitments are of one thing by one actor."""
    if not enough(one, other, alike, weigh):
        return 0.0
    a, b = _commitment(one), _commitment(other)
    score = alike.both
    if one.subject and other.subject:
        named = all(_by_name(commitment.actor_words or "") for commitment in (a, b))
        score += 0.05 if one.subject == other.subject else -0.12 if named else 0.0
    if _against(a) != _against(b):
        score -= 0.1
    return max(0.0, min(1.0, score))


def _commitment(fact: Fact) -> Commitment:
    assert isinstance(fact.statement, Commitment)  # noqa: S101  # the callers pick commitments only
    return fact.statement


def _by_name(words: str) -> bool:
    """Say whether an actor is named; "they" or "both sides" may be whom the other telling names."""
    return any(word[:1].isupper() and word.lower() not in _PRONOUNS for word in words.split())


def _apart(one: Fact, other: Fact) -> bool:
    """One telling rarely tells one commitment twice; and what two people did, or refused, are two deeds."""
    people = one.by_person and other.by_person and one.subject != other.subject
    deeds = any(c.status == "done" or c.act == "refusal" for c in (_commitment(one), _commitment(other)))
    return one.article == other.article or (people and deeds) or days_differ(one, other)


def _drafts(group: Group, thread: str, days: Mapping[ArticleId, date | None], happened: date | None) -> list[Draft]:
    """One Draft; or two where some tellings expect what others report, or tell the opposite of one another."""
    before = [fact for fact in group.facts if _foretold(fact, days, happened)]
    after = [fact for fact in group.facts if fact not in before]
    drafts = []
    for part in (part for part in (after, before) if part):
        opposed = [[f for f in part if _against(_commitment(f)) == against] for against in (False, True)]
        if all(opposed) and group.strength >= _SURE_OF_CONFLICT and _of_one_day(opposed[0], opposed[1], days):
            told = tuple(Told(_what(side), tuple(side), tuple(_cue(fact) for fact in side)) for side in opposed)
            reason = "one tells that it is to be done, the other that it is not"
            drafts.append(Draft("commitment", _what(part), told, "conflict", reason, group.strength, group.considered))
        else:
            drafts += [_draft(side, group, None) for side in opposed if side]
    linked = thread if len(drafts) > 1 else None
    return [replace(draft, thread=linked) for draft in drafts]


def _foretold(fact: Fact, days: Mapping[ArticleId, date | None], happened: date | None) -> bool:
    """Say whether a telling only expects what it tells: it says so, or tells of a pledge before the event."""
    day = days.get(fact.article)
    early = happened is not None and day is not None and day < happened
    status = _commitment(fact).status
    return status in _BEFORE or (early and status in ("pledged", "agreed"))


def _against(commitment: Commitment) -> bool:
    """Say whether the thing is not to be: a refusal of it, or a pledge not to do it."""
    return (commitment.act == "refusal") != commitment.negated


def _of_one_day(one: list[Fact], other: list[Fact], days: Mapping[ArticleId, date | None]) -> bool:
    """Say whether both sides are told on the same days: who says yes today and no tomorrow has changed his mind."""
    first, second = ({days.get(fact.article) for fact in side} for side in (one, other))
    return bool(first & second) or None in first | second


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
