"""The partition of a story's articles into independent origins."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations

from variorum.model import ArticleId, Copy

# What one telling takes from another must explain this much of it, this surely, before the two count as one voice.
_SHARE, _SURE = 0.3, 0.5
# Two tellings from one absent source are one voice only if much of what they say is from it.
_SOURCE_SHARE, _SOURCE_SURE = 0.25, 0.8

Near = Mapping[ArticleId, Collection[ArticleId]]


def voices(articles: Iterable[ArticleId], copies: Iterable[Copy]) -> tuple[tuple[ArticleId, ...], ...]:
    """Put articles that come from one another, or wholly from one source, into one voice; when unsure, keep them apart.

    A text put together of two that have nothing to do with one another goes with the one that gives more of it: it makes
    no one voice of the two.
    """
    names = sorted(articles)
    merging = _without_bridges([copy for copy in copies if merges(copy)])
    voice = _components(names, _near(names, merging))
    return tuple(sorted(tuple(sorted(group)) for group in voice))


def merges(copy: Copy) -> bool:
    """Say whether a copy makes two whole articles one voice."""
    if copy.kind in ("shared_quote", "unknown"):
        return False
    if copy.kind == "shared_source":
        return copy.share >= _SOURCE_SHARE and copy.confidence >= _SOURCE_SURE
    return copy.share >= _SHARE and copy.confidence >= _SURE


def _without_bridges(merging: Sequence[Copy]) -> list[Copy]:
    """Leave out the links by which a text put together of several would join its sources, all but the greatest's."""
    names = sorted({end for copy in merging for end in (copy.source, copy.target)})
    near = _near(names, merging)
    taken: dict[ArticleId, list[Copy]] = {}
    for copy in merging:
        if copy.directed and copy.kind != "shared_source":
            taken.setdefault(copy.target, []).append(copy)
    joined = {
        target: sorted(held, key=lambda copy: (-copy.share, copy.source))
        for target, held in taken.items()
        if any(one.source not in near[other.source] for one, other in combinations(held, 2))
    }
    apart = [name for name in names if name not in joined]
    group = {name: number for number, held in enumerate(_components(apart, near)) for name in held}
    dropped = {
        (copy.source, target)
        for target, held in joined.items()
        for copy in held[1:]
        if group.get(copy.source) != group.get(held[0].source)
    }
    return [copy for copy in merging if (copy.source, copy.target) not in dropped]


def _near(names: Iterable[ArticleId], copies: Iterable[Copy]) -> dict[ArticleId, set[ArticleId]]:
    near: dict[ArticleId, set[ArticleId]] = {name: set() for name in names}
    for copy in copies:
        near[copy.source].add(copy.target)
        near[copy.target].add(copy.source)
    return near


def _components(names: Sequence[ArticleId], near: Near) -> list[list[ArticleId]]:
    """Give the groups of articles that hang together, by way of one another, among those named."""
    left, found = set(names), []
    for name in names:
        if name not in left:
            continue
        left.remove(name)
        group = [name]
        for each in group:  # it grows while it is gone through
            onward = sorted(left.intersection(near[each]))
            left.difference_update(onward)
            group += onward
        found.append(group)
    return found
