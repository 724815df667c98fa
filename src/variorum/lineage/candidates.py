"""Which sentences of which tellings are worth aligning: an index of all sentences of a story by their words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from variorum.lineage.rarity import TELLING, Rarity
from variorum.lineage.tellings import Sentence, Telling
from variorum.lineage.twins import when

# What the content words that two sentences share must weigh before they are aligned (nats).
_WORTH_ALIGNING = 8.0
_PARTNERS = 8  # sentences of the other telling that one sentence is aligned with at most
# Tellings that one telling is compared with at most, those that share most: in a story of so many and one more, with all.
MOST = 32

Pair = tuple[int, int]
Floats = npt.NDArray[np.float64]


class Candidates:
    """The sentences of some tellings in one row, and for each word those that hold it."""

    def __init__(self, tellings: Sequence[Telling], rarity: Rarity) -> None:
        self._tellings, self._rarity = tellings, rarity
        # Where each telling's sentences begin, and whose each is.
        self._first = list(accumulate((len(each.sentences) for each in tellings), initial=0))
        self._teller = np.repeat(np.arange(len(tellings)), np.diff(self._first))
        holders: dict[str, list[int]] = {}
        self._same: dict[tuple[str, ...], set[int]] = {}
        for number, (teller, stems) in enumerate(self._sentences()):
            self._same.setdefault(stems, set()).add(teller)
            for word in set(stems):
                holders.setdefault(word, []).append(number)
        self._holders = {word: np.array(held) for word, held in holders.items() if rarity[word] > TELLING}
        self._partners = self._nearest() if len(tellings) > MOST + 1 else None
        self._latest: tuple[int, Mapping[int, set[Pair]]] = (-1, {})

    def _sentences(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        for number, each in enumerate(self._tellings):
            yield from ((number, sentence.stems) for sentence in each.sentences)

    def of(self, one: int) -> Mapping[int, set[Pair]]:
        """For each later telling the pairs of sentences that share enough content, or all of their words.

        In a story of many, only for the later tellings of which one of the two has most in common with the other.
        """
        if self._latest[0] != one:
            self._latest = one, self._found(one)
        return self._latest[1]

    def _found(self, one: int) -> dict[int, set[Pair]]:
        found: dict[int, set[Pair]] = {}
        asked = self._partners[one] if self._partners is not None else None
        for row, shared in enumerate(self._shared(one)):
            enough = np.flatnonzero(shared >= _WORTH_ALIGNING)
            tellers = self._teller[enough + self._first[one + 1]]
            if asked is not None:
                kept = asked[tellers]
                enough, tellers = enough[kept], tellers[kept]
            for other in np.unique(tellers):
                of_other = enough[tellers == other]
                columns = of_other + self._first[one + 1] - self._first[other]
                found.setdefault(int(other), set()).update((row, int(columns[at])) for at in _best(shared[of_other]))
        for other in {teller for each in self._tellings[one].sentences for teller in self._same[each.stems]}:
            if other > one and (asked is None or asked[other]):
                found.setdefault(other, set()).update(
                    _equal(self._tellings[one].sentences, self._tellings[other].sentences)
                )
        return found

    def _shared(self, one: int) -> Iterator[Floats]:
        """For each sentence of a telling, what it shares with every sentence of the later ones (nats)."""
        first = self._first[one + 1]
        for sentence in self._tellings[one].sentences:
            shared = np.zeros(self._first[-1] - first)
            for word in sorted(set(sentence.stems) & self._holders.keys()):
                held = self._holders[word]
                shared[held[np.searchsorted(held, first) :] - first] += self._rarity[word]
            yield shared

    def _nearest(self) -> npt.NDArray[np.bool_]:
        """Say of each two tellings whether one is among those that share most with the other.

        What they share is summed over the sentences of one, each with its best answer, as far as it is worth aligning.
        """
        count = len(self._tellings)
        common = np.zeros((count, count), np.float32)
        filled = np.array([bool(each.sentences) for each in self._tellings])
        for one in range(count - 1):
            others = np.flatnonzero(filled[one + 1 :]) + one + 1
            starts = np.array([self._first[other] for other in others]) - self._first[one + 1]
            for shared in self._shared(one) if len(others) else ():
                common[one, others] += np.maximum(0.0, np.maximum.reduceat(shared, starts) - _WORTH_ALIGNING)
        return nearest(common + common.T, self._tellings)


def nearest(common: npt.NDArray[np.float32], tellings: Sequence[Telling]) -> npt.NDArray[np.bool_]:
    """Say of each two tellings whether one is among the ``MOST`` that have most in common with the other.

    Of those that have as much the earlier ones come first, for they are nearer to the source.
    """
    earliest = np.argsort(sorted(range(len(tellings)), key=lambda at: when(tellings[at])))
    near = np.zeros(common.shape, np.bool_)
    for one, shared in enumerate(np.round(common, 3)):
        first = np.lexsort((earliest, -shared))[:MOST]
        near[one, first[shared[first] > 0]] = True
    return np.asarray(near | near.T)


def _best(shared: Floats) -> list[int]:
    """Give the places of the highest values; of a text that repeats itself, only the best few."""
    return [int(at) for at in np.argsort(-shared, kind="stable")[:_PARTNERS]]


def _equal(mine: Sequence[Sentence], theirs: Sequence[Sentence]) -> set[Pair]:
    """Pair the sentences that are the same word for word: the first with the first, the second with the second."""
    places: dict[tuple[str, ...], list[int]] = {}
    for column, sentence in enumerate(theirs):
        places.setdefault(sentence.stems, []).append(column)
    seen: Counter[tuple[str, ...]] = Counter()
    found: set[Pair] = set()
    for row, sentence in enumerate(mine):
        columns = places.get(sentence.stems, [])
        if seen[sentence.stems] < len(columns):
            found.add((row, columns[seen[sentence.stems]]))
        seen[sentence.stems] += 1
    return found
