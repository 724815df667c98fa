"""The dates of one article: every time expression with its value and the words of what it dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from variorum.languages import table
from variorum.languages.calendar import Expression, Resolved, Tense, expressions, interval, resolve
from variorum.languages.calendar.tense import tense_at
from variorum.model import Article, DateMention
from variorum.statements.dated_events import event_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

# A time that was named this far back (characters) still is what "the same day" and "a year earlier" mean.
MEMORY = 600
# An account told by the clock goes on longer without naming the day again.
CLOCK_MEMORY = 2400
# How far (characters) a time may stand from the day it belongs to.
NEAR = 40
_STOP = re.compile(r"[.!?;](?:\s|$)")


def dates_in(doc: Doc | None, article: Article) -> tuple[DateMention, ...]:
    """Find the time expressions of an article, resolved against its date if it has one, each with what it dates.

    ``doc`` is the parse of ``article.text`` (or nothing: then tense and event are left out). Ids count ``d1`` ….
    """
    mentions: list[DateMention] = []
    for number, (found, resolved) in enumerate(_resolved(doc, article, None), start=1):
        event = event_of(doc, found.start, found.end, article.language) if doc is not None else None
        event_span = article.span(*event) if event else None
        mentions.append(
            DateMention(
                id=f"d{number}",
                value=resolved.value,
                grain=resolved.grain,
                span=article.span(found.start, found.end),
                start=resolved.start,
                end=resolved.end,
                event=" ".join(event_span.words.split()) if event_span else None,
                event_span=event_span,
            )
        )
    return tuple(mentions)


def redate(
    mentions: Iterable[DateMention], doc: Doc | None, article: Article, year: int | None = None
) -> tuple[DateMention, ...]:
    """Resolve the same mentions again, now that the article's date has been inferred.

    ``year`` is the year of the story, for an article that is still undated: it completes "February 7" but not "Friday".
    """
    known = {(found.start, found.end): resolved for found, resolved in _resolved(doc, article, year)}
    return tuple(_renewed(mention, known.get((mention.span.start, mention.span.end)), article) for mention in mentions)


def _renewed(mention: DateMention, resolved: Resolved | None, article: Article) -> DateMention:
    if resolved is None or (resolved.value, resolved.start) == (mention.value, mention.start):
        return mention
    inferred = article.published is not None and article.published.basis == "inferred"
    reason = f"counted from the inferred date of the article, {article.published.value}" if inferred else None  # type: ignore[union-attr]
    return replace(
        mention, value=resolved.value, grain=resolved.grain, start=resolved.start, end=resolved.end,
        reason=reason or mention.reason,
    )  # fmt: skip


def _resolved(doc: Doc | None, article: Article, year: int | None) -> list[tuple[Expression, Resolved]]:
    reference = reference_day(article)
    found: list[tuple[Expression, Resolved]] = []
    context: tuple[int, Resolved] | None = None
    closing = table(article.language or "", "dates").get("closing", {})
    hits = expressions(article.text, article.language)
    for place, expression in enumerate(hits):
        tense = _tense(doc, expression, article.language)
        reach = CLOCK_MEMORY if _is_clock(expression) else MEMORY
        recent = context[1] if context and expression.start - context[0] <= reach else None
        after = hits[place + 1] if place + 1 < len(hits) else None
        if after and _belongs(expression, after, article.text, closing):
            recent = resolve(_ended(after, _between(expression, after, article.text), closing), reference, tense=tense)
        closes = place > 0 and _between(hits[place - 1], expression, article.text) in closing
        if closes:
            expression = _ended(expression, _between(hits[place - 1], expression, article.text), closing)
        resolved = resolve(expression, reference, tense=tense, context=recent)
        if reference is None and resolved.start is None:
            resolved = _in_known_year(expression, resolved, recent, year, tense)
        if resolved.start is not None and _is_told(expression) and not closes:
            context = (expression.end, resolved)
        found.append((expression, resolved))
    return found


def _is_clock(expression: Expression) -> bool:
    form = expression.form
    return form.time is not None and form.unit == "D" and form.anchor == "context" and not form.count


def _between(one: Expression, other: Expression, text: str) -> str:
    return " ".join(text[one.end : min(other.start, one.end + NEAR)].split()).lower()


def _belongs(expression: Expression, after: Expression, text: str, closing: Mapping[str, str]) -> bool:
    """Whether a time takes its day from the next: "the quarter ended Dec. 31", "at 10 a.m. local time on Thursday"."""
    form, between = expression.form, _between(expression, after, text)
    if form.anchor != "context" or form.count or after.form.sort != "date" or after.form.anchor == "context":
        return False
    if form.unit == "Q":
        return between in closing
    day = after.grain in {"day", "minute"}
    return _is_clock(expression) and day and len(between) < NEAR and not _STOP.search(between)


def _ended(expression: Expression, between: str, closing: Mapping[str, str]) -> Expression:
    """A day a period "ended" on is over, however near the same day of the next year may be."""
    if closing.get(between) != "past" or expression.form.direction is not None:
        return expression
    return replace(expression, form=replace(expression.form, direction=-1))


def _is_told(expression: Expression) -> bool:
    """Whether the text goes on to speak of this time; "a year earlier" is only looked at for comparison."""
    form = expression.form
    return form.sort == "date" and not (form.unit == "Y" and form.count and form.direction is None)


def reference_day(article: Article) -> date | None:
    """Give the day an article counts from: that of its publication, when it is known to the day."""
    if article.published is None or article.published.grain not in {"day", "hour", "minute"}:
        return None
    bounds = interval(article.published.value)
    return bounds[0] if bounds else None


def _tense(doc: Doc | None, expression: Expression, language: str | None) -> Tense | None:
    return tense_at(doc, expression.start, expression.end, language) if doc is not None else None


def _in_known_year(
    expression: Expression, resolved: Resolved, context: Resolved | None, year: int | None, tense: Tense | None
) -> Resolved:
    """Complete "February 9" by a full date the text has just given, or by the year of the story; never a week day."""
    form = expression.form
    if form.unit is not None or form.rest is None or form.rest.startswith("W-") or form.anchor == "context":
        return resolved
    if context is not None and context.start and context.grain in {"day", "minute", "month"}:
        return resolve(expression, date.fromisoformat(context.start))
    if year is not None and form.year is None:
        return resolve(Expression(expression.start, expression.end, replace(form, year=year)), None, tense=tense)
    return resolved
