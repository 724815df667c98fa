"""The brief: a few sentences taken word for word from the tellings, for the best-attested facts and every conflict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from variorum.collation.facts import Fact
from variorum.languages import table
from variorum.model import Brief, Point, Span, StatementId

_MOST = 12
_LEAST = 5
_LONGEST = 320


def brief(points: Sequence[Point], facts: Mapping[StatementId, Fact]) -> tuple[Brief, ...]:
    """Choose 5 to 12 sentences (fewer in a short story): a sentence for each side of a conflict, then what most voices say."""
    chosen: list[Brief] = []
    taken: list[Span] = []

    def take(point: Point, sentence: Span | None, voices: int) -> None:
        if sentence and len(chosen) < _MOST and not any(sentence.overlaps(other) for other in taken):
            taken.append(sentence)
            chosen.append(Brief(sentence.words, (sentence,), voices, point.id))

    for point in points:
        if point.difference == "conflict":
            for version in point.versions:
                take(point, _sentence(version.statements, facts), version.voices)
    agreed = sorted((p for p in points if p.verdict == "agreed"), key=_weight)
    for point in agreed:
        if not _said_already(point, taken):
            take(point, _sentence(point.versions[0].statements, facts), point.versions[0].voices)
    others = sorted(
        (p for p in points if p.verdict in ("differs", "repeated") and p.difference != "conflict"), key=_weight
    )
    for point in others:
        if len(chosen) < _LEAST and not _said_already(point, taken):
            take(point, _sentence(point.versions[0].statements, facts), point.versions[0].voices)
    return tuple(chosen)


def _weight(point: Point) -> tuple[int, int, float, int]:
    version = point.versions[0]
    return (-version.voices, -len(version.articles), -point.confidence, int(point.id[1:]))


def _said_already(point: Point, taken: list[Span]) -> bool:
    return any(span.overlaps(other) for version in point.versions for span in version.spans for other in taken)


def _sentence(statements: Sequence[StatementId], facts: Mapping[StatementId, Fact]) -> Span | None:
    """The shortest full sentence that carries the version."""
    told = [facts[name] for name in statements if facts[name].plain] or [facts[name] for name in statements]
    # How much of its sentence the fact is: a sentence that says much else would seem to have its voices for all of it.
    share = {fact.sentence: (fact.context.end - fact.context.start) / len(fact.sentence.words) for fact in told}
    spans = list(share)
    whole = [span for span in spans if len(span.words) <= _LONGEST and span.words[-1:] in ".!?…\"”'’»)"]
    return min(
        whole or spans,
        key=lambda span: (_leans(span), -round(share[span], 1), len(span.words), span.article, span.start),
        default=None,
    )


def _leans(span: Span) -> bool:
    """Say whether a sentence hangs on the one before it: a bare quote, or one that opens with "He" or "However"."""
    first = span.words.split(maxsplit=1)[0].strip(",").lower()
    unclosed = span.words.count("“") != span.words.count("”") or span.words.count('"') % 2 == 1
    return unclosed or span.words[0] in "\"“‘'«" or first in table("en", "collation").get("leaning", ())
