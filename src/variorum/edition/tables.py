"""The edition as CSV tables, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from variorum.edition.caution import certainty
from variorum.edition.judging import finding_of
from variorum.edition.labels import labels
from variorum.edition.lookup import Lookup, lookups
from variorum.edition.visible import visible
from variorum.edition.without import without_dismissed
from variorum.edition.wording import is_directed
from variorum.model import Edition, SaidBy, Span, Statement, When

Cell = str | int | float | bool | None
Row = tuple[Cell, ...]
Table = tuple[str, Callable[[Edition], Iterable[Row]]]

# A spreadsheet runs a cell that begins like this; the full-width forms are read the same in East Asian settings.
_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")


def to_csv(edition: Edition, *, everything: bool = False) -> dict[str, str]:
    """Write the tables of an edition: file name → CSV with a header line, one finding a row, ids as in the JSON.

    What the user dismissed stands in the table ``judgements`` only, unless ``everything`` is asked for. A text cell that a spreadsheet could take for a formula begins with an apostrophe.
    """
    shown = shown_tables(edition, everything=everything)
    return {f"{name}.csv": _written(header, rows) for name, (header, rows) in shown.items()}


def shown_tables(edition: Edition, *, everything: bool = False) -> dict[str, tuple[list[str], Iterable[Row]]]:
    """Give the tables without what the user dismissed, which stands in ``judgements`` only, unless ``everything`` is asked for."""
    shown = tables(edition if everything else without_dismissed(edition))
    return {**shown, "judgements": tables(edition)["judgements"]}


def tables(edition: Edition) -> dict[str, tuple[list[str], Iterable[Row]]]:
    """Give the tables of an edition as they are, with all that is in it: name → the names of its columns, and its rows."""
    asked = {**_TABLES, **_OF_A_MODEL} if edition.reader else _TABLES
    return {name: (header.split(), rows(edition)) for name, (header, rows) in asked.items()}


def _written(header: list[str], rows: Iterable[Row]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([spreadsheet_cell(cell) for cell in row] for row in rows)
    return text.getvalue()


def spreadsheet_cell(cell: Cell) -> str:
    """Give a cell as text that no spreadsheet runs."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, int | float):
        return f"{cell:.15g}"
    shown = visible(cell)
    return f"'{shown}" if _FORMULA.match(shown) else shown


def _many(values: Iterable[str]) -> str:
    return "; ".join(values)


def _moment(moment: When | None) -> tuple[Cell, ...]:
    return (moment.value, moment.grain, moment.basis, moment.reason) if moment else (None,) * 4


def _articles(edition: Edition) -> Iterator[Row]:
    called = labels(edition.articles)
    for one in edition.articles:
        head = (one.id, called[one.id], one.input, one.title, one.outlet, _many(one.authors), one.language)
        yield (*head, *_moment(one.published), one.url, _many(one.credits), len(one.text), len(one.furniture))


def _stories(edition: Edition) -> Iterator[Row]:
    for found in _each(edition):
        story = found.story
        verdicts = [point.verdict for point in story.points]
        counts = (len(story.articles), len(found.voices), verdicts.count("differs"), verdicts.count("agreed"))
        yield (story.id, story.title, story.opened, story.latest, *counts)


def _copies(edition: Edition) -> Iterator[Row]:
    for found in _each(edition):
        for copy in found.story.lineage.copies:
            ends = (copy.source, found.label(copy.source), copy.target, found.label(copy.target))
            yield (
                found.story.id,
                *ends,
                copy.kind,
                copy.share,
                copy.confidence,
                is_directed(copy),
                len(copy.passages),
                copy.reason,
            )


def _related(edition: Edition) -> Iterator[Row]:
    for found in _each(edition):
        for one in found.story.related:
            yield found.story.id, one.story, found.title(one.story), one.kind, one.score, one.reason


def _voices(edition: Edition) -> Iterator[Row]:
    for found in _each(edition):
        for article in found.story.articles:
            yield found.story.id, found.voice_of[article], article, found.label(article)


def _entities(edition: Edition) -> Iterator[Row]:
    for found in _each(edition):
        for one in found.story.entities:
            roles = _many(dict.fromkeys(role.role for role in one.roles))
            proposed = _many(f"{variant.name} ({variant.reason})" for variant in one.proposed)
            yield found.story.id, one.id, one.kind, one.name, _many(one.variants), len(one.mentions), roles, proposed


def _said(found: Lookup, said_by: SaidBy | None) -> tuple[Cell, ...]:
    if said_by is None:
        return (None,) * 5
    return said_by.entity, found.name(said_by.entity), said_by.words, said_by.cue, said_by.via


def _place(found: Lookup, span: Span) -> tuple[Cell, ...]:
    return span.article, found.label(span.article), span.start, span.end, span.words


def _statement(found: Lookup, one: Statement, *own: Cell) -> Row:
    return found.story.id, one.id, *own, *_place(found, one.span), *_said(found, one.said_by)


def _quotes(edition: Edition) -> Iterator[Row]:
    for found in _each(edition):
        yield from (_statement(found, one, one.kind, one.content, one.confidence) for one in found.story.quotes)


def _figures(edition: Edition) -> Iterator[Row]:
    for found in _each(edition):
        for one in found.story.figures:
            about = _many(found.name(entity) or entity for entity in one.entities)
            as_of = one.as_of.value if one.as_of else None
            amount = (one.kind, one.low, one.high, one.unit, one.hedge, one.measures, one.change, as_of)
            yield _statement(found, one, *amount, about)


def _dates(edition: Edition) -> Iterator[Row]:
    for found in _each(edition):
        for one in found.story.dates:
            yield _statement(found, one, one.value, one.grain, one.start, one.end, one.event, one.reason)


def _commitments(edition: Edition) -> Iterator[Row]:
    for found in _each(edition):
        for one in found.story.commitments:
            ends = (one.actor, found.name(one.actor, one.actor_words), one.to, found.name(one.to, one.to_words))
            due = one.due.value if one.due else None
            yield _statement(found, one, *ends, one.act, one.what, due, one.condition, one.status, one.negated, one.cue)


def _claims(edition: Edition) -> Iterator[Row]:
    for found in _each(edition):
        for one in found.story.claims:
            yield _statement(found, one, one.subject, one.predicate, one.object, one.negated, one.modality)


def _points(edition: Edition) -> Iterator[Row]:
    for found in _each(edition):
        for one in found.story.points:
            verdict = (one.verdict, one.difference, one.reason, one.confidence, certainty(one))
            yield found.story.id, one.id, one.kind, one.about, *verdict, len(one.versions), _many(one.related)


def _versions(edition: Edition) -> Iterator[Row]:
    for found in _each(edition):
        for point in found.story.points:
            for number, version in enumerate(point.versions, 1):
                head = (found.story.id, point.id, number, version.value, version.voices, version.latest)
                for span in version.spans:
                    decisive = _many(mark.words for mark in version.decisive if span.contains(mark))
                    yield *head, _many(version.statements), *_place(found, span), decisive


def _silences(edition: Edition) -> Iterator[Row]:
    for found in _each(edition):
        for point in found.story.points:
            for one in point.silences:
                yield found.story.id, point.id, one.article, found.label(one.article), one.reason, one.note


def _ledger(edition: Edition) -> Iterator[Row]:
    for found in _each(edition):
        for one in found.story.ledger:
            ends = (one.actor, found.name(one.actor, one.actor_words), one.to, found.name(one.to, one.to_words))
            head = (found.story.id, one.id, *ends, one.act, one.what, one.drift, one.point)
            for term in one.terms:
                due = term.due or one.due
                own = (term.status, due.value if due else None, term.condition or one.condition, term.statement)
                yield *head, *own, *_place(found, term.span)


def _positions(edition: Edition) -> Iterator[Row]:
    for found in _each(edition):
        for one in found.story.positions:
            head = (found.story.id, one.id, one.actor, found.name(one.actor), one.on, one.shift)
            for stand in one.stands:
                own = (stand.stance, stand.day, stand.statement)
                yield *head, *own, *_place(found, stand.span), *_said(found, stand.said_by)


def _utterances(edition: Edition) -> Iterator[Row]:
    """One row a change; a rendering without any has one row all the same."""
    for found in _each(edition):
        for one in found.story.utterances:
            for number, rendering in enumerate(one.renderings, 1):
                head = (
                    found.story.id,
                    one.id,
                    one.speaker,
                    found.name(one.speaker),
                    one.point,
                    number,
                    rendering.statement,
                )
                place = (*_place(found, rendering.span), *_said(found, rendering.said_by))
                for change in rendering.changes:
                    before, after = (span.words if span else None for span in (change.before, change.after))
                    yield *head, *place, change.kind, before, after, change.weighty
                if not rendering.changes:
                    yield *head, *place, None, None, None, None


def _headings(edition: Edition) -> Iterator[Row]:
    for found in _each(edition):
        for one in found.story.headings:
            place = (one.article, found.label(one.article), one.place, one.words)
            yield found.story.id, *place, _many(one.points), one.beyond


def _timeline(edition: Edition) -> Iterator[Row]:
    for found in _each(edition):
        for number, one in enumerate(found.story.timeline, 1):
            for span in one.spans:
                yield found.story.id, number, one.date, one.status, one.what, *_place(found, span)


def _brief(edition: Edition) -> Iterator[Row]:
    for found in _each(edition):
        for number, one in enumerate(found.story.brief, 1):
            for span in one.spans:
                yield found.story.id, number, one.sentence, one.voices, one.point, *_place(found, span)[:4]


def _merges(edition: Edition) -> Iterator[Row]:
    for found in _each(edition):
        for point in found.story.points:
            for number, version in enumerate(point.versions, 1):
                for merge in version.merges:
                    names = _many(found.labels(merge.articles))
                    yield found.story.id, point.id, number, merge.kind, _many(merge.articles), names, merge.reason


def _judgements(edition: Edition) -> Iterator[Row]:
    for story in edition.stories:
        points = {point.id: point.about for point in story.points}
        for one in story.judgements:
            noun, spans = finding_of(story, one.finding) or (None, ())
            about = points.get(one.finding) or _many(span.words for span in spans)
            yield story.id, one.finding, noun, about, one.kind, one.note


def _problems(edition: Edition) -> Iterator[Row]:
    yield from ((one.input, one.kind, one.message) for one in edition.problems)


def _each(edition: Edition) -> Iterator[Lookup]:
    return lookups(edition)


def _proposals(edition: Edition) -> Iterator[Row]:
    for found in _each(edition):
        for one in found.story.proposals:
            head = (found.story.id, one.id, one.kind, one.model, one.words, _many(one.points))
            for span in one.spans:
                yield *head, *_place(found, span)


def _refusals(edition: Edition) -> Iterator[Row]:
    if edition.reader:
        for one in edition.reader.refused:
            yield one.story, one.kind, edition.reader.model, one.reason, one.note, one.article, one.words


_PLACE = "article label start end words"
_SAID = "said_by said_by_name said_by_words cue via"
_PUBLISHED = "published published_grain published_basis published_reason"
_TABLES: Mapping[str, Table] = {
    "articles": (
        f"id label input title outlet authors language {_PUBLISHED} url credits characters furniture",
        _articles,
    ),
    "stories": ("id title opened latest articles voices differences agreements", _stories),
    "copies": ("story source source_label target target_label kind share confidence directed passages reason", _copies),
    "related": ("story other other_title kind score reason", _related),
    "voices": ("story voice article label", _voices),
    "entities": ("story id kind name variants mentions roles proposed", _entities),
    "quotes": (f"story id kind content confidence {_PLACE} {_SAID}", _quotes),
    "figures": (f"story id kind low high unit hedge measures change as_of entities {_PLACE} {_SAID}", _figures),
    "dates": (f"story id value grain from to event reason {_PLACE} {_SAID}", _dates),
    "commitments": (
        f"story id actor actor_name to to_name act what due condition status negated act_cue {_PLACE} {_SAID}",
        _commitments,
    ),
    "claims": (f"story id subject predicate object negated modality {_PLACE} {_SAID}", _claims),
    "points": ("story id kind about verdict difference reason confidence certainty versions related", _points),
    "versions": (f"story point version value voices latest statements {_PLACE} decisive", _versions),
    "merges": ("story point version kind articles labels reason", _merges),
    "ledger": (
        f"story id actor actor_name to to_name act what drift point status due condition statement {_PLACE}",
        _ledger,
    ),
    "positions": (f"story id actor actor_name on shift stance day statement {_PLACE} {_SAID}", _positions),
    "utterances": (
        f"story id speaker speaker_name point rendering statement {_PLACE} {_SAID} change before after weighty",
        _utterances,
    ),
    "headings": ("story article label place words points beyond", _headings),
    "timeline": (f"story entry date status what {_PLACE}", _timeline),
    "brief": ("story line sentence voices point article label start end", _brief),
    "silences": ("story point article label reason note", _silences),
    "judgements": ("story finding noun about judgement note", _judgements),
    "problems": ("input kind message", _problems),
}
# Only where a language model was asked.
_OF_A_MODEL: Mapping[str, Table] = {
    "proposals": (f"story id kind model what points {_PLACE}", _proposals),
    "refusals": ("story kind model reason note article said", _refusals),
}
