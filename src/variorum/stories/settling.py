"""Some articles into groups, by their links and by what the user has settled: the one way, in memory and on disk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from variorum.stories.decided import Bound, part
from variorum.stories.sparse import Ask, Pair, average_groups


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


def settle(members: Sequence[int], links: Mapping[Pair, float], mark: float, ask: Ask) -> list[tuple[int, ...]]:
    """Group some articles by the figures.

    Articles are numbers in the order of time, links those among them. As no group can merge with one that it has no link of
    ``mark`` with, and what does not merge has no effect, articles that hold every group whole are settled as if all were there.
    """
    groups = average_groups(links, mark, ask)
    held = {at for group in groups for at in group}
    return sorted([*groups, *((at,) for at in members if at not in held)])


def pieces(count: int, links: Mapping[Pair, float], mark: float) -> list[tuple[list[int], dict[Pair, float]]]:
    """Cut so many articles into pieces that no link of the mark joins, each with the links within it; they are settled each by itself."""
    home = list(range(count))

    def root(at: int) -> int:
        while home[at] != at:
            home[at] = at = home[home[at]]
        return at

    for (one, other), score in links.items():
        if score >= mark:
            low, high = sorted((root(one), root(other)))
            home[high] = low
    found: dict[int, tuple[list[int], dict[Pair, float]]] = {}
    for at in range(count):
        found.setdefault(root(at), ([], {}))[0].append(at)
    for pair, score in links.items():
        if (held := root(pair[0])) == root(pair[1]):
            found[held][1][pair] = score
    return list(found.values())


class Formed(NamedTuple):
    """Groups that the user has put together (mostly it is one), and the parts that it was parted into (mostly it is one)."""

    groups: tuple[tuple[int, ...], ...]
    parts: tuple[tuple[int, ...], ...]

    def links(self, part: Sequence[int], links: Mapping[Pair, float]) -> dict[Pair, float]:
        """Give the links within a part, places in it to a probability; those between groups do not count."""
        place = {at: number for number, at in enumerate(part)}
        held = {pair: score for pair, score in links.items() if pair[0] in place and pair[1] in place}
        if len(self.groups) > 1:
            home = {at: number for number, group in enumerate(self.groups) for at in group}
            held = {pair: score for pair, score in held.items() if home[pair[0]] == home[pair[1]]}
        return {(place[one], place[other]): score for (one, other), score in held.items()}


def form(groups: Sequence[tuple[int, ...]], links: Mapping[Pair, float], ask: Ask, bound: Bound) -> list[Formed]:
    """Put groups together and part them as the user has decided."""

    def score(one: int, other: int) -> float:
        pair = min(one, other), max(one, other)
        return links[pair] if pair in links else float(ask(one, [other])[0])

    found = []
    for held in unite(groups, bound.units):
        whole = tuple(sorted(at for group in held for at in group))
        found.append(Formed(held, tuple(part(whole, bound, score)) if bound.apart else (whole,)))
    return found


def unite(groups: Sequence[tuple[int, ...]], units: Sequence[tuple[int, ...]]) -> list[tuple[tuple[int, ...], ...]]:
    """Put groups together that units reach into, in the order of their first articles."""
    named = {at for unit in units for at in unit}
    home = {at: {number} for number, group in enumerate(groups) for at in named.intersection(group)}
    for unit in units:
        held = set().union(*(home[at] for at in unit))
        home.update((at, held) for at, numbers in list(home.items()) if numbers & held)
    united = {min(held): held for held in home.values()}
    loose = {number: {number} for number in range(len(groups))} | {
        number: set() for held in united.values() for number in held
    }
    return [tuple(groups[number] for number in sorted(held)) for _, held in sorted((loose | united).items()) if held]
