"""The timeline of the event itself: what happened or is expected when, merged over the tellings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from variorum.collation.drafts import Draft
from variorum.model import ArticleId, DateMention, Happening

_GRAINS = frozenset(["day", "hour", "minute", "week", "month", "season", "quarter", "year", "interval"])


def timeline(drafts: Sequence[Draft], days: Mapping[ArticleId, date | None]) -> tuple[Happening, ...]:
    """Give one Happening for each dated event, in order of time; ``expected`` if every telling was written before it."""
    found = []
    for draft in drafts:
        if draft.kind != "date":
            continue
        for told in draft.told:
            first = told.facts[0].statement
            if not isinstance(first, DateMention) or first.start is None or first.grain not in _GRAINS:
                continue
            spans = tuple(fact.context for fact in told.facts)
            value = first.value if first.value[:4].isdigit() and first.grain in ("month", "year") else told.value
            ahead = all(
                (day := days.get(fact.article)) is not None and _after(fact.statement, day) for fact in told.facts
            )
            found.append(Happening(value, draft.about, spans, "expected" if ahead else "happened"))
    return tuple(sorted(found, key=lambda h: (h.date, h.spans[0].article, h.spans[0].start)))


def _after(statement: object, day: date) -> bool:
    return isinstance(statement, DateMention) and statement.start is not None and statement.start[:10] > day.isoformat()
