"""Passages: which sentence of a rewritten text answers to which of its source.

The spinning program of the tests remembers what became what (a quarter of the sentences cut, neighbours turned round, some
run together). A passage is right when at least half of it lies in one spun sentence and its other half in what that was spun
from; precision counts passages, recall the spun sentences of five words or more with a right passage; "Sign up for our newsletter" and the
like, which lineage leaves out on purpose, are not asked for. ``merged`` texts take turns between two sources, which are both there.

The paraphrases of MSRP are put together twelve pairs at a time, the first sentences as one article, the second ones in another
order as the other. A pair labelled as no paraphrase tells of one event in other detail: it counts neither for nor against.

The rival holds each sentence against each by MinHash of word triples: at the usual mark of one half, and at the mark that
serves it best on this very set.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tests.lineage.spun_passages import Place, assemble, spin_passages

from bench.data import needed, records
from bench.rivals.copies import signature
from bench.rows import OURS, Ask, Row, Sheet
from variorum.languages import sentences
from variorum.lineage import trace
from variorum.lineage.tellings import is_boilerplate
from variorum.model import Article

STRENGTHS = (0.5, 0.7, 0.9)
RIVAL, AT_BEST = "MinHash", "MinHash at its best mark"
USUAL = 0.5  # the mark of near duplicates in the literature
TOGETHER = 12  # pairs of paraphrases in one pair of articles
_SHORTEST = 5  # words of a sentence that is asked for
Known = tuple[str, Place, Place]  # source, place there, place in the target
Claim = tuple[str, Place, Place, float]  # source, place there, place in the target, likeness


@dataclass(frozen=True)
class Task:
    """A target, its sources by name, what of them became what of it, and what counts neither way."""

    target: str
    sources: dict[str, str]
    true: tuple[Known, ...]
    passed: tuple[Known, ...] = ()


def spun_tasks(texts: Sequence[str], strength: float) -> Iterator[Task]:
    """Spin each text."""
    for seed, text in enumerate(texts):
        spun = spin_passages(text, strength, seed=seed)
        yield Task(spun.text, {"a": text}, tuple(("a", *pair) for pair in spun.pairs))


def merged_tasks(texts: Sequence[str], strength: float) -> Iterator[Task]:
    """Spin two texts and take their sentences in turns, three at a time."""
    for seed, (one, other) in enumerate(zip(texts[::2], texts[1::2], strict=False)):
        parts = [
            (name, source, spun.text[target[0] : target[1]])
            for name, spun in (
                ("a", spin_passages(one, strength, seed=seed)),
                ("b", spin_passages(other, strength, seed=seed)),
            )
            for source, target in spun.pairs
        ]
        turns = sorted(
            enumerate(parts), key=lambda at: (sum(part[0] == at[1][0] for part in parts[: at[0]]) // 3, at[0])
        )
        merged = assemble([(part[1], part[2]) for _, part in turns], random.Random(seed), 0.0)
        names = [part[0] for _, part in turns]
        pairs = zip(names, merged.pairs, strict=True)
        yield Task(merged.text, {"a": one, "b": other}, tuple((name, *pair) for name, pair in pairs))


def paraphrase_tasks(lines: Sequence[str]) -> Iterator[Task]:
    """Put the pairs together, so many at a time, in an order drawn once."""
    draw = random.Random(3)
    rows = [(label == "1", one, other) for label, _, _, one, other in (line.split("\t") for line in lines)]
    draw.shuffle(rows)
    for at in range(0, len(rows) - TOGETHER + 1, TOGETHER):
        held = rows[at : at + TOGETHER]
        order = draw.sample(range(TOGETHER), TOGETHER)
        source = assemble([((0, 0), row[1]) for row in held], draw, 0.0)
        target = assemble([(source.pairs[place][1], held[place][2]) for place in order], draw, 0.0)
        true: list[Known] = []
        passed: list[Known] = []
        for place, pair in zip(order, target.pairs, strict=True):
            (true if held[place][0] else passed).append(("a", *pair))
        yield Task(target.text, {"a": source.text}, tuple(true), tuple(passed))


def claims(task: Task) -> Iterator[Claim]:
    """Give every passage between the target and a source that lineage shows."""
    told = [Article(name, name, text, language="en") for name, text in task.sources.items()]
    for copy in trace((*told, Article("target", "target", task.target, language="en"))).copies:
        if "target" not in {copy.source, copy.target}:
            continue
        for passage in copy.passages:
            one, other = passage.source, passage.target
            if copy.source == "target":
                one, other = other, one
            yield one.article, (one.start, one.end), (other.start, other.end), passage.score


def rival_claims(task: Task) -> Iterator[Claim]:
    """Give every pair of sentences with its likeness."""
    mine = [(place, signature(task.target[slice(*place)])) for place in sentences(task.target, "en")]
    for name, text in task.sources.items():
        theirs = [(place, signature(text[slice(*place)])) for place in sentences(text, "en")]
        for target, left in mine:
            for source, right in theirs:
                if (likeness := float((left == right).mean())) > 0:
                    yield name, source, target, likeness


def _asked(task: Task, true: Known) -> bool:
    words = task.sources[true[0]][slice(*true[1])]
    return len(task.target[slice(*true[2])].split()) >= _SHORTEST and not is_boilerplate(words, "en")


def _inside(part: Place, whole: Place) -> bool:
    return 2 * (min(part[1], whole[1]) - max(part[0], whole[0])) >= part[1] - part[0]


@dataclass
class Count:
    """Spun sentences, those with a right passage; passages shown and those of them that are right."""

    asked: int = 0
    answered: int = 0
    shown: int = 0
    right: int = 0

    def add(self, task: Task, held: Iterable[Claim]) -> None:
        """Count one target's passages."""
        asked = [true for true in task.true if _asked(task, true)]
        found = set()
        for name, source, target, _ in held:
            if _answers((name, source, target), task.passed) is not None:
                continue
            self.shown += 1
            at = _answers((name, source, target), task.true)
            if at is not None:
                self.right += 1
                found.add(at)
        self.asked += len(asked)
        self.answered += len(found & set(asked))

    @property
    def measures(self) -> dict[str, float]:
        """F1, precision and recall."""
        precision, recall = self.right / max(1, self.shown), self.answered / max(1, self.asked)
        return {
            "passage F1": 2 * precision * recall / max(1e-9, precision + recall),
            "precision": precision,
            "recall": recall,
        }


def _answers(claim: Known, known: Sequence[Known]) -> Known | None:
    for true in known:
        if claim[0] == true[0] and _inside(claim[1], true[1]) and _inside(claim[2], true[2]):
            return true
    return None


def scored(name: str, tasks: Sequence[Task], *, rivals: bool = True) -> Iterator[Row]:
    """Give the rows of one kind of task."""
    ours = Count()
    for task in tasks:
        ours.add(task, claims(task))
    sheet = Sheet("lineage", f"passages, {name}", "all", ours.asked)
    yield from sheet.rows(OURS, ours.measures)
    if not rivals:
        return
    by_mark: dict[float, Count] = defaultdict(Count)
    marks = (0.02, 0.04, 0.06, 0.08, 0.1, 0.15, 0.2, 0.3, 0.4, USUAL)
    for task in tasks:
        held = list(rival_claims(task))
        for mark in marks:
            by_mark[mark].add(task, (claim for claim in held if claim[3] >= mark))
    best = max(marks, key=lambda mark: by_mark[mark].measures["passage F1"])
    yield from sheet.rows(RIVAL, by_mark[USUAL].measures, f"sentence pairs from {USUAL}")
    yield from sheet.rows(AT_BEST, by_mark[best].measures, f"from {best}")


def passages(ask: Ask, count: int, limit: int | None) -> Iterator[Row]:
    """The rows of spun, merged and paraphrased texts. Raises ``Missing``."""
    texts = [row["text"] for row in records(ask.data / "stories" / "news_cluster.jsonl") if len(row["text"]) > 1000]
    for strength in STRENGTHS:
        yield from scored(f"spun at {strength}", list(spun_tasks(texts[:count], strength)), rivals=ask.rivals)
    yield from scored("two sources merged at 0.7", list(merged_tasks(texts[:count], 0.7)), rivals=ask.rivals)
    path = ask.data / "lineage" / "msr_paraphrase.txt"
    needed(path)
    lines = [line for line in path.read_text(encoding="utf-8-sig").splitlines()[1:] if line.count("\t") == 4]
    yield from scored("paraphrases (MSRP)", list(paraphrase_tasks(lines[:limit])), rivals=ask.rivals)
