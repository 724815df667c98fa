"""Points that the program shows, labelled by reading: right, loose or wrong. Only ids and offsets are kept, no text.

    python -m bench.shown_points [--part dev|test] [--data DIR]

prints the agreements and differences of the stories as a reader sees them, each with the words of every telling, to be labelled
in ``bench/labels/points.jsonl``: ``part``, ``story``, ``kind``, ``verdict``, ``difference``, the ``spans`` of its statements as
``[article, start, end]``, and ``label``: ``right`` (the tellings state one fact, and the difference named is true), ``loose``
(related, but not one fact), ``wrong``. The stories are the events of news_cluster with three articles or more: twenty, drawn by
a fixed seed, are the test; the others, and those with fewer, are for tuning.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.data import DATA, needed, records
from variorum import collation, lineage, statements
from variorum.articles import from_dict
from variorum.model import Point, Reading, Span, Story

LABELS = Path(__file__).parent / "labels" / "points.jsonl"
SEED, DRAWN, LEAST = 4, 20, 3
# So much of the statements of two Points must be the same for a label of one to hold for the other.
_ALIKE = 0.6
Place = tuple[str, int, int]


@dataclass(frozen=True)
class Labelled:
    """What was said of one Point: where its statements stand, what it was, and whether it was right."""

    story: str
    kind: str
    verdict: str
    difference: str | None
    spans: frozenset[Place]
    label: str


def parts(data: Path) -> dict[str, list[int]]:
    """The events of each part: ``test`` drawn by the seed, ``dev`` the rest with two articles or more. Raises ``Missing``."""
    sizes: dict[int, int] = {}
    for record in records(data / "stories" / "news_cluster.jsonl"):
        sizes[record["event"]] = sizes.get(record["event"], 0) + 1
    test = sorted(random.Random(SEED).sample(sorted(e for e, size in sizes.items() if size >= LEAST), DRAWN))
    return {"test": test, "dev": [event for event in sorted(sizes) if event not in test and sizes[event] > 1]}


def told(data: Path, events: Sequence[int]) -> Iterator[Story]:
    """Collate each event as one story."""
    held: dict[int, list[dict[str, Any]]] = {}
    for record in records(data / "stories" / "news_cluster.jsonl"):
        held.setdefault(record["event"], []).append(record)
    for event in events:
        readings: dict[str, Reading] = {}
        for record in held[event]:
            article, _ = from_dict(
                {k: record[k] for k in ("id", "title", "text", "published", "source", "url")}, input=""
            )
            if article is not None:
                readings[article.id] = statements.read(article)[0]
        members = collation.date_articles(tuple(reading.article for reading in readings.values()), readings)
        dated = {article.id: statements.redate(readings[article.id], article) for article in members}
        story = Story(str(event), str(event), tuple(dated))
        yield collation.collate(story, dated, lineage.trace(members))


def places(story: Story, point: Point) -> frozenset[Place]:
    """Where the statements of a Point stand."""
    known = story.statements
    spans: list[Span] = [known[name].span for version in point.versions for name in version.statements]
    return frozenset((span.article, span.start, span.end) for span in spans)


def labels(part: str) -> list[Labelled]:
    """Read the labels of a part. Raises ``Missing``."""
    needed(LABELS)
    found = []
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        if one["part"] != part:
            continue
        spans = frozenset((article, start, end) for article, start, end in one["spans"])
        found.append(Labelled(one["story"], one["kind"], one["verdict"], one["difference"], spans, one["label"]))
    return found


def label_of(story: Story, point: Point, known: Sequence[Labelled]) -> str | None:
    """The label that holds for a Point: that of the labelled one with most of the same statements and the same verdict."""
    mine = places(story, point)
    best, found = _ALIKE, None
    for one in known:
        if (one.story, one.kind, one.verdict, one.difference) == (
            story.id,
            point.kind,
            point.verdict,
            point.difference,
        ):
            alike = len(mine & one.spans) / len(mine | one.spans)
            if alike >= best:
                best, found = alike, one.label
    return found


def shown(story: Story) -> list[Point]:
    """The agreements and the differences of a story."""
    return [point for point in story.points if point.verdict in ("agreed", "differs")]


def dump(story: Story, start: int) -> Iterator[str]:
    """A story's Points as a reader sees them, numbered from ``start``."""
    known = story.statements
    for number, point in enumerate(shown(story), start):
        yield f"#{number} story {story.id} {point.kind} {point.verdict} {point.difference or ''} | {point.about} | {point.reason}"
        for version in point.versions:
            yield f"   = {version.value}{' (latest)' if version.latest else ''}"
            for name in version.statements:
                span = known[name].span
                sentence = next((s for s in version.spans if s.contains(span)), span)
                yield f"     {span.article[:8]}: [{' '.join(span.words.split())}] in: {' '.join(sentence.words.split())[:330]}"


def main() -> None:
    """Print the Points of a part, and write their places beside them."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--data", type=Path, default=DATA)
    asked.add_argument("--part", default="test")
    asked.add_argument("--places", type=Path, help="write the Points' places here, one a line, in the order printed")
    options = asked.parse_args()
    number, lines = 0, []
    for story in told(options.data, parts(options.data)[options.part]):
        for line in dump(story, number):
            print(line)
        for point in shown(story):
            held = {
                "part": options.part,
                "story": story.id,
                "kind": point.kind,
                "verdict": point.verdict,
                "difference": point.difference,
            }
            lines.append(json.dumps({**held, "confidence": point.confidence, "spans": sorted(places(story, point))}))
        number += len(shown(story))
    if options.places:
        options.places.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
