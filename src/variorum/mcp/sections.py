"""The sections of a story by name: what is in each, and how one entry is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeAlias, TypeVar

from variorum.edition import proposals
from variorum.edition.arrangement import doubtful, eras, ledger, points, positions, silent_on, singles, utterances
from variorum.mcp import items
from variorum.mcp.answers import Finding, Item, Telling
from variorum.mcp.asked import Asked
from variorum.mcp.findings import finding
from variorum.mcp.quoting import telling
from variorum.model import ArticleId, Happening, Point, Position, Silence, Verdict

Entry: TypeAlias = Finding | Item | Telling
One = TypeVar("One")


@dataclass(frozen=True)
class Listing(Generic[One]):
    """A section: what is in it, in order, and how one entry is told."""

    entries: Callable[[Asked], Sequence[One]]
    told: Callable[[Asked, One], Entry]


def _with(verdict: Verdict) -> Listing[Point]:
    return Listing(lambda asked: points(asked.found.story, verdict), finding)


def _singles(asked: Asked) -> list[Point]:
    return list({point.id: point for _, those in singles(asked.found) for point in those}.values())


def _positions(asked: Asked) -> list[Position]:
    return [one for _, those in positions(asked.found) for one in those]


def _timeline(asked: Asked) -> list[Happening]:
    parts = eras(asked.found.story)
    return [one for _, one in (*parts.background, *parts.story, *parts.ahead)]


def _silences(asked: Asked) -> list[tuple[ArticleId, Point, Silence]]:
    story = asked.found.story
    told = [*points(story, "differs"), *points(story, "agreed")]
    return [(article, *pair) for article in story.articles for pair in silent_on(article, told)]


def _tellings(asked: Asked) -> list[ArticleId]:
    return [article for article in asked.found.story.articles if article in asked.found.articles]


SECTIONS: Final[Mapping[str, Listing[Any]]] = {
    "differences": _with("differs"),
    "agreements": _with("agreed"),
    "repeated": _with("repeated"),
    "singles": Listing(_singles, finding),
    "doubtful": Listing(lambda asked: doubtful(asked.found.story), finding),
    "brief": Listing(lambda asked: asked.found.story.brief, items.sentence),
    "tellings": Listing(_tellings, telling),
    "commitments": Listing(lambda asked: ledger(asked.found), items.commitment),
    "positions": Listing(_positions, items.position),
    "quotes": Listing(lambda asked: asked.found.story.quotes, items.quote),
    "utterances": Listing(lambda asked: utterances(asked.found.story), items.utterance),
    "figures": Listing(lambda asked: asked.found.story.figures, items.figure),
    "names": Listing(lambda asked: asked.found.story.entities, items.name),
    "timeline": Listing(_timeline, items.happening),
    "headings": Listing(lambda asked: asked.found.story.headings, items.heading),
    "silences": Listing(_silences, items.silence),
    "proposals": Listing(lambda asked: proposals.shown(asked.found.story), items.proposal),
}


def counted(asked: Asked) -> dict[str, int]:
    """Count what each section has; those without anything are left out."""
    numbers = {name: len(listing.entries(asked)) for name, listing in SECTIONS.items()}
    return {name: number for name, number in numbers.items() if number}
