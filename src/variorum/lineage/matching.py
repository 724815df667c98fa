"""Which sentences of two tellings run alike, and how much each such match tells."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from variorum.languages.words import says_little
from variorum.lineage.aligning import Pairs, align
from variorum.lineage.rarity import Rarity
from variorum.lineage.tellings import Sentence, Telling

# Content words two sentences must share before they are aligned, and what an alignment must weigh to be kept (nats).
_WORTH_ALIGNING, _WORTH_KEEPING = 8.0, 9.0


@dataclass(frozen=True)
class Match:
    """Two sentences (by number) with the words that answer to each other.

    ``weight`` is in nats; ``wording`` is the part of it that is not names and numbers; ``of_one`` and ``of_other``
    say how much of each sentence's own weight the match covers.
    """

    one: int
    other: int
    pairs: Pairs
    weight: float
    wording: float
    of_one: float
    of_other: float
    quoted: bool
    spoken: bool


class Matcher:
    """Finds the matches between any two of some tellings."""

    def __init__(self, tellings: Sequence[Telling]) -> None:
        self.tellings = tuple(tellings)
        self.rarity = Rarity(self.tellings)
        self._totals = [
            [sum(self.rarity[word] for word in sentence.stems) for sentence in each.sentences] for each in tellings
        ]
        self._content = [self._rows(each) for each in self._columns()]

    def _columns(self) -> list[tuple[Telling, dict[str, int]]]:
        spread = Counter(
            word for each in self.tellings for word in {stem for sentence in each.sentences for stem in sentence.stems}
        )
        shared = sorted(word for word, often in spread.items() if often > 1 and not says_little(word))
        columns = {word: at for at, word in enumerate(shared)}
        return [(each, columns) for each in self.tellings]

    def _rows(self, part: tuple[Telling, dict[str, int]]) -> npt.NDArray[np.float32]:
        each, columns = part
        rows = np.zeros((len(each.sentences), len(columns)), np.float32)
        for at, sentence in enumerate(each.sentences):
            for word in sentence.stems:
                if word in columns:
                    rows[at, columns[word]] = math.sqrt(self.rarity[word])
        return rows

    def matches(self, one: int, other: int) -> list[Match]:
        """Give the matches between two tellings (by number), the heaviest first."""
        shared = self._content[one] @ self._content[other].T
        found = [
            match
            for row, column in np.argwhere(shared >= _WORTH_ALIGNING).tolist()
            if (match := self._match(one, other, row, column))
        ]
        return sorted(found, key=lambda match: (-match.weight, match.one, match.other))

    def _match(self, one: int, other: int, row: int, column: int) -> Match | None:
        mine, theirs = self.tellings[one].sentences[row], self.tellings[other].sentences[column]
        stretch = align(mine.stems, theirs.stems, self.rarity)
        if stretch.score < _WORTH_KEEPING or len(stretch.pairs) < 2:
            return None
        carried = [
            (self.rarity.shared(mine.words[left].stem, theirs.words[right].stem), mine.words[left].stem)
            for left, right in stretch.pairs
        ]
        total = sum(weight for weight, _ in carried)
        facts = sum(weight for weight, word in carried if word in self.rarity.facts)
        return Match(
            row,
            column,
            stretch.pairs,
            stretch.score,
            max(0.0, stretch.score - facts),
            total / self._totals[one][row],
            total / self._totals[other][column],
            _most(mine, stretch.pairs, 0) or _most(theirs, stretch.pairs, 1),
            _most(mine, stretch.pairs, 0, spoken=True) and _most(theirs, stretch.pairs, 1, spoken=True),
        )


def _most(sentence: Sentence, pairs: Pairs, side: int, *, spoken: bool = False) -> bool:
    marks = sentence.spoken if spoken else sentence.quoted
    return sum(marks[pair[side]] for pair in pairs) * 2 > len(pairs)


def one_to_one(matches: Sequence[Match]) -> Iterator[Match]:
    """Take the heaviest matches whose words are not taken yet on either side."""
    mine: dict[int, set[int]] = {}
    theirs: dict[int, set[int]] = {}
    for match in matches:
        left = {pair[0] for pair in match.pairs}
        right = {pair[1] for pair in match.pairs}
        taken_left, taken_right = mine.setdefault(match.one, set()), theirs.setdefault(match.other, set())
        if len(left & taken_left) * 3 > len(left) or len(right & taken_right) * 3 > len(right):
            continue
        taken_left |= left
        taken_right |= right
        yield match
