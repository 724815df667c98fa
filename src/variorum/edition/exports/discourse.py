"""Who supports or opposes what, one statement a row: the event list of the Discourse Network Analyzer (DNA 3)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Final

from variorum.edition.exports.wanted import Wanted
from variorum.edition.lookup import Lookup, lookups
from variorum.edition.tables import Cell, Row, spreadsheet_cell
from variorum.model import Edition, Position, Span, Stance, Stand

# The columns of DNA's own event list, in its order and spelling, its default variables behind them; then what else we know.
COLUMNS: Final = (
    "statement ID", "time", "document ID", "document title", "author", "source", "section", "type", "text",
    "person", "organization", "concept", "agreement",
    "start", "stop", "stance", "own words", "said by", "story", "story title", "url", "time basis", "judgement", "actor kind", "position",
)  # fmt: skip
_AGREE: Final[frozenset[Stance]] = frozenset({"wants", "supports", "offers"})
_TOGETHER = re.compile(r", and |, | and ")
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(:\d\d)?)?")


def discourse(parts: Iterable[Edition], wanted: Wanted) -> Iterator[str]:
    """Write the positions of all stories as CSV with semicolons, as DNA does: one stand of an actor in one telling a row.

    ``start`` and ``stop`` count as DNA does (UTF-16 units of the article's text). P. Leifeld, "Discourse Network Analysis" (2017).
    """
    del wanted  # what was dismissed is gone by now, and there are no texts
    yield _line(COLUMNS)
    number = 0
    for part in parts:
        for found in lookups(part):
            known = _Known(found)
            for position in found.story.positions:
                for actor, order, stand in _taken(known, position):
                    number += 1
                    row = (*_document(found, stand), *_actor(*actor), position.on, int(stand.stance in _AGREE))
                    yield _line((number, *row, *_beside(known, position, stand), actor[1], f"{position.id}.{order}"))


class _Known:
    """What is asked of a story again and again: who is what, who is quoted where, and what the user said."""

    def __init__(self, found: Lookup) -> None:
        self.found = found
        self.names = {one.id: one.name for one in found.story.entities}
        self.kinds = {one.name: one.kind for one in found.story.entities}
        self.judged = {one.finding: one.kind for one in found.story.judgements}
        self.verbatim: dict[str, list[Span]] = {}
        for quote in found.story.quotes:
            spans = {"direct": (quote.span,), "mixed": quote.pieces}.get(quote.kind, ())
            self.verbatim.setdefault(quote.speaker or "", []).extend(spans)


def _taken(known: _Known, position: Position) -> Iterator[tuple[tuple[str, str | None], int, Stand]]:
    """Give each stand with its number and each actor who takes it."""
    actors = _actors(known, position)
    for order, stand in enumerate(position.stands, 1):
        for actor in actors:
            yield actor, order, stand


def _actors(known: _Known, position: Position) -> list[tuple[str, str | None]]:
    """Give the name and kind of who takes the position; two leaders who act together are two actors, as DNA counts them."""
    name = known.names.get(position.actor, position.actor)
    members = _TOGETHER.split(name)
    if len(members) > 1 and all(known.kinds.get(member, "other") != "other" for member in members):
        return [(member, known.kinds[member]) for member in members]
    return [(name, known.kinds.get(name))]


def _actor(name: str, kind: str | None) -> Row:
    return (name, None) if kind == "person" else (None, name)


def _document(found: Lookup, stand: Stand) -> Row:
    article = found.articles.get(stand.article)
    title, author, outlet = (article.title, "; ".join(article.authors), article.outlet) if article else (None,) * 3
    head = (_moment(found, stand)[0], stand.article, title or found.label(stand.article), author, outlet)
    return (*head, None, "news article", stand.span.words)


def _beside(known: _Known, position: Position, stand: Stand) -> Row:
    found = known.found
    article = found.articles.get(stand.article)
    return (
        *(_carets(article.text, stand.span) if article else (None, None)),
        stand.stance,
        any(span.overlaps(stand.span) for span in known.verbatim.get(position.actor, ())),
        found.speaker(stand.said_by),
        found.story.id,
        found.story.title,
        article.url if article else None,
        _moment(found, stand)[1],
        known.judged.get(stand.statement or "") or known.judged.get(position.id),
    )


def _moment(found: Lookup, stand: Stand) -> tuple[str | None, str | None]:
    """Give the day a stand is told of as DNA writes it, else that of the article, and which of the two; nothing coarser than a day."""
    if stand.day and (day := _DAY.fullmatch(stand.day)):
        return f"{day[1]} {day[2] or '00:00'}:00", "told"
    article = found.articles.get(stand.article)
    when = article.published if article else None
    if when and (day := _DAY.match(when.value)) and when.grain in {"day", "hour", "minute"}:
        return f"{day[1]} {day[2] or '00:00'}:00", f"published, {when.basis}"
    return None, None


def _carets(text: str, span: Span) -> tuple[int, int]:
    """Give the place of a span in a text as Java counts it."""
    before, within = (sum(one > "\uffff" for one in part) for part in (text[: max(0, span.start)], span.words))
    return span.start + before, span.end + before + within


def _line(cells: Iterable[Cell]) -> str:
    text = io.StringIO()
    # A cell that a spreadsheet could take for a formula begins with an apostrophe, as in all our tables.
    csv.writer(text, delimiter=";", lineterminator="\n").writerow([spreadsheet_cell(cell) for cell in cells])
    return text.getvalue()
