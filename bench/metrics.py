"""The measures, as pure functions of what was found and what was wanted.

Each docstring is the definition that ``docs/bench.md`` refers to. Counts are pooled over a whole set before precision,
recall and F1 are taken, unless it says otherwise. A pairing of found with wanted is always one to one and as large as
possible, so no measure depends on the order in which things are listed.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

Found = TypeVar("Found")
Wanted = TypeVar("Wanted")
Bounds: TypeAlias = tuple[int, int]
Characters: TypeAlias = frozenset[int]

_TOKEN = re.compile(r"\w+")
SHINGLE = 4


@dataclass(frozen=True)
class Score:
    """How many were right, found and wanted. ``+`` pools two scores."""

    right: float = 0
    found: float = 0
    wanted: float = 0

    def __add__(self, other: Score) -> Score:
        """Pool the counts of two scores."""
        return Score(self.right + other.right, self.found + other.found, self.wanted + other.wanted)

    @property
    def precision(self) -> float:
        """The share of the found that is right; 1 if nothing was found and nothing wanted, else 0 if nothing was found."""
        return self.right / self.found if self.found else float(not self.wanted)

    @property
    def recall(self) -> float:
        """The share of the wanted that was found; 1 if nothing was wanted and nothing found, else 0 if nothing was wanted."""
        return self.right / self.wanted if self.wanted else float(not self.found)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1 if nothing was found and nothing wanted."""
        return harmonic(self.precision, self.recall)


def harmonic(precision: float, recall: float) -> float:
    """The harmonic mean of two shares; 0 if both are."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def sum_of(scores: Collection[Score]) -> Score:
    """Pool many scores."""
    total = Score()
    for score in scores:
        total += score
    return total


def matching(found: Sequence[Found], wanted: Sequence[Wanted], same: Callable[[Found, Wanted], bool]) -> dict[int, int]:
    """The largest pairing, one to one, of what was found with what was wanted: index of found to index of wanted.

    Augmenting paths (Kuhn 1955): the size does not depend on the order, unlike that of a greedy pairing.
    """
    alike = [[at for at, one in enumerate(wanted) if same(mine, one)] for mine in found]
    holder: dict[int, int] = {}
    held: dict[int, int] = {}
    for mine in range(len(found)):
        path, free = _path(mine, alike, holder)
        while free is not None:
            one = path[free]
            before = held.get(one)
            holder[free], held[one] = one, free
            free = before
    return held


def _path(start: int, alike: list[list[int]], holder: dict[int, int]) -> tuple[dict[int, int], int | None]:
    """Look, breadth first, for a wanted thing that is free, or becomes so if others move on; gives the way there."""
    path: dict[int, int] = {}
    queue = [start]
    for one in queue:
        for at in alike[one]:
            if at not in path:
                path[at] = one
                if at not in holder:
                    return path, at
                queue.append(holder[at])
    return path, None


def matched(found: Sequence[Found], wanted: Sequence[Wanted], same: Callable[[Found, Wanted], bool]) -> Score:
    """Score a list of things found against those wanted, paired one to one."""
    return Score(len(matching(found, wanted, same)), len(found), len(wanted))


def spans_exact(found: Collection[Bounds], wanted: Collection[Bounds]) -> Score:
    """Spans with the very same bounds."""
    return matched(list(found), list(wanted), lambda one, other: one == other)


def spans_overlap(found: Collection[Bounds], wanted: Collection[Bounds]) -> Score:
    """Spans that share at least one character, paired one to one."""
    return matched(list(found), list(wanted), lambda one, other: one[0] < other[1] and other[0] < one[1])


def characters(pieces: Collection[Bounds]) -> Characters:
    """The places of all characters that lie in one of the spans."""
    return frozenset(place for start, end in pieces for place in range(start, end))


def places(found: Collection[Hashable], wanted: Collection[Hashable]) -> Score:
    """Characters or tokens, each given by its place: those in both are right."""
    return Score(len(frozenset(found) & frozenset(wanted)), len(frozenset(found)), len(frozenset(wanted)))


@dataclass(frozen=True)
class Attribution:
    """The characters of something said and of the words that name its source (none if the text names nobody)."""

    content: Characters
    source: Characters
    confidence: float = 1.0


def same_attribution(found: Attribution, wanted: Attribution) -> bool:
    """Contents whose intersection is at least half of their union, and sources that overlap or are both empty."""
    shared = len(found.content & wanted.content)
    if not shared or 2 * shared < len(found.content | wanted.content):
        return False
    return bool(found.source & wanted.source) or not (found.source or wanted.source)


def attributions(found: Sequence[Attribution], wanted: Sequence[Attribution]) -> Score:
    """Attributions paired one to one: see ``same_attribution``."""
    return matched(found, wanted, same_attribution)


@dataclass(frozen=True)
class Amount:
    """A value (``low == high``) or a range with its unit, spelt canonically (``bench.units``; "" for none).

    ``counted`` holds further nouns that may name what is counted; ``optional`` amounts may be found or not.
    """

    low: float
    high: float
    unit: str = ""
    counted: frozenset[str] = frozenset()
    optional: bool = False


def same_value(one: Amount, other: Amount) -> bool:
    """Both ends equal, to one part in a hundred thousand (the tolerance of the NewsQuant evaluation)."""
    return _close(one.low, other.low) and _close(one.high, other.high)


def same_amount(found: Amount, wanted: Amount) -> bool:
    """The same value with the same unit.

    A noun that is found to be counted may stand for the unit where the found amount has none, and for what stands
    after "per": "0.62 dollars" of "earnings per share" is 0.62 dollars per share.
    """
    if not same_value(found, wanted):
        return False
    base, _, per = wanted.unit.partition(" per ")
    if found.unit == wanted.unit or (per and per not in found.counted):
        return found.unit == wanted.unit
    return found.unit == base or (not found.unit and bool(base) and frozenset(base.split()) <= found.counted)


def _close(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=1e-5, abs_tol=1e-8)


def quantities(found: Sequence[Amount], wanted: Sequence[Amount]) -> tuple[Score, Score]:
    """Value F1 and value + unit F1 of one sentence, after the NewsQuant evaluation (Almasian et al. 2023), paired one to one.

    An amount that is found where an optional one stands counts neither for nor against.
    """
    needed = [one for one in wanted if not one.optional]
    optional = [one for one in wanted if one.optional]
    both = len(matching(found, needed, same_amount))
    values = matching(found, needed, same_value)
    spare = [one for at, one in enumerate(found) if at not in values]
    counted = len(found) - len(matching(spare, optional, same_value))
    return Score(len(values), counted, len(needed)), Score(both, counted, len(needed))


@dataclass(frozen=True)
class Timed:
    """A time expression with its TIMEX3 value."""

    start: int
    end: int
    value: str


def time_scores(found: Sequence[Timed], wanted: Sequence[Timed]) -> dict[str, Score]:
    """TempEval-3's strict, relaxed and value scores of one document (UzZaman et al. 2013).

    Relaxed is any overlap, strict the same bounds; a value is right if an overlapping expression has the same one, or
    if the annotation gives none (``""``).
    """

    def over(one: Timed, other: Timed) -> bool:
        return one.start < other.end and other.start < one.end

    def right(one: Timed, other: Timed) -> bool:
        return not other.value or same_time(one.value, other.value)

    def exact(one: Timed, other: Timed) -> bool:
        return (one.start, one.end) == (other.start, other.end)

    return {
        "strict": matched(found, wanted, exact),
        "relaxed": matched(found, wanted, over),
        "value": matched(found, wanted, lambda one, other: over(one, other) and right(one, other)),
    }


def same_time(one: str, other: str) -> bool:
    """The same TIMEX3 value; the two spellings of a decade and of a century that the sets mix (199, 199X) count as one."""
    if one == other:
        return True
    plain = one.rstrip("X")
    return plain == other.rstrip("X") and len(plain) in {2, 3} and plain.isdigit()


def b_cubed(wanted: Sequence[Hashable], found: Sequence[Hashable]) -> tuple[float, float]:
    """B-cubed precision and recall (Bagga and Baldwin 1998) of two partitions, given as one label an item."""
    if not wanted:
        return 1.0, 1.0
    both, truth, made = Counter(zip(wanted, found, strict=True)), Counter(wanted), Counter(found)
    precision = sum(count * count / made[mine] for (_, mine), count in both.items()) / len(wanted)
    recall = sum(count * count / truth[theirs] for (theirs, _), count in both.items()) / len(wanted)
    return precision, recall


def pairwise(wanted: Sequence[Hashable], found: Sequence[Hashable]) -> Score:
    """Pairs of items under one label: right if the items are together in both partitions."""
    both, truth, made = Counter(zip(wanted, found, strict=True)), Counter(wanted), Counter(found)
    right, said, true = (sum(n * (n - 1) / 2 for n in counts.values()) for counts in (both, made, truth))
    return Score(right, said, true)


@dataclass(frozen=True)
class Bin:
    """One bar of a reliability diagram: how many answers, their mean confidence and the share of them that is right."""

    count: int
    confidence: float
    right: float


def reliability(confidences: Sequence[float], right: Sequence[bool], bins: int = 10) -> list[Bin]:
    """Answers in bins of equal width by confidence (0..1), empty bins left out."""
    held: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for confidence, good in zip(confidences, right, strict=True):
        held[min(bins - 1, max(0, int(confidence * bins)))].append((confidence, good))
    return [
        Bin(len(each), sum(c for c, _ in each) / len(each), sum(good for _, good in each) / len(each))
        for _, each in sorted(held.items())
    ]


def calibration_error(confidences: Sequence[float], right: Sequence[bool], bins: int = 10) -> float:
    """Expected calibration error (Naeini et al. 2015): mean distance of confidence and share right, weighed by the bins."""
    held = reliability(confidences, right, bins)
    return sum(one.count * abs(one.confidence - one.right) for one in held) / max(1, len(confidences))


def shingles(text: str) -> Counter[tuple[str, ...]]:
    r"""All runs of four tokens (``\w+``, case kept) with their counts; a text of one to three tokens is one shingle."""
    tokens = _TOKEN.findall(text)
    if not tokens:
        return Counter()
    return Counter(tuple(tokens[at : at + SHINGLE]) for at in range(max(1, len(tokens) - SHINGLE + 1)))


def shingle_score(found: str, wanted: str) -> Score:
    """The shared shingles of one page, as in the scrapinghub article-extraction-benchmark."""
    mine, theirs = shingles(found), shingles(wanted)
    return Score((mine & theirs).total(), mine.total(), theirs.total())


def mean_of_pages(scores: Sequence[Score]) -> tuple[float, float, float]:
    """Precision, recall and F1 as that benchmark takes them: means over pages, F1 of the two means.

    A page on which nothing was found is left out of the mean precision, one on which nothing was wanted out of the mean recall.
    """
    precisions = [one.precision for one in scores if one.found]
    recalls = [one.recall for one in scores if one.wanted]
    precision, recall = (sum(each) / len(each) if each else 0.0 for each in (precisions, recalls))
    return precision, recall, harmonic(precision, recall)


def average_precision(scores: Sequence[float], positive: Sequence[bool]) -> float:
    """The mean, over the positive items, of precision at their rank; ties keep the order given. 0 without a positive item."""
    ranked = sorted(range(len(scores)), key=lambda at: -scores[at])
    right, total = 0, 0.0
    for rank, at in enumerate(ranked, 1):
        if positive[at]:
            right += 1
            total += right / rank
    return total / right if right else 0.0


def area_under_curve(scores: Sequence[float], positive: Sequence[bool]) -> float:
    """The chance that a positive item scores above a negative one, a tie counting half (area under the ROC curve)."""
    levels: dict[float, list[int]] = defaultdict(lambda: [0, 0])
    for score, yes in zip(scores, positive, strict=True):
        levels[score][yes] += 1
    below, wins, total = 0, 0.0, sum(positive)
    for _, (negative, held) in sorted(levels.items()):
        wins += held * (below + negative / 2)
        below += negative
    return wins / (total * below) if total and below else 0.5
