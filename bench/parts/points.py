"""Points: are the agreements and differences that the program shows true.

Every event of the test part of news_cluster (``bench.shown_points``) is collated as one story, and every Point shown is looked up
among those labelled by reading. ``right`` counts those that state one fact with the difference they name; ``labelled`` says
how many of those shown have a label (a Point that changed since has none, and is not counted). The reliability curve sets the
Points' confidence beside the share of them that is right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from bench.metrics import calibration_error, reliability
from bench.rows import OURS, Ask, Row, Sheet
from bench.shown_points import label_of, labels, parts, shown, told
from variorum.model import Point
from variorum.settings import DEFAULT

LEVELS = (("shown by default", DEFAULT.shown), ("--sure", DEFAULT.sure), ("--all", 0.0))


class Judged(NamedTuple):
    """A Point that is shown, and what was said of it, if anything."""

    point: Point
    label: str | None


def share_right(judged: Sequence[Judged]) -> float | None:
    """The share of the labelled Points that is right; nothing if none is labelled."""
    known = [one.label == "right" for one in judged if one.label]
    return sum(known) / len(known) if known else None


def rows_of(judged: Sequence[Judged], sheet: Sheet) -> Iterator[Row]:
    """Precision of conflicts, of all differences and of agreements at each level of caution; then the reliability curve."""
    for level, least in LEVELS:
        held = [one for one in judged if one.point.confidence >= least]
        kinds = {
            "conflicts": [one for one in held if one.point.difference == "conflict"],
            "differences": [one for one in held if one.point.verdict == "differs"],
            "agreements": [one for one in held if one.point.verdict == "agreed"],
        }
        for name, those in kinds.items():
            labelled = sum(1 for one in those if one.label)
            note = f"{labelled} of {len(those)} labelled"
            yield sheet.row(OURS, f"{name} right, {level}", share_right(those), note, n=len(those))
    known = [(one.point.confidence, one.label == "right") for one in judged if one.label]
    confidence, right = [c for c, _ in known], [r for _, r in known]
    yield sheet.row(OURS, "calibration error", calibration_error(confidence, right, bins=5), n=len(known))
    for each in reliability(confidence, right, bins=5):
        measure = f"right where {each.confidence:.2f} is said"
        yield sheet.row(OURS, measure, each.right, "reliability curve", n=each.count)


def measure(ask: Ask) -> Iterator[Row]:
    """Give the rows of a part, by default the test part. Raises ``Missing``."""
    split = ask.split or "test"
    events = list(islice(parts(ask.data)[split], ask.most(4)))
    known = labels(split)
    judged = [
        Judged(point, label_of(story, point, known)) for story in told(ask.data, events) for point in shown(story)
    ]
    yield from rows_of(judged, Sheet("points", "news_cluster", split, len(judged)))
