"""One statement put in different mouths: where tellings that carry the same words disagree on who said so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from variorum.collation.drafts import Told
from variorum.collation.facts import Fact
from variorum.model import EntityId, EntityKind, SaidBy

# Two people may well both say that trade matters; only what is told in nearly the same words is told of one moment.
_ONE_MOMENT = 0.85
_DESCRIBING = frozenset(["a", "an", "the", "one", "another", "his", "her", "their", "its", "he", "she", "they", "it"])


def by_name(said_by: SaidBy) -> bool:
    """Say whether a source is named, not described: "a spokesman" may well be the man whom another telling names."""
    words = said_by.words.split()
    return words[0].lower() not in _DESCRIBING and any(word[:1].isupper() for word in words)


def relation(
    one: SaidBy | None, other: SaidBy | None, kinds: Mapping[EntityId, EntityKind]
) -> Literal["same", "open", "other"]:
    """Say whether two sources are the same, are two by name, or may be either.

    Two are two only if both are named and of one kind: "a spokesman" may be the man whom another telling names, and a
    minister speaks for his country.
    """
    if one is None or other is None or one.entity is None or other.entity is None:
        return "same" if one and other and one.words.casefold() == other.words.casefold() else "open"
    if one.entity == other.entity:
        return "same"
    kind = kinds.get(one.entity)
    if not by_name(one) or not by_name(other) or kind != kinds.get(other.entity):
        return "open"
    lower = one.words[:1].islower() or other.words[:1].islower()  # "analysts polled by Acme" are nobody by name
    if kind != "person" and (kind != "organisation" or lower):
        return "open"
    mine, theirs = ({word.strip(".,") for word in said.words.split() if word[:1].isupper()} for said in (one, other))
    return "open" if mine & theirs else "other"


def from_others(told: Sequence[Told]) -> bool:
    """Say whether every version has a source, and no source gives them all."""
    speakers = [{_speaker(fact.statement.said_by) for fact in version.facts} for version in told]
    return all(None not in named for named in speakers) and not set.intersection(*speakers)


def _speaker(said_by: SaidBy | None) -> str | None:
    return (said_by.entity or said_by.words.lower()) if said_by else None


def mouths(facts: Sequence[Fact], strength: float) -> dict[EntityId, list[Fact]]:
    """Part facts by who says them; one part, or none, unless each telling names somebody and they differ."""
    parts: dict[EntityId, list[Fact]] = {}
    for fact in facts:
        said_by = fact.statement.said_by
        if strength < _ONE_MOMENT or said_by is None or said_by.entity is None:
            return {}
        if not by_name(said_by) or said_by.words[:1].islower():
            return {}  # "analysts polled by Acme" are nobody by name
        parts.setdefault(said_by.entity, []).append(fact)
    if len({source.words.casefold() for fact in facts if (source := fact.statement.said_by)}) < len(parts):
        return {}  # the same words may have been taken for two people
    tellings = [{fact.article for fact in part} for part in parts.values()]
    return parts if len(parts) > 1 and not set.intersection(*tellings) else {}


def told_by(parts: dict[EntityId, list[Fact]]) -> tuple[Told, ...]:
    """A version for each person, whose name is the value and the decisive word."""
    found = []
    for part in parts.values():
        sources = [fact.statement.said_by for fact in part]
        named = [source for source in sources if source]
        found.append(Told(named[0].words, tuple(part), tuple(source.span for source in named)))
    return tuple(found)


def told_of(parts: dict[EntityId, list[Fact]]) -> str:
    """The reason in words: whom the tellings have it from."""
    sources = [part[0].statement.said_by for part in parts.values()]
    return "told as said by " + ", and as said by ".join(source.words for source in sources if source)
