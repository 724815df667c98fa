"""Which Points of a story turned out otherwise, in the few words that an editor needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from variorum.edition.change import How
from variorum.edition.changed_points import paired_points
from variorum.edition.sides import Side, sides
from variorum.edition.visible import one_line, shortened
from variorum.edition.wording import DIFFERENCE, VERDICT, counted, listed
from variorum.model import Edition, Point, Version

_ABOUT, _VALUE = 80, 60  # characters
_WEIGHT = {"differs": 0, "agreed": 1, "repeated": 2, "single": 3}


@dataclass(frozen=True)
class TurnedPoint:
    """A Point that is new, gone, or has another verdict, other values or another number of voices; ``words`` say how."""

    how: How
    words: str
    before: Point | None = None
    after: Point | None = None

    def to_dict(self) -> dict[str, Any]:
        """Give this as plain JSON types."""
        sides_of = {"before": self.before, "after": self.after}
        return {
            "how": self.how,
            "words": self.words,
            **{name: point.to_dict() if point else None for name, point in sides_of.items()},
        }


def turned_points(a: Edition, b: Edition) -> tuple[TurnedPoint, ...]:
    """Tell which Points turned out otherwise between two editions, those on which tellings differ first.

    What stands in one report only, on either side, is left out, and so is who else is silent.
    """
    before, after = sides(a, b)
    pairs, gone, new = paired_points(before, after)
    found = [*_turned(before, after, pairs)]
    found += [
        TurnedPoint("gone", f"no longer found: {_about(point)} ({_verdict(point)})", point)
        for point in gone
        if point.verdict != "single"
    ]
    found += [
        TurnedPoint("new", f"new: {_about(point)} – {_verdict(point)}: {_values(after, point)}", None, point)
        for point in new
        if point.verdict != "single"
    ]
    return tuple(sorted(found, key=_order))


def _turned(before: Side, after: Side, pairs: Iterable[tuple[Point, Point]]) -> Iterator[TurnedPoint]:
    for was, now in pairs:
        if was.verdict == now.verdict == "single":
            continue
        if (was.verdict, was.difference) != (now.verdict, now.difference):
            words = f"{_about(now)} – {_verdict(now)}: {_values(after, now)}; before: {_verdict(was)}: {_values(before, was)}"
            yield TurnedPoint("changed", words, was, now)
        elif told := [*_values_turned(before, after, was, now)]:
            yield TurnedPoint("changed", f"{_about(now)} – {_verdict(now)}: {listed(told)}", was, now)


def _values_turned(before: Side, after: Side, was: Point, now: Point) -> Iterator[str]:
    """Say which values came and went, and which have more voices or fewer."""
    old = {one_line(version.value).casefold(): version for version in was.versions}
    new = {one_line(version.value).casefold(): version for version in now.versions}
    for value in (each for each in new if each not in old):
        yield f"“{_value(new[value])}” is new ({_who(after, new[value])})"
    for value in (each for each in old if each not in new):
        yield f"“{_value(old[value])}” is gone ({_who(before, old[value])})"
    for value in (each for each in new if each in old):
        if old[value].voices != new[value].voices:
            yield f"“{_value(new[value])}” has {counted(new[value].voices, 'voice')}, before {old[value].voices}"


def _values(side: Side, point: Point) -> str:
    return ", ".join(f"“{_value(version)}” ({_who(side, version)})" for version in point.versions)


def _value(version: Version) -> str:
    return shortened(one_line(version.value), _VALUE)


def _who(side: Side, version: Version) -> str:
    return side.labels(version.articles)


def _about(point: Point) -> str:
    return shortened(one_line(point.about), _ABOUT)


def _verdict(point: Point) -> str:
    difference = f", {DIFFERENCE[point.difference].lower()}" if point.difference else ""
    return f"{VERDICT[point.verdict].lower()}{difference}"


def _order(one: TurnedPoint) -> tuple[int, int, str]:
    point = one.after or one.before
    assert point is not None  # one of the two is there  # noqa: S101
    return ("changed", "new", "gone").index(one.how), _WEIGHT[point.verdict], one.words
