"""The edition as Markdown (CommonMark), in the order of the page."""

from __future__ import annotations

from collections.abc import Iterator

from variorum.edition.arrangement import by_weight, doubtful, points, threads
from variorum.edition.caution import certainty
from variorum.edition.judging import left_out
from variorum.edition.lookup import Lookup, headline, joined, lookups, plainly
from variorum.edition.markdown_rest import rest
from variorum.edition.markdown_text import plain, strong
from variorum.edition.marking import marked
from variorum.edition.proposals import by_model, by_models, in_words, told_of
from variorum.edition.without import without_dismissed
from variorum.edition.wording import DIFFERENCE, RELATION, SILENCE, capital, counted, day, listed, told
from variorum.model import Edition, Point, Problem, Version

__all__ = ["plain", "to_markdown"]


def to_markdown(edition: Edition, *, everything: bool = False) -> str:
    """Write an edition as Markdown; no word of an article can become markup. ``everything`` shows doubtful Points, and all singles."""
    edition = edition if everything else without_dismissed(edition)
    parts: list[str] = []
    for found in lookups(edition, by_weight(edition.stories)):
        parts += _story(found, everything=everything)
    if not edition.stories:
        parts.append("# No story was found\n")
    parts += _problems(edition.problems)
    if edition.reader:
        parts += ["## What a language model was asked\n", f"{plain(told_of(edition.reader))}\n"]
    return "\n".join(parts).rstrip("\n") + "\n"


def _story(found: Lookup, *, everything: bool) -> Iterator[str]:
    story = found.story
    yield f"# {plain(story.title)}\n"
    dates = listed([day(date) for date in dict.fromkeys((story.opened, story.latest)) if date])
    yield f"{', '.join(headline(found))}{' · ' + plain(dates) if dates else ''}\n"
    yield f"{plain(plainly(found))}\n"
    if not everything and (line := left_out(story)):
        yield f"{plain(line)}\n"
    for relation in found.story.related:
        title = plain(found.title(relation.story))
        yield f"**{RELATION[relation.kind]}:** {title} ({plain(told(relation.reason))})\n"
    yield from _differences(found, everything=everything)
    yield from _brief(found)
    yield from _agreements(found, everything=everything)
    yield from _doubtful(found, everything=everything)
    yield from _threads(found)
    yield from _proposed(found)
    yield from rest(found, everything=everything)


def _brief(found: Lookup) -> Iterator[str]:
    if found.story.brief:
        yield "## In brief\n"
    for sentence in found.story.brief:
        sources = listed([plain(name) for name in found.labels(span.article for span in sentence.spans)])
        yield f"- {plain(sentence.sentence)} ({sources}; {counted(sentence.voices, 'voice')})"
    if found.story.brief:
        yield ""


def _title(found: Lookup, point: Point) -> str:
    said = found.judged(point.id)
    unsure = " – unsure" if certainty(point) == "unsure" else ""
    return f"{plain(capital(point.about))}{unsure}{f' – {plain(said)}' if said else ''}"


def _differences(found: Lookup, *, everything: bool) -> Iterator[str]:
    chosen = points(found.story, "differs", everything=everything)
    yield "## Where they differ\n"
    if not chosen:
        yield "Nowhere that could be compared.\n"
    for point in chosen:
        difference = DIFFERENCE[point.difference or "conflict"]
        yield f"### {_title(found, point)}: {difference.lower()} ({plain(point.id)})\n"
        if point.reason:
            yield f"{plain(capital(told(point.reason)))}\n"
        for version in point.versions:
            yield from _version(found, version)
        yield from _silences(found, point)


def _version(found: Lookup, version: Version) -> Iterator[str]:
    names = listed([plain(name) for name in found.labels(version.articles)])
    latest = " – **the latest: go by this**" if version.latest else ""
    yield f"- **{plain(version.value)}** – {counted(version.voices, 'voice')} ({names}){latest}"
    for span in version.spans:
        yield f"  - {plain(found.label(span.article))}: “{strong(marked(span, version.decisive)).strip()}”"
    for merge in joined(version.merges):
        yield f"  - One voice: {listed([plain(name) for name in found.labels(merge.articles)])}, because {plain(told(merge.reason))}"


def _silences(found: Lookup, point: Point) -> Iterator[str]:
    if point.silences:
        lines = [
            f"{plain(found.label(one.article))} {SILENCE[one.reason]}{f' ({plain(told(one.note))})' if one.note else ''}"
            for one in point.silences
        ]
        yield f"- Silent: {'; '.join(lines)}"
    yield ""


def _agreements(found: Lookup, *, everything: bool) -> Iterator[str]:
    for verdict, title in (
        ("agreed", "What independent tellings agree on"),
        ("repeated", "Repeated, but from one origin"),
    ):
        chosen = points(found.story, verdict, everything=everything)  # type: ignore[arg-type]  # the two literals above
        if chosen:
            yield f"## {title}\n"
        for point in chosen:
            yield f"### {_title(found, point)} ({plain(point.id)})\n"
            for version in point.versions:
                yield from _version(found, version)
            yield from _silences(found, point)


def _doubtful(found: Lookup, *, everything: bool) -> Iterator[str]:
    those = doubtful(found.story)
    if everything or not those:
        return
    yield "## Perhaps the same thing\n"
    yield "Too unsure to count; each telling's words are shown apart.\n"
    for point in those:
        said = found.judged(point.id)
        yield f"- {plain(capital(point.about))} ({plain(point.id)}){f' – {plain(said)}' if said else ''}"
        for version in point.versions:
            for span in version.spans:
                yield f"  - {plain(found.label(span.article))}: “{strong(marked(span, version.decisive)).strip()}”"
    yield ""


def _threads(found: Lookup) -> Iterator[str]:
    those = threads(found.story)
    if those:
        yield "## Related, and kept apart\n"
    for thread in those:
        yield f"- {' · '.join(f'{plain(one.about)} ({plain(one.id)})' for one in thread)}"
    if those:
        yield ""


def _proposed(found: Lookup) -> Iterator[str]:
    for model, those in by_models(found.story):
        yield f"## {plain(by_model(model))}\n"
        for one in those:
            yield f"- {plain(in_words(one))} ({plain(one.id)})"
            yield from (f"  - {plain(found.label(span.article))}: “{plain(span.words)}”" for span in one.spans)
        yield ""


def _problems(problems: tuple[Problem, ...]) -> Iterator[str]:
    if problems:
        yield "## Problems with the input\n"
    yield from (f"- {plain(one.input)}: {plain(one.message)} ({plain(one.kind)})" for one in problems)
