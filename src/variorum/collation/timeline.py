"""The timeline of the event itself: what happened or is expected when, merged over the tellings."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from variorum.collation.dated import Dated, dated
from variorum.collation.drafts import Draft
from variorum.collation.facts import Fact, shortened
from variorum.collation.gather import Gathered
from variorum.model import Article, ArticleId, DateMention, Entity, EntityId, Happening

_GRAINS = frozenset(["day", "hour", "minute", "week", "month", "season", "interval"])
# Two entries of one day are one event when they share this much of their weighted words (Dice), names included.
_ALIKE = 0.40
_LONGEST = 180
# "It" and "they" stay: a slip in resolving them would be a false word of ours.
_OWN, _PERSONAL = frozenset(["i", "we"]), frozenset(["he", "she"])
_WIDEST = 100
"""Days; what is dated more roughly than a season stands on no timeline."""


@dataclass
class _Entry:
    """One dated event with the facts that tell it, and the Points that its words are part of."""

    when: tuple[str, str]
    told: list[tuple[Fact, Dated]]
    weights: dict[str, float] = field(default_factory=dict)
    points: frozenset[int] = frozenset()


def timeline(
    drafts: Sequence[Draft], gathered: Gathered, days: Mapping[ArticleId, date | None]
) -> tuple[Happening, ...]:
    """Give one Happening for each dated event, in order of time; ``expected`` if no telling says that it has happened.

    Datelines, captions, periods ("fourth-quarter profit") and mere sayings ("officials said on Friday") are no events.
    Two dated mentions of one day are one event if the tellings' clauses were joined at a Point or share their words.
    """
    known = {article.id: article for article in gathered.articles}
    people = {entity.id: entity for entity in gathered.entities}
    entries = _merged(_entries(drafts, known), _tied(drafts))
    found = [_happening(entry, days, people) for entry in entries]
    return tuple(sorted(found, key=lambda h: (h.date, h.spans[0].article, h.spans[0].start)))


def _entries(drafts: Sequence[Draft], known: Mapping[ArticleId, Article]) -> list[_Entry]:
    entries: dict[tuple[int, tuple[str, str]], _Entry] = {}
    for number, draft in enumerate(drafts):
        if draft.kind != "date":
            continue
        for fact in (fact for told in draft.told for fact in told.facts):
            mention = fact.statement
            when = _when(mention)
            if when is None or not isinstance(mention, DateMention) or fact.article not in known:
                continue
            what = dated(known[fact.article], mention)
            if what is not None:
                entry = entries.setdefault((number, when), _Entry(when, []))
                entry.told.append((fact, what))
    return sorted(entries.values(), key=lambda entry: (entry.when, entry.told[0][1].span))


def _when(mention: object) -> tuple[str, str] | None:
    if not isinstance(mention, DateMention) or mention.start is None or mention.end is None:
        return None
    start, end = mention.start[:10], mention.end[:10]
    if mention.grain not in _GRAINS or len(start) < 10 or len(end) < 10:
        return None
    return (start, end) if (date.fromisoformat(end) - date.fromisoformat(start)).days <= _WIDEST else None


def _tied(drafts: Sequence[Draft]) -> dict[ArticleId, list[tuple[int, int, int]]]:
    """Where the claims and commitments stand that several tellings share: start, end and the number of their draft."""
    places: dict[ArticleId, list[tuple[int, int, int]]] = {}
    for number, draft in enumerate(drafts):
        if draft.kind in ("claim", "commitment") and len(draft.articles) > 1:
            for fact in draft.facts:
                span = fact.statement.span
                places.setdefault(span.article, []).append((span.start, span.end, number))
    return places


def _merged(entries: list[_Entry], places: Mapping[ArticleId, list[tuple[int, int, int]]]) -> list[_Entry]:
    """Join the entries of one day that tell one event; within a day each is held against the first of each event."""
    weigh = _rarity(entries)
    kept: dict[tuple[str, str], list[_Entry]] = {}
    for entry in entries:
        entry.weights = {key: weigh[key] for fact, _ in entry.told for key in _concepts(fact)}
        entry.points = frozenset(
            number
            for _, what in entry.told
            for start, end, number in places.get(what.span.article, ())
            if _mostly(start, end, what.span.start, what.span.end)
        )
        same = kept.setdefault(entry.when, [])
        home = next((one for one in same if one.points & entry.points or _alike(one, entry) >= _ALIKE), None)
        if home is None:
            same.append(entry)
        else:
            home.told += entry.told
            home.points |= entry.points
    return [entry for same in kept.values() for entry in same]


def _concepts(fact: Fact) -> list[str]:
    return [key for key, weight in sorted(fact.core.items()) if weight > 0.3]  # weak words say little


def _rarity(entries: list[_Entry]) -> dict[str, float]:
    having = Counter(key for entry in entries for key in {key for fact, _ in entry.told for key in _concepts(fact)})
    return {key: math.log(1 + (len(entries) + 1) / (1 + number)) for key, number in having.items()}


def _alike(one: _Entry, other: _Entry) -> float:
    """Dice of the weighted words; of an event's name ("Tuesday's launch") the share that the other entry holds."""
    shared = one.weights.keys() & other.weights.keys()
    if not any(not key.startswith("@") for key in shared):
        return 0.0
    sizes = [math.fsum(sorted(entry.weights.values())) for entry in (one, other)]
    names = [
        size for entry, size in zip((one, other), sizes, strict=True) if all(what.only_named for _, what in entry.told)
    ]
    total = min(names, default=sum(sizes) / 2)
    return math.fsum(sorted(one.weights[key] for key in shared)) / total if total else 0.0


def _mostly(start: int, end: int, other: int, other_end: int) -> bool:
    shared = min(end, other_end) - max(start, other)
    return shared > 0.6 * min(end - start, other_end - other)


def _happening(entry: _Entry, days: Mapping[ArticleId, date | None], people: Mapping[EntityId, Entity]) -> Happening:
    told = sorted(entry.told, key=lambda one: one[1].span)
    fact, best = min(
        told, key=lambda one: (not one[0].plain, bool(one[1].pronoun), one[1].only_named, _awkward(one[1]), one[1].span)
    )
    spans = tuple(dict.fromkeys(what.span for _, what in told))
    happened = any(_has_happened(what, entry.when, days.get(fact.article)) for fact, what in told)
    start, end = entry.when
    return Happening(
        _iso(start, end),
        shortened(_said(fact, best, people), _LONGEST),
        spans,
        "happened" if happened else "expected",
    )


def _said(fact: Fact, what: Dated, people: Mapping[EntityId, Entity]) -> str:
    """The words as they stand; who "he" or "I" is stands in square brackets, as an editor would put it."""
    words = " ".join(what.span.words.split())
    if what.pronoun is None:
        return words
    speaker = people.get((fact.statement.said_by.entity if fact.statement.said_by else None) or "")
    if what.pronoun in _OWN and speaker is not None:
        return f"[{speaker.name}:] “{words}”"
    one = people.get(fact.subject or "")
    if one is not None and what.pronoun in _PERSONAL and one.kind == "person" and one.name not in words:
        return f"[{one.name}]{words[len(what.pronoun) :]}"
    return words


def _awkward(what: Dated) -> int:
    """How far the words are from a line a reader takes in at once."""
    return abs(len(what.span.words) - 90) // 30


def _has_happened(what: Dated, when: tuple[str, str], day: date | None) -> bool:
    """Judge against the telling's own day; of an undated telling, and on the day itself, the tense decides."""
    if day is None or when[0] <= day.isoformat() <= when[1]:
        return not what.ahead
    return when[1] < day.isoformat()


def _iso(start: str, end: str) -> str:
    """One day, a whole month, or an interval."""
    if start == end:
        return start
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    whole = first.day == 1 and first.month == last.month and first.year == last.year and (last.toordinal() + 1) != 0
    if whole and date.fromordinal(last.toordinal() + 1).day == 1:
        return start[:7]
    return f"{start}/{end}"
