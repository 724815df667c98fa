"""What an article's own words say about the day it was written: each time it names, with tense and event."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from variorum.languages import parse, reads
from variorum.languages.calendar import Expression, Resolved, Tense, expressions, interval, resolve
from variorum.languages.calendar.tense import tense_at, tense_of
from variorum.languages.concepts import concept
from variorum.model import Article, Reading

if TYPE_CHECKING:
    from spacy.tokens import Doc

_WORD = re.compile(r"[^\W\d_]{3,}")
_COMMON = frozenset(
    "the and for with from that this which who whom was were are has have had been will would said says its his her"
    " their they she him into over after before between during about also first new not".split()
)


@dataclass(frozen=True)
class Clue:
    """A time an article names: the expression, its words, the tense of its clause and the stems of what it dates."""

    article: str
    expression: Expression
    words: str
    tense: Tense | None
    about: frozenset[str]

    def on(self, day: date) -> Resolved:
        """Give what the words stand for in an article written on this day."""
        return resolve(self.expression, day, tense=self.tense)

    @property
    def names_day(self) -> bool:
        """Whether the words name a day of the calendar ("February 7")."""
        rest = self.expression.form.rest or ""
        return self.expression.form.unit is None and bool(re.fullmatch(r"\d\d-\d\d", rest))

    @property
    def counts_from_writing(self) -> bool:
        """Whether which day is meant depends on the day of writing ("on Friday", "yesterday")."""
        form = self.expression.form
        if form.sort != "date" or form.anchor == "context":
            return False
        return (form.rest or "").startswith("W-") or form.unit in {"D", "WE"}


@dataclass(frozen=True)
class Outlook:
    """The verbs (as stems, each with the stems near it) that an article tells as over and as still to come."""

    past: tuple[tuple[str, frozenset[str]], ...]
    future: tuple[tuple[str, frozenset[str]], ...]


@cache
def stem(word: str) -> str:
    """Cut a word so that "meet", "meets" and "meeting" fall together, and with them "summit" (English; others as is)."""
    lower = word.lower()
    forms = [lower]
    for ending in ("ings", "ing", "ed", "es", "s", "e"):
        if lower.endswith(ending) and len(lower) - len(ending) >= 3:
            forms = [lower, f"{lower[: -len(ending)]}e", lower[: -len(ending)]]
            break
    return next((concept(form) for form in forms if concept(form) != form), forms[-1])


def stems(words: str) -> frozenset[str]:
    """Give the stems of the words that carry meaning."""
    return frozenset(stem(word) for word in _WORD.findall(words) if word.lower() not in _COMMON)


def clues_of(article: Article, reading: Reading | None) -> tuple[Clue, ...]:
    """Read the times of an article; what they date comes from its reading, if there is one."""
    doc = parse(article.text, article.language or "") if reads(article.language) else None
    dated = {(m.span.start, m.span.end): m.event for m in reading.dates} if reading else {}
    found: list[Clue] = []
    for expression in expressions(article.text, article.language):
        if expression.form.sort != "date":
            continue
        tense = tense_at(doc, expression.start, expression.end, article.language)
        event = dated.get((expression.start, expression.end))
        words = article.text[expression.start : expression.end]
        found.append(Clue(article.id, expression, words, tense, stems(event or "")))
    return tuple(found)


def outlook_of(article: Article) -> Outlook:
    """Tell what an article has behind it and what ahead of it, verb by verb; empty where it cannot be parsed."""
    if not reads(article.language):
        return Outlook((), ())
    doc: Doc = parse(article.text, article.language or "")
    past: list[tuple[str, frozenset[str]]] = []
    future: list[tuple[str, frozenset[str]]] = []
    for token in doc:
        if token.pos_ != "VERB":
            continue
        tense = tense_of(token, article.language)
        near = doc[max(token.sent.start, token.i - 12) : min(token.sent.end, token.i + 12)].text
        if tense == "future":
            future.append((stem(token.text), stems(near)))
        elif tense == "past":
            past.append((stem(token.text), stems(near)))
    return Outlook(tuple(past), tuple(future))


def bounds(resolved: Resolved) -> tuple[date, date] | None:
    """Give the days something resolved begins and ends on."""
    if resolved.start is None or resolved.end is None:
        return interval(resolved.value)
    return date.fromisoformat(resolved.start), date.fromisoformat(resolved.end)


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Give 0..1 how much two glosses share: the shared stems over the shorter; one shared stem is no evidence."""
    shared = len(one & other)
    return shared / min(len(one), len(other)) if shared > 1 else 0.0


def by_id(articles: tuple[Article, ...], readings: Mapping[str, Reading]) -> dict[str, tuple[Clue, ...]]:
    """Give the clues of every article of a story."""
    return {article.id: clues_of(article, readings.get(article.id)) for article in articles}
