"""What an article's own words say about the day it was written: each time it names, with tense and event."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Literal

from variorum.languages import parse, reach, reads
from variorum.languages.calendar import Expression, Resolved, Tense, expressions, interval, resolve
from variorum.languages.calendar.tense import governor, tense_of
from variorum.languages.concepts import concept
from variorum.model import Article, Reading, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

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
    def is_weekday(self) -> bool:
        """Whether the words name a day of the week."""
        return (self.expression.form.rest or "").startswith("W-")

    @property
    def reported_after(self) -> int:
        """How many days after it a thing is most likely reported: what happened at night is in the news of the morning."""
        time = self.expression.form.time or ""
        late = (
            time in {"EV", "NI"} or (time[:2].isdigit() and int(time[:2]) >= 18) or self.expression.form.edge == "END"
        )
        return 1 if late else 0

    @property
    def counts_from_writing(self) -> bool:
        """Whether which day is meant depends on the day of writing ("on Friday", "yesterday")."""
        form = self.expression.form
        if form.sort != "date" or form.anchor == "context":
            return False
        return self.is_weekday or form.unit in {"D", "WE"}


@dataclass(frozen=True)
class Outlook:
    """The verbs (as stems, each with the stems near it) that an article tells as over and as still to come."""

    past: tuple[tuple[str, frozenset[str]], ...]
    future: tuple[tuple[str, frozenset[str]], ...]

    def told(self, side: Literal["past", "future"], gloss: frozenset[str]) -> bool:
        """Whether an event with this gloss is told on one side: its verb, with two more of its words near by."""
        return any(verb in gloss and len(near & gloss) > 2 for verb, near in getattr(self, side))


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
    dated = {(m.span.start, m.span.end): m.event_span for m in reading.dates} if reading else {}
    found: list[Clue] = []
    for expression in expressions(article.text[: reach(article.text, article.language)], article.language):
        if expression.form.sort != "date":
            continue
        verb = governor(doc, expression.start, expression.end) if doc is not None else None
        tense = tense_of(verb, article.language) if verb is not None else None
        event = dated.get((expression.start, expression.end))
        words = article.text[expression.start : expression.end]
        found.append(Clue(article.id, expression, words, tense, _about(doc, event, verb)))
    return tuple(found)


def _about(doc: Doc | None, event: Span | None, verb: Token | None) -> frozenset[str]:
    """The stems of what a time dates: its gloss and, with a parse, who does it."""
    if doc is None:
        return stems(event.words) if event else frozenset()
    gloss = doc.char_span(event.start, event.end, alignment_mode="expand") if event else None
    subjects = [child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}] if verb is not None else []
    return _lemmas([*(gloss or ()), *(token for subject in subjects for token in subject.subtree)])


def _lemmas(tokens: Iterable[Token]) -> frozenset[str]:
    return stems(" ".join(token.lemma_ for token in tokens))


def outlook_of(article: Article) -> Outlook:
    """Tell what an article has behind it and what ahead of it, verb by verb; empty where it cannot be parsed."""
    if not reads(article.language):
        return Outlook((), ())
    doc: Doc = parse(article.text, article.language or "")
    told: dict[Tense, list[tuple[str, frozenset[str]]]] = {"past": [], "present": [], "future": []}
    for token in doc:
        if token.pos_ not in {"VERB", "AUX"}:
            continue
        tense = tense_of(token, article.language)
        if tense is None:
            continue
        near = _lemmas(doc[max(token.sent.start, token.i - 12) : min(token.sent.end, token.i + 12)])
        told[tense].append((stem(token.lemma_), near))
        # "the summit will focus on …": the event is what the sentence is about
        events = (child for child in token.children if child.dep_ in {"nsubj", "nsubjpass"} and child.pos_ == "NOUN")
        told[tense].extend((stem(event.lemma_), near) for event in events if concept(event.lemma_) != event.lemma_)
    return Outlook(tuple(told["past"]), tuple(told["future"]))


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
