"""Stories: articles grouped by event. B-cubed and pairwise F1, and how far the scores of joins can be trusted.

Sets: ``stories/news_cluster``, ``ecbplus``, ``incidents`` and, for translations, ``lineage/meantime_*``, each in one heap. Events
are halved by a checksum of their names (ECB+ by topic, so that two events of one kind stay together): ``tuned`` and ``other``;
``whole`` is both. By default ``other`` and ``whole`` are measured. A rival has two rows: at the setting best for the tuned half of
that set, and at the one setting best for the tuned halves of all sets. ``--quick`` leaves out the rivals that need sentence vectors.

The trees that ship were trained on all three sets, so their rows say little; the honest ones are those of trees that were
trained on the tuned halves (``other`` is unseen) or without the set. ``train/same_event.py`` makes them, in ``bench/models``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from hashlib import md5
from itertools import islice
from typing import TypeAlias

from bench.data import ROOT, Missing, records
from bench.metrics import b_cubed, calibration_error, harmonic, pairwise
from bench.rivals.copies import minhash_name
from bench.rivals.grouping import VECTORS, WORDS, Grouping, Heap, Labelled, Labels, Rival, Tuning
from bench.rivals.topics import BERTOPIC
from bench.rows import OURS, Ask, Row, Sheet
from bench.running import Run, System, measured
from variorum.model import Article, Story, When
from variorum.stories import group
from variorum.stories.evidence import trained

Grouper: TypeAlias = Callable[[Heap], Labels]

MODELS = ROOT / "bench" / "models"
TUNED = "same_event_tuned"
SPLITS = ("tuned", "other", "whole")
RIVALS = (*WORDS, *VECTORS, BERTOPIC)


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


def key(name: str, event: str) -> str:
    """What an event is halved by: its name; in ECB+ its topic, whose two events are of one kind."""
    topic = re.match(r"\d+", event)
    return topic.group() if name == "ecbplus" and topic else event


def part_of(name: str, labelled: Sequence[Labelled], split: str) -> list[Labelled]:
    """One half of the events of a set, by a checksum of their names or topics, or the whole."""
    number = SPLITS.index(split)
    return [
        each
        for each in labelled
        if number == 2 or md5(key(name, each[1]).encode(), usedforsecurity=False).digest()[0] % 2 == number
    ]


@dataclass
class Ours:
    """The program's grouping, with the trees that ship or with others; it keeps the stories it made last."""

    trees: str | None = None
    stories: tuple[Story, ...] = ()

    def __call__(self, articles: Heap) -> Labels:
        """Group a heap."""
        with self._judges():
            self.stories, _ = group(articles)
        place = {each: story.id for story in self.stories for each in story.articles}
        return [place[each.id] for each in articles]

    def _judges(self) -> AbstractContextManager[None]:
        rarities = MODELS / "background_tuned.npz"
        return trained(MODELS / f"{self.trees}.json", rarities) if self.trees else nullcontext()

    def joins(self, labelled: Sequence[Labelled]) -> tuple[list[float], list[bool]]:
        """Give the score of every join that was made, and whether both articles are of one event."""
        event = {one.id: name for one, name in labelled}
        found = [join for story in self.stories for join in story.joins]
        return [join.score for join in found], [event[join.article] == event[join.partner] for join in found]


def ours(name: str, split: str) -> Iterator[tuple[str, Ours, str]]:
    """Our rows for one split of a set: the trees that ship, which know all three sets, and trees that know less of them."""
    across = (
        "pairs across languages are judged by trees that know these articles; the part likeness has those that do not"
    )
    yield OURS, Ours(), "trained on these events too" if name in SETS else across
    half = {
        "tuned": "trained on these events",
        "other": "none of these events in training",
        "whole": "trained on half of these events",
    }
    if name in SETS and (MODELS / f"{TUNED}.json").exists():
        yield f"{OURS}, trained on the tuned halves", Ours(TUNED), half[split]
    without = f"same_event_without_{name}"
    if name in SETS and (MODELS / f"{without}.json").exists():
        yield f"{OURS}, trained on the other sets", Ours(without), "nothing of this set in training"


def rivals(tuning: Tuning, ask: Ask, name: str | None = None) -> Iterator[System[Heap, Labels]]:
    """Each rival at its best setting for one set, or at its one setting for all."""
    kind = "tuned on this set" if name else "one setting"

    def load(rival: Rival) -> Callable[[], Grouper]:
        return lambda: Grouping(rival, tuning.best(rival, name))

    for rival in WORDS if ask.quick else RIVALS:
        if not (name == "ecbplus" and rival.dated):  # without dates it is the rival without a window
            yield System(f"{minhash_name() if rival.name == 'MinHash' else rival.name}, {kind}", load(rival))


def scores(gold: Sequence[str], found: Sequence[str]) -> dict[str, float]:
    """B-cubed F1, its precision and recall, and pairwise F1."""
    precision, recall = b_cubed(gold, found)
    return {
        "B3 F1": harmonic(precision, recall),
        "B3 P": precision,
        "B3 R": recall,
        "pair F1": pairwise(gold, found).f1,
    }


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
    tuning = Tuning({name: part_of(name, labelled, "tuned") for name, labelled in sets.items()})
    for name, labelled in sets.items():
        systems = [*rivals(tuning, ask, name), *rivals(tuning, ask)]
        for split in SPLITS:
            if ask.split in {split, "all"} or (ask.split is None and split != "tuned"):
                yield from _rows(name, split, part_of(name, labelled, split), systems, ask)
    yield from _translations(tuning, ask)


def _rows(
    name: str, split: str, labelled: list[Labelled], systems: Sequence[System[Heap, Labels]], ask: Ask
) -> Iterator[Row]:
    if not labelled:
        return
    sheet = Sheet("stories", name, split, len(labelled))
    gold = [event for _, event in labelled]
    mine = {system: (grouping, note) for system, grouping, note in ours(name, split)}

    def score(done: Run[Labels]) -> dict[str, float]:
        found = done.answers[0]
        if found is None:
            return {}
        measures = scores(gold, found)
        if done.name in mine:
            confidences, right = mine[done.name][0].joins(labelled)
            measures["calibration error"] = calibration_error(confidences, right)
            measures["joins right"] = sum(right) / max(1, len(right))
        return measures

    heap = [tuple(one for one, _ in labelled)]
    own = [System(system, partial(_same, grouping), note) for system, (grouping, note) in mine.items()]
    yield from measured(sheet, own, heap, score, replace(ask, rivals=True))
    yield from measured(sheet, systems, heap, score, ask)


def _same(grouping: Ours) -> Ours:
    return grouping


def _translations(tuning: Tuning, ask: Ask) -> Iterator[Row]:
    try:
        labelled = list(meantime(ask))
    except Missing as reason:
        yield Sheet("stories", "meantime, four languages", "whole", 0).skipped(OURS, str(reason))
        return
    if ask.most(16) is not None:
        kept = sorted({event for _, event in labelled})[: ask.most(16)]
        labelled = [each for each in labelled if each[1] in kept]
    yield from _rows("meantime, four languages", "whole", labelled, list(rivals(tuning, ask)), ask)
