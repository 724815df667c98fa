"""Train the trees that tell whether two articles tell of one event.

``python -m train.same_event --data DIR [--half] [--without SET] [--background FILE] [--write FILE]``. Trained on the pairs of
``news_cluster``, ``incidents`` and ECB+ (CC BY 3.0), the three weighed alike: all pairs of one event, and for every article those
that the program would compare it with, in its own set and in all together; a little on pairs of SemEval-2022 task 8, which are in
seven languages. ``--half`` takes only the events (of ECB+: topics) that the bench calls tuned, ``--without`` leaves a set out.
LightGBM is needed for training only (``pip install lightgbm==4.7.0``); one thread and fixed seeds: the same bytes every time.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
import numpy.typing as npt
from bench.data import DATA, records
from bench.parts.stories import SETS, key
from bench.rows import Ask
from train import forests
from train.background import tuned

from variorum.model import Article
from variorum.stories.background import Background, background, read
from variorum.stories.candidates import Index, in_time
from variorum.stories.measures import DAYS, FOR, NAMES, UNKNOWN, measures
from variorum.stories.profiles import Profile, profile

PLACE = Path(__file__).parents[1] / "src/variorum/stories/same_event.json"
ABOUT = (
    "Boosted trees: do two articles tell of one event? Trained by train/same_event.py on pairs of Giveme5W1H's news cluster, of the"
    " gun violence corpus (SemEval-2018 task 5), of ECB+ (CC BY 3.0) and of SemEval-2022 task 8."
)
TREES, LEAVES, RATE, LEAST = 250, 10, 0.05, 40
EVERYTHING = 100_000  # days
NEAR, ABROAD = 30, 8  # candidates in an article's own set, and in all sets together
AGAINST, ACROSS, GRADED = 1.5, 0.3, 0.3  # weight of the pairs of two events, of two sets, of SemEval-2022
UNDATED = 0.5  # the part of the weight that a pair has without its days
SAME, OTHER = 1.5, 2.34  # SemEval-2022: up to this grade one event; from this grade two

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Told:
    """An article of a set with its profile and its event, and what the event is halved by."""

    article: Article
    made: Profile
    set: str
    event: str
    key: str


@dataclass(frozen=True)
class Pairs:
    """Pairs of articles as rows of measures, whether each tells of one event, and what it weighs."""

    rows: Floats
    said: npt.NDArray[np.bool_]
    weights: Floats


def told(data: Path, rarities: Background, sets: Sequence[str]) -> list[Told]:
    """The articles of the sets, in the order of time."""
    found: dict[str, tuple[Article, str, str]] = {}
    for name in sets:
        for article, event in SETS[name](Ask(data=data)):
            found[article.id] = (article, name, event)
    return [
        Told(article, profile(article, rarities), name, f"{name} {event}", key(name, event))
        for article, name, event in (found[one.id] for one in in_time(each[0] for each in found.values()))
    ]


def chosen(articles: Sequence[Told]) -> list[tuple[int, int]]:
    """The pairs to learn from, the earlier article second."""
    pairs = set(_candidates(articles, range(len(articles)), ABROAD))
    for name in sorted({each.set for each in articles}):
        pairs |= set(_candidates(articles, [at for at, each in enumerate(articles) if each.set == name], NEAR))
    events: dict[str, list[int]] = {}
    for at, each in enumerate(articles):
        pairs |= {(at, earlier) for earlier in events.setdefault(each.event, [])}
        events[each.event].append(at)
    return sorted(pairs)


def _candidates(articles: Sequence[Told], places: Sequence[int], most: int) -> Iterator[tuple[int, int]]:
    index = Index(window=EVERYTHING, most=most)
    for at in places:
        yield from ((at, places[earlier]) for earlier in index.add(articles[at].made).numbers.tolist())


def measured(articles: Sequence[Told], pairs: Sequence[tuple[int, int]]) -> Floats:
    """The measures of pairs."""
    rows = [
        measures(articles[at].made, [articles[earlier].made for _, earlier in held])
        for at, held in ((at, list(group)) for at, group in groupby(pairs, key=itemgetter(0)))
    ]
    return np.vstack(rows)


def weighed(articles: Sequence[Told], pairs: Sequence[tuple[int, int]]) -> Pairs:
    """Weigh the sets alike; an article of a large event has many pairs, so each counts less."""
    size = Counter(each.event for each in articles)
    said = np.array([articles[one].event == articles[other].event for one, other in pairs])
    kind = np.array([
        articles[one].set if articles[one].set == articles[other].set else "" for one, other in pairs
    ])  # fmt: skip
    weights = np.array([1 / max(1, size[articles[one].event] - 1) ** 0.5 for one, _ in pairs])
    weights[~said] = 1.0
    for name in sorted(set(kind)):
        for same, share in ((True, 1.0), (False, AGAINST if name else ACROSS)):
            which = (kind == name) & (said == same)
            weights[which] *= share / max(1e-9, weights[which].sum())
    return Pairs(measured(articles, pairs), said, weights)


def graded(data: Path, rarities: Background) -> Pairs:
    """Pairs of SemEval-2022 in one language."""
    rows: list[Floats] = []
    said: list[bool] = []
    for row in records(data / "stories" / "semeval2022_pairs.jsonl"):
        if row["lang1"] == row["lang2"] and not SAME < row["overall"] < OTHER:
            one, other = (
                profile(Article(side, side, row[f"text{side}"], language=row["lang1"]), rarities) for side in "12"
            )
            rows.append(measures(one, [other]))
            said.append(row["overall"] <= SAME)
    held = np.array(said)
    return Pairs(np.vstack(rows), held, GRADED * np.where(held, 1 / held.sum(), AGAINST / (~held).sum()))


def undated(pairs: Pairs) -> Pairs:
    """Add every pair that has days once more without them, so that a missing date is nothing strange."""
    bare = pairs.rows.copy()
    bare[:, DAYS] = UNKNOWN
    known = (pairs.rows != bare).any(axis=1)
    return Pairs(
        np.vstack([pairs.rows, bare[known]]),
        np.r_[pairs.said, pairs.said[known]],
        np.r_[np.where(known, pairs.weights * (1 - UNDATED), pairs.weights), pairs.weights[known] * UNDATED],
    )


def grown(sources: Sequence[Pairs]) -> Any:
    """Fit the trees. What can only speak for one event is held to that, so that a set's own habits are not learnt."""
    model = lightgbm.LGBMClassifier(
        n_estimators=TREES, num_leaves=LEAVES, learning_rate=RATE, min_child_samples=LEAST, colsample_bytree=0.4,
        subsample=0.8, subsample_freq=1, reg_lambda=10, n_jobs=1, random_state=1, deterministic=True, verbose=-1,
        monotone_constraints=[int(name in FOR) for name in NAMES],
    )  # fmt: skip
    weights = np.concatenate([each.weights for each in sources])
    return model.fit(
        np.vstack([each.rows for each in sources]),
        np.concatenate([each.said for each in sources]),
        sample_weight=weights / weights.mean(),
    )


def main() -> None:
    """Train, and write the weights if asked to."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--data", type=Path, default=DATA)
    asked.add_argument("--half", action="store_true", help="only the half of the events that is called tuned")
    asked.add_argument("--without", choices=sorted(SETS))
    asked.add_argument("--background", type=Path, help="a table of train/background.py in place of the one that ships")
    asked.add_argument("--write", type=Path, nargs="?", const=PLACE)
    options = asked.parse_args()
    rarities = read(options.background) if options.background else background()
    articles = [
        each
        for each in told(options.data, rarities, [name for name in SETS if name != options.without])
        if tuned(each.key) or not options.half
    ]
    pairs = weighed(articles, chosen(articles))
    print(f"{len(articles)} articles, {len(pairs.said)} pairs, {pairs.said.sum()} of one event")
    model = grown([undated(pairs), graded(options.data, rarities)])
    if options.write:
        forests.write(forests.pack(model, list(NAMES), ABOUT), options.write)


if __name__ == "__main__":
    main()
