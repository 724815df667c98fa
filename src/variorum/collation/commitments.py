"""Points on commitments: one promise, demand or refusal as several tellings put it, and how firm each makes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from variorum.collation.drafts import Draft, Told
from variorum.collation.evidence import enough, strong_words
from variorum.collation.facts import Fact, days_differ, shortened
from variorum.collation.firmness import RANK, act_class, against, early, foretold, is_firm, level
from variorum.collation.grouping import Bounds, Group, gather_groups
from variorum.collation.likeness import Likeness, Weigh, likeness
from variorum.collation.mouths import mouths, told_by, told_of
from variorum.languages import table
from variorum.model import ArticleId, Commitment, Difference, Span

_BOUNDS = Bounds(join=0.46, floor=0.36, noted=0.28)
_SURE_OF_CONFLICT = 0.90
# From this likeness of content on, one actor's one full word and one name are enough to go by.
_ALIKE = 0.55
# With this share of concepts in common, who is told to do it is all that parts two tellings.
_ONE_CONTENT = 0.75
_PRONOUNS = frozenset("he she it they we i you both the all his her its their our these those".split())
# What an expectation may come to; two expectations are one.
_OUTCOMES = frozenset(["done", "agreed", "pledged"])
Days = Mapping[ArticleId, date | None]


def commitment_points(
    found: Sequence[Fact],
    weigh: Weigh,
    days: Days,
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
        draft
        for number, group in enumerate(groups)
        for draft in _drafts(group, f"commitment {number}", days, happened, led)
    ]


def pair_score(one: Fact, other: Fact, alike: Likeness, weigh: Weigh) -> float:
    """Score in 0..1 whether two commitments are of one thing by one actor."""
    if not enough(one, other, alike, weigh) and not _one_deed(one, other, weigh):
        return 0.0
    a, b = _commitment(one), _commitment(other)
    score = alike.both
    if one.subject and other.subject:
        named = all(by_name(commitment.actor_words or "") for commitment in (a, b))
        score += 0.05 if one.subject == other.subject else -0.12 if named else 0.0
    if against(a) != against(b):
        score -= 0.1
    if act_class(a) != act_class(b):
        score -= 0.2
    return max(0.0, min(1.0, score))


def _one_deed(one: Fact, other: Fact, weigh: Weigh) -> bool:
    """Say whether one actor is told of twice with contents much alike, a full word and a name in both."""
    if not one.subject or one.subject != other.subject:
        return False
    alike = likeness(one.narrowed, other.narrowed, weigh)
    if alike.both < _ALIKE or not strong_words(one.narrowed, other.narrowed, alike):
        return False
    return any(key.startswith("@") and key != f"@{one.subject}" for key in alike.shared)


def talks(fact: Fact) -> bool:
    """Say whether all that is to be done is to talk: to discuss a sale is no sale."""
    lead = next((key for key in fact.core if not key.startswith("@")), "")
    return lead in _words("talking")


def _words(name: str) -> frozenset[str]:
    return frozenset(table("en", "commitments").get("words", {}).get(name, "").split())


def _commitment(fact: Fact) -> Commitment:
    assert isinstance(fact.statement, Commitment)  # noqa: S101  # the callers pick commitments only
    return fact.statement


def by_name(words: str) -> bool:
    """Say whether an actor is named; "they" or "both sides" may be whom the other telling names."""
    return any(word[:1].isupper() and word.lower() not in _PRONOUNS for word in words.split())


def _apart(one: Fact, other: Fact) -> bool:
    """One telling rarely tells one commitment twice; what two people did, or refused, are two deeds; a wish is no pledge."""
    if {act_class(_commitment(one)), act_class(_commitment(other))} == {"own", "ask"} or talks(one) != talks(other):
        return True
    people = one.by_person and other.by_person and one.subject != other.subject
    deeds = any(c.status == "done" or c.act == "refusal" for c in (_commitment(one), _commitment(other)))
    twice = one.article == other.article and (one.subject != other.subject or not _one_content(one, other))
    return twice or (people and deeds) or days_differ(one, other)


def _drafts(
    group: Group, thread: str, days: Days, happened: date | None, led: Mapping[ArticleId, ArticleId]
) -> list[Draft]:
    """One Draft; or two where some tellings expect what others report, or tell the opposite of one another."""
    before = [fact for fact in group.facts if foretold(_commitment(fact), early(fact.article, days, happened))]
    after = [fact for fact in group.facts if fact not in before]
    if not any(_commitment(fact).status in _OUTCOMES for fact in after):
        before, after = [], list(group.facts)
    drafts = []
    for part in (part for part in (after, before) if part):
        sides = [[fact for fact in part if against(_commitment(fact)) == no] for no in (False, True)]
        if all(sides) and group.strength >= _SURE_OF_CONFLICT and _plainly_opposed(sides[0], sides[1], days, led):
            told = tuple(
                Told(_what(side), tuple(side), tuple(cue_span(_commitment(f)) for f in side)) for side in sides
            )
            reason = "one tells that it is to be done, the other that it is not"
            drafts.append(Draft("commitment", _what(part), told, "conflict", reason, group.strength, group.considered))
        else:
            drafts += [_draft(side, group, days, happened) for side in sides if side]
    linked = thread if len(drafts) > 1 else None
    return [replace(draft, thread=linked) for draft in drafts]


def _plainly_opposed(one: list[Fact], other: list[Fact], days: Days, led: Mapping[ArticleId, ArticleId]) -> bool:
    """Say whether one actor is told to promise a thing and its opposite, on one day, by tellings of their own.

    Who says yes today and no tomorrow has changed his mind, and a copy that drops a "not" is a slip.
    """
    actors = {fact.subject for fact in (*one, *other)}
    if len(actors) > 1 or None in actors:
        return False
    origins = [{led.get(fact.article, fact.article) for fact in side} for side in (one, other)]
    first, second = ({days.get(fact.article) for fact in side} for side in (one, other))
    return not origins[0] & origins[1] and bool(first & second) and None not in first | second


def _draft(facts: list[Fact], group: Group, days: Days, happened: date | None) -> Draft:
    if parts := mouths(facts, group.strength):
        return Draft(
            "commitment", _what(facts), told_by(parts), "said_by", told_of(parts), group.strength, group.considered
        )
    told, difference, reason = _by_status(facts, days, happened)
    if not difference and (by_actor := _by_actor(facts)):
        told, difference = by_actor, "said_by"
        reason = "told of " + ", and of ".join(_actor(version.facts[0]) for version in told)
    return Draft("commitment", _what(facts), told, difference, reason, group.strength, group.considered)


def _by_status(
    facts: Sequence[Fact], days: Days, happened: date | None
) -> tuple[tuple[Told, ...], Difference | None, str]:
    """Part facts by how firm they are; a weaker version from before the event is replaced by a firmer one after it."""
    levels = _levels(facts)
    if len(levels) < 2:
        return (Told(_what(facts), tuple(facts), tuple(cue_span(_commitment(fact)) for fact in facts)),), None, ""
    ordered = sorted(levels.items(), key=lambda item: RANK[item[0]])
    moved = all(early(fact.article, days, happened) for _, part in ordered[1:] for fact in part) and not any(
        early(fact.article, days, happened) for fact in ordered[0][1]
    )
    told = tuple(
        Told(
            f"{status}: {_what(part)}",
            tuple(part),
            tuple(cue_span(_commitment(fact)) for fact in part),
            latest=moved and not number,
        )
        for number, (status, part) in enumerate(ordered)
    )
    reason = "told as " + ", as ".join(_how(status, part, days) for status, part in ordered)
    if moved:
        return told, "superseded", f"{reason}: the later telling has moved it on"
    return told, "wording", reason


def _levels(facts: Sequence[Fact]) -> dict[str, list[Fact]]:
    """Facts by how firm they are; a mere "will" goes with the firmest, and acts that are not more or less firm are one."""
    if not all(is_firm(_commitment(fact)) for fact in facts):
        return {"": list(facts)}
    known = [level(_commitment(fact)) for fact in facts]
    firmest = min((status for status in known if status), key=lambda status: RANK[status], default="expected")
    levels: dict[str, list[Fact]] = {}
    for status, fact in zip(known, facts, strict=True):
        levels.setdefault(status or firmest, []).append(fact)
    return levels


def _how(status: str, part: Sequence[Fact], days: Days) -> str:
    """Say a status with who is told to hold it, and when it was printed: "pledged by Mori (2031-03-05)"."""
    actor = next((_actor(fact) for fact in part if by_name(_commitment(fact).actor_words or "")), "")
    known = sorted({day.isoformat() for fact in part if (day := days.get(fact.article))})
    when = f" ({known[0]})" if len(known) == 1 else f" ({known[0]} to {known[-1]})" if known else ""
    return f"{status}{f' by {actor}' if actor else ''}{when}"


def _by_actor(facts: Sequence[Fact]) -> tuple[Told, ...]:
    """Part facts told of two people, each named, in much the same words; nothing if that is not plain."""
    parts: dict[str, list[Fact]] = {}
    for fact in facts:
        if not fact.by_person or not fact.subject or not by_name(_commitment(fact).actor_words or ""):
            return ()
        parts.setdefault(fact.subject, []).append(fact)
    if len(parts) < 2 or not all(_one_content(facts[0], fact) for fact in facts[1:]):
        return ()
    names = [set(_actor(part[0]).split()) for part in parts.values()]
    if set.intersection(*names):
        return ()  # a couple, or one name taken for two people
    return tuple(
        Told(_actor(part[0]), tuple(part), tuple(span for fact in part if (span := _commitment(fact).actor_span)))
        for part in parts.values()
    )


def _one_content(one: Fact, other: Fact) -> bool:
    """Say whether two contents have nearly all their concepts in common."""
    both = one.core.keys() & other.core.keys()
    return len(both) >= _ONE_CONTENT * len(one.core.keys() | other.core.keys())


def _actor(fact: Fact) -> str:
    return " ".join((_commitment(fact).actor_words or "").split())


def cue_span(commitment: Commitment) -> Span:
    """The words that carry the act: the cue, its last word if others stand between, or the whole if it has none."""
    cue = commitment.cue if commitment.cue in commitment.span.words else commitment.cue.rpartition(" ")[2]
    at = commitment.span.words.find(cue)
    if at < 0 or not cue:
        return commitment.span
    start = commitment.span.start + at
    return Span(commitment.span.article, start, start + len(cue), cue)


def _what(facts: Sequence[Fact], longest: int = 140) -> str:
    """Who and what, in the words of the shortest telling."""
    best = min(facts, key=lambda fact: (not fact.plain, len(fact.statement.span.words), fact.id))
    return shortened(best.statement.span.words, longest)
