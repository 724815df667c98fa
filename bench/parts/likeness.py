"""Likeness: how alike two articles are, and which of them tell of one event, within languages and across.

- ``semeval2022``: Pearson's correlation with the labels of SemEval-2022 Task 8 (turned round), overall and by languages. Ours is
  trained on the other half of the pairs each time; no article is in both halves.
- ``one event``: the same pairs as a question (labels up to 1.75 against from 3), for pairs that are not both English: average
  precision of our probability, F1 at the mark that grouping goes by, and how far the probabilities are off (Brier).
- ``meantime``: articles with their translations, in four languages and in each alone, grouped; what judges pairs that are not both
  English is trained on the other two topics each time.

``--quick`` takes every eighth pair and an eighth of the articles.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from functools import cache

from bench.data import ROOT, Missing
from bench.likeness_pairs import LANGUAGES, Pair, labelled, translated
from bench.metrics import average_precision, b_cubed, harmonic, pairwise
from bench.rivals.alike import ALIKE, pearson
from bench.rows import OURS, Ask, Row, Sheet
from bench.running import Absent
from variorum.forest import unpack
from variorum.model import Article
from variorum.stories import across, graded, group

MARK = 0.5
FEWEST = 10  # pairs of two languages from which a correlation says something


@cache
def surface(half: int) -> graded.Surface:
    """What was trained on one half of the pairs."""
    return graded.unpack(_model("graded", half))


@cache
def judges(half: int) -> across.Judges:
    """What was trained on one half of the pairs and of MEANTIME's topics."""
    return across.Judges(*(unpack(_model(f"across_{name}", half)) for name in ("names", "words", "meaning")))


def _model(name: str, half: int) -> dict[str, object]:
    held: dict[str, object] = json.loads(
        (ROOT / "bench" / "models" / f"{name}_{half}.json").read_text(encoding="utf-8")
    )
    return held


def measure(ask: Ask) -> Iterator[Row]:
    """Give the rows of every set. Raises ``Missing`` if there is none."""
    pairs = labelled(ask)
    most = ask.most(len(pairs) // 8)
    pairs = pairs[:: max(1, len(pairs) // most)] if most else pairs
    yield from _correlations(pairs, ask)
    yield from _events([pair for pair in pairs if pair.same is not None])
    try:
        held = translated(ask)
    except Missing as reason:
        yield Sheet("likeness", "meantime", "whole", 0).skipped(OURS, str(reason))
        return
    yield from _grouped(held, ask)


def _correlations(pairs: Sequence[Pair], ask: Ask) -> Iterator[Row]:
    begin = time.process_time()
    found = [graded.likeness(pair.one, pair.other, surface(1 - pair.half)) for pair in pairs]
    yield from _rows(pairs, OURS, found, time.process_time() - begin)
    for name, rival in ALIKE.items() if ask.rivals else ():
        try:
            scores, seconds = rival([(pair.one, pair.other) for pair in pairs])
        except Absent as reason:
            yield Sheet("likeness", "semeval2022", "whole", len(pairs)).skipped(name, str(reason))
            continue
        yield from _rows(pairs, name, scores, seconds)


def _rows(pairs: Sequence[Pair], name: str, found: Sequence[float], seconds: float) -> Iterator[Row]:
    sheet = Sheet("likeness", "semeval2022", "whole", len(pairs))
    yield sheet.row(name, "Pearson", pearson(found, [-pair.label for pair in pairs]))
    yield sheet.row(name, "seconds", seconds)
    for languages in sorted({pair.languages for pair in pairs}):
        part = [(score, -pair.label) for score, pair in zip(found, pairs, strict=True) if pair.languages == languages]
        if len(part) >= FEWEST:
            scores, labels = zip(*part, strict=True)
            yield sheet.row(name, f"Pearson {languages}", pearson(scores, labels), n=len(part))


def _events(pairs: Sequence[Pair]) -> Iterator[Row]:
    kinds = {
        "across languages": [pair for pair in pairs if pair.one.language != pair.other.language],
        "one language, not English": [pair for pair in pairs if pair.one.language == pair.other.language != "en"],
    }
    for name, chosen in kinds.items():
        if chosen:
            found = [_probability(pair) for pair in chosen]
            yield from Sheet("likeness", f"one event, {name}", "whole", len(chosen)).rows(OURS, _judged(chosen, found))


def _probability(pair: Pair) -> float:
    with across.trained(judges(1 - pair.half)):
        return float(across.probability(pair.one, [pair.other])[0])


def _judged(pairs: Sequence[Pair], found: Sequence[float]) -> dict[str, float]:
    same = [bool(pair.same) for pair in pairs]
    told = [score >= MARK for score in found]
    right = sum(one and other for one, other in zip(same, told, strict=True))
    return {
        "average precision": average_precision(found, same),
        "F1": 2 * right / max(1, sum(same) + sum(told)),
        "P": right / max(1, sum(told)),
        "R": right / max(1, sum(same)),
        "Brier": sum((score - one) ** 2 for score, one in zip(found, same, strict=True)) / len(pairs),
    }


def _grouped(held: Sequence[tuple[Article, str, int]], ask: Ask) -> Iterator[Row]:
    events = sorted({event for _, event, _ in held})[: ask.most(8)]
    kept = [each for each in held if each[1] in events]
    yield from _groups("meantime, four languages", kept)
    for language in LANGUAGES:
        yield from _groups(f"meantime, {language}", [each for each in kept if each[0].language == language])


def _groups(name: str, held: Sequence[tuple[Article, str, int]]) -> Iterator[Row]:
    """Group each half by itself, with judges trained on the other."""
    begin = time.process_time()
    found: dict[str, str] = {}
    for half in (0, 1):
        with across.trained(judges(1 - half)):
            stories, _ = group(tuple(article for article, _, its in held if its == half))
        found.update((each, story.id) for story in stories for each in story.articles)
    wanted = [event for _, event, _ in held]
    told = [found[article.id] for article, _, _ in held]
    precision, recall = b_cubed(wanted, told)
    measures = {"B3 F1": harmonic(precision, recall), "B3 P": precision, "B3 R": recall}
    if len({*wanted}) < len(wanted):  # in one language every article is a story of its own
        measures["pair F1"] = pairwise(wanted, told).f1
    yield from Sheet("likeness", name, "whole", len(held)).rows(
        OURS, measures | {"seconds": time.process_time() - begin}
    )
