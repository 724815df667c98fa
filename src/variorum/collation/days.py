"""Points on dates: when the tellings say that one thing happens."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from variorum.collation.drafts import Draft, Told, parted
from variorum.collation.facts import Fact, shortened
from variorum.collation.grouping import Bounds, Group, gather_groups
from variorum.collation.latest import Days, as_told
from variorum.collation.likeness import Likeness, Weigh, likeness
from variorum.languages import table
from variorum.model import ArticleId, Considered, DateMention, Difference

_BOUNDS = Bounds(join=0.50, floor=0.40, noted=0.32)
# Two days given to one event are a conflict only if it is plainly one event.
_SURE_OF_CONFLICT = 0.68
_SAME_DAY, _SAME_DOER = 0.12, 0.1
_FEW = 3
_TWO, _DOUBTFUL = 2, 0.85
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d")
# A bare year mostly says of when a figure is, and the figure keeps that.
_DATING = frozenset(["day", "week", "month", "season", "quarter", "hour", "minute", "interval"])


def date_points(
    found: Sequence[Fact], weigh: Weigh, published: Days, led: Mapping[ArticleId, ArticleId]
) -> list[Draft]:
    """Give a Draft for each event that a telling dates; durations and "now" date nothing.

    ``published`` holds the publication day of each article, if known.
    """
    facts = [fact for fact in found if isinstance(fact.statement, DateMention) and _dates(fact.statement)]

    def score(one: Fact, other: Fact) -> tuple[float, str]:
        # Only what is dated counts: one sentence may date three things.
        alike = likeness(one.narrowed, other.narrowed, weigh)
        return pair_score(one, other, alike, rare=common[value(one)] <= _FEW), ""

    def value(fact: Fact) -> Hashable:
        return (_date(fact).start, _date(fact).end)

    common = Counter(value(fact) for fact in facts)

    groups = gather_groups(facts, score, _BOUNDS, _apart, led, value)
    return [draft for group in groups for draft in _drafts(group, published)]


def pair_score(one: Fact, other: Fact, alike: Likeness, *, rare: bool) -> float:
    """Score in 0..1 whether two dates are of one event; ``rare`` says that few mentions in the story give this date."""
    words = [key for key in alike.shared if not key.startswith("@")]
    if not words and not (one.subject and one.subject == other.subject):
        return 0.0
    a, b = _date(one), _date(other)
    if _same(a, b):
        # "took office in October" and "assumed office in October": whose it is and when says it
        whose = one.subject is not None and one.subject == other.subject
        if not (rare or whose) and len(_strong(one, other, words)) < _TWO:
            # The day of the story itself dates everything in it: one word in common makes no event.
            return alike.both * _DOUBTFUL
        return min(1.0, alike.both + _SAME_DAY + (_SAME_DOER * (1 + rare) if whose else 0.0))
    # Two different days need more than one word in common before they can be of one event.
    return alike.both if len(_strong(one, other, words)) >= _TWO or _within(a, b) else 0.0


def _strong(one: Fact, other: Fact, words: list[str]) -> list[str]:
    """The shared words that are full words of both events."""
    return [key for key in words if min(one.weights.get(key, 1.0), other.weights.get(key, 1.0)) >= 1]


def _date(fact: Fact) -> DateMention:
    assert isinstance(fact.statement, DateMention)  # noqa: S101  # the callers pick dates only
    return fact.statement


def _dates(date: DateMention) -> bool:
    if date.grain == "season" and len(_bare(date.span.words)) == 1:
        return False  # "winter sports" are of no winter
    return date.start is not None and date.end is not None and date.grain in _DATING and not date.value.startswith("P")


def _bare(words: str) -> list[str]:
    """The words of a date without those that only lead up to it."""
    leading = set(table("en", "collation").get("leading_to_dates", ()))
    return [word for word in words.lower().split() if word not in leading]


def _apart(one: Fact, other: Fact) -> bool:
    """One telling that gives two days means two events; and what is not done tonight may be done on Saturday."""
    a, b = _date(one), _date(other)
    return not _within(a, b) and (one.article == other.article or one.negated != other.negated or _one_weekday(a, b))


def _one_weekday(a: DateMention, b: DateMention) -> bool:
    """Say whether both name a weekday without a date, weeks apart, or both say "next month": each counts from its own day."""
    bare = not any(char.isdigit() for char in _CLOCK.sub("", a.span.words + b.span.words))
    if not bare or a.start is None or b.start is None:
        return False
    if a.span.words.casefold() == b.span.words.casefold():
        return True
    return (date.fromisoformat(a.start[:10]) - date.fromisoformat(b.start[:10])).days % 7 == 0


def _dated_outright(fact: Fact) -> bool:
    """Say whether the words give the day of the month: "Tuesday" and "next month" count from a day that may be wrong."""
    return any(char.isdigit() for char in _CLOCK.sub("", fact.statement.span.words))


def _same(a: DateMention, b: DateMention) -> bool:
    return (a.start, a.end) == (b.start, b.end)


def _within(a: DateMention, b: DateMention) -> bool:
    """Say whether one of two intervals lies in the other: then both can be true."""
    if a.start is None or b.start is None or a.end is None or b.end is None:
        return False
    return (a.start <= b.start and b.end <= a.end) or (b.start <= a.start and a.end <= b.end)


def _drafts(group: Group, published: Days) -> list[Draft]:
    facts = list(group.facts)
    groups = parted(facts, lambda one, other: _same(_date(one), _date(other)))
    told = tuple(Told(_value(group), tuple(group), tuple(fact.statement.span for fact in group)) for group in groups)
    difference: Difference | None = None
    reason = ""
    if len(groups) > 1:
        clashing = any(not _within(_date(a[0]), _date(b[0])) for i, a in enumerate(groups) for b in groups[i + 1 :])
        if group.strength < _SURE_OF_CONFLICT or (clashing and not all(_dated_outright(fact) for fact in facts)):
            # Unsure that it is one event: keep them apart rather than raise a false alarm.
            return [
                Draft("date", _about(list(t.facts)), (t,), confidence=1.0, considered=_others(t, told, group.strength))
                for t in told
            ]
        told, difference, reason = _difference(told, published, clashing=clashing)
    return [Draft("date", _about(facts), told, difference, reason, group.strength, group.considered)]


def _difference(told: tuple[Told, ...], published: Days, *, clashing: bool) -> tuple[tuple[Told, ...], Difference, str]:
    days = " and ".join(_spoken(version.value) for version in told)
    if not clashing:
        return told, "precision", f"{days}: one date is rougher than the other"
    if (last := _moved(told, published)) is not None:
        when = as_told(told, published)
        marked = tuple(replace(version, latest=version is last) for version in told)
        return marked, "superseded", f"{when}: still to come when it was told, and the later telling has moved it"
    return told, "conflict", f"{days}: one event cannot be on both days"


def _moved(told: Sequence[Told], published: Days) -> Told | None:
    """The day told last of something that lay ahead of every telling: it was put off or brought forward."""
    for fact in (fact for version in told for fact in version.facts):
        day, start = published.get(fact.article), _date(fact).start
        if day is None or start is None or start[:10] <= day.isoformat():
            return None
    spread = [[day for fact in version.facts if (day := published.get(fact.article))] for version in told]
    order = sorted(range(len(told)), key=lambda at: max(spread[at]))
    later = all(max(spread[a]) < min(spread[b]) for a, b in pairwise(order))
    return told[order[-1]] if later else None


def _others(one: Told, told: tuple[Told, ...], strength: float) -> tuple[Considered, ...]:
    return tuple(
        Considered(fact.id, round(strength, 3), "another day, and not surely the same event")
        for other in told
        if other is not one
        for fact in other.facts
    )


def _value(facts: list[Fact]) -> str:
    date = _date(facts[0])
    start, end = date.start or date.value, date.end or date.value
    return start if start == end else f"{start}/{end}"


def _spoken(value: str) -> str:
    """Say an interval of ISO days as a reader would: "2031-03-01 to 2031-03-31"."""
    return value.replace("/", " to ")


def _event(fact: Fact) -> str:
    """What is dated, with who does it; a bare name is no event, and the sentence then says more."""
    return fact.context.words if len(fact.context.words.split()) > 2 else fact.sentence.words


def _about(facts: list[Fact], longest: int = 140) -> str:
    events = [(not fact.plain, _event(fact)) for fact in facts]
    best = min(events, key=lambda event: (event[0], len(event[1]), event[1]))[1]
    return shortened(best, longest)
