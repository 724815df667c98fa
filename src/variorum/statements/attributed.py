"""Tie the statements of one article to the entities they name and to whoever says them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol, TypeVar

from variorum.model import (
    Claim,
    Commitment,
    DateMention,
    Entity,
    EntityId,
    Figure,
    Quote,
    Reading,
    SaidBy,
    Span,
)
from variorum.statements.reporting_words import lexicon

_APPOSITION = re.compile(r",\s+")
_WORD = re.compile(r"\w+")
# A measure is read off the figure's own sentence or the one before: no further off in characters.
_MEASURED_NEAR = 300
_Said = TypeVar("_Said", Figure, DateMention, Commitment, Claim)


class Names(Protocol):
    """Who is meant by some words of the article."""

    @property
    def entities(self) -> tuple[Entity, ...]:
        """The entities of the article."""

    def at(self, start: int, end: int) -> EntityId | None:
        """The entity that the words at these characters refer to, pronouns included."""


def attribute(reading: Reading, names: Names) -> Reading:
    """Fill in what the finders leave open: the speaker of a quote, the actors of a commitment, who says a figure."""
    mentions = _Mentions(reading.entities)
    quotes = tuple(_with_speaker(quote, names, mentions, reading.article.text) for quote in reading.quotes)
    claims = _said(reading.claims, quotes)
    selves = lexicon(reading.article.language or "en").tables.get("speech.selves", frozenset())
    claims = tuple(replace(claim, entities=_entities_of_claim(claim, names, mentions, selves)) for claim in claims)
    figures = tuple(
        replace(figure, entities=_entities_of_figure(figure, claims, mentions, reading.article.text))
        for figure in _said(reading.figures, quotes)
    )
    commitments = tuple(_with_parties(commitment, names, selves) for commitment in _said(reading.commitments, quotes))
    return replace(
        reading,
        quotes=quotes,
        claims=claims,
        figures=figures,
        commitments=commitments,
        dates=_said(reading.dates, quotes),
    )


def _with_speaker(quote: Quote, names: Names, mentions: _Mentions, text: str) -> Quote:
    """A description is who it stands beside ("its chairman, Rolf Anders"); else what the names make of the words."""
    if quote.said_by is None or quote.said_by.entity is not None:
        return quote
    span = quote.said_by.span
    comma = _APPOSITION.search(text, span.start, span.end) or _APPOSITION.match(text, span.end)
    before = mentions.within(span.start, comma.start()) if comma is not None else []
    behind = mentions.starting(comma) if not mentions.people & set(before) else None
    return replace(quote, said_by=replace(quote.said_by, entity=behind or names.at(span.start, span.end)))


def _with_parties(commitment: Commitment, names: Names, selves: frozenset[str]) -> Commitment:
    actor, to = commitment.actor_span, commitment.to_span
    return replace(
        commitment,
        actor=_meant(actor, commitment.said_by, names, selves) if actor else None,
        to=_meant(to, commitment.said_by, names, selves) if to else None,
    )


def _meant(span: Span, said_by: SaidBy | None, names: Names, selves: frozenset[str]) -> EntityId | None:
    """Whom some words mean; "I" and "we" are whoever says them, which the names alone cannot know."""
    if said_by is not None and said_by.entity is not None and span.words.lower() in selves:
        return said_by.entity
    return names.at(span.start, span.end)


def _said(statements: Iterable[_Said], quotes: tuple[Quote, ...]) -> tuple[_Said, ...]:
    """Give each statement the source of the smallest quote that holds it whole."""
    sourced = sorted(
        ((quote.span, quote.said_by) for quote in quotes if quote.said_by and quote.asserts),
        key=lambda pair: (pair[0].end - pair[0].start, pair[0].start),
    )
    return tuple(
        replace(statement, said_by=_source(statement.span, sourced)) if statement.said_by is None else statement
        for statement in statements
    )


def _source(span: Span, sourced: list[tuple[Span, SaidBy]]) -> SaidBy | None:
    return next((said_by for content, said_by in sourced if content.contains(span)), None)


def _holds(one: tuple[int, int, EntityId], following: list[tuple[int, int, EntityId]]) -> bool:
    """Whether a mention holds two others, both named in it."""
    return len(following) == 2 and all(other[1] <= one[1] and other[2] != one[2] for other in following)


class _Mentions:
    """The named mentions of an article, for asking which of them lie in a stretch of text."""

    def __init__(self, entities: tuple[Entity, ...]) -> None:
        self.people = frozenset(entity.id for entity in entities if entity.kind == "person")
        pairs = [(span.start, span.end, entity.id) for entity in entities for span in entity.names]
        # "Lunde and Otieno" is named by its members, which are mentions of their own.
        ordered = sorted(pairs, key=lambda one: (one[0], -one[1]))
        self._pairs = sorted(
            one for number, one in enumerate(ordered) if not _holds(one, ordered[number + 1 : number + 3])
        )
        self._starts = [start for start, _, _ in self._pairs]

    def starting(self, where: re.Match[str] | None) -> EntityId | None:
        """The entity whose name begins where a match ends."""
        return next((entity for start, _, entity in self._pairs if where and start == where.end()), None)

    def named(self, start: int, end: int, text: str) -> list[tuple[str, EntityId]]:
        """The names between two characters with their entities, in the order of the text."""
        left, limit = bisect_right(self._starts, start - 1), bisect_right(self._starts, end)
        return [(text[begin:stop], entity) for begin, stop, entity in self._pairs[left:limit]]

    def within(self, start: int, end: int) -> list[EntityId]:
        """The entities named between two characters, in the order of the text, each once."""
        left = bisect_right(self._starts, start - 1)
        limit = bisect_right(self._starts, end)
        found = (entity for _, stop, entity in self._pairs[left:limit] if stop <= end)
        return list(dict.fromkeys(found))


def _entities_of_claim(claim: Claim, names: Names, mentions: _Mentions, selves: frozenset[str]) -> tuple[EntityId, ...]:
    subject = claim.subject_span
    first = _meant(subject, claim.said_by, names, selves) if subject else None
    inside = mentions.within(claim.span.start, claim.span.end)
    named_in_subject = mentions.within(subject.start, subject.end) if subject else []
    lead = [first] if first else []
    return tuple(dict.fromkeys([*lead, *named_in_subject, *inside]))


def _entities_of_figure(
    figure: Figure, claims: tuple[Claim, ...], mentions: _Mentions, text: str
) -> tuple[EntityId, ...]:
    """The entities in what is counted, then those of the smallest claim around: what is counted is counted of somebody."""
    around = [claim for claim in claims if claim.span.contains(figure.span)]
    if around:
        others = min(around, key=lambda claim: (claim.span.end - claim.span.start, claim.span.start)).entities
    else:
        others = tuple(mentions.within(figure.span.start, figure.span.end))
    return tuple(dict.fromkeys([*_entities_in_measure(figure, mentions, text), *others]))


def _entities_in_measure(figure: Figure, mentions: _Mentions, text: str) -> list[EntityId]:
    """The entities named in the words of the measure, which stand near the figure though not always in one piece."""
    if not figure.measures:
        return []
    start = max(0, figure.span.start - _MEASURED_NEAR)
    near = mentions.named(start, min(len(text), figure.span.end + _MEASURED_NEAR), text)
    words = f" {' '.join(_WORD.findall(figure.measures.lower()))} "
    return list(dict.fromkeys(entity for name, entity in near if f" {' '.join(_WORD.findall(name.lower()))} " in words))
