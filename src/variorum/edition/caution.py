"""How cautious an output is: what is sure, what is likely, and what is shown only when all is asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from variorum.model import Edition, Point, Story
from variorum.settings import DEFAULT

Certainty = Literal["sure", "likely", "unsure"]


def certainty(point: Point) -> Certainty:
    """Say how sure a Point is, by its confidence and the two levels of ``settings.py``."""
    if point.confidence >= DEFAULT.sure:
        return "sure"
    return "likely" if point.confidence >= DEFAULT.shown else "unsure"


def is_doubtful(point: Point) -> bool:
    """Say whether tellings were joined at a Point that is more likely not one: then they are shown apart, as related at most."""
    return certainty(point) == "unsure" and point.verdict != "single"


def only_sure(edition: Edition) -> Edition:
    """Give the edition with nothing but its sure Points; what refers to another Point no longer does, or is left out."""
    return replace(edition, stories=tuple(_only_sure(story) for story in edition.stories))


def _only_sure(story: Story) -> Story:
    kept = tuple(point for point in story.points if certainty(point) == "sure")
    names = {point.id for point in kept}
    return replace(
        story,
        points=tuple(
            replace(point, related=tuple(one for one in point.related if one in names)) for point in kept
        ),
        brief=tuple(line for line in story.brief if line.point is None or line.point in names),
        utterances=tuple(one for one in story.utterances if one.point is None or one.point in names),
        ledger=tuple(one for one in story.ledger if one.point is None or one.point in names),
        headings=tuple(
            replace(one, points=tuple(name for name in one.points if name in names)) for one in story.headings
        ),
        proposals=tuple(one for one in story.proposals if names.issuperset(one.points)),
    )  # fmt: skip
