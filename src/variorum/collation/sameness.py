"""Whether two claims of different tellings state one fact: what is measured of a pair, and the probability learnt from it.

The measures follow what readers go by: who, what is done, to whom or what, which number, which day; words come second and
count by their rarity in the story. A word may be matched by one of near sense (``lexicon``).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from variorum.collation.amounts import compatible, same
from variorum.collation.facts import Fact
from variorum.collation.kin import Kin
from variorum.collation.lexicon import Lexicon
from variorum.collation.likeness import Weigh
from variorum.languages.words import words
from variorum.model import Claim, StatementId

NAMES = (
    "dice", "covers", "hard_dice", "hard_covers", "words", "entities", "strong", "rarest", "lost", "lost_other",
    "predicate", "light", "doer", "doers", "objects", "swapped", "foreign", "figures", "days", "ranks", "polarity", "modality",
    "length", "longer", "around", "beyond", "speaker", "place", "lead", "surface",
    "arcs", "arcs_met", "ahead",
)  # fmt: skip
_LEAST_DICE, _LEAST_COVERED = 0.2, 0.35
_FULL = 0.99
"""A concept of full weight: no weak word, no part of a name."""


class Matched:
    """What two bags of concepts share: each concept of the first with its best partner in the second.

    ``one`` and ``other`` map a concept to its weight times its rarity.
    """

    def __init__(self, one: Mapping[str, float], other: Mapping[str, float], lexicon: Lexicon) -> None:
        self.worth = one
        self.total = sum(one.values())
        self.shared: dict[str, float] = {}
        self.sure: dict[str, float] = {}
        for key, worth in one.items():
            if key in other:
                self.sure[key] = 1.0
                self.shared[key] = min(worth, other[key])
                continue
            partners = lexicon.partners(key)
            if partners:
                sure, partner = _best(partners, other)
                if sure:
                    self.sure[key] = sure
                    self.shared[key] = sure * min(worth, other[partner])
        self.sum = sum(self.shared.values())
        """The weight that is shared."""


def _best(partners: Mapping[str, float], other: Mapping[str, float]) -> tuple[float, str]:
    if len(partners) > len(other):
        found = ((partners[key], key) for key in other if key in partners)
    else:
        found = ((sure, key) for key, sure in partners.items() if key in other)
    return max(found, default=(0.0, ""))


_NOTHING = Matched({}, {}, Lexicon(()))


class Ground:
    """What the claims of one story are measured against: the rarity of concepts, their partners, and the words as they stand."""

    def __init__(self, facts: Sequence[Fact], weigh: Weigh, kin: Kin) -> None:
        self.weigh = weigh
        self.lexicon = Lexicon(facts, kin)
        counts = {fact.id: Counter(word.stem for word in words(fact.context.words, "en")) for fact in facts}
        having = Counter(stem for bag in counts.values() for stem in bag)
        rarity = {stem: math.log(len(facts) / count) for stem, count in having.items()}
        self._surfaces: dict[StatementId, dict[str, float]] = {}
        self._sentences: dict[tuple[str, str], tuple[float, float]] = {}
        self._worths: dict[str, dict[str, float]] = {}
        self._last: tuple[tuple[str, str], tuple[Matched, Matched]] = ("", ""), (_NOTHING, _NOTHING)
        for name, bag in counts.items():
            length = math.sqrt(sum(rarity[stem] ** 2 for stem in bag)) or 1.0
            self._surfaces[name] = {stem: rarity[stem] / length for stem in bag}

    def match(self, one: Fact, other: Fact) -> tuple[Matched, Matched]:
        """What each of two claims shares with the other. The last pair is kept: it is asked for twice."""
        if self._last[0] != (one.id, other.id):
            mine, theirs = self._worth(one.id, one.weights), self._worth(other.id, other.weights)
            self._last = (one.id, other.id), (Matched(mine, theirs, self.lexicon), Matched(theirs, mine, self.lexicon))
        return self._last[1]

    def around(self, one: Fact, other: Fact) -> tuple[float, float]:
        """How much of their weight the sentences of two claims share, as a share of both and as it is."""
        first, second = (f"{fact.article} {fact.sentence.start}" for fact in (one, other))
        if (first, second) not in self._sentences:
            here, there = self._worth(first, one.around), self._worth(second, other.around)
            mine, theirs = Matched(here, there, self.lexicon), Matched(there, here, self.lexicon)
            both = (mine.sum + theirs.sum) / 2
            self._sentences[first, second] = (2 * both / ((mine.total + theirs.total) or 1e-9), both)
        return self._sentences[first, second]

    def _worth(self, name: str, bag: Mapping[str, float]) -> dict[str, float]:
        """A bag with each weight times its rarity in the story, worked out once."""
        if name not in self._worths:
            self._worths[name] = {key: weight * self.weigh(key) for key, weight in bag.items()}
        return self._worths[name]

    def surface(self, one: Fact, other: Fact) -> float:
        """The cosine of two claims' words as they stand, small words included, each weighed by its rarity in the story."""
        mine, theirs = self._surfaces[one.id], self._surfaces[other.id]
        return sum(weight * theirs[stem] for stem, weight in mine.items() if stem in theirs)


def likely(one: Fact, other: Fact, ground: Ground) -> bool:
    """Say whether two claims share enough for anything else to matter; of the labelled pairs of one fact 97 % do."""
    mine, theirs = ground.match(one, other)
    both, least = mine.sum + theirs.sum, min(mine.total, theirs.total)
    return both >= _LEAST_DICE * (mine.total + theirs.total) or both >= 2 * _LEAST_COVERED * least > 0


def measures(one: Fact, other: Fact, ground: Ground) -> tuple[float, ...]:
    """Measure a pair of claims: one number for each of ``NAMES``; the same whichever comes first."""
    weigh, lexicon = ground.weigh, ground.lexicon
    mine, theirs = ground.match(one, other)
    soft = (mine.sum + theirs.sum) / 2
    least, most = sorted((mine.total or 1e-9, theirs.total or 1e-9))
    hard = sum(mine.shared[key] for key, sure in mine.sure.items() if sure == 1.0)
    named = sum(value for held in (mine, theirs) for key, value in held.shared.items() if key.startswith("@")) / 2
    full = sum(
        held.sure[key]
        for fact, held in ((one, mine), (other, theirs))
        for key in held.shared
        if fact.weights[key] >= _FULL and not key.startswith("@")
    )
    lost = sorted((_lost(mine), _lost(theirs)))
    return (
        2 * soft / (least + most),
        min(1.0, soft / least),
        2 * hard / (least + most),
        min(1.0, hard / least),
        soft - named,
        named,
        full / 2,
        max(*mine.shared.values(), *theirs.shared.values(), 0.0, 0.0),
        lost[0],
        lost[1],
        *_frame(one, other, lexicon),
        *_slots(one, other, weigh, lexicon),
        *_form(one, other),
        math.log(most / least),
        least,
        *_setting(one, other, ground, soft),
        ground.surface(one, other),
        *_arcs(one, other, weigh, lexicon),
        float(one.ahead != other.ahead),
    )


def measures_by_name(one: Fact, other: Fact, ground: Ground) -> dict[str, float]:
    """The same measures, each under its name."""
    return dict(zip(NAMES, measures(one, other, ground), strict=True))


def _lost(held: Matched) -> float:
    """The rarest thing that one says and the other does not."""
    return max((worth * (1 - held.sure.get(key, 0.0)) for key, worth in held.worth.items()), default=0.0)


def _frame(one: Fact, other: Fact, lexicon: Lexicon) -> tuple[float, ...]:
    """Verb, doer and object: how near the verbs are, whether the doers are one, and what of doers and objects meets."""
    light = float(one.predicate is None) + float(other.predicate is None)
    near = lexicon.near(one.predicate, other.predicate) if one.predicate and other.predicate else 0.0
    if not near:
        # "blocked the deal" against "the blocking of the deal": the verb of one may be any word of the other
        near = max(
            (
                0.8 * max((lexicon.near(fact.predicate, key) for key in bag.weights), default=0.0)
                for fact, bag in ((one, other), (other, one))
                if fact.predicate
            ),
            default=0.0,
        )
    doer = 0.0
    if one.subject and other.subject:
        kin = lexicon.near(f"@{one.subject}", f"@{other.subject}")
        doer = kin or -1.0
    return (
        near,
        light,
        doer,
        _overlap(one.doers, other.doers, lexicon),
        _overlap(one.objects, other.objects, lexicon),
        max(_overlap(one.doers, other.objects, lexicon), _overlap(one.objects, other.doers, lexicon)),
    )


def _overlap(one: frozenset[str], other: frozenset[str], lexicon: Lexicon) -> float:
    """The share of the smaller set that has a partner in the larger; -1 if one of them is empty."""
    if not one or not other:
        return -1.0
    shares = [
        sum(max(lexicon.near(key, partner) for partner in theirs) for key in sorted(mine)) / len(mine)
        for mine, theirs in ((one, other), (other, one))
        if len(mine) <= len(theirs)
    ]
    return sum(shares) / len(shares)


def _arcs(one: Fact, other: Fact, weigh: Weigh, lexicon: Lexicon) -> tuple[float, float]:
    """The share of arcs that both have, whichever way they hang ("raise wages", "the raising of wages"), and their weight."""
    mine, theirs = _met(one, other, weigh, lexicon), _met(other, one, weigh, lexicon)
    total = sum(_worth(arc, weigh) for fact in (one, other) for arc in fact.arcs)
    return (mine + theirs) / total if total else -1.0, (mine + theirs) / 2


def _met(one: Fact, other: Fact, weigh: Weigh, lexicon: Lexicon) -> float:
    met = 0.0
    for arc in one.arcs:
        over, under = arc
        best = 0.0
        for above, below in other.arcs:
            best = max(
                best,
                lexicon.near(over, above) * lexicon.near(under, below),
                lexicon.near(over, below) * lexicon.near(under, above),
            )
        met += best * _worth(arc, weigh)
    return met


def _worth(arc: tuple[str, str], weigh: Weigh) -> float:
    return (weigh(arc[0]) + weigh(arc[1])) / 2


def _slots(one: Fact, other: Fact, weigh: Weigh, lexicon: Lexicon) -> tuple[float, ...]:
    """What is typed: names that only one has, figures, days and ranks that meet (1), clash (-1) or are missing (0)."""
    mine, theirs = ({key for key in fact.weights if key.startswith("@")} for fact in (one, other))
    here, there = (
        {key for key in own - met if not met & lexicon.partners(key).keys()}
        for own, met in ((mine, theirs), (theirs, mine))
    )
    foreign = min(max(map(weigh, here), default=0.0), max(map(weigh, there), default=0.0))
    pairs = [(a, b) for a in one.figures for b in other.figures if a.unit == b.unit and a.kind == b.kind]
    figures = 0.0
    if pairs:
        figures = 1.0 if any(same(a, b) for a, b in pairs) else 0.5 if any(compatible(a, b) for a, b in pairs) else -1.0
    elif one.figures and other.figures:
        figures = -0.5
    days = 0.0
    if one.days and other.days:
        days = 1.0 if any(a[0] <= b[1] and b[0] <= a[1] for a in one.days for b in other.days) else -1.0
    ranks = 0.0
    if one.ranks and other.ranks:
        heads = {rank for rank, _ in one.ranks} & {rank for rank, _ in other.ranks}
        ranks = 1.0 if one.ranks & other.ranks else 0.5 if heads else -1.0
    return foreign, figures, days, ranks


def _form(one: Fact, other: Fact) -> tuple[float, ...]:
    a, b = one.statement, other.statement
    assert isinstance(a, Claim)  # noqa: S101  # the callers pick claims only; this tells the type checker
    assert isinstance(b, Claim)  # noqa: S101
    return float(a.negated != b.negated), float((a.modality is None) != (b.modality is None))


def _setting(one: Fact, other: Fact, ground: Ground, shared: float) -> tuple[float, ...]:
    """What stands around: how alike the sentences are, who says so, and whether both stand high in their articles."""
    share, both = ground.around(one, other)
    by, other_by = one.statement.said_by, other.statement.said_by
    speaker = 0.0
    if by and other_by and by.entity and other_by.entity:
        speaker = 1.0 if by.entity == other_by.entity else -1.0
    return share, both - shared, speaker, abs(one.place - other.place), max(one.place, other.place)
