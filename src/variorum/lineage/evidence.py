"""What the matches between two tellings amount to: how much is explained, in what order, in whose words."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from variorum.lineage.matching import Match
from variorum.lineage.tellings import Sentence, Telling

# Two tellings of one event share short turns of phrase by chance: what a match weighs beyond this counts (nats).
_CHANCE, _SUPPORTING = 12.0, 9.0
# What somebody said in public reaches both tellings by itself: it counts half, and no more than this.
_SPOKEN, _MOST_SPOKEN = 0.5, 10.0
_WHOLE, _PARTLY = 0.5, 0.3  # part of a sentence's weight that must be matched for it to be explained
_RUN = 6  # words in a row that are the same to the letter


def telling_weight(match: Match) -> float:
    """Give what a match says for a common text (nats): its wording, its facts no more than that, nothing if quoted."""
    if match.quoted:
        return 0.0
    beyond = max(0.0, _balanced(match) - _CHANCE)
    return _SPOKEN * min(_MOST_SPOKEN, beyond) if match.spoken else beyond


def _balanced(match: Match) -> float:
    """Count names and numbers no higher than the wording around them: facts alone are anybody's."""
    return match.wording + min(match.weight - match.wording, match.wording)


@dataclass(frozen=True)
class Side:
    """How much of one telling the matches explain, as parts of its characters."""

    whole: float  # sentences matched for at least half their weight
    partly: float  # sentences matched for at least three tenths
    own: float  # ``whole`` among the sentences that are not quotation
    own_partly: float
    runs: float  # characters in runs of six words or more that are the same to the letter
    taken: frozenset[int]  # the numbers of the sentences counted in ``partly``

    @property
    def sentences(self) -> int:
        """How many sentences are explained for at least three tenths."""
        return len(self.taken)


@dataclass(frozen=True)
class Evidence:
    """The matches between two tellings and what they amount to."""

    one: Telling
    other: Telling
    matches: tuple[Match, ...]
    weight: float  # nats beyond chance
    own_weight: float  # of which in the tellers' own words
    of_one: Side
    of_other: Side
    in_order: int  # matches that follow in the same order in both
    runs: tuple[str, ...]  # the longest same runs of words, as the second telling has them

    @property
    def telling(self) -> tuple[Match, ...]:
        """The matches that say something for a common text, the heaviest first."""
        return tuple(sorted((m for m in self.matches if telling_weight(m) > 0), key=lambda m: -telling_weight(m)))

    @property
    def supporting(self) -> tuple[Match, ...]:
        """The lighter matches in the tellers' own words: nothing by themselves, believable beside heavier ones."""
        return tuple(
            match
            for match in self.matches
            if not match.quoted and not match.spoken and _SUPPORTING <= _balanced(match) <= _CHANCE
        )

    @property
    def uttered(self) -> tuple[Match, ...]:
        """The matches that are somebody's public words."""
        return tuple(match for match in self.matches if match.quoted or match.spoken)


def weigh(one: Telling, other: Telling, matches: Iterable[Match]) -> Evidence:
    """Sum up the matches between two tellings."""
    kept = tuple(sorted(matches, key=lambda match: (match.one, match.other)))
    left, right = _runs(one, other, kept)
    return Evidence(
        one,
        other,
        kept,
        sum(telling_weight(match) for match in kept),
        sum(telling_weight(match) for match in kept if not match.spoken),
        _side(one, [(match.one, match.of_one) for match in kept], left),
        _side(other, [(match.other, match.of_other) for match in kept], right),
        _longest_rise([match.other for match in kept if not match.quoted]),
        tuple(sorted((words for _, words in right), key=lambda words: (-len(words), words))),
    )


def _side(telling: Telling, covered: Sequence[tuple[int, float]], runs: Sequence[tuple[int, str]]) -> Side:
    held: dict[int, float] = defaultdict(float)
    for at, part in covered:
        held[at] += part
    whole = [each for at, each in enumerate(telling.sentences) if held[at] >= _WHOLE]
    partly = [each for at, each in enumerate(telling.sentences) if held[at] >= _PARTLY]
    length, own = max(1, telling.length), max(1, telling.own_length)
    return Side(
        _characters(whole) / length,
        _characters(partly) / length,
        _characters(each for each in whole if not each.mostly_quoted) / own,
        _characters(each for each in partly if not each.mostly_quoted) / own,
        sum(len(words) for _, words in runs) / length,
        frozenset(at for at in range(len(telling.sentences)) if held[at] >= _PARTLY),
    )


def _characters(sentences: Iterable[Sentence]) -> int:
    return sum(sentence.end - sentence.start for sentence in sentences)


def _longest_rise(numbers: Sequence[int]) -> int:
    """Count the longest strictly rising subsequence: how many matches follow in the same order."""
    ends: list[int] = []
    for number in numbers:
        at = bisect_left(ends, number)
        ends[at : at + 1] = [number]
    return len(ends)


def _runs(
    one: Telling, other: Telling, matches: Sequence[Match]
) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """Find the runs of same words of each match, as ``(start, words)`` in each telling; whole short sentences count."""
    left: list[tuple[int, str]] = []
    right: list[tuple[int, str]] = []
    for match in matches:
        mine, theirs = one.sentences[match.one], other.sentences[match.other]
        for first, last in _stretches(mine, theirs, match):
            begin, end = mine.words[first[0]].start, mine.words[last[0]].end
            left.append((begin, one.article.text[begin:end]))
            begin, end = theirs.words[first[1]].start, theirs.words[last[1]].end
            right.append((begin, other.article.text[begin:end]))
    return left, right


def _stretches(mine: Sentence, theirs: Sentence, match: Match) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    found: list[list[tuple[int, int]]] = []
    for row, column in match.pairs:
        if mine.words[row].form.lower() != theirs.words[column].form.lower():
            continue
        if found and found[-1][-1] == (row - 1, column - 1):
            found[-1].append((row, column))
        else:
            found.append([(row, column)])
    enough = min(_RUN, len(mine.words), len(theirs.words))
    return [(run[0], run[-1]) for run in found if len(run) >= enough]
