"""The Points in which two editions differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from variorum.edition.change import Change, changed_fields
from variorum.edition.matching import Pairing, closest, jaccard, same, words
from variorum.edition.sides import Side
from variorum.edition.visible import one_line
from variorum.edition.wording import DIFFERENCE, VERDICT, counted
from variorum.model import Point

ALIKE = 0.3
"""The least share of common words (Jaccard) at which two Points of one kind can be the same Point."""


@dataclass(frozen=True)
class _Known:
    """A Point with what it is recognised by: the words of its versions, each in its article."""

    point: Point
    terms: frozenset[tuple[str, str]]
    about: frozenset[str]


def paired_points(before: Side, after: Side) -> Pairing[Point]:
    """Pair the Points that are the same on both sides; give the pairs, those that are gone, and those that are new."""
    old, new = _known(before), _known(after)
    pairs, gone, added = same(old, new, _key, _key)
    more, gone, added = closest(gone, added, _likeness, ALIKE)
    both = [(was.point, now.point) for was, now in [*pairs, *more]]
    return both, [one.point for one in gone], [one.point for one in added]


def changed_points(before: Side, after: Side) -> Iterator[Change]:
    """Name the Points that are new, gone, or have another verdict, other values, voices or silences."""
    pairs, gone, added = paired_points(before, after)
    yield from (Change("gone", "point", _in_words(point)) for point in gone)
    yield from (Change("new", "point", _in_words(point)) for point in added)
    for one, other in pairs:
        fields = changed_fields(
            ("about", one.about, other.about),
            ("verdict", VERDICT[one.verdict], VERDICT[other.verdict]),
            ("difference", _difference(one), _difference(other)),
            ("versions", _versions(before, one), _versions(after, other)),
            ("silent", _silent(before, one), _silent(after, other)),
        )
        if fields:
            yield Change("changed", "point", _in_words(other), fields)


def _known(side: Side) -> list[_Known]:
    return [
        _Known(point, _terms(side, point), frozenset(words(point.about)))
        for story in side.edition.stories
        for point in story.points
    ]


def _terms(side: Side, point: Point) -> frozenset[tuple[str, str]]:
    spans = [span for version in point.versions for span in (*version.spans, *version.decisive)]
    return frozenset((side.key(span.article), word) for span in spans for word in words(span.words))


def _key(one: _Known) -> tuple[str, str, frozenset[tuple[str, str]]]:
    return one.point.kind, one.point.about, one.terms


def _likeness(one: _Known, other: _Known) -> float:
    if one.point.kind != other.point.kind:
        return 0.0
    common = jaccard(one.terms, other.terms)
    return common + 0.25 * jaccard(one.about, other.about) if common else 0.0


def _difference(point: Point) -> str | None:
    return DIFFERENCE[point.difference].lower() if point.difference else None


def _in_words(point: Point) -> str:
    difference = f", {_difference(point)}" if point.difference else ""
    return f"{point.kind}, {one_line(point.about)} ({point.verdict}{difference})"


def _versions(side: Side, point: Point) -> str:
    lines = (
        f"{one_line(one.value)} ({counted(one.voices, 'voice')}: {side.labels(one.articles)})" for one in point.versions
    )
    return " / ".join(sorted(lines))


def _silent(side: Side, point: Point) -> str:
    return ", ".join(sorted(f"{side.label(one.article)} {one.reason.replace('_', ' ')}" for one in point.silences))
