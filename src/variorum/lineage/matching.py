"""Which sentences of two tellings run alike, and how much each such match tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from variorum.lineage.aligning import Pairs, Stretch, align
from variorum.lineage.candidates import Candidates, Pair
from variorum.lineage.rarity import TELLING, Rarity
from variorum.lineage.tellings import Sentence, Telling

# What an alignment must weigh to be kept, and a second one beside it to be counted (nats).
_WORTH_KEEPING, _WORTH_ADDING = 9.0, 5.0
_WHOLE = 0.85  # part of both sentences from which a match takes in the attribution


@dataclass(frozen=True)
class Match:
    """Two sentences (by number) with the words that answer to each other.

    ``weight`` is in nats; ``wording`` is the part of it that is not names and numbers; ``of_one`` and ``of_other``
    say how much of each sentence's own weight is covered (a clause turned round included), ``alike`` how much of the matched stretches'; ``run``
    counts the longest row of same words.
    """

    one: int
    other: int
    pairs: Pairs
    weight: float
    wording: float
    of_one: float
    of_other: float
    alike: float
    run: int
    quoted: bool
    spoken: bool

    @property
    def both(self) -> float:
        """How much of the two sentences together is covered: the harmonic mean of both parts."""
        return 2 * self.of_one * self.of_other / max(1e-9, self.of_one + self.of_other)


class Matcher:
    """Finds the matches between any two of some tellings."""

    def __init__(self, tellings: Sequence[Telling]) -> None:
        self.tellings = tuple(tellings)
        self.rarity = Rarity(self.tellings)
        self._totals = [
            [sum(self.rarity[word] for word in sentence.stems) for sentence in each.sentences] for each in self.tellings
        ]
        self._candidates = Candidates(self.tellings, self.rarity)

    def pairs(self) -> Iterator[Pair]:
        """Give the pairs of tellings (by number) that may have a match: many of a large story cannot."""
        for one in range(len(self.tellings)):
            yield from ((one, other) for other in sorted(self._candidates.of(one)))

    def matches(self, one: int, other: int) -> list[Match]:
        """Give the matches between two tellings (by number, the lower first), the heaviest first."""
        found = [
            match
            for row, column in sorted(self._candidates.of(one).get(other, ()))
            if (match := self.match(one, other, row, column))
        ]
        return sorted(found, key=lambda match: (-match.weight, match.one, match.other))

    def match(self, one: int, other: int, row: int, column: int, least: float = _WORTH_KEEPING) -> Match | None:
        """Align two sentences of two tellings (all by number); nothing if that does not come to so many nats."""
        mine, theirs = self.tellings[one].sentences[row], self.tellings[other].sentences[column]
        stretch = self._stretch(mine.stems, theirs.stems, least)
        pairs = self._trim(stretch.pairs, mine, theirs)
        if (stretch.score < least and mine.stems != theirs.stems) or len(pairs) < 2:
            return None
        carried = [self.rarity.shared(mine.stems[left], theirs.stems[right]) for left, right in pairs]
        facts = sum(
            weight for weight, (left, _) in zip(carried, pairs, strict=True) if mine.stems[left] in self.rarity.facts
        )
        total = sum(carried)
        covered = total + self._turned_round(mine.stems, theirs.stems, pairs)
        return Match(
            row,
            column,
            pairs,
            stretch.score,
            max(0.0, stretch.score - facts),
            covered / self._totals[one][row],
            covered / self._totals[other][column],
            2 * total / (self._between(mine, pairs, 0) + self._between(theirs, pairs, 1)),
            _longest_run(mine, theirs, pairs),
            _most(mine, pairs, 0) or _most(theirs, pairs, 1),
            # where nearly all of two sentences answers, the teller's attribution does so too, and that is his own
            min(covered / self._totals[one][row], covered / self._totals[other][column]) < _WHOLE
            and _most(mine, pairs, 0, spoken=True)
            and _most(theirs, pairs, 1, spoken=True),
        )

    def _stretch(self, mine: Sequence[str], theirs: Sequence[str], least: float) -> Stretch:
        if mine != theirs:
            return align(mine, theirs, self.rarity, least)
        return Stretch(sum(self.rarity[word] for word in mine), tuple((at, at) for at in range(len(mine))))

    def _turned_round(self, mine: Sequence[str], theirs: Sequence[str], pairs: Pairs) -> float:
        """Weigh a second stretch among the words left over: a clause put before or behind."""
        left, right = {pair[0] for pair in pairs}, {pair[1] for pair in pairs}
        rest = [word for at, word in enumerate(mine) if at not in left]
        others = [word for at, word in enumerate(theirs) if at not in right]
        stretch = align(rest, others, self.rarity, _WORTH_ADDING)
        if stretch.score < _WORTH_ADDING:
            return 0.0
        return sum(self.rarity.shared(rest[row], others[column]) for row, column in stretch.pairs)

    def _trim(self, pairs: Pairs, mine: Sentence, theirs: Sentence) -> Pairs:
        """Drop the function words at either end, unless the match takes in a whole sentence."""
        if len(pairs) in {len(mine.words), len(theirs.words)}:
            return pairs
        heavy = [at for at, (left, _) in enumerate(pairs) if self.rarity[mine.stems[left]] > TELLING]
        return pairs[heavy[0] : heavy[-1] + 1] if heavy else ()

    def _between(self, sentence: Sentence, pairs: Pairs, side: int) -> float:
        return sum(self.rarity[word] for word in sentence.stems[pairs[0][side] : pairs[-1][side] + 1])


def _longest_run(mine: Sentence, theirs: Sentence, pairs: Pairs) -> int:
    best = run = 0
    before = (-2, -2)
    for left, right in pairs:
        same = mine.stems[left] == theirs.stems[right]
        run = run + 1 if same and before == (left - 1, right - 1) else int(same)
        best, before = max(best, run), (left, right)
    return best


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
