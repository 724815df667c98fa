"""Measures of a pair of articles: of their meaning, of their names and numbers, of their words, of their days."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from variorum.languages.vectors import Vectors
from variorum.model import Article
from variorum.stories.anchors import Anchors
from variorum.stories.days import apart
from variorum.stories.portraits import Portrait, alignment
from variorum.stories.profiles import Ids, Profile, Weights, profile

_LEAD = 3  # sentences
_BEST = 4  # sentences
_LONG_AGO = 60.0  # days


def ordered(one: Article, other: Article) -> tuple[Article, Article]:
    """Put two articles in an order of their own, so that sums of their measures do not hang on which comes first."""
    return (one, other) if (one.id, one.text) <= (other.id, other.text) else (other, one)


def meaning(one: Portrait, other: Portrait) -> dict[str, float]:
    """Measure a pair by its sentence vectors; none of these measures depends on which of the two comes first."""
    openings = enumerate(zip(one.openings, other.openings, strict=True))
    found = {f"opening {at}": float(mine @ theirs) for at, (mine, theirs) in openings}
    rows, columns = alignment(one.sentences, other.sentences)
    best = sorted([*rows, *columns], reverse=True)
    cross = one.openings @ other.openings.T
    return found | {
        "end": float(one.end @ other.end),
        "best opening": float(cross.max()),
        "mean opening": float(cross.mean()),
        "crossed": float(one.openings[1] @ other.end + other.openings[1] @ one.end) / 2,
        "aligned": (_mean(rows) + _mean(columns)) / 2,
        "aligned less": min(_mean(rows), _mean(columns)),
        "aligned more": max(_mean(rows), _mean(columns)),
        "aligned lead": (_mean(rows[:_LEAD]) + _mean(columns[:_LEAD])) / 2,
        "aligned middle": float(np.median(rows) + np.median(columns)) / 2,
        "best sentence": best[0],
        "best sentences": _mean(best[:_BEST]),
        "heading": float(one.sentences[0] @ other.sentences[0]),
        "heading anywhere": max(rows[0], columns[0]),
        "answered": (_over(rows) + _over(columns)) / 2,
        "whole": float(_whole(one) @ _whole(other)),
        "site": max(one.site, other.site),
    }


def _mean(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values)


def _over(values: Sequence[float], mark: float = 0.5) -> float:
    return sum(value > mark for value in values) / len(values)


def _whole(one: Portrait) -> Vectors:
    mean = one.lengths @ one.sentences
    length = float(np.linalg.norm(mean))
    whole: Vectors = mean / length if length else mean
    return whole


def named(one: Anchors, other: Anchors) -> dict[str, float]:
    """Measure a pair by what a translation leaves alone: names, numbers, days."""
    names = _covered(one.names, one.name_weights, other.names, other.name_weights)
    numbers = _shared(one.numbers, other.numbers)
    days = apart(one.days, other.days)
    return {
        "anchors": _product(one.terms, one.weights, other.terms, other.weights),
        "names": _product(one.names, one.name_weights, other.names, other.name_weights),
        "names less": min(names),
        "names more": max(names),
        "names shared": math.log1p(_shared(one.names, other.names)),
        "sounds": _shared(one.sounds, other.sounds) / max(1, min(len(one.sounds), len(other.sounds))),
        "numbers": numbers / max(1, min(len(one.numbers), len(other.numbers))),
        "numbers shared": math.log1p(numbers),
        "dates": _agreement(one.dates, other.dates),
        "weekdays": _agreement(one.weekdays, other.weekdays),
        "days": -1.0 if days is None else min(_LONG_AGO, float(days)),
    }


@lru_cache(maxsize=2048)
def profiled(article: Article) -> Profile:
    """Make an article's profile, once for the many pairs it is in."""
    return profile(article)


def worded(one: Profile, other: Profile) -> dict[str, float]:
    """Measure a pair by the words in common, of which only articles in one language have many."""
    words = _covered(one.terms, one.weights, other.terms, other.weights)
    return {
        "one language": float(one.language == other.language),
        "words": _product(one.terms, one.weights, other.terms, other.weights),
        "words less": min(words),
        "words more": max(words),
        "lead words": _product(one.lead, one.lead_weights, other.lead, other.lead_weights),
        "counted": math.log1p(_shared(one.numbers, other.numbers)),
        "copied": _shared(one.sketch, other.sketch) / max(1, min(len(one.sketch), len(other.sketch))),
    }


def _product(ids: Ids, weights: Weights, others: Ids, their_weights: Weights) -> float:
    mine, theirs = _places(ids, others)
    return float(weights[mine] @ their_weights[theirs])


def _covered(ids: Ids, weights: Weights, others: Ids, their_weights: Weights) -> tuple[float, float]:
    """Give the part of either side's squared weight that the other has too."""
    mine, theirs = _places(ids, others)
    return float((weights[mine] ** 2).sum()), float((their_weights[theirs] ** 2).sum())


def _places(ids: Ids, others: Ids) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Give where the ids that both sorted arrays have stand in either."""
    if not len(ids) or not len(others):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    at = np.searchsorted(ids, others)
    at[at == len(ids)] = 0
    theirs = np.flatnonzero(ids[at] == others)
    return at[theirs], theirs


def _shared(one: npt.NDArray[Any], other: npt.NDArray[Any]) -> int:
    if not len(one) or not len(other):
        return 0
    at = np.searchsorted(one, other)
    at[at == len(one)] = 0
    return int((one[at] == other).sum())


def _agreement(one: npt.NDArray[Any], other: npt.NDArray[Any]) -> float:
    """1 if all of the fewer are shared, -1 if both have some and none is shared, 0 if one side has none."""
    if not len(one) or not len(other):
        return 0.0
    shared = _shared(one, other) / min(len(one), len(other))
    return 2 * shared - 1
