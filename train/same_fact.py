"""Train the trees that tell whether two claims state one fact: ``python -m train.same_fact --data DIR [--write]``.

Trained on the pairs of ``bench/labels/same_fact.jsonl`` whose part is ``train`` and, at a small weight, on pairs of claims of
ECB+ (topics of even numbers) that are one fact if their verbs are in one coreference chain and they share a participant.
LightGBM is needed for training only (``pip install lightgbm==4.7.0``); one thread and fixed seeds: the same bytes every time.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
import numpy.typing as npt
from bench.coreference import stories
from bench.data import DATA, records
from bench.labelled_claims import LabelledStory, labelled_stories
from bench.parts.collation import story_pairs
from train import forests

from variorum.collation.sameness import NAMES, measures

PLACE = Path(__file__).parents[1] / "src/variorum/collation/same_fact.json"
ABOUT = (
    "Boosted trees: do two claims of different tellings state one fact? Trained by train/same_fact.py on pairs labelled by "
    "reading and on ECB+ (CC BY 3.0), topics of even numbers."
)
# What can only speak for one fact, and what can only speak against it.
FOR = {
    "dice", "covers", "hard_dice", "hard_covers", "words", "strong", "rarest", "predicate", "doers", "objects", "figures",
    "days", "ranks", "around", "surface",
}  # fmt: skip
AGAINST = {"lost", "lost_other", "foreign", "polarity", "modality"}
# One labelled pair counts as much as so many of ECB+, whose negatives are easy and whose positives hang on the verb alone.
ECB_WEIGHT = 0.03
MOST = 10
TREES, LEAVES, RATE, LEAST = 250, 7, 0.06, 15

Floats = npt.NDArray[np.float64]


def labelled(told: list[LabelledStory]) -> tuple[Floats, Floats]:
    """The measures of the labelled pairs, and whether each is one fact."""
    rows = [measures(one.facts[a], one.facts[b], one.ground) for one in told for a, b, _ in one.pairs]
    return np.array(rows), np.array([float(label == "S") for one in told for *_, label in one.pairs])


def chained(data: Path) -> Iterator[tuple[tuple[float, ...], float]]:
    """The measures of ECB+'s pairs on even topics, and whether each is one fact."""
    for documents in stories(records(data / "stories" / "ecbplus.jsonl")).values():
        if int(documents[0]["topic"]) % 2 == 0:
            yield from ((pair.measures, float(pair.positive)) for pair in story_pairs(documents[:MOST]))


def grown(rows: Floats, said: Floats, weights: Floats) -> Any:
    """Fit the trees, with measures that can only speak for or against held to that."""
    model = lightgbm.LGBMClassifier(
        n_estimators=TREES, num_leaves=LEAVES, learning_rate=RATE, min_child_samples=LEAST, colsample_bytree=0.5,
        subsample=0.8, subsample_freq=1, reg_lambda=5, n_jobs=1, random_state=1, deterministic=True, verbose=-1,
        monotone_constraints=[1 if name in FOR else -1 if name in AGAINST else 0 for name in NAMES],
    )  # fmt: skip
    return model.fit(rows, said, sample_weight=weights)


def main() -> None:
    """Train, and write the weights if asked to."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--data", type=Path, default=DATA)
    asked.add_argument("--write", action="store_true", help=f"write {PLACE.name}")
    options = asked.parse_args()
    rows, said = labelled(list(labelled_stories(options.data, "train")))
    others = list(chained(options.data))
    weights = np.r_[np.ones(len(said)), np.full(len(others), ECB_WEIGHT)]
    model = grown(
        np.vstack([rows, np.array([row for row, _ in others])]), np.r_[said, [one for _, one in others]], weights
    )
    print(f"{len(said)} labelled pairs, {len(others)} of ECB+")
    if options.write:
        forests.write(forests.pack(model, list(NAMES), ABOUT), PLACE)


if __name__ == "__main__":
    main()
