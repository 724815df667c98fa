"""Train what judges articles across languages: ``python -m train.graded --data DIR [--write]``.

- ``graded``: how alike two articles are, on the labels of SemEval-2022 Task 8 (Chen et al. 2022).
- ``across_names``, ``across_words``, ``across_meaning``: whether two articles tell of one event. From the same pairs (``overall``
  up to 1.75 against from 3), from MEANTIME (Minard et al. 2016): an article and its translations against others of its topic, and from
  dated English news (Giveme5W1H's cluster).

LightGBM and scikit-learn are needed for training only (``pip install lightgbm==4.7.0 scikit-learn==1.7.2``); one thread and fixed
seeds. ``--write`` also writes, for the bench, models of each half of the pairs under ``bench/models``.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
import numpy.typing as npt
from bench.data import DATA
from bench.likeness_pairs import Pair, half_of, hard_pairs, labelled, translated
from bench.parts.stories import news_cluster
from bench.rows import Ask
from sklearn.cluster import KMeans
from train import forests

from variorum.model import Article
from variorum.stories import across, graded
from variorum.stories.anchors import anchors

SHIPPED = Path(__file__).parents[1] / "src/variorum/stories"
HALVES = Path(__file__).parents[1] / "bench/models"
ABOUT = "Trained by train/graded.py on SemEval-2022 Task 8 (Chen et al. 2022), MEANTIME (CC BY 4.0) and the news cluster of Giveme5W1H. No text of theirs is contained."
CENTRES, WIDTH, RIDGE = 120, 0.6, 1.0
TREES, LEAVES, RATE, LEAST = 120, 5, 0.05, 20
# What a pair counts: MEANTIME's are many and of few topics.
LABELLED, TRANSLATED, OTHER, OTHER_ALIKE, NEWS, NEWS_OTHER = 1.0, 0.5, 0.25, 0.08, 0.2, 0.15
# They would say which set a pair is from, and nothing about events.
LEFT_OUT = frozenset(("site", "one language"))
# Days between two reports, as often as each is seen: of one event about as in news with dates; of two events, any.
ONE_EVENT = (0, 0, 1, 0, 0, 1, 2, 0, 0, 1, 0, 3, 0, 1, 0, 2, 5, 0, 1, 14)
TWO_EVENTS = (0, 3, 1, 9, 0, 20, 2, 5, 1, 40, 0, 7, 14, 1, 30, 2, 60, 4, 0, 11)
FREE = frozenset(("days",))  # all other measures can only speak for one event

Floats = npt.NDArray[np.float64]


def surface(rows: Floats, labels: Floats, names: Sequence[str]) -> dict[str, Any]:
    """Fit bells around the centres of k-means, by least squares with a ridge in their own space."""
    means, deviations = rows.mean(axis=0), np.maximum(rows.std(axis=0), 1e-3)
    places = ((rows - means) / deviations).clip(-3, 3)
    centres = KMeans(CENTRES, n_init=1, random_state=0).fit(places).cluster_centers_.round(2)
    width = WIDTH / len(names)

    def bells(points: Floats) -> Floats:
        found: Floats = np.exp(-width * ((points[:, None] - centres[None]) ** 2).sum(axis=-1))
        return found

    held, base = bells(places), float(labels.mean())
    weights = np.linalg.solve(held.T @ held + RIDGE * bells(centres) + 1e-6 * np.eye(CENTRES), held.T @ (labels - base))
    return {
        "about": ABOUT,
        "names": list(names),
        "base": round(base, 4),
        "width": width,
        "means": means.round(5).tolist(),
        "deviations": deviations.round(5).tolist(),
        "weights": weights.round(4).tolist(),
        "centres": centres.tolist(),
    }


def trees(rows: list[dict[str, float]], same: Sequence[bool], weights: Sequence[float]) -> dict[str, Any]:
    """Fit the trees to measures of pairs and whether they are of one event."""
    names = sorted(set(rows[0]) - LEFT_OUT)
    model = lightgbm.LGBMClassifier(
        n_estimators=TREES, num_leaves=LEAVES, learning_rate=RATE, min_child_samples=LEAST, colsample_bytree=0.4,
        subsample=0.8, subsample_freq=1, reg_lambda=5, n_jobs=1, random_state=1, deterministic=True, verbose=-1,
        monotone_constraints=[0 if name in FREE else 1 for name in names],
    )  # fmt: skip
    measured = np.array([[row[name] for name in names] for row in rows])
    model.fit(measured, np.array(same), sample_weight=np.array(weights))
    return forests.pack(model, names, ABOUT)


def redated(
    rows: Sequence[dict[str, float]], same: Sequence[bool], weights: Sequence[float]
) -> tuple[list[dict[str, float]], list[bool], list[float]]:
    """Give each undated pair, and each pair of one event, a second time with other days between the two, each at half its weight.

    In the sets a day tells too much: all dated pairs of one event are translations of one day, and in one language there is
    none. Reports of one event are printed on one day or the next, seldom later; of two events, on any day.
    """
    twice = [at for at, row in enumerate(rows) if same[at] or row["days"] < 0]
    again = [rows[at] | {"days": float((ONE_EVENT if same[at] else TWO_EVENTS)[at % 20])} for at in twice]
    halved = set(twice)
    kept = [weight / 2 if at in halved else weight for at, weight in enumerate(weights)]
    return [*rows, *again], [*same, *(same[at] for at in twice)], [*kept, *(weights[at] / 2 for at in twice)]


def judged(pairs: Sequence[Pair], weights: Sequence[float]) -> dict[str, dict[str, Any]]:
    """Train the three judges."""
    same = [bool(pair.same) for pair in pairs]
    first = [across.first_measures(pair.one, pair.other) for pair in pairs]
    alone = [at for at, pair in enumerate(pairs) if pair.one.language == pair.other.language]
    names = set.intersection(*(set(row) for row in first))

    def part(rows: list[dict[str, float]], chosen: Sequence[int]) -> dict[str, Any]:
        held = redated([rows[at] for at in chosen], [same[at] for at in chosen], [weights[at] for at in chosen])
        return trees(*held)

    everything = range(len(pairs))
    return {
        "across_names": part([{name: row[name] for name in names} for row in first], everything),
        "across_words": part(first, alone),
        "across_meaning": part([across.full_measures(pair.one, pair.other) for pair in pairs], everything),
    }


def models(told: Sequence[Pair], hard: Sequence[Pair]) -> dict[str, dict[str, Any]]:
    """Train everything on some pairs."""
    measured = [graded.measures(pair.one, pair.other) for pair in told]
    names = sorted(measured[0])
    rows = np.array([[row[name] for name in names] for row in measured])
    sure = [pair for pair in told if pair.same is not None]
    weights = [LABELLED] * len(sure) + [_weight(pair) for pair in hard]
    return {"graded": surface(rows, np.array([pair.label for pair in told]), names)} | judged([*sure, *hard], weights)


def dated(ask: Ask) -> list[tuple[Article, str, int]]:
    """News in English with its days: how reports of one event in one language lie in time is learnt from these."""
    return [(article, f"news {event}", half_of(event)) for article, event in news_cluster(ask)]


def rarities(articles: Iterable[Article], place: Path) -> None:
    """Write how rare each anchor is that at least one article in 300 has: 0 if all have it, 1 if hardly any."""
    seen: Counter[int] = Counter()
    count = 0
    for article in articles:
        seen.update(anchors(article).terms.tolist())
        count += 1
    kept = sorted(each for each, often in seen.items() if often * 300 >= count)
    shares = np.array([math.log((count + 1) / (seen[each] + 0.5)) / math.log(300) for each in kept])
    np.savez_compressed(
        place, ids=np.array(kept, np.uint32), rarities=np.rint(shares.clip(0, 1) * 250).astype(np.uint8)
    )
    print(f"{len(kept)} common anchors of {count} articles")


def _weight(pair: Pair) -> float:
    """In one language, MEANTIME has none but pairs of two events."""
    if pair.one.language == pair.other.language == "en":
        return NEWS if pair.same else NEWS_OTHER
    if pair.same:
        return TRANSLATED
    return OTHER_ALIKE if pair.one.language == pair.other.language else OTHER


def write(found: dict[str, dict[str, Any]], place: Path, ending: str = "") -> None:
    """Write the models, trees one a line."""
    for name, shipped in found.items():
        path = place / f"{name}{ending}.json"
        if "trees" in shipped:
            forests.write(shipped, path)
        else:
            path.write_text(json.dumps(shipped, separators=(",", ":")) + "\n", encoding="utf-8")


def _everything(told: Sequence[Pair], ask: Ask) -> Iterable[Article]:
    texts = {each.text: each for pair in told for each in (pair.one, pair.other)}
    yield from texts.values()
    yield from (article for article, _, _ in translated(ask))
    yield from (article for article, _ in news_cluster(ask))


def main() -> None:
    """Train, and write the models if asked to."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--data", type=Path, default=DATA)
    asked.add_argument("--write", action="store_true", help="write what ships and, for the bench, models of each half")
    asked.add_argument(
        "--rarities", action="store_true", help="write the rarities of anchors, and nothing else; the first step"
    )
    options = asked.parse_args()
    ask = Ask(options.data)
    told, hard = labelled(ask), [*hard_pairs(translated(ask)), *hard_pairs(dated(ask), "en")]
    print(f"{len(told)} labelled pairs, {len(hard)} of MEANTIME")
    if options.rarities:
        rarities(_everything(told, ask), SHIPPED / "anchors.npz")
        return
    found = models(told, hard)
    if options.write:
        write(found, SHIPPED)
        for half in (0, 1):
            mine = models(*([pair for pair in held if pair.half == half] for held in (told, hard)))
            write(mine, HALVES, f"_{half}")


if __name__ == "__main__":
    main()
