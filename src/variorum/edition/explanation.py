"""``why``: everything behind one Point, in words."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from variorum.edition.lookup import Lookup, lookup
from variorum.edition.visible import one_line
from variorum.edition.wording import DIFFERENCE, SILENCE, VERDICT, capital, counted, listed, when
from variorum.errors import UnknownPoint
from variorum.model import Edition, Point, Statement, Version

WIDTH = 100


@dataclass(frozen=True)
class Explanation:
    """One Point with what is needed to explain it; ``str`` gives the text."""

    point: Point
    found: Lookup

    def __str__(self) -> str:
        return "\n".join([*_head(self), *_versions(self), *_silences(self), *_considered(self), *_related(self)])

    def to_dict(self) -> dict[str, Any]:
        """Give the Point, its statements and those that were considered, as plain JSON types."""
        used = [one for version in self.point.versions for one in version.statements]
        considered = [considered.statement for considered in self.point.considered]
        known = self.found.statements
        return {
            "story": self.found.story.id,
            "point": self.point.to_dict(),
            "statements": {one: known[one].to_dict() for one in dict.fromkeys(used) if one in known},
            "considered": {one: known[one].to_dict() for one in dict.fromkeys(considered) if one in known},
            "labels": {article: self.found.label(article) for article in self.found.story.articles},
        }


def why(edition: Edition, point: str) -> Explanation:
    """Explain a Point, named by its id, or ``STORY/POINT`` where several stories have that id. Raises ``UnknownPoint``."""
    several = len(edition.stories) > 1
    named = [(story, one) for story in edition.stories for one in story.points]
    matches = [(story, one) for story, one in named if point in (one.id, f"{story.id}/{one.id}")]
    if len(matches) != 1:
        raise UnknownPoint(point, tuple(f"{story.id}/{one.id}" if several else one.id for story, one in named))
    story, one = matches[0]
    return Explanation(one, lookup(edition, story))


def _head(this: Explanation) -> Iterator[str]:
    point = this.point
    verdict = f"{VERDICT[point.verdict]}"
    if point.difference:
        verdict += f": {DIFFERENCE[point.difference].lower()}"
    yield f"{one_line(point.id)}  {one_line(point.about)}"
    yield f"{verdict} (a {point.kind}; how sure: {point.confidence:.2f})"
    if point.reason:
        yield from _wrapped(f"Because: {one_line(point.reason)}", "")
    if said := this.found.judged(point.id):
        yield from _wrapped(f"{capital(said)}", "")


def _versions(this: Explanation) -> Iterator[str]:
    for number, version in enumerate(this.point.versions, 1):
        names = listed(this.found.labels(version.articles))
        yield ""
        voices = counted(version.voices, "voice")
        yield from _wrapped(f"{number}. {one_line(version.value)} – {voices}: {names}", "")
        for span in version.spans:
            yield from _wrapped(
                f"{this.found.label(span.article)} [{span.start}:{span.end}]: “{one_line(span.words)}”", "   "
            )
            decisive = [f"“{one_line(mark.words)}”" for mark in version.decisive if span.contains(mark)]
            if decisive:
                yield from _wrapped(f"decisive: {listed(decisive)}", "     ")
        yield from _said(this.found, version)
        for merge in version.merges:
            yield from _wrapped(
                f"one voice ({merge.kind}): {listed(this.found.labels(merge.articles))}, because {one_line(merge.reason)}",
                "   ",
            )


def _said(found: Lookup, version: Version) -> Iterator[str]:
    for identifier in version.statements:
        statement = found.statements.get(identifier)
        if statement is not None:
            yield from _wrapped(f"{one_line(identifier)}: {_parts(found, statement)}", "   ")


def _parts(found: Lookup, statement: Statement) -> str:
    """Give what was read out of the words: every field that is set, by name."""
    skipped = {
        "id",
        "span",
        "said_by",
        "pieces",
        "terms",
        "event_span",
        "subject_span",
        "predicate_span",
        "object_span",
        "actor_span",
        "to_span",
        "inner",
    }
    said: list[str] = []
    for key, value in vars(statement).items():
        if key in skipped or key.startswith("_") or value is None or value in ((), "", False):
            continue
        shown = when(value) if key in ("as_of", "due") else value
        if isinstance(shown, tuple):
            shown = ", ".join(found.name(one) or one for one in shown)
        elif isinstance(shown, str):
            shown = found.name(shown, shown) if key in ("actor", "to") else one_line(shown)
        said.append(f"{key.replace('_', ' ')} {shown}")
    speaker = found.speaker(statement.said_by)
    return "; ".join([*said, f"said by {speaker}"] if speaker else said)


def _silences(this: Explanation) -> Iterator[str]:
    if this.point.silences:
        yield ""
        yield "Silent:"
    for silence in this.point.silences:
        note = f" ({one_line(silence.note)})" if silence.note else ""
        yield from _wrapped(f"{this.found.label(silence.article)} {SILENCE[silence.reason]}{note}", "   ")


def _considered(this: Explanation) -> Iterator[str]:
    if this.point.considered:
        yield ""
        yield "Looked at and left out:"
    for one in this.point.considered:
        statement = this.found.statements.get(one.statement)
        words = f"“{one_line(statement.span.words)}” ({this.found.label(statement.span.article)})" if statement else ""
        yield from _wrapped(f"{one.score:.2f}  {one_line(one.statement)} {words}: {one_line(one.reason)}", "   ")


def _related(this: Explanation) -> Iterator[str]:
    if this.point.related:
        about = {point.id: point.about for point in this.found.story.points}
        yield ""
        yield "Related, and kept apart:"
        for one in this.point.related:
            yield from _wrapped(f"{one_line(one)}  {one_line(about.get(one, ''))}", "   ")


def _wrapped(text: str, margin: str) -> list[str]:
    options = {"break_long_words": False, "break_on_hyphens": False}
    return textwrap.wrap(text, WIDTH, initial_indent=margin, subsequent_indent=margin + "  ", **options) or [margin]  # type: ignore[arg-type]
