"""Some articles into groups, by their links and by what the user has settled: the one way, in memory and on disk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from variorum.stories.decided import Bound, part
from variorum.stories.sparse import Ask, Pair, average_groups

Groups = list[tuple[tuple[int, ...], ...]]


class Answers:
    """The probabilities of pairs that are no links: each is asked for once. ``known`` are those asked for before."""

    def __init__(self, ask: Ask, known: Mapping[Pair, float] | None = None) -> None:
        self._ask = ask
        self._known = dict(known or {})
        self.fresh: dict[Pair, float] = {}

    def __call__(self, one: int, others: Sequence[int]) -> list[float]:
        """Give the probabilities of an article with some others."""
        pairs = [(min(one, other), max(one, other)) for other in others]
        unknown = [other for pair, other in zip(pairs, others, strict=True) if pair not in self._known]
        if unknown:
            found = zip(unknown, self._ask(one, unknown), strict=True)
            fresh = {(min(one, other), max(one, other)): float(score) for other, score in found}
            self._known.update(fresh)
            self.fresh.update(fresh)
        return [self._known[pair] for pair in pairs]


def settle(members: Sequence[int], links: Mapping[Pair, float], mark: float, ask: Ask, bound: Bound) -> Groups:
    """Give the groups of some articles, each in the parts that the user has parted it into; mostly that is one.

    Articles are numbers in the order of time, links those among them. As no group can merge with one that it has no link of
    ``mark`` with, and what does not merge has no effect, articles that hold every group whole are settled as if all were there.
    """
    bound = bound.within(members)
    groups = average_groups(links, mark, ask, bound.units)
    held = {at for group in groups for at in group}
    groups = sorted([*groups, *((at,) for at in members if at not in held)])
    if not bound.apart:
        return [(group,) for group in groups]

    def score(one: int, other: int) -> float:
        pair = min(one, other), max(one, other)
        return links[pair] if pair in links else float(ask(one, [other])[0])

    return [tuple(part(group, bound, score)) for group in groups]
