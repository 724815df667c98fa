"""A telling in full, cut where findings begin and end, so that overlapping findings can all be shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from variorum.edition.anchors import Anchors
from variorum.edition.lookup import Lookup
from variorum.edition.places import Places
from variorum.edition.wording import VERDICT, difference
from variorum.model import ArticleId, Point, Span, Story

_QUIET = frozenset({"time"})
"""Marks that are only there to be linked to."""
_WORD = re.compile(r"\w")
_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")


@dataclass(frozen=True)
class Mark:
    """A stretch of a telling that carries a finding: where it links to, what it is in words, and its anchor."""

    start: int
    end: int
    kind: str
    href: str
    title: str
    anchor: str
    weight: int = 0
    reference: str | None = None


@dataclass(frozen=True)
class Segment:
    """Words with the same findings from end to end; ``kinds`` style them and ``link`` is the closest finding."""

    words: str
    kinds: tuple[str, ...] = ()
    link: Mark | None = None
    anchors: tuple[str, ...] = ()
    references: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Stretch:
    """Segments in a row that link to one finding, so that they are one link; references stand behind it."""

    link: Mark | None
    segments: tuple[Segment, ...]
    references: tuple[Mark, ...] = ()


def stretches(line: Iterable[Segment]) -> list[Stretch]:
    """Join the segments of a line that link to the same finding, up to the next reference; white space alone is no link."""
    joined: list[Stretch] = []
    for segment in line:
        link = segment.link
        last = joined[-1] if joined else None
        if last and not last.references and (last.link and last.link.href) == (link and link.href):
            joined[-1] = Stretch(last.link, (*last.segments, segment), segment.references)
        else:
            joined.append(Stretch(link, (segment,), segment.references))
    return [
        one if _WORD.search("".join(part.words for part in one.segments)) else replace(one, link=None) for one in joined
    ]


def paragraphs(text: str, marks: Iterable[Mark]) -> Iterator[list[Segment]]:
    """Cut a text into its lines and each line into segments; the segments of a line together are exactly its words.

    Where findings overlap, a segment has the kinds of all of them and links to the shortest, since that is the one a
    reader means by these words; equal ones go by weight.
    """
    waiting = sorted(marks, key=lambda mark: (mark.start, mark.end, -mark.weight, mark.anchor))
    waiting.reverse()
    active: list[Mark] = []
    named: set[str] = set()
    for line in _LINE.finditer(text):
        if not line.group().strip():
            continue
        first, last = line.span()
        while waiting and waiting[-1].start < last:
            active.append(waiting.pop())
        here = [mark for mark in active if mark.end > first]
        yield list(_segments(text, first, last, here, named))
        active = [mark for mark in here if mark.end > last]


def _segments(text: str, first: int, last: int, marks: list[Mark], named: set[str]) -> Iterator[Segment]:
    edges = {first, last} | {edge for mark in marks for edge in (mark.start, mark.end) if first < edge < last}
    cuts = sorted(edges)
    begun: dict[int, list[Mark]] = {}
    for mark in marks:
        begun.setdefault(max(mark.start, first), []).append(mark)
    open_marks: list[Mark] = []
    for start, end in pairwise(cuts):
        starting = begun.get(start, [])
        open_marks = [mark for mark in open_marks if mark.end > start] + starting
        linking = (mark for mark in open_marks if mark.kind not in _QUIET)
        closest = min(linking, key=lambda mark: (mark.end - mark.start, -mark.weight, mark.anchor), default=None)
        names = [mark.anchor for mark in starting if mark.anchor and mark.anchor not in named]
        named.update(names)
        ending = [mark for mark in open_marks if mark.end == end and mark.reference]
        yield Segment(
            text[start:end],
            tuple(sorted({mark.kind for mark in open_marks})),
            closest,
            tuple(dict.fromkeys(names)),
            tuple(ending),
        )


def marks(found: Lookup, names: Anchors, places: Places, article: ArticleId) -> list[Mark]:
    """Collect the marks of one telling: its Points, quotes, figures, dates and commitments; each anchor once."""
    length = len(found.articles[article].text)
    every = [*_point_marks(found.story, names, places, article), *_statement_marks(found, names, places, article)]
    seen: set[str] = set()
    fitting: list[Mark] = []
    for mark in every:
        if 0 <= mark.start < mark.end <= length:
            anchor = "" if mark.anchor in seen else mark.anchor
            seen.add(mark.anchor)
            fitting.append(
                Mark(mark.start, mark.end, mark.kind, mark.href, mark.title, anchor, mark.weight, mark.reference)
            )
    return fitting


def _point_marks(story: Story, names: Anchors, places: Places, article: ArticleId) -> Iterator[Mark]:
    for point in story.points:
        kind = {"differs": "differs", "agreed": "agreed", "repeated": "repeated"}.get(point.verdict, "single")
        for span in deciding(point, article):
            yield Mark(
                span.start,
                span.end,
                kind,
                places.of(point.id),
                _title(point),
                names.words(point.id, article),
                {"differs": 3, "agreed": 2, "repeated": 1}.get(point.verdict, -1),
                point.id if point.verdict != "single" else None,
            )


def deciding(point: Point, article: ArticleId) -> list[Span]:
    """Give the words of a telling on which a Point rests: the decisive ones, else the sentences."""
    decisive = [span for version in point.versions for span in version.decisive if span.article == article]
    return decisive or [span for version in point.versions for span in version.spans if span.article == article]


def _title(point: Point) -> str:
    verdict = difference(point) if point.difference else VERDICT[point.verdict]
    return f"{point.about}: {verdict.lower()}"


def _statement_marks(found: Lookup, names: Anchors, places: Places, article: ArticleId) -> Iterator[Mark]:
    story = found.story
    for kind, statements in (
        ("quote", story.quotes),
        ("figure", story.figures),
        ("date", story.dates),
        ("commitment", story.commitments),
    ):
        for one in statements:
            if one.span.article == article:
                speaker = found.speaker(one.said_by)
                title = f"{kind}, said by {speaker}" if speaker else kind
                yield Mark(one.span.start, one.span.end, kind, places.of(one.id), title, names.words(one.id, article))
    for number, happening in enumerate(story.timeline, 1):
        for span in [span for span in happening.spans if span.article == article][:1]:
            name = f"time-{number}"
            yield Mark(span.start, span.end, "time", places.of(name), happening.what, names.words(name, article), -2)
    for entity in story.entities:
        for span in [span for span in entity.names if span.article == article][:1]:
            title = f"{entity.name}"
            yield Mark(span.start, span.end, "name", places.of(entity.id), title, names.words(entity.id, article), -1)
