"""The brief: a few sentences taken word for word from the tellings, for the best-attested facts and every conflict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from variorum.collation.facts import Fact
from variorum.collation.sentences_chosen import Sentences, leans
from variorum.model import Brief, Point, Span, StatementId, Version
from variorum.settings import DEFAULT

_MOST = 12
_LEAST = 5
_LEAD = 3
"""A sentence among so many first ones of a telling says what the story is about."""


def brief(points: Sequence[Point], facts: Mapping[StatementId, Fact]) -> tuple[Brief, ...]:
    """Choose 5 to 12 sentences (fewer in a short story), fit to be read in order.

    First the event: the sentence that opens a telling and holds most of what independent tellings share. Then a
    sentence for each side of every conflict, then what most voices say, then, where that is little, what else the
    tellings open with. No two say the same; none hangs on a sentence before it unless a conflict has no other.
    """
    choice = _Choice(points, Sentences(facts))
    shown = [point for point in points if point.confidence >= DEFAULT.shown]
    agreed = sorted((point for point in shown if point.verdict == "agreed"), key=_weight)
    choice.open([point for point in shown if point.difference != "conflict"])
    for point in points:
        if point.difference == "conflict" and point.confidence >= DEFAULT.shown:
            for version in point.versions:
                choice.take(point, version, needed=True)
    for point in agreed:
        choice.take(point, point.versions[0])
    others = [point for point in shown if point.verdict in ("differs", "repeated") and point.difference != "conflict"]
    for point in sorted(others, key=_weight):
        if len(choice.chosen) < _LEAST:
            choice.take(point, _main(point))
    if len({article for point in points for version in point.versions for article in version.articles}) > 1:
        for point in (one for one in shown if one.verdict == "single"):
            if len(choice.chosen) < _LEAST:
                choice.take(point, point.versions[0], within=_LEAD)
    return choice.sorted()


class _Choice:
    """The sentences taken so far, for a story's Points."""

    def __init__(self, points: Sequence[Point], sentences: Sentences) -> None:
        self.sentences = sentences
        self.chosen: list[tuple[Brief, Span]] = []
        self.opened = 0
        self.held = {point.id: {span for version in point.versions for span in version.spans} for point in points}

    def open(self, shown: Sequence[Point]) -> None:
        """Take the sentence with which the story can begin: a telling's first ones, nearest to what all the others open with."""
        leads = [span for span in self.sentences.told if self.sentences.place(span) < _LEAD]
        told: dict[Span, tuple[Point, Version]] = {}
        for point in sorted(shown, key=_weight, reverse=True):
            told.update((span, (point, version)) for version in point.versions for span in version.spans)
        fit = [span for span in leads if span in told and self.sentences.stands(span) and not leans(span.words)]
        worth = self.sentences.central(leads)
        best = min(fit, key=lambda span: (-worth[span], span), default=None)
        if best is not None and worth[best] > 0:
            self._add(*told[best], best)
            self.opened = 1

    def take(self, point: Point, version: Version, *, needed: bool = False, within: int | None = None) -> None:
        """Take a sentence for a version, if there is one that stands by itself and says something new."""
        if len(self.chosen) >= _MOST:
            return
        told = self.sentences.of(version.statements, needed=needed)
        if within is not None:
            told = [span for span in told if self.sentences.place(span) < within]
        taken = [span for _, span in self.chosen]
        if not needed and any(span.overlaps(other) for span in self.held[point.id] for other in taken):
            return
        for span in told:
            if any(span.overlaps(other) for other in taken):
                continue
            if needed or not any(self.sentences.alike(span, other) for other in taken):
                self._add(point, version, span)
                return

    def _add(self, point: Point, version: Version, span: Span) -> None:
        self.chosen.append((Brief(span.words, (span,), version.voices, point.id), span))

    def sorted(self) -> tuple[Brief, ...]:
        """In the order of choice; what only a spun or foreign telling words this way comes last."""
        first, rest = self.chosen[: self.opened], self.chosen[self.opened :]
        return tuple(one for one, _ in (*first, *sorted(rest, key=lambda pair: not self.sentences.plain(pair[1]))))


def _main(point: Point) -> Version:
    """The version to go by, else the one that most voices carry."""
    return next((one for one in point.versions if one.latest), max(point.versions, key=lambda one: one.voices))


def _weight(point: Point) -> tuple[int, int, float, int]:
    version = point.versions[0]
    return (-version.voices, -len(version.articles), -point.confidence, int(point.id[1:]))
