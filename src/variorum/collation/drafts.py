"""A Point in the making: its versions as facts, before voices are counted and ids given."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from variorum.collation.facts import Fact
from variorum.model import ArticleId, Considered, Difference, PointKind, Span


def parted(facts: Iterable[Fact], same: Callable[[Fact, Fact], bool]) -> list[list[Fact]]:
    """Part facts so that each is with the first one that it is the ``same`` as, in the order given."""
    parts: list[list[Fact]] = []
    for fact in facts:
        home = next((part for part in parts if same(part[0], fact)), None)
        if home is None:
            parts.append([fact])
        else:
            home.append(fact)
    return parts


@dataclass(frozen=True)
class Told:
    """One value at a Point, the facts that carry it and the words that decide it."""

    value: str
    facts: tuple[Fact, ...]
    decisive: tuple[Span, ...] = ()
    latest: bool = False
    """Whether, where one value replaces another, this is the one to go by."""

    @property
    def articles(self) -> tuple[ArticleId, ...]:
        """The articles that carry this value, each once, in the order of the facts."""
        return tuple(dict.fromkeys(fact.article for fact in self.facts))


@dataclass(frozen=True)
class Draft:
    """A Point before its voices are counted."""

    kind: PointKind
    about: str
    told: tuple[Told, ...]
    difference: Difference | None = None
    reason: str = ""
    confidence: float = 1.0
    considered: tuple[Considered, ...] = ()
    thread: str | None = None
    """Drafts with the same thread are one thing at two times (an expectation and its outcome) and become related."""

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts of every version."""
        return tuple(fact for told in self.told for fact in told.facts)

    @property
    def articles(self) -> tuple[ArticleId, ...]:
        """The articles that say something here, each once."""
        return tuple(dict.fromkeys(fact.article for fact in self.facts))
