"""The Markdown below the Points: ledger, positions, quotes, headings, timeline, voices, what only one says, and the tellings."""

from __future__ import annotations

from collections.abc import Iterator

from variorum.edition.aligned import changed, changes
from variorum.edition.arrangement import coverage, eras, joinings, ledger, positions, singles, utterances
from variorum.edition.lookup import Lookup
from variorum.edition.markdown_text import plain, strong
from variorum.edition.wording import (
    ACT,
    ENTITY,
    HEADING,
    QUOTE,
    STANCE,
    STATUS,
    capital,
    counted,
    day,
    listed,
    percent,
    taken,
    told,
    when,
)
from variorum.model import Entry, Happening, Quote

_FEW = 5
"""Findings of one telling alone that are listed by default."""


def rest(found: Lookup, *, everything: bool) -> Iterator[str]:
    """Write the sections that follow the Points."""
    yield from _commitments(found)
    yield from _positions(found)
    yield from _utterances(found)
    yield from _quotes(found, everything=everything)
    yield from _headings(found)
    yield from _timeline(found)
    yield from _lineage(found)
    yield from _singles(found, everything=everything)
    yield from _figures(found, everything=everything)
    yield from _entities(found)
    yield from _tellings(found)


def _names(found: Lookup, articles: tuple[str, ...]) -> str:
    return listed([plain(name) for name in found.labels(articles)])


def _judged(found: Lookup, finding: str) -> str:
    said = found.judged(finding)
    return f" – {plain(said)}" if said else ""


def _commitments(found: Lookup) -> Iterator[str]:
    if not found.story.ledger:
        return
    yield "## Who promised, asked or threatened what\n"
    yield "| Who | Does what | To whom | By when | On condition | How firm, by telling | How they part |"
    yield "|---|---|---|---|---|---|---|"
    yield from (_entry(found, one) for one in ledger(found))
    yield ""


def _entry(found: Lookup, one: Entry) -> str:
    firm: dict[str, list[str]] = {}
    for term in one.terms:
        firm.setdefault(STATUS[term.status], []).append(plain(found.label(term.article)))
    cells = (
        plain(found.name(one.actor, one.actor_words)),
        f"{ACT[one.act]}: {plain(one.what)} ({plain(one.id)})",
        plain(found.name(one.to, one.to_words)),
        plain(when(one.due)) if one.due else "",
        plain(one.condition),
        "; ".join(f"{status}: {listed(list(dict.fromkeys(names)))}" for status, names in firm.items()),
        plain(told(one.drift or "")),
    )
    return f"| {' | '.join(cells)} |"


def _positions(found: Lookup) -> Iterator[str]:
    if found.story.positions:
        yield "## Who wants what\n"
    for name, those in positions(found):
        yield f"### {plain(name)}\n"
        for one in those:
            shift = f" – {plain(told(one.shift))}" if one.shift else ""
            yield f"- on {plain(one.on)} ({plain(one.id)}){shift}"
            for stand in one.stands:
                at = f", {plain(day(stand.day))}" if stand.day else ""
                yield f"  - {STANCE[stand.stance]} ({plain(found.label(stand.article))}{at}): “{plain(stand.span.words)}”"
        yield ""


def _utterances(found: Lookup) -> Iterator[str]:
    those = utterances(found.story)
    if those:
        yield "## One utterance in several tellings\n"
    for one in those:
        yield f"### {plain(found.name(one.speaker) or 'Nobody named')} ({plain(one.id)})\n"
        for rendering in one.renderings:
            yield f"- {plain(found.label(rendering.span.article))}: “{strong(changed(rendering)).strip()}”"
            for words, why in changes(rendering):
                yield f"  - {plain(words)}{f': {plain(why)}' if why else ''}"
        yield ""


def _quotes(found: Lookup, *, everything: bool) -> Iterator[str]:
    groups: dict[str, list[Quote]] = {}
    for quote in found.story.quotes:
        groups.setdefault(found.speaker(quote.said_by) or "Nobody named", []).append(quote)
    if groups:
        yield "## Who said what\n"
    for speaker, said in groups.items():
        yield f"### {plain(speaker)}\n"
        shown = said if everything else said[:_FEW]
        yield from (
            f"- “{plain(one.content)}” ({QUOTE[one.kind]}; {plain(found.label(one.span.article))}){_judged(found, one.id)}"
            for one in shown
        )
        if len(said) > len(shown):
            yield f"- and {len(said) - len(shown)} more"
        yield ""


def _headings(found: Lookup) -> Iterator[str]:
    if found.story.headings:
        yield "## Headlines and captions\n"
    for one in found.story.headings:
        beyond = f" – {plain(told(one.beyond))}" if one.beyond else ""
        stated = f" (states {', '.join(plain(name) for name in one.points)})" if one.points else ""
        yield f"- {plain(found.label(one.article))}, {HEADING[one.place]}: “{plain(one.words)}”{stated}{beyond}"
    if found.story.headings:
        yield ""


def _timeline(found: Lookup) -> Iterator[str]:
    parts = eras(found.story)
    for title, those in (
        ("What happened when", parts.story),
        ("What was still expected", parts.ahead),
        ("Background", parts.background),
    ):
        if those:
            yield f"## {title}\n"
        yield from (_happening(found, one) for _, one in those)
        if those:
            yield ""
    yield "## When it was reported\n"
    for date, articles in coverage(found):
        yield f"- **{plain(day(date) or 'no date')}**: {listed([plain(found.label(one.id)) for one in articles])}"
    yield ""


def _happening(found: Lookup, one: Happening) -> str:
    sources = _names(found, tuple(span.article for span in one.spans))
    return f"- **{plain(day(one.date))}**: {plain(capital(one.what))} ({sources})"


def _lineage(found: Lookup) -> Iterator[str]:
    yield "## Who copied whom\n"
    for number, voice in enumerate(found.voices, 1):
        yield f"{number}. {_names(found, tuple(voice))}"
    yield ""
    for copy in found.story.lineage.copies:
        ends = f"**{plain(found.label(copy.target))}** {taken(copy)} **{plain(found.label(copy.source))}**"
        yield f"- {ends} ({percent(copy.share)}): {plain(told(copy.reason))}"
    if found.story.lineage.copies:
        yield ""
    merges = joinings(found.story)
    if merges:
        yield "### Why tellings count as one voice\n"
    for one in merges:
        places = ", ".join(plain(name) for name in one.points)
        yield f"- {_names(found, one.merge.articles)}: {plain(told(one.merge.reason))} ({places})"
    if merges:
        yield ""


def _singles(found: Lookup, *, everything: bool) -> Iterator[str]:
    groups = singles(found)
    if groups:
        yield "## Only one telling says\n"
    for article, those in groups:
        yield f"### {plain(found.label(article.id))}: {counted(len(those), 'thing')}\n"
        shown = those if everything else those[:_FEW]
        for point in shown:
            value = point.versions[0].value
            more = f" – {plain(value)}" if value.casefold() != point.about.casefold() else ""
            yield f"- {plain(point.about)}{more} ({plain(point.id)}){_judged(found, point.id)}"
        if len(those) > len(shown):
            yield f"- and {len(those) - len(shown)} more"
        yield ""


def _figures(found: Lookup, *, everything: bool) -> Iterator[str]:
    if not found.story.figures or not everything:
        return
    yield "## Figures\n"
    yield "| Figure | Of what | As of | Said by | Telling |"
    yield "|---|---|---|---|---|"
    for one in found.story.figures:
        as_of = plain(when(one.as_of)) if one.as_of else ""
        words = f"{plain(one.span.words)}{_judged(found, one.id)}"
        cells = (words, plain(one.measures), as_of, plain(found.speaker(one.said_by)))
        yield f"| {' | '.join(cells)} | {plain(found.label(one.span.article))} |"
    yield ""


def _entities(found: Lookup) -> Iterator[str]:
    for kind, title in ENTITY.items():
        chosen = [entity for entity in found.story.entities if entity.kind == kind]
        if chosen:
            yield f"## {title}\n"
        for one in chosen:
            roles = "; ".join(dict.fromkeys(plain(role.role) for role in one.roles))
            others = ", ".join(plain(name) for name in one.variants if name != one.name)
            tail = f", {roles}" if roles else ""
            yield f"- **{plain(one.name)}**{tail}{' (also: ' + others + ')' if others else ''}"
            yield from (f"  - perhaps also {plain(variant.name)}: {plain(variant.reason)}" for variant in one.proposed)
        if chosen:
            yield ""


def _tellings(found: Lookup) -> Iterator[str]:
    yield "## The tellings\n"
    for identifier in found.story.articles:
        article = found.articles.get(identifier)
        if article is None:
            continue
        head = f"- **{plain(found.label(identifier))}**: {plain(article.title) or 'no title'}, {plain(when(article.published))}"
        reason = f" ({plain(article.published.reason)})" if article.published and article.published.reason else ""
        yield f"{head}{reason}, voice {found.voice_of[identifier]}, {plain(article.input)}, id {plain(identifier)}"
    yield ""
