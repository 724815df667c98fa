"""The edition as Markdown (CommonMark), in the order of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from variorum.edition.lookup import Lookup, headline, joined, lookup, points
from variorum.edition.marking import marked
from variorum.edition.visible import one_line
from variorum.edition.wording import (
    ACT,
    COPY,
    DIFFERENCE,
    ENTITY,
    QUOTE,
    SILENCE,
    STATUS,
    counted,
    day,
    listed,
    percent,
    when,
)
from variorum.model import Edition, Point, Problem, Quote, Version

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&!])")
_LIST_LIKE = re.compile(r"^(\d+)([.)])|^([-+=:])")


def to_markdown(edition: Edition) -> str:
    """Write an edition as Markdown; no word of an article can become markup."""
    parts: list[str] = []
    for story in edition.stories:
        parts += _story(lookup(edition, story))
    if not edition.stories:
        parts.append("# No story was found\n")
    parts += _problems(edition.problems)
    return "\n".join(parts).rstrip("\n") + "\n"


def plain(text: str | None) -> str:
    """Give a text from outside as one line of Markdown that shows exactly its words."""
    escaped = _SPECIAL.sub(r"\\\1", one_line(text or ""))
    return _LIST_LIKE.sub(lambda match: f"{match[1]}\\{match[2]}" if match[1] else f"\\{match[3]}", escaped)


def _story(found: Lookup) -> Iterator[str]:
    story = found.story
    yield f"# {plain(story.title)}\n"
    dates = listed([day(date) for date in dict.fromkeys((story.opened, story.latest)) if date])
    yield f"{', '.join(headline(found))}{' · ' + plain(dates) if dates else ''}\n"
    for sentence in story.brief:
        sources = listed([plain(name) for name in found.labels(span.article for span in sentence.spans)])
        yield f"- {plain(sentence.sentence)} ({sources}; {counted(sentence.voices, 'voice')})"
    yield ""
    yield from _differences(found)
    yield from _agreements(found)
    yield from _lineage(found)
    yield from _singles(found)
    yield from _commitments(found)
    yield from _quotes(found)
    yield from _figures(found)
    yield from _timeline(found)
    yield from _entities(found)
    yield from _tellings(found)


def _differences(found: Lookup) -> Iterator[str]:
    chosen = points(found.story, "differs")
    yield "## Where they differ\n"
    if not chosen:
        yield "Nowhere that could be compared.\n"
    for point in chosen:
        difference = DIFFERENCE[point.difference or "conflict"]
        yield f"### {plain(point.about)}: {difference.lower()} ({plain(point.id)})\n"
        if point.reason:
            yield f"{plain(point.reason)}\n"
        for version in point.versions:
            yield from _version(found, version)
        yield from _silences(found, point)


def _version(found: Lookup, version: Version) -> Iterator[str]:
    names = listed([plain(name) for name in found.labels(version.articles)])
    yield f"- **{plain(version.value)}** – {counted(version.voices, 'voice')} ({names})"
    for span in version.spans:
        words = "".join(
            _emphasis(words) if decisive else _inner(words) for words, decisive in marked(span, version.decisive)
        )
        yield f"  - {plain(found.label(span.article))}: “{words.strip()}”"
    for merge in joined(version.merges):
        yield f"  - One voice: {listed([plain(name) for name in found.labels(merge.articles)])}, because {plain(merge.reason)}"


def _inner(words: str) -> str:
    """Give a piece of a line: escaped, the white space at its ends kept as one space."""
    line = plain(words)
    return f"{' ' if words[:1].isspace() else ''}{line}{' ' if words[-1:].isspace() and line else ''}"


def _emphasis(words: str) -> str:
    line = plain(words)
    return f"**{line}**" if line else _inner(words)


def _silences(found: Lookup, point: Point) -> Iterator[str]:
    if point.silences:
        lines = [f"{plain(found.label(one.article))} {SILENCE[one.reason]}" for one in point.silences]
        yield f"- Silent: {'; '.join(lines)}"
    yield ""


def _agreements(found: Lookup) -> Iterator[str]:
    for verdict, title in (
        ("agreed", "What independent tellings agree on"),
        ("repeated", "Repeated, but from one origin"),
    ):
        chosen = points(found.story, verdict)  # type: ignore[arg-type]  # the two literals above
        if chosen:
            yield f"## {title}\n"
        for point in chosen:
            yield f"### {plain(point.about)} ({plain(point.id)})\n"
            for version in point.versions:
                yield from _version(found, version)
            yield from _silences(found, point)


def _lineage(found: Lookup) -> Iterator[str]:
    yield "## Who copied whom\n"
    for number, voice in enumerate(found.voices, 1):
        yield f"{number}. {listed([plain(name) for name in found.labels(voice)])}"
    yield ""
    for copy in found.story.lineage.copies:
        ends = f"**{plain(found.label(copy.target))}** {COPY[copy.kind]} **{plain(found.label(copy.source))}**"
        yield f"- {ends} ({percent(copy.share)}): {plain(copy.reason)}"
    if found.story.lineage.copies:
        yield ""


def _singles(found: Lookup) -> Iterator[str]:
    chosen = points(found.story, "single")
    if chosen:
        yield "## Only one telling says\n"
    for point in chosen:
        names = listed([plain(name) for name in found.labels(point.versions[0].articles)])
        yield f"- {names}: {plain(point.about)} – {plain(point.versions[0].value)} ({plain(point.id)})"
    if chosen:
        yield ""


def _commitments(found: Lookup) -> Iterator[str]:
    if not found.story.commitments:
        return
    yield "## Who promised what\n"
    yield "| Who | Does what | To whom | By when | How firm | Telling |"
    yield "|---|---|---|---|---|---|"
    for one in found.story.commitments:
        what = f"{ACT[one.act]}{' (negated)' if one.negated else ''}: {plain(one.what)}"
        what += f" (if: {plain(one.condition)})" if one.condition else ""
        due = plain(when(one.due)) if one.due else ""
        who, to = plain(found.name(one.actor, one.actor_words)), plain(found.name(one.to, one.to_words))
        yield f"| {who} | {what} | {to} | {due} | {STATUS[one.status]} | {plain(found.label(one.span.article))} |"
    yield ""


def _quotes(found: Lookup) -> Iterator[str]:
    groups: dict[str, list[Quote]] = {}
    for quote in found.story.quotes:
        groups.setdefault(found.speaker(quote.said_by) or "Nobody named", []).append(quote)
    if groups:
        yield "## Who said what\n"
    for speaker, said in groups.items():
        yield f"### {plain(speaker)}\n"
        yield from (
            f"- “{plain(one.content)}” ({QUOTE[one.kind]}; {plain(found.label(one.span.article))})" for one in said
        )
        yield ""


def _figures(found: Lookup) -> Iterator[str]:
    if not found.story.figures:
        return
    yield "## Figures\n"
    yield "| Figure | Of what | As of | Said by | Telling |"
    yield "|---|---|---|---|---|"
    for one in found.story.figures:
        as_of = plain(when(one.as_of)) if one.as_of else ""
        cells = (plain(one.span.words), plain(one.measures), as_of, plain(found.speaker(one.said_by)))
        yield f"| {' | '.join(cells)} | {plain(found.label(one.span.article))} |"
    yield ""


def _timeline(found: Lookup) -> Iterator[str]:
    if found.story.timeline:
        yield "## Timeline\n"
    for one in found.story.timeline:
        expected = " (expected)" if one.status == "expected" else ""
        sources = listed([plain(name) for name in found.labels(span.article for span in one.spans)])
        yield f"- **{plain(day(one.date))}**{expected}: {plain(one.what)} ({sources})"
    if found.story.timeline:
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


def _problems(problems: tuple[Problem, ...]) -> Iterator[str]:
    if problems:
        yield "## Problems with the input\n"
    yield from (f"- {plain(one.input)}: {plain(one.message)} ({plain(one.kind)})" for one in problems)
