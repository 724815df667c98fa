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
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any
from zlib import crc32

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
ALTERED, STEP, SITES, FLASH = 400, 617, 0.25, 350  # pairs, a stride, weight, characters
EVERYTHING = 100_000  # days
NEAR, ABROAD = 30, 8  # candidates in an article's own set, and in all sets together
DIRTY = 0.04
AGAINST, ACROSS, GRADED = 2.0, 0.3, 0.3  # weight of the pairs of two events, of two sets, of SemEval-2022
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
    rows = measured(articles, pairs)
    # two pages of one event without a word in common: one of them is not the report that it was
    weights[said & (rows[:, NAMES.index("words")] < DIRTY)] = 0.0
    for name in sorted(set(kind)):
        for same, share in ((True, 1.0), (False, AGAINST if name else ACROSS)):
            which = (kind == name) & (said == same)
            weights[which] *= share / max(1e-9, weights[which].sum())
    kept = weights > 0
    return Pairs(rows[kept], said[kept], weights[kept])


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


def altered(articles: Sequence[Told], pairs: Sequence[tuple[int, int]], rarities: Background) -> list[Pairs]:
    """What the sets do not hold: strangers, the words of a site below two reports, and flashes of a few sentences.

    The end of one third article is added to both of a pair, as sites add their own words to whatever they publish.
    """
    ordered = sorted(
        pairs, key=lambda pair: crc32(f"{articles[pair[0]].article.id} {articles[pair[1]].article.id}".encode())
    )
    same = [pair for pair in ordered if articles[pair[0]].event == articles[pair[1]].event][:ALTERED]
    two = [pair for pair in ordered if articles[pair[0]].event != articles[pair[1]].event][: 2 * ALTERED]
    strangers = [
        (at, other)
        for at in range(len(articles))
        for other in ((at * STEP + 211) % len(articles), (at * STEP + 977) % len(articles))
        if articles[at].event != articles[other].event
    ]
    few = strangers[:: max(1, len(strangers) // ALTERED)]
    ends = [articles[(number * STEP) % len(articles)].article.text[-600:] for number in range(len(articles))]
    # In a day's news, two events are told on one day more often than in sets that were gathered over years.
    plain = [
        (articles[one].made, _on_the_day(articles[one], articles[other]) if number % 3 else articles[other].made)
        for number, (one, other) in enumerate([*strangers, *two])
    ]
    sites = [
        (_changed(articles[one], ends[one], rarities), _changed(articles[other], ends[one], rarities))
        for one, other in [*same, *two[::2], *few]
    ]
    flashes = [
        (
            _changed(articles[one], None, rarities),
            articles[other].made if number % 2 else _changed(articles[other], None, rarities),
        )
        for number, (one, other) in enumerate([*same, *two[1::2], *few])
    ]
    kinds = [[False] * len(plain), *([[True] * len(same) + [False] * (len(sites) - len(same))] * 2)]
    return [_pairs(found, said) for found, said in zip((plain, sites, flashes), kinds, strict=True)]


def _pairs(found: Sequence[tuple[Profile, Profile]], said: Sequence[bool]) -> Pairs:
    held = np.array(said)
    rows = np.vstack([measures(one, [other]) for one, other in found])
    return Pairs(rows, held, SITES * np.where(held, 1 / max(1, held.sum()), AGAINST / (~held).sum()))


def _on_the_day(one: Told, other: Told) -> Profile:
    """The profile of another article as if it had been published with the first."""
    return replace(other.made, days=one.made.days, told=one.made.told)


def _changed(held: Told, end: str | None, rarities: Background) -> Profile:
    text = f"{held.article.text}\n{end}" if end else held.article.text[:FLASH]
    return profile(replace(held.article, text=text), rarities)


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
    places = chosen(articles)
    pairs = weighed(articles, places)
    print(f"{len(articles)} articles, {len(pairs.said)} pairs, {pairs.said.sum()} of one event")
    changed = altered(articles, places, rarities)
    model = grown([undated(pairs), *changed, graded(options.data, rarities)])
    if options.write:
        forests.write(forests.pack(model, list(NAMES), ABOUT), options.write)


if __name__ == "__main__":
    main()
