"""Bring the readings of one story together: story-wide entities, and statements numbered through the story."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar

from variorum.collation.entities import settle
from variorum.model import (
    Article,
    ArticleId,
    Claim,
    Commitment,
    DateMention,
    Entity,
    EntityId,
    EntityKind,
    Figure,
    Lineage,
    Quote,
    Reading,
    SaidBy,
    Span,
    Statement,
    When,
)

_Any = TypeVar("_Any", Quote, Figure, DateMention, Commitment, Claim)
EntityMap = Mapping[tuple[ArticleId, EntityId], EntityId]


@dataclass(frozen=True)
class Own:
    """What one article of a story says of its own, and the names that stand in it, each with its entity."""

    figures: list[Figure] = field(default_factory=list)
    dates: list[DateMention] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    names: list[tuple[Entity, Span]] = field(default_factory=list)


@dataclass(frozen=True)
class Gathered:
    """Everything that the tellings of one story say, with ids that are unique in the story."""

    articles: tuple[Article, ...]
    entities: tuple[Entity, ...]
    quotes: tuple[Quote, ...]
    figures: tuple[Figure, ...]
    dates: tuple[DateMention, ...]
    commitments: tuple[Commitment, ...]
    claims: tuple[Claim, ...]
    readings: Mapping[ArticleId, Reading]

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All statements: figures, claims, commitments, dates, quotes."""
        return (*self.figures, *self.claims, *self.commitments, *self.dates, *self.quotes)

    @cached_property
    def own(self) -> Mapping[ArticleId, Own]:
        """Each article's part of it, in the same order: nobody need go through the whole story for every article."""
        found: dict[ArticleId, Own] = defaultdict(Own, {article.id: Own() for article in self.articles})
        for figure in self.figures:
            found[figure.span.article].figures.append(figure)
        for day in self.dates:
            found[day.span.article].dates.append(day)
        for claim in self.claims:
            found[claim.span.article].claims.append(claim)
        for entity in self.entities:
            for span in entity.names:
                found[span.article].names.append((entity, span))
        return found

    @cached_property
    def kinds(self) -> Mapping[EntityKind, frozenset[EntityId]]:
        """The entities of each kind."""
        found: dict[EntityKind, set[EntityId]] = {
            "person": set(),
            "organisation": set(),
            "place": set(),
            "other": set(),
        }
        for entity in self.entities:
            found[entity.kind].add(entity.id)
        return {kind: frozenset(ids) for kind, ids in found.items()}


def gather(readings: Mapping[ArticleId, Reading], lineage: Lineage) -> Gathered:
    """Settle the story's entities and number its statements (``q1``, ``f1``, ``d1``, ``c1``, ``k1`` …)."""
    ordered = tuple(readings.values())
    articles = tuple(reading.article for reading in ordered)
    passages = tuple(passage for copy in lineage.copies for passage in copy.passages)
    entities, known_as = settle(articles, dict(readings), passages)

    dates = {reading.article.id: reading.dates for reading in ordered}

    def number(prefix: str, groups: Iterable[tuple[_Any, ...]]) -> tuple[_Any, ...]:
        flat = [statement for group in groups for statement in group]
        return tuple(
            _in_story(statement, f"{prefix}{count}", known_as, dates[statement.span.article])
            for count, statement in enumerate(flat, start=1)
        )

    return Gathered(
        articles=articles,
        entities=entities,
        quotes=number("q", (reading.quotes for reading in ordered)),
        figures=number("f", (reading.figures for reading in ordered)),
        dates=number("d", (reading.dates for reading in ordered)),
        commitments=number("c", (reading.commitments for reading in ordered)),
        claims=number("k", (reading.claims for reading in ordered)),
        readings=readings,
    )


def _in_story(statement: _Any, name: str, known_as: EntityMap, dates: tuple[DateMention, ...]) -> _Any:
    """The same statement under its story-wide id, naming story-wide entities."""

    def known(entity: EntityId | None) -> EntityId | None:
        return known_as.get((statement.span.article, entity)) if entity else None

    changes: dict[str, object] = {"id": name, "said_by": _said_by(statement.said_by, known)}
    if isinstance(statement, Figure | Claim):
        named = (known(entity) for entity in statement.entities)
        changes["entities"] = tuple(dict.fromkeys(entity for entity in named if entity))
    if isinstance(statement, Commitment):
        changes |= {
            "actor": known(statement.actor),
            "to": known(statement.to),
            "due": statement.due or due(statement, dates),
        }
    return replace(statement, **changes)  # type: ignore[arg-type]  # the fields differ by kind, chosen just above


def due(commitment: Commitment, dates: tuple[DateMention, ...]) -> When | None:
    """By when a commitment is to be kept: the last date within its words that says a day, week, month or year."""
    inside = [date for date in dates if date.start and date.end and date.grain and commitment.span.contains(date.span)]
    if not inside or commitment.status == "done":
        return None
    date = inside[-1]
    value = date.start if date.start == date.end else f"{date.start}/{date.end}"
    return When(value or date.value, date.grain or "interval", "stated", date.span)


def _said_by(said_by: SaidBy | None, known: object) -> SaidBy | None:
    if said_by is None:
        return None
    return replace(said_by, entity=known(said_by.entity))  # type: ignore[operator]  # a local function of one argument
