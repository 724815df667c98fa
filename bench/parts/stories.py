"""Stories: articles grouped by event. B-cubed and pairwise F1, and how far the scores of joins can be trusted.

Sets: ``stories/news_cluster``, ``ecbplus``, ``incidents`` and, for translations, ``lineage/meantime_*``. Events are halved
by a checksum of their names: settings were tuned on ``tuned``; ``other`` is the other half, ``whole`` both. By default
``other`` and ``whole`` are measured. The rivals are given the threshold that is best for the tuned halves together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from hashlib import md5
from itertools import islice
from typing import TypeAlias

from bench.data import Missing, records
from bench.metrics import b_cubed, calibration_error, harmonic, pairwise
from bench.rivals.copies import minhash_likeness, tfidf_likeness
from bench.rows import OURS, Ask, Row, Sheet
from bench.running import Run, System, measured
from variorum.model import Article, When
from variorum.stories import group
from variorum.stories.clusters import average_linkage
from variorum.stories.likeness import Scores

Labelled: TypeAlias = tuple[Article, str]
Heap: TypeAlias = tuple[Article, ...]
Grouper: TypeAlias = Callable[[Heap], list[str]]
Likeness: TypeAlias = Callable[[Sequence[Article]], Scores]

SPLITS = ("tuned", "other", "whole")
RIVALS: dict[str, tuple[Likeness, tuple[float, ...]]] = {
    "TF-IDF": (tfidf_likeness, tuple(step / 100 for step in range(8, 31, 2))),
    "MinHash": (minhash_likeness, tuple(step / 128 for step in (1, 2, 3, 4, 6, 8, 12, 16))),
}


def article(name: str, text: str, title: str | None = None, day: str | None = None, language: str = "en") -> Article:
    """Make an article of a record."""
    return Article(name, name, text, title, published=When(day, "day") if day else None, language=language)


def news_cluster(ask: Ask) -> Iterator[Labelled]:
    """Articles of some 35 events, with titles and dates."""
    for row in records(ask.data / "stories" / "news_cluster.jsonl"):
        day = row["published"] and row["published"][:10]
        yield article(row["id"], row["text"], row["title"], day), str(row["event"])


def ecbplus(ask: Ask) -> Iterator[Labelled]:
    """Documents on pairs of different events of one kind."""
    for row in records(ask.data / "stories" / "ecbplus.jsonl"):
        yield article(row["doc_id"], row["text"]), row["event_label"]


def incidents(ask: Ask) -> Iterator[Labelled]:
    """Reports of near-identical events."""
    for row in records(ask.data / "stories" / "incidents.jsonl"):
        for each in row["articles"]:
            yield article(each["id"], each["content"], each["title"], each["dct"]), row["incident_id"]


def meantime(ask: Ask) -> Iterator[Labelled]:
    """Articles and their translations, to be brought together."""
    for language in ("en", "es", "it", "nl"):
        for row in records(ask.data / "lineage" / f"meantime_{language}.jsonl"):
            yield article(f"{row['doc_num']}-{language}", row["text"], language=language), row["doc_num"]


SETS: dict[str, Callable[[Ask], Iterator[Labelled]]] = {
    "news_cluster": news_cluster,
    "ecbplus": ecbplus,
    "incidents": incidents,
}


def part_of(labelled: Sequence[Labelled], split: str) -> list[Labelled]:
    """One half of the events, by a checksum of their names, or the whole."""
    number = SPLITS.index(split)
    return [
        each
        for each in labelled
        if number == 2 or md5(each[1].encode(), usedforsecurity=False).digest()[0] % 2 == number
    ]


def ours() -> Grouper:
    """The program's grouping."""

    def grouped(articles: Sequence[Article]) -> list[str]:
        place = {each: story.id for story in group(tuple(articles))[0] for each in story.articles}
        return [place[each.id] for each in articles]

    return grouped


def clustered(likeness: Scores, threshold: float) -> list[str]:
    """Average linkage, cut at one threshold."""
    place = {at: str(tree.members[0]) for tree in average_linkage(likeness, threshold) for at in tree.members}
    return [place.get(at, str(at)) for at in range(len(likeness))]


def rival(name: str, tuning: Sequence[Sequence[Labelled]]) -> Callable[[], Grouper]:
    """A rival at the threshold that gives the best mean B-cubed F1 on the tuned halves."""
    likeness, _ = RIVALS[name]

    def load() -> Grouper:
        threshold = best_threshold(name, tuple(tuple(each) for each in tuning))
        return lambda articles: clustered(likeness(articles), threshold)

    return load


@cache
def best_threshold(name: str, tuning: tuple[tuple[Labelled, ...], ...]) -> float:
    """The threshold of a rival; the likenesses are worked out once."""
    likeness, thresholds = RIVALS[name]
    held = [(likeness([one for one, _ in each]), [event for _, event in each]) for each in tuning]

    def total(threshold: float) -> float:
        return sum(harmonic(*b_cubed(gold, clustered(matrix, threshold))) for matrix, gold in held)

    return max(thresholds, key=total)


def scores(gold: Sequence[str], found: Sequence[str]) -> dict[str, float]:
    """B-cubed F1, its precision and recall, and pairwise F1."""
    precision, recall = b_cubed(gold, found)
    return {
        "B3 F1": harmonic(precision, recall),
        "B3 P": precision,
        "B3 R": recall,
        "pair F1": pairwise(gold, found).f1,
    }


def joins(labelled: Sequence[Labelled]) -> tuple[list[float], list[bool]]:
    """The score of every join the program made, and whether both articles are of one event."""
    event = {one.id: name for one, name in labelled}
    found = [join for story in group(tuple(one for one, _ in labelled))[0] for join in story.joins]
    return [join.score for join in found], [event[join.article] == event[join.partner] for join in found]


def measure(ask: Ask) -> Iterator[Row]:
    """Give the rows of every set. Raises ``Missing`` if there is none."""
    sets: dict[str, list[Labelled]] = {}
    for name, load in SETS.items():
        try:
            sets[name] = list(islice(load(ask), ask.most(150)))
        except Missing:
            continue
    if not sets:
        raise Missing(ask.data / "stories" / "news_cluster.jsonl")
    tuning = [part_of(labelled, "tuned") for labelled in sets.values()] if ask.rivals else []
    systems = [System(OURS, ours), *(System(name, rival(name, tuning)) for name in RIVALS)]
    for name, labelled in sets.items():
        for split in SPLITS:
            if ask.split in {split, "all"} or (ask.split is None and split != "tuned"):
                yield from _rows(name, split, part_of(labelled, split), systems, ask)
    yield from _translations(ask)


def _rows(
    name: str, split: str, labelled: list[Labelled], systems: Sequence[System[Heap, list[str]]], ask: Ask
) -> Iterator[Row]:
    if not labelled:
        return
    sheet = Sheet("stories", name, split, len(labelled))
    gold = [event for _, event in labelled]

    def score(done: Run[list[str]]) -> dict[str, float]:
        measures = scores(gold, done.answers[0] or [])
        if done.name == OURS and split == "whole":
            confidences, right = joins(labelled)
            measures["calibration error"] = calibration_error(confidences, right)
            measures["joins right"] = sum(right) / max(1, len(right))
        return measures

    yield from measured(sheet, systems, [tuple(one for one, _ in labelled)], score, ask)


def _translations(ask: Ask) -> Iterator[Row]:
    try:
        labelled = list(meantime(ask))
    except Missing as reason:
        yield Sheet("stories", "meantime, four languages", "whole", 0).skipped(OURS, str(reason))
        return
    if ask.most(16) is not None:
        kept = sorted({event for _, event in labelled})[: ask.most(16)]
        labelled = [each for each in labelled if each[1] in kept]
    yield from _rows("meantime, four languages", "whole", labelled, [System(OURS, ours)], ask)
