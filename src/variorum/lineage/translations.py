"""Translations: sentences of two languages that mean alike, name the same and follow in the same order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from variorum.languages.vectors import COVERED, Vectors, encoder
from variorum.lineage.direction import Direction, by_credit, by_date
from variorum.lineage.tellings import Sentence, Telling
from variorum.model import Copy, Passage

_MOST = 24  # sentences of each telling that are encoded: enough to know a translation, and bounded in time
_SHORTEST = 20  # characters of a sentence that means anything by itself
_ANCHORS = 0.25  # part of the smaller set of names and numbers that both must have before the encoder is asked
_BONUS = 0.15  # what wholly equal names and numbers add to the likeness of two sentences
_ALIGNED, _ANSWERS = 0.45, 0.55  # likeness from which sentences may be paired, and from which they answer to each other
# A translation explains most of one side and a good part of the other.
_SHARE, _OTHER_SHARE, _SENTENCES = 0.6, 0.35, 3
_CUT = 0.15  # difference in explained parts from which the more explained one is the cut one

Pair = tuple[int, int, float]  # sentence numbers and likeness


@dataclass(frozen=True)
class _Side:
    telling: Telling
    sentences: tuple[Sentence, ...]
    anchors: tuple[frozenset[str], ...]

    def share(self, held: Sequence[int]) -> float:
        """Give the part of the compared characters that some sentences are."""
        total = sum(sentence.end - sentence.start for sentence in self.sentences)
        return sum(self.sentences[at].end - self.sentences[at].start for at in held) / max(1, total)


def translation(one: Telling, other: Telling) -> Copy | None:
    """Say whether two tellings in different languages are one text; nothing if they are not or cannot be compared."""
    if not {one.article.language, other.article.language} <= COVERED:
        return None
    mine, theirs = _side(one), _side(other)
    if not mine.sentences or not theirs.sentences or _overlap(mine, theirs) < _ANCHORS:
        return None
    pairs = [pair for pair in in_order(_likeness(mine, theirs)) if pair[2] >= _ANSWERS]
    shares = mine.share([pair[0] for pair in pairs]), theirs.share([pair[1] for pair in pairs])
    enough = min(_SENTENCES, len(mine.sentences), len(theirs.sentences))
    if len(pairs) < enough or max(shares) < _SHARE or min(shares) < _OTHER_SHARE:
        return None
    return _copy(mine, theirs, pairs, shares)


@lru_cache(maxsize=256)
def _side(telling: Telling) -> _Side:
    kept = [each for each in telling.sentences if each.end - each.start >= _SHORTEST][:_MOST]
    return _Side(telling, tuple(kept), tuple(_anchors(each) for each in kept))


def _anchors(sentence: Sentence) -> frozenset[str]:
    """Give what a translation leaves alone: numbers by value, capitalised words by their first five letters."""
    found = set()
    for word in sentence.words:
        if word.form[0].isdigit():
            found.add(re.sub(r"[.,](?=\d{3}(?:\D|$))", "", word.form).replace(",", "."))
        elif word.form[0].isupper() and len(word.form) > 2:
            found.add(word.form.lower()[:5])
    return frozenset(found)


def _overlap(mine: _Side, theirs: _Side) -> float:
    left, right = frozenset[str]().union(*mine.anchors), frozenset[str]().union(*theirs.anchors)
    return len(left & right) / max(1, min(len(left), len(right)))


def _likeness(mine: _Side, theirs: _Side) -> Vectors:
    likeness = _vectors(mine) @ _vectors(theirs).T
    for row, left in enumerate(mine.anchors):
        for column, right in enumerate(theirs.anchors):
            if left and right:
                likeness[row, column] += _BONUS * 2 * len(left & right) / (len(left) + len(right))
    return likeness


def _vectors(side: _Side) -> Vectors:
    text = side.telling.article.text
    return encoder().encode([text[sentence.start : sentence.end] for sentence in side.sentences])


def in_order(likeness: Vectors) -> list[Pair]:
    """Pair rows with columns in the same order so that the likeness above the mark is greatest (Needleman–Wunsch 1970)."""
    gain = np.maximum(0.0, likeness - _ALIGNED)
    rows, columns = gain.shape
    best = np.zeros((rows + 1, columns + 1))
    for row in range(rows):
        for column in range(columns):
            both = best[row, column] + gain[row, column]
            best[row + 1, column + 1] = max(both, best[row, column + 1], best[row + 1, column])
    pairs: list[Pair] = []
    row, column = rows, columns
    while row and column:
        if best[row, column] == best[row - 1, column]:
            row -= 1
        elif best[row, column] == best[row, column - 1]:
            column -= 1
        else:
            row, column = row - 1, column - 1
            pairs.append((row, column, float(likeness[row, column])))
    return pairs[::-1]


def _copy(mine: _Side, theirs: _Side, pairs: Sequence[Pair], shares: tuple[float, float]) -> Copy:
    way = _direction(mine, theirs, shares)
    source, target = (mine, theirs) if way.first_is_source else (theirs, mine)
    share = shares[1] if way.first_is_source else shares[0]
    passages = []
    for row, column, likeness in pairs:
        one = mine.telling.article.span(mine.sentences[row].start, mine.sentences[row].end)
        other = theirs.telling.article.span(theirs.sentences[column].start, theirs.sentences[column].end)
        score = round(min(1.0, likeness), 3)
        passages.append(Passage(one, other, score) if way.first_is_source else Passage(other, one, score))
    mean = sum(pair[2] for pair in pairs) / len(pairs)
    sure = min(0.97, mean * (0.5 + min(shares) / 2) * (1.0 if way.sure else 0.95))
    reason = (
        f"{len(pairs)} of the target's first {len(target.sentences)} sentences answer to the source's in the same order,"
        f" mean likeness {min(1.0, mean):.2f} in meaning, names and numbers; {way.reason}"
    )
    ends = source.telling.article.id, target.telling.article.id
    return Copy(*ends, "translation", round(min(1.0, share), 3), reason, tuple(passages), round(sure, 2))


def _direction(mine: _Side, theirs: _Side, shares: tuple[float, float]) -> Direction:
    one, other = mine.telling.article, theirs.telling.article
    decided = by_date(one, other) or by_credit(one, other)
    if decided:
        return decided
    if abs(shares[0] - shares[1]) >= _CUT:
        return Direction(shares[1] > shares[0], "the target is the shorter cut: the source has more besides", sure=True)
    return Direction(one.id <= other.id, "direction unsure: neither dates, credits nor contents decide", sure=False)
