"""Victims told of alone: "a man was killed" gives no number and still counts one.

They are counts inside collation only, and only where a telling gives no number of its own and plainly means one person.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from variorum.collation.facts import Fact
from variorum.collation.tolls import looks_elsewhere
from variorum.languages import table
from variorum.model import ArticleId, Claim, Figure, Span

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+-year-old")
_MANY = re.compile(r"\b(?:and|both|two|three|several|others|people|men|women|children|who)\b|,\s*(?!\d)", re.IGNORECASE)
_PLACED = frozenset(
    ["in", "at", "on", "by", "from", "after", "during", "when", "inside", "outside", "near", "of", "while", "as"]
)
_FOUND = frozenset(["is", "was", "pronounced", "declared", "found", "lay", "shot", "be", "were"])
_DESCRIBING = frozenset(["a", "an", "the", "his", "her", "their", "one", "that", "this"])
_LEAVING = frozenset(["left", "leaves", "leaving", "leave"])
_COUNTED = re.compile(r"(?:(?:at least|only|just)\s+)?(?:one|1)\b(?!\s+of\b)", re.IGNORECASE)
# Whom a telling opens with is the victim; later it may come to the dead of other times.
_LEAD = 1500


@dataclass(frozen=True)
class Alone(Fact):
    """A claim on one victim, taken for a count of one; its id is the claim's."""


@cache
def _known(name: str) -> frozenset[str]:
    known: Any = table("en", "tolls").get("alone", {})
    return frozenset(known.get(name, ()))


def alone(
    found: Iterable[Fact], indicator: str, silent: Collection[ArticleId], *, counted: bool = False
) -> list[Alone]:
    """Give a count of one for each of the ``silent`` articles whose claims of this indicator all mean one person.

    ``counted`` asks for those only that say "one person", which holds against any other number.
    """
    by_article: dict[ArticleId, list[tuple[Fact, Span]]] = {}
    for fact in found:
        if isinstance(fact.statement, Claim) and fact.article in silent and not looks_elsewhere(fact.sentence.words):
            hit = _victim(fact.statement, indicator)
            if hit is not None and not _nobody(hit):
                by_article.setdefault(fact.article, []).append((fact, hit))
    given = []
    for hits in by_article.values():
        first = [one for one in hits if one[1].start < _LEAD] or hits
        if not any(_MANY.search(hit.words) for _, hit in first) and _one_person(first):
            given += [
                one for one in _counted(first, indicator) if not counted or _COUNTED.match(one.statement.span.words)
            ]
    return given


def _nobody(hit: Span) -> bool:
    """Leave out a dateline taken for a subject, nobody told apart, and the bare "suspect" of a headline that ran on."""
    words = _words(hit.words)
    suspects = frozenset(table("en", "tolls").get("not_victims", {}).get("words", ()))
    return "(" in hit.words or set(words) <= {"they", "them", "who", "it"} or (len(words) == 1 and words[0] in suspects)


def _victim(claim: Claim, indicator: str) -> Span | None:
    """The words for whoever was killed or hurt by a claim, if it says so of a person."""
    if claim.negated or claim.modality or claim.predicate_span is None:
        return None
    befell = _known(indicator)
    predicate = _words(claim.predicate)
    behind = _words(claim.object or "")
    placed = not behind or behind[0] in _PLACED or behind[0] in befell
    if _known("dying") & set(predicate) or (befell & set(predicate) and placed):
        return claim.subject_span
    if behind and behind[0] in befell and set(predicate) <= _FOUND | {"been", "has", "had"}:
        return claim.subject_span
    leaves = bool(_LEAVING & set(predicate)) and behind and behind[-1] in befell
    kills = befell & set(predicate) and not {"was", "were", "is", "been", "being"} & set(predicate)
    if not (leaves or kills) or claim.object is None:
        return None
    if claim.object_span is not None and claim.object_span.words.lower().startswith("by "):
        return claim.subject_span  # "the girl killed by a stray bullet": by whom is no victim
    if behind[0] not in _DESCRIBING and not claim.object[:1].isupper():
        return None
    return claim.object_span


def _one_person(hits: Sequence[tuple[Fact, Span]]) -> bool:
    """Say whether all these words can mean one person: of one sex, with one name at most, and a person at all."""
    words = [set(_words(span.words)) for _, span in hits]
    told = {word for one in words for word in one}
    male, female = bool(told & _known("male")), bool(told & _known("female"))
    names = {
        fact.subject for fact, span in hits if fact.by_person and span == _claim(fact).subject_span and _named(span)
    }
    if told & frozenset(table("en", "tolls").get("not_victims", {}).get("words", ())):
        return False
    persons = (
        male
        or female
        or bool(names)
        or bool(told & (_known("either") | {"one"}))
        or any("year-old" in one for one in told)
    )
    return persons and not (male and female) and len(names) < 2


def _named(span: Span) -> bool:
    """Say whether the words are a name, not a description with one in it."""
    return not any(word[0].isdigit() or word in _DESCRIBING for word in _words(span.words)[:1])


def _counted(hits: Sequence[tuple[Fact, Span]], indicator: str) -> list[Alone]:
    return [_as_count(fact, span, indicator) for fact, span in hits if not set(_words(span.words)) <= {"he", "she"}]


def _as_count(fact: Fact, span: Span, indicator: str) -> Alone:
    kept = {field.name: getattr(fact, field.name) for field in fields(Fact) if field.init}
    figure = Figure(fact.id, "count", 1.0, 1.0, span, measures=f"person {indicator}", said_by=fact.statement.said_by)
    return Alone(**kept | {"statement": figure, "figures": ()})


def _claim(fact: Fact) -> Claim:
    assert isinstance(fact.statement, Claim)  # noqa: S101  # the callers pick claims only
    return fact.statement


def _words(words: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(words)]
