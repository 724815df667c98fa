"""The dates of one article: every time expression with its value and the words of what it dates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from variorum.languages.calendar import Expression, Resolved, Tense, expressions, interval, resolve
from variorum.languages.calendar.tense import governor, tense_of
from variorum.model import Article, DateMention
from variorum.statements.dated_events import event_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

# A time that was named this far back (characters) still is what "the same day" and "a year earlier" mean.
MEMORY = 600


def dates_in(doc: Doc | None, article: Article) -> tuple[DateMention, ...]:
    """Find the time expressions of an article, resolved against its date if it has one, each with what it dates.

    ``doc`` is the parse of ``article.text`` (or nothing: then tense and event are left out). Ids count ``d1`` ….
    """
    mentions: list[DateMention] = []
    for number, (found, resolved) in enumerate(_resolved(doc, article, None), start=1):
        event = event_of(doc, found.start, found.end) if doc is not None else None
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
    for expression in expressions(article.text, article.language):
        tense = _tense(doc, expression, article.language)
        recent = context[1] if context and expression.start - context[0] <= MEMORY else None
        resolved = resolve(expression, reference, tense=tense, context=recent)
        if reference is None and resolved.start is None:
            resolved = _in_known_year(expression, resolved, recent, year, tense)
        if resolved.start is not None and _is_told(expression):
            context = (expression.end, resolved)
        found.append((expression, resolved))
    return found


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
    verb = governor(doc, expression.start, expression.end) if doc is not None else None
    return tense_of(verb, language) if verb is not None else None


def _in_known_year(
    expression: Expression, resolved: Resolved, context: Resolved | None, year: int | None, tense: Tense | None
) -> Resolved:
    """Complete "February 9" by a full date the text has just given, or by the year of the story; never a week day."""
    form = expression.form
    if form.unit is not None or form.rest is None or form.rest.startswith("W-") or form.anchor == "context":
        return resolved
    if context is not None and context.start:
        return resolve(expression, date.fromisoformat(context.start))
    if year is not None and form.year is None:
        return resolve(Expression(expression.start, expression.end, replace(form, year=year)), None, tense=tense)
    return resolved
