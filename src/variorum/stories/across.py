"""Likeness of articles in different languages: names and numbers first, sentence vectors where those agree."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from variorum.languages import sentences
from variorum.languages.vectors import COVERED, Vectors, encoder
from variorum.model import Article
from variorum.stories.profiles import Profile

_BACKGROUND = 500
_ENOUGH_ANCHORS = 0.1  # below this no pair is worth the encoder's time
_OPENING = 5  # sentences
# Brings the mean of both likenesses to the scale on which articles of one language are compared.
_NOTHING, _SCALE = 0.15, 0.75


def across_languages(articles: Sequence[Article], profiles: Sequence[Profile]) -> dict[tuple[int, int], float]:
    """Score the pairs of articles in different languages that share names or numbers; the encoder stays unloaded if none do."""
    languages = [article.language for article in articles]
    if len({language for language in languages if language}) < 2:
        return {}
    candidates = _candidates(profiles, languages)
    if not candidates:
        return {}
    openings = _openings(articles, sorted({at for pair in candidates for at in pair}))
    return {
        (one, other): _score(anchors, openings[one], openings[other]) for (one, other), anchors in candidates.items()
    }


def _score(anchors: float, one: Vectors, other: Vectors) -> float:
    likeness = one @ other.T
    alike = (float(likeness.max(axis=0).mean()) + float(likeness.max(axis=1).mean())) / 2
    return min(1.0, max(0.0, _SCALE * ((anchors + alike) / 2 - _NOTHING)))


def _candidates(profiles: Sequence[Profile], languages: Sequence[str | None]) -> dict[tuple[int, int], float]:
    seen = Counter(anchor for each in profiles for anchor in each.anchors)
    postings: dict[str, list[tuple[int, float]]] = {}
    for at, each in enumerate(profiles):
        if languages[at] in COVERED:
            for anchor, weight in _weigh(each.anchors, seen, len(profiles)).items():
                postings.setdefault(anchor, []).append((at, weight))
    found: dict[tuple[int, int], float] = {}
    for _, places in sorted(postings.items()):
        for number, (one, weight) in enumerate(places):
            for other, also in places[number + 1 :]:
                if languages[one] != languages[other]:
                    found[one, other] = found.get((one, other), 0.0) + weight * also
    return {pair: score for pair, score in sorted(found.items()) if score >= _ENOUGH_ANCHORS}


def _weigh(anchors: Mapping[str, int], seen: Mapping[str, int], count: int) -> dict[str, float]:
    raw = {
        anchor: (1 + math.log(number)) * math.log((_BACKGROUND + count + 1) / (seen[anchor] + 0.5))
        for anchor, number in anchors.items()
    }
    length = math.sqrt(math.fsum(weight * weight for weight in raw.values()))
    return {anchor: weight / length for anchor, weight in raw.items()}


def _openings(articles: Sequence[Article], wanted: Sequence[int]) -> dict[int, Vectors]:
    texts = {at: _opening(articles[at]) for at in wanted}
    every = [sentence for at in wanted for sentence in texts[at]]
    rows = encoder().encode(every)
    bounds = np.cumsum([0, *(len(texts[at]) for at in wanted)])
    return {at: rows[bounds[number] : bounds[number + 1]] for number, at in enumerate(wanted)}


def _opening(article: Article) -> list[str]:
    text = article.text[:5000]
    first = [text[start:end] for start, end in sentences(text, article.language)[:_OPENING]]
    return [article.title, *first[: _OPENING - 1]] if article.title else first
