"""One count for each telling: how many it says were killed, hurt or missing in the story's event as a whole.

A telling names many such numbers: the dead of one family, of one place, of another attack. What is compared is the
number that it gives for the event; the others stay points of their own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from variorum.collation.alone import Alone, alone
from variorum.collation.facts import Fact
from variorum.collation.tolls import Toll, toll_of, years_of
from variorum.model import ArticleId, Figure

# What befalls people once: of "arrested" and "charged" a story has several totals, at several places and times.
_TOTALLED = ("killed", "injured", "missing", "shot")
# A number that no other telling gives is taken for the telling's total only if it stands near its beginning.
_LEAD = 1800
# "A man was killed" beside "two were killed" may be the count of an earlier hour; beside "40" it is one of them.
_FEW = 2.0

# A count of men or students is taken for that of everybody only where the telling opens with it.
_OPENING = 300


@dataclass(frozen=True)
class Total:
    """The figures of all tellings that give their totals of one indicator, in the order found."""

    indicator: str
    facts: tuple[Fact, ...]
    tolls: Mapping[str, Toll]


def value_of(fact: Fact) -> float | None:
    """The number of a figure, whatever its hedge: "one" and "at least one" bear each other out."""
    figure = fact.statement
    assert isinstance(figure, Figure)  # noqa: S101  # the callers pick figures only
    return figure.low if figure.low is not None else figure.high


def totals(facts: Sequence[Fact], found: Sequence[Fact], days: Mapping[ArticleId, date | None]) -> list[Total]:
    """Find for each indicator the totals of the tellings, where two tellings or more give one.

    ``facts`` are the figures, ``found`` all facts of the story: a telling without a number may tell of one victim.
    """
    years = frozenset(day.year for day in days.values() if day)
    tolls = {fact.id: toll for fact in facts if (toll := toll_of(fact)) is not None}
    given = []
    for indicator in _TOTALLED:
        counts = [fact for fact in facts if _counts(fact, tolls.get(fact.id), indicator, years)]
        chosen = _chosen(_with_single(counts, found, indicator), tolls, days)
        chosen += _bearing_out(facts, tolls, indicator, chosen, {fact.article for fact in counts})
        if len({fact.article for fact in chosen}) > 1:
            given.append(Total(indicator, tuple(chosen), tolls))
    return given


def _counts(fact: Fact, toll: Toll | None, indicator: str, years: frozenset[int]) -> bool:
    """Say whether a figure may be a telling's total: of people at large, of this event, and not a part or an addition."""
    if toll is None or toll.indicator != indicator or not toll.nearly_at_large or toll.elsewhere or toll.part:
        return False
    if years and (named := years_of(fact)) and not named & years:
        return False
    return value_of(fact) != 0


def _bearing_out(
    facts: Sequence[Fact],
    tolls: Mapping[str, Toll],
    indicator: str,
    chosen: Sequence[Fact],
    heard: Collection[ArticleId],
) -> list[Fact]:
    """Find the tellings that say the same number of others by what it led to: three hurt, "three were taken to hospital".

    Only an equal number is taken, so this bears a count out and never disputes one.
    """
    if indicator != "injured":
        return []
    nobody_dead = not any(toll.indicator == "killed" for toll in tolls.values())
    kinds = ("hospital", "injured, of a degree", *(["shot"] if nobody_dead else []))
    values = {value_of(fact) for fact in chosen if value_of(fact) != 1}
    found: dict[ArticleId, Fact] = {}
    for fact in facts:
        toll = tolls.get(fact.id)
        if (
            toll is None
            or toll.indicator not in kinds
            or not toll.nearly_at_large
            or toll.elsewhere
            or fact.part == "of"
        ):
            continue
        if fact.article not in heard and value_of(fact) in values and _start(fact) < _LEAD:
            found.setdefault(fact.article, fact)
    return list(found.values())


def _chosen(counts: Sequence[Fact], tolls: Mapping[str, Toll], days: Mapping[ArticleId, date | None]) -> list[Fact]:
    """Take of each telling the value that most tellings give, else the first of people at large in its beginning."""
    of_all = {value_of(fact) for fact in counts if _at_large(fact, tolls)}
    given: dict[ArticleId, list[Fact]] = {}
    for fact in counts:
        # Where some telling counts everybody, "two women" are all only if another says two of everybody.
        opens = isinstance(fact, Alone) or _start(fact) < _OPENING
        if not of_all or opens or _at_large(fact, tolls) or value_of(fact) in of_all:
            given.setdefault(fact.article, []).append(fact)
    support = Counter(value for facts in given.values() for value in {value_of(fact) for fact in facts})
    chosen = []
    for facts in given.values():
        best = min(facts, key=lambda fact: (-support[value_of(fact)], not _at_large(fact, tolls), _start(fact)))
        if support[value_of(best)] > 1 or _is_total(best, facts, tolls):
            chosen += [fact for fact in facts if value_of(fact) == value_of(best)]
    return _without_later_singles(chosen, days)


def _at_large(fact: Fact, tolls: Mapping[str, Toll]) -> bool:
    return not isinstance(fact, Alone) and tolls[fact.id].at_large


def _is_total(best: Fact, facts: Sequence[Fact], tolls: Mapping[str, Toll]) -> bool:
    """Say whether a value that no other telling gives is the total: near the beginning, and of people at large."""
    only = len({value_of(fact) for fact in facts}) == 1
    if isinstance(best, Alone) or (only and len(facts) > 1 and _at_large(best, tolls)):
        return True
    return _start(best) < _LEAD if _at_large(best, tolls) else only and _start(best) < _OPENING


def _without_later_singles(chosen: list[Fact], days: Mapping[ArticleId, date | None]) -> list[Fact]:
    """Drop who tells of one victim when others had counted more: that is one of them, no lower count."""
    more = [day for fact in chosen if value_of(fact) != 1 and (day := days.get(fact.article))]
    if not more:
        return chosen if all(value_of(fact) == 1 for fact in chosen) else _numbered(chosen)
    return [
        fact for fact in chosen if not isinstance(fact, Alone) or ((day := days.get(fact.article)) and day < min(more))
    ]


def _numbered(chosen: list[Fact]) -> list[Fact]:
    return [fact for fact in chosen if not isinstance(fact, Alone)]


def _with_single(counts: Sequence[Fact], found: Sequence[Fact], indicator: str) -> list[Fact]:
    """Add the tellings that tell of one victim without a number; where others speak of many, only "one person was"."""
    if indicator not in ("killed", "injured"):
        return list(counts)
    many = any((value_of(fact) or 0.0) > _FEW for fact in counts)
    silent = {fact.article for fact in found} - {fact.article for fact in counts}
    return [*counts, *alone(found, indicator, silent, counted=many)]


def _start(fact: Fact) -> int:
    return fact.statement.span.start
