"""Claims within claims: the clause inside another's words that is told as a fact of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from variorum.statements import clauses
from variorum.statements.claims_packed import Cut

Range = tuple[int, int]
_OPEN = 24  # claims that may lie in one another at one place; more are lists gone wrong


def with_inner(cuts: Sequence[Cut]) -> Iterator[tuple[Cut, tuple[Range, ...]]]:
    """Give each cut with the outermost token ranges within it that other cuts claim for themselves."""
    ordered = sorted(cuts, key=lambda cut: (cut.whole[0], -cut.whole[1]))
    inner: dict[int, list[Range]] = {id(cut): [] for cut in cuts}
    within: list[Cut] = []
    for cut in ordered:
        within = [other for other in within if other.whole[1] > cut.whole[0]][-_OPEN:]
        own = _own(cut)
        for other in within:
            if own is not None and _lies_in(own, cut, other) and not _covered(own, inner[id(other)]):
                inner[id(other)].append(own)
        within.append(cut)
    return ((cut, tuple(inner[id(cut)])) for cut in cuts)


def _own(cut: Cut) -> Range | None:
    """Give the words that only this claim tells: a clause as a whole, an apposition without the name it explains."""
    if clauses.is_verbal(cut.verb) and cut.verb.dep_ != "amod":
        return cut.whole
    return cut.predicate if cut.verb.dep_ == "appos" else None


def _lies_in(own: Range, cut: Cut, other: Cut) -> bool:
    if cut.verb == other.verb or not other.whole[0] <= own[0] or not own[1] <= other.whole[1]:
        return False
    return own[1] <= other.predicate[0] or own[0] >= other.predicate[1]


def _covered(own: Range, found: Sequence[Range]) -> bool:
    return any(first <= own[0] and own[1] <= last for first, last in found[-_OPEN:])
