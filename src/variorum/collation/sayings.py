"""Which quotes of several tellings are one utterance: cut, spun, turned into indirect speech or put in another mouth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations

from variorum.collation.alignment import Alignment, Weigh, align
from variorum.collation.facts import Fact
from variorum.collation.likeness import candidates
from variorum.collation.one_utterance import Judge, Kinds, View
from variorum.collation.phrasing import Phrasing
from variorum.model import Lineage

__all__ = ["Heard", "Kinds", "Saying", "View", "sayings"]

_LEAST_WORDS = 3


@dataclass(frozen=True)
class Heard:
    """One telling's rendering of an utterance: the quote, the words of it that were compared, and how they answer to the first."""

    phrasing: Phrasing
    words: View
    aligned: Alignment = field(default_factory=Alignment)

    @property
    def fact(self) -> Fact:
        """The quote as a fact."""
        return self.phrasing.fact


@dataclass(frozen=True)
class Saying:
    """One utterance with its renderings, the fullest first, and how sure it is that they are one (0..1)."""

    heard: tuple[Heard, ...]
    strength: float = 1.0

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The quotes, the first rendering first."""
        return tuple(one.fact for one in self.heard)


def sayings(found: Sequence[Phrasing], weigh: Weigh, kinds: Kinds, lineage: Lineage) -> tuple[Saying, ...]:
    """Gather the quotes of a story by utterance; a quote with marked words that nobody else gives is one by itself.

    The quotes are taken fullest first, marked words before reported ones, and each joins the utterance whose first
    rendering it answers to best. So two cuts of one long quote meet through it, and no chain of weak links forms.
    """
    ordered = sorted(found, key=_fullness)
    judge = Judge(ordered, weigh, kinds, lineage)
    near = _candidates(ordered)
    members: dict[int, list[tuple[int, float]]] = {}
    for position, phrasing in enumerate(ordered):
        best, home = 0.0, None
        for first in near[position]:
            if first in members and (worth := judge.worth(first, position, best)) > best:
                best, home = worth, first
        if home is not None:
            members[home].append((position, best))
        elif phrasing.direct:
            members[position] = []
    return tuple(
        _saying(ordered[first], [(ordered[position], worth) for position, worth in others], weigh)
        for first, others in members.items()
    )


def _fullness(one: Phrasing) -> tuple[object, ...]:
    """Marked words first, those of a plain telling before spun ones, then the longest; ties by the words themselves."""
    span = one.quote.span
    words = one.marked if one.direct else one.whole
    few = one.direct and len(one.marked) < _LEAST_WORDS
    return (not one.direct, few, not one.fact.plain, -len(words), span.words, span.article, span.start)


def _candidates(ordered: Sequence[Phrasing]) -> list[list[int]]:
    """For each quote the earlier ones worth aligning: they share an uncommon word, or open with the same words."""
    pairs = set(candidates([one.fact for one in ordered]))
    opening: dict[tuple[str, ...], list[int]] = {}
    for position, one in enumerate(ordered):
        for view in one.views:
            opening.setdefault(tuple(word.form for word in view[:_LEAST_WORDS]), []).append(position)
    for holders in opening.values():
        pairs.update(pair for pair in combinations(dict.fromkeys(holders[:50]), 2))
    near: list[list[int]] = [[] for _ in ordered]
    for earlier, later in sorted(pairs):
        near[later].append(earlier)
    return near


def _saying(first: Phrasing, others: list[tuple[Phrasing, float]], weigh: Weigh) -> Saying:
    view = max(
        first.views,
        key=lambda view: sum(max(align(view, mine, weigh).cover for mine in other.views) for other, _ in others),
    )
    heard = [Heard(first, view)]
    for other, _ in others:
        aligned, words = max(((align(view, mine, weigh), mine) for mine in other.views), key=lambda pair: pair[0].cover)
        heard.append(Heard(other, words, aligned))
    links = [worth for _, worth in others]
    return Saying(tuple(heard), round(sum(links) / len(links), 3) if links else 1.0)
