"""A finding of a story by its id: what sort it is, and the words that it stands on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, get_args

from variorum.model import (
    Claim,
    Commitment,
    DateMention,
    Entity,
    Entry,
    Figure,
    Happening,
    Point,
    Position,
    Proposal,
    Quote,
    Span,
    StatementId,
    Story,
    Utterance,
)

Kind = Literal[
    "point", "quote", "figure", "date", "commitment", "claim", "name", "time", "utterance", "entry", "position", "proposal"
]  # fmt: skip
Found: TypeAlias = (
    Point | Quote | Figure | DateMention | Commitment | Claim | Entity | Happening | Utterance | Entry | Position | Proposal
)  # fmt: skip
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
NOUN: Final[dict[Kind, str]] = {
    "point": "Point of comparison",
    "quote": "Quote",
    "figure": "Figure",
    "date": "Date",
    "commitment": "Commitment",
    "claim": "Claim",
    "name": "Name",
    "time": "Entry of the timeline",
    "utterance": "One thing said, in several tellings",
    "entry": "Commitment, as the tellings put it",
    "position": "Position",
    "proposal": "Proposal of a language model",
}


@dataclass(frozen=True)
class Finding:
    """One finding: its id, its sort, its value, and all the words that it stands on, those to cite it by first."""

    id: str
    kind: Kind
    value: Found
    spans: tuple[Span, ...]


def findings(story: Story) -> Iterator[Finding]:
    """Give every finding of a story; entries of the timeline are called ``time-1``, ``time-2`` and so on."""
    known = story.statements
    for point in story.points:
        yield _finding(point.id, "point", point, _of_point(point, known))
    for quote in story.quotes:
        yield _finding(quote.id, "quote", quote, [quote.span])
    for figure in story.figures:
        yield _finding(figure.id, "figure", figure, [figure.span])
    for date in story.dates:
        yield _finding(date.id, "date", date, [date.span])
    for commitment in story.commitments:
        yield _finding(commitment.id, "commitment", commitment, [commitment.span])
    for claim in story.claims:
        yield _finding(claim.id, "claim", claim, [claim.span])
    yield from _of_story(story)


def _of_story(story: Story) -> Iterator[Finding]:
    for entity in story.entities:
        yield _finding(entity.id, "name", entity, entity.names)
    for number, happening in enumerate(story.timeline, 1):
        yield _finding(f"time-{number}", "time", happening, happening.spans)
    for utterance in story.utterances:
        yield _finding(utterance.id, "utterance", utterance, [one.span for one in utterance.renderings])
    for entry in story.ledger:
        yield _finding(entry.id, "entry", entry, [one.span for one in entry.terms])
    for position in story.positions:
        yield _finding(position.id, "position", position, [one.span for one in position.stands])
    for proposal in story.proposals:
        yield _finding(proposal.id, "proposal", proposal, proposal.spans)


def finding(story: Story, identity: str) -> Finding | None:
    """Give the finding of an id; nothing if the story has none."""
    return next((one for one in findings(story) if one.id == identity), None)


def standing(story: Story, kind: Kind, article: str, start: int, end: int) -> Finding | None:
    """Give the finding of a sort that stands on these words: rather one that is cited by them, and a Point that compares."""

    def is_there(span: Span) -> bool:
        return (span.article, span.start, span.end) == (article, start, end)

    those = [one for one in findings(story) if one.kind == kind and any(map(is_there, one.spans))]
    return min(
        those,
        key=lambda one: (not is_there(one.spans[0]), isinstance(one.value, Point) and one.value.verdict == "single"),
        default=None,
    )


def _finding(identity: str, kind: Kind, value: Found, spans: tuple[Span, ...] | list[Span]) -> Finding:
    return Finding(
        identity, kind, value, tuple(dict.fromkeys(Span(one.article, one.start, one.end, one.words) for one in spans))
    )


def _of_point(point: Point, known: Mapping[StatementId, object]) -> list[Span]:
    """Give the words of a Point: of each version first those of its statements, since these alone stay the same, then its sentences."""
    exact: list[Span] = []
    rest: list[Span] = []
    for version in point.versions:
        statements = (known.get(one) for one in version.statements)
        own = [one.span for one in statements if isinstance(one, Quote | Figure | DateMention | Commitment | Claim)]
        exact += own or version.decisive or version.spans
        rest += [*version.decisive, *version.spans]
    return [*exact, *rest]
