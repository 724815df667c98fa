"""What narrows a search: outlet, speaker, entity, days, story, as SQL conditions."""

# ruff: noqa: S608  # what is put into the statements are names and marks of ours; what the user typed is bound

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from variorum.store.search_terms import quoted
from variorum.store.search_words import folded

Kind = Literal["article", "quote", "claim"]
KINDS: tuple[Kind, ...] = ("article", "quote", "claim")


@dataclass(frozen=True)
class Sieve:
    """What a hit must be: parts of an outlet's, a speaker's and an entity's name, days from and to (ISO 8601), one story."""

    kinds: frozenset[Kind] = frozenset(("article", "quote", "claim"))
    outlet: str | None = None
    speaker: str | None = None
    entity: str | None = None
    since: str | None = None
    until: str | None = None
    story: str | None = None


def _shared_filter(sieve: Sieve) -> tuple[list[str], list[str]]:
    where: list[str] = []
    values: list[str] = []
    if sieve.outlet is not None:
        where.append("instr(a.outlet, ?)")
        values.append(folded(sieve.outlet))
    published = "coalesce(m.published, a.published)"
    if sieve.since is not None:
        # A coarse date ("2025-02", an interval) is one that may lie within the days asked for.
        where.append(f"substr({published}, instr({published}, '/') + 1) || '~' >= ?")
        values.append(sieve.since)
    if sieve.until is not None:
        where.append(f"{published} <= ? || '~'")
        values.append(sieve.until)
    if sieve.story is not None:
        where.append("m.story = ?")
        values.append(sieve.story)
    return where, values


def on_articles(sieve: Sieve) -> tuple[str, list[str]]:
    """Give the condition on an article (tables ``a``, ``t``, ``m``; empty if there is none) and what is bound in it."""
    where, values = _shared_filter(sieve)
    if sieve.speaker is not None:
        name, parts = _named(sieve.speaker)
        says = "SELECT 1 FROM search_statements s WHERE s.story = m.story AND s.article = m.article"
        where.append(f"EXISTS ({says} AND ({_spoken(name)}))")
        values += parts * 2
    if sieve.entity is not None:
        name, parts = _named(sieve.entity)
        where.append(
            "(EXISTS (SELECT 1 FROM search_mentions e JOIN search_names n ON n.story = e.story AND n.entity = e.entity"
            f" WHERE e.story = m.story AND e.article = m.article AND {name})"
            # What is not read yet has its words only.
            " OR a.version IN (SELECT rowid FROM search_texts WHERE search_texts MATCH ?))"
        )
        values += [*parts, f"{{title text}} : {quoted(folded(sieve.entity))}"]
    return " AND ".join(where), values


def on_statements(sieve: Sieve) -> tuple[str, list[str]]:
    """Give the condition on a quote or claim (table ``s``, too; empty if there is none) and what is bound in it."""
    where, values = _shared_filter(sieve)
    if sieve.speaker is not None:
        name, parts = _named(sieve.speaker)
        where.append(f"({_spoken(name)})")
        values += parts * 2
    if sieve.entity is not None:
        name, parts = _named(sieve.entity)
        where.append(
            f"EXISTS (SELECT 1 FROM search_names n WHERE n.story = s.story AND instr(s.entities, ' ' || n.entity || ' ') AND {name})"
        )
        values += parts
    return " AND ".join(where), values


def _spoken(name: str) -> str:
    by_words = name.replace("n.name", "s.sought")
    return f"EXISTS (SELECT 1 FROM search_names n WHERE n.story = s.story AND n.entity = s.speaker AND {name}) OR ({by_words})"


def _named(name: str) -> tuple[str, list[str]]:
    """Ask for a name that has all words of a name, or words that begin so, in any order."""
    words = folded(name).split()
    return " AND ".join("instr(n.name, ?)" for _ in words) or "0", [f" {word}" for word in words]
