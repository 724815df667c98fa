"""Translations: sentences of two languages that mean alike, name the same and follow in the same order."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from variorum.languages.vectors import COVERED, Vectors, encoder
from variorum.lineage.anchors import Anchors, agreement, anchors, in_common, together
from variorum.lineage.candidates import MOST, nearest
from variorum.lineage.direction import Direction, by_credit, by_date
from variorum.lineage.tellings import Sentence, Telling
from variorum.model import Copy, Passage

_MOST = 32  # sentences of each telling that are encoded: enough to know a translation, and bounded in time
_SHORTEST = 20  # characters of a sentence that means anything by itself
_IN_COMMON = 0.2  # part of the smaller set of names and numbers that both must have before they are aligned
_ANSWERS = 0.6  # likeness from which two sentences answer to each other; what is beyond it counts
# What must come together, for the shorter text's number of sentences to this power: less than in proportion, so that a
# text of which only a part is translated is found too.
_ENOUGH, _POWER = 0.15, 0.75
_SENTENCES = 3  # that must answer; of a short text one, and one more for every four
_SHARE = 0.25  # part of one side at least that is explained
_MAYBE = 0.5  # bare likeness of vectors under which no names and numbers make sentences answer
_CUT = 0.15  # difference in explained parts from which the more explained one is the cut one

Pair = tuple[int, int, float]  # sentence numbers and likeness


@dataclass(frozen=True)
class _Side:
    telling: Telling
    sentences: tuple[Sentence, ...]
    anchors: tuple[Anchors, ...]
    whole: Anchors

    def share(self, held: Sequence[int]) -> float:
        """Give the part of the compared characters that some sentences are."""
        total = sum(sentence.end - sentence.start for sentence in self.sentences)
        return sum(self.sentences[at].end - self.sentences[at].start for at in held) / max(1, total)

    @property
    def words(self) -> list[str]:
        """The compared sentences as they stand."""
        return [self.telling.article.text[each.start : each.end] for each in self.sentences]


def translated(told: Sequence[Telling]) -> Iterator[Copy]:
    """Find the tellings of a story that are one text in two languages, wholly or in part.

    Each pair is judged by itself. A story in one language never loads the encoder.
    """
    languages = {each.article.language for each in told} & COVERED
    sides = [_side(each) for each in told if each.article.language in languages] if len(languages) > 1 else []
    pairs = list(_pairs([side for side in sides if side.sentences]))
    vectors: dict[str, Vectors] = {}
    for side in (side for pair in pairs for side in pair):
        if side.telling.article.id not in vectors:
            vectors[side.telling.article.id] = encoder().encode(side.words)
    for mine, theirs in pairs:
        likeness = vectors[mine.telling.article.id] @ vectors[theirs.telling.article.id].T
        if int((likeness.max(axis=1) >= _MAYBE).sum()) >= _least(*likeness.shape):
            copy = _judged(mine, theirs, likeness + agreement(mine.anchors, theirs.anchors))
            if copy:
                yield copy


def _side(telling: Telling) -> _Side:
    kept = [each for each in telling.sentences if each.end - each.start >= _SHORTEST][:_MOST]
    held = tuple(anchors(each, telling.article.language) for each in kept)
    return _Side(telling, tuple(kept), held, together(held))


def _comparable(one: _Side, other: _Side) -> bool:
    return one.telling.article.language != other.telling.article.language and (
        in_common(one.whole, other.whole) >= _IN_COMMON
    )


def _pairs(sides: Sequence[_Side]) -> Iterator[tuple[_Side, _Side]]:
    """Give the pairs of two languages that have names and numbers in common; of many, those that share most of them."""
    near = _near(sides) if len(sides) > MOST + 1 else None
    for (at, one), (place, other) in combinations(enumerate(sides), 2):
        if (near is None or near[at, place]) and _comparable(one, other):
            yield one, other


def _near(sides: Sequence[_Side]) -> npt.NDArray[np.bool_]:
    """Say which tellings share most names and numbers across languages, odd ones counting more."""
    held: dict[str, list[int]] = {}
    for at, side in enumerate(sides):
        for anchor in side.whole.names | side.whole.numbers:
            held.setdefault(anchor, []).append(at)
    common = np.zeros((len(sides), len(sides)), np.float32)
    for anchor in sorted(held):
        common[np.ix_(held[anchor], held[anchor])] += math.log((len(sides) + 1) / len(held[anchor]))
    languages = np.array([side.telling.article.language for side in sides])
    common[languages[:, None] == languages[None, :]] = 0.0
    return nearest(common, [side.telling for side in sides])


def _least(mine: int, theirs: int) -> int:
    return min(_SENTENCES, 1 + min(mine, theirs) // 4)


def _judged(mine: _Side, theirs: _Side, likeness: Vectors) -> Copy | None:
    pairs = in_order(likeness)
    weight = sum(pair[2] - _ANSWERS for pair in pairs) / min(likeness.shape) ** _POWER
    shares = mine.share([pair[0] for pair in pairs]), theirs.share([pair[1] for pair in pairs])
    if len(pairs) < _least(*likeness.shape) or weight < _ENOUGH or max(shares) < _SHARE:
        return None
    return _copy(mine, theirs, pairs, shares, weight)


def in_order(likeness: Vectors) -> list[Pair]:
    """Pair rows with columns in the same order so that the likeness above the mark is greatest (Needleman–Wunsch 1970)."""
    gain: list[list[float]] = np.maximum(0.0, likeness - _ANSWERS).tolist()
    best = [[0.0] * (likeness.shape[1] + 1)]
    for row in gain:
        above, now = best[-1], [0.0]
        for column, more in enumerate(row):
            now.append(max(above[column] + more, above[column + 1], now[column]))
        best.append(now)
    pairs: list[Pair] = []
    at, column = likeness.shape
    while at and column:
        if best[at][column] == best[at - 1][column]:
            at -= 1
        elif best[at][column] == best[at][column - 1]:
            column -= 1
        else:
            at, column = at - 1, column - 1
            pairs.append((at, column, float(likeness[at, column])))
    return pairs[::-1]


def _copy(mine: _Side, theirs: _Side, pairs: Sequence[Pair], shares: tuple[float, float], weight: float) -> Copy:
    way = _direction(mine, theirs, shares)
    source, target = (mine, theirs) if way.first_is_source else (theirs, mine)
    passages = []
    for row, column, likeness in pairs:
        one = mine.telling.article.span(mine.sentences[row].start, mine.sentences[row].end)
        other = theirs.telling.article.span(theirs.sentences[column].start, theirs.sentences[column].end)
        score = round(min(1.0, likeness), 3)
        passages.append(Passage(one, other, score) if way.first_is_source else Passage(other, one, score))
    mean = sum(pair[2] for pair in pairs) / len(pairs)
    sure = min(0.97, 1 - math.exp(-weight / _ENOUGH)) * (1.0 if way.sure else 0.95)
    reason = (
        f"{len(pairs)} of the target's first {len(target.sentences)} sentences answer to the source's in the same order,"
        f" mean likeness {min(1.0, mean):.2f} in meaning, names and numbers; {way.reason}"
    )
    ends = source.telling.article.id, target.telling.article.id
    share = round(min(1.0, shares[1] if way.first_is_source else shares[0]), 3)
    return Copy(*ends, "translation", share, reason, tuple(passages), round(sure, 2), way.sure)


def _direction(mine: _Side, theirs: _Side, shares: tuple[float, float]) -> Direction:
    one, other = mine.telling.article, theirs.telling.article
    decided = by_date(one, other) or by_credit(one, other)
    if decided:
        return decided
    if abs(shares[0] - shares[1]) >= _CUT:
        return Direction(shares[1] > shares[0], "the target is the shorter cut: the source has more besides", sure=True)
    return Direction(one.id <= other.id, "direction unsure: neither dates, credits nor contents decide", sure=False)
