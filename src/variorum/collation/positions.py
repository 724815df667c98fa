"""Positions: where each actor stands on each thing, in order of time, and where its stands are opposite."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations

from variorum.collation.drafts import Draft
from variorum.collation.evidence import strong_words
from variorum.collation.facts import Fact, shortened
from variorum.collation.likeness import Weigh, covered, likeness
from variorum.collation.stances import Named, Taken, beside, contrasted, is_for, points_back, preferred, stands
from variorum.languages import table
from variorum.languages.words import stem
from variorum.model import ArticleId, Commitment, Entity, EntityId, Position, Stand, StatementId

Days = Mapping[ArticleId, date | None]
Names = Mapping[ArticleId, str]
_JOIN = 0.5
# From this likeness on, two opposite stands are on plainly one thing.
_PLAIN = 0.55
# This much of a thing must stand around words that only point at it ("the deal").
_COVERED = 0.6
_AROUND = 0.5
# An actor told of this often is told of too often to compare every pair; only its first stands are grouped.
_MOST = 200
_LONGEST = 90


def positions(
    facts: Sequence[Fact], entities: Sequence[Entity], weigh: Weigh, days: Days, names: Names, drafts: Iterable[Draft]
) -> tuple[Position, ...]:
    """Give the positions (``o1``, ``o2`` …) of every actor: stands on one thing together, in the order they were told.

    ``names`` is what each article is called in a sentence; ``drafts`` say which commitments are one. The actors told of most come first. The work grows with the
    square of one actor's stands, of which at most the first 200 are compared.
    """
    named = _named(entities)
    around = _Around(facts, named)
    by_actor: dict[EntityId, list[Taken]] = {}
    things = {entity.id for entity in entities if entity.kind == "other"}
    for stand in stands(facts, named):
        if isinstance(stand.fact.statement, Commitment) or stand.actor not in things:
            by_actor.setdefault(stand.actor, []).append(stand)
    one = _one_commitment(drafts)
    found = []
    for actor, told in by_actor.items():
        groups = _groups([(stand, around.thing(stand)) for stand in told], weigh, one)
        found += [_position(actor, group, weigh, days, names) for group in groups]
    found.sort(key=lambda position: _rank(position, by_actor))
    return tuple(replace(position, id=f"o{number}") for number, position in enumerate(found, start=1))


def _one_commitment(drafts: Iterable[Draft]) -> dict[StatementId, str]:
    """For each commitment the thread or Point that it shares with those that are one with it."""
    return {
        fact.id: draft.thread or f"{number}"
        for number, draft in enumerate(draft for draft in drafts if draft.kind == "commitment")
        for fact in draft.facts
    }


def _named(entities: Sequence[Entity]) -> Named:
    people: dict[ArticleId, list[int]] = {}
    mentions: dict[tuple[ArticleId, EntityId], list[tuple[int, int]]] = {}
    for entity in entities:
        for span in entity.mentions:
            mentions.setdefault((span.article, entity.id), []).append((span.start, span.end))
        for span in entity.names if entity.kind == "person" else ():
            people.setdefault(span.article, []).append(span.start)
    return Named(people, mentions)


class _Around:
    """What stands around a stand: the concepts of its sentence and of the one before."""

    def __init__(self, facts: Sequence[Fact], named: Named) -> None:
        self._told: dict[ArticleId, list[tuple[EntityId, Sequence[tuple[int, int]]]]] = {}
        for (article, entity), places in named.mentions.items():
            self._told.setdefault(article, []).append((entity, places))
        self._bags: dict[tuple[ArticleId, int], dict[str, float]] = {}
        for fact in facts:
            bag = self._bags.setdefault((fact.article, fact.sentence.start), {})
            for key, weight in fact.weights.items():
                bag[key] = max(weight, bag.get(key, 0.0))
        self._starts: dict[ArticleId, list[int]] = {}
        for article, start in sorted(self._bags):
            self._starts.setdefault(article, []).append(start)

    def thing(self, one: Taken) -> Fact:
        """The fact with the bag of what the stand is on; a thing that only points back takes what stands around it too.

        ``core`` holds the thing's own concepts, numbers apart: a price is no part of what somebody is for.
        """
        fact = one.fact
        core = fact.core if isinstance(fact.statement, Commitment) else fact.weights
        left = {f"@{one.actor}", fact.predicate, *beside(one)}
        own = {key: w for key, w in core.items() if not {key, stem(key, "en")} & left and not _is_number(key)}
        bag = dict(own)
        if _vague(one):
            starts = self._starts[fact.article]
            at = starts.index(fact.sentence.start)
            before = 0 if contrasted(one.thing) else 1
            for start in starts[max(0, at - before) : at + 1]:
                for key in self._bags[fact.article, start]:
                    bag.setdefault(key, _AROUND)
            for entity, places in self._told.get(fact.article, ()):
                if any(fact.sentence.start <= a < fact.sentence.end for a, _ in places):
                    bag.setdefault(f"@{entity}", _AROUND)
        return replace(fact, weights=bag, core=own)


def _is_number(key: str) -> bool:
    return key[:1].isdigit() or key in table("en", "positions").get("numbers", {}).get("words", "").split()


def _vague(one: Taken) -> bool:
    return points_back(one.thing) or contrasted(one.thing)


_Held = tuple[Taken, Fact]


def _groups(held: Sequence[_Held], weigh: Weigh, known: Mapping[StatementId, str]) -> list[list[_Held]]:
    """Stands on one thing together: of one commitment, or each pair of a group alike; those that only point back come last."""
    groups: list[list[_Held]] = []
    home: dict[str, list[_Held]] = {}
    for one in sorted(held[:_MOST], key=lambda one: _vague(one[0])):
        key = known.get(one[1].id, one[1].id)
        if key in home:
            home[key].append(one)
            continue
        scores = [_least(one, group, weigh) for group in groups]
        best = max(range(len(groups)), key=lambda number: (scores[number], -number), default=None)
        if best is not None and scores[best] >= _JOIN:
            home[key] = groups[best]
            groups[best].append(one)
        else:
            home[key] = [one]
            groups.append(home[key])
    return [*groups, *([one] for one in held[_MOST:])]


def _least(one: _Held, group: Sequence[_Held], weigh: Weigh) -> float:
    """The least likeness to a member of a group; a stand that only points back needs one member that it points at."""
    if _vague(one[0]):
        return max(_alike(one, other, weigh) for other in group)
    return min(_alike(one, other, weigh) for other in group)


def _alike(one: _Held, other: _Held, weigh: Weigh) -> float:
    """How alike two things are, 0..1; nothing unless they share two full words, or one and a name."""
    if _vague(one[0]) or _vague(other[0]):
        near, far = (one, other) if _vague(one[0]) else (other, one)
        return _pointed_at(near, far, weigh)
    if not one[1].core.keys() & other[1].core.keys():
        return 0.0  # most pairs: the cheapest question first
    alike = likeness(one[1], other[1], weigh)
    if alike.both < _JOIN:
        return 0.0
    strong = strong_words(one[1], other[1], alike)
    named = [key for key in alike.shared if key.startswith("@")]
    return alike.both if len(strong) + bool(named) > 1 or len(named) > 1 else 0.0


def _pointed_at(near: _Held, far: _Held, weigh: Weigh) -> float:
    """How much of a thing stands around words that point back; a contrast must name it itself ("rather than buying")."""
    if _vague(far[0]) or not any(key.startswith("@") for key in far[1].core):
        return 0.0
    if contrasted(near[0].thing):
        kept = preferred(near[0].thing)
        if not any(stem(key, "en") not in kept and key in far[1].core for key in near[1].core):
            return 0.0
    share = covered(far[1], near[1], weigh)
    return share if share >= _COVERED else 0.0


def _position(actor: EntityId, group: Sequence[_Held], weigh: Weigh, days: Days, names: Names) -> Position:
    told = sorted(group, key=lambda one: _when(one[0], days))
    best = min(told, key=lambda one: (_vague(one[0]), not one[1].plain, len(one[0].thing.words), one[1].id))
    on = shortened(" ".join(best[0].thing.words.split()), _LONGEST)
    return Position("", actor, on, tuple(_stand(one, days) for one, _ in told), _shift(told, weigh, days, names))


def _when(one: Taken, days: Days) -> tuple[str, str, int, int]:
    day, span = days.get(one.fact.article), one.fact.statement.span
    return (day.isoformat() if day else "9999"), span.article, span.start, span.end


def _stand(one: Taken, days: Days) -> Stand:
    statement, day = one.fact.statement, days.get(one.fact.article)
    return Stand(
        article=one.fact.article,
        stance=one.stance,
        span=statement.span,
        cue_span=one.cue,
        day=day.isoformat() if day else None,
        said_by=statement.said_by,
        statement=statement.id,
    )


def _shift(told: Sequence[_Held], weigh: Weigh, days: Days, names: Names) -> str | None:
    """Say where one telling has an actor for a thing and another against it: the plainest pair, the earlier first."""
    pairs = [
        (_alike(one, other, weigh), one, other)
        for one, other in combinations(told, 2)
        if is_for(one[0].stance) != is_for(other[0].stance) and one[1].article != other[1].article
    ]
    plain = [pair for pair in pairs if pair[0] >= _PLAIN]
    if not plain:
        return None
    _, one, other = max(plain, key=lambda pair: pair[0])
    first, second = days.get(one[1].article), days.get(other[1].article)
    then = "later " if first and second and first < second else ""
    return f"{_said(one[0], days, names)}, {then}{_said(other[0], days, names)}"


def _said(one: Taken, days: Days, names: Names) -> str:
    """Say a stand with where and when it is told and in what words: "opposes it (The Bugle, 2031-03-05: “has opposed”)"."""
    day = days.get(one.fact.article)
    where = names.get(one.fact.article, one.fact.article)
    when = f", {day.isoformat()}" if day and day.isoformat() not in where else ""
    thing = f"“{' '.join(one.thing.words.split())}”" if contrasted(one.thing) else "it"
    cue = f": “{' '.join(one.cue.words.split())}”" if one.cue else ""
    return f"{one.stance} {thing} ({where}{when}{cue})"


def _rank(position: Position, by_actor: Mapping[EntityId, Sequence[Taken]]) -> tuple[object, ...]:
    tellings = len({stand.article for stand in position.stands})
    first = position.stands[0].span
    return (
        -len(by_actor[position.actor]),
        position.actor,
        position.shift is None,
        -tellings,
        position.stands[0].day or "9999",
        first.article,
        first.start,
        first.end,
    )
