"""What only three tellings together show: a text put together of two others, a copy of a copy, two copies of one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from variorum.model import Article, ArticleId, Copy

_DERIVED = frozenset({"copy", "edit", "rewrite"})
_LOOSE = frozenset({"shared_source", "unknown"})
# Two sources explain a text if they leave so little of it, each gives so much that the other does not, and each has so much
# besides that it is no cut of that text.
_WHOLE, _ITS_OWN, _BESIDES = 0.75, 0.15, 0.15
_TOGETHER = 0.1  # part of either source from which the two hang together themselves
# What two tellings share is also in a third: so much of it, and the third has so much more in common with each.
_ALSO_THERE, _NEARER = 0.9, 0.04
_SURELY_INDIRECT = 0.95  # a link by way of a third telling is not surer than this part of the direct ones
_MOST = 20  # links of one telling that are looked at beside another: the nearest

Ranges = tuple[tuple[int, int], ...]
Pair = frozenset[ArticleId]


@dataclass(frozen=True)
class _Link:
    """A copy with the places of both texts that stand in its passages, and the part of both texts that these are."""

    copy: Copy
    covered: Mapping[ArticleId, Ranges]
    parts: Mapping[ArticleId, float]
    nearness: float

    @classmethod
    def of(cls, copy: Copy, lengths: Mapping[ArticleId, int]) -> _Link:
        covered = {
            copy.source: _union((each.source.start, each.source.end) for each in copy.passages),
            copy.target: _union((each.target.start, each.target.end) for each in copy.passages),
        }
        parts = {end: _length(ranges) / lengths[end] for end, ranges in covered.items()}
        texts = lengths[copy.source] + lengths[copy.target]
        return cls(copy, covered, parts, sum(parts[end] * lengths[end] for end in parts) / texts)

    def other(self, end: ArticleId) -> ArticleId:
        """Give the end that is not this one."""
        return self.copy.target if self.copy.source == end else self.copy.source


class _Web:
    """The links of a story, by pair and by article, and what is known of the articles."""

    def __init__(self, copies: Iterable[Copy], articles: Mapping[ArticleId, Article]) -> None:
        self.articles = articles
        self.lengths = {name: max(1, len(article.text.strip())) for name, article in articles.items()}
        self.links: dict[Pair, _Link] = {}
        self._of: dict[ArticleId, list[_Link]] = {name: [] for name in articles}
        for copy in copies:
            if copy.kind in _DERIVED | _LOOSE | {"shared_quote"}:
                link = _Link.of(copy, self.lengths)
                self.links[frozenset((copy.source, copy.target))] = link
                if copy.kind != "shared_quote":
                    self._of[copy.source].append(link)
                    self._of[copy.target].append(link)

    def nearest(self, end: ArticleId) -> list[_Link]:
        """Give the links of one article, those that explain most of it first."""
        return sorted(self._of[end], key=lambda link: (-link.parts[end], link.other(end)))[:_MOST]

    def link(self, one: ArticleId, other: ArticleId) -> _Link | None:
        """Give the link of two articles if there is one."""
        return self.links.get(frozenset((one, other)))

    def name(self, article: ArticleId) -> str:
        """Call an article by its outlet or its title."""
        return self.articles[article].outlet or self.articles[article].title or "a third telling"


def settle(copies: Sequence[Copy], articles: Iterable[Article]) -> list[Copy]:
    """Judge the links of two tellings by the third ones: in the order of source and target, none more and none fewer.

    A text wholly put together of two others was made from both, though each explains only a part. Where a third telling
    stands between two (as all that they share is in it, and more), neither was made from the other directly: the reason
    says so, and of two copies of one text neither is the other's source.
    """
    known = {article.id: article for article in articles}
    web = _Web(copies, known)
    merged: dict[Pair, Copy] = {}
    for target in sorted(known):
        merged.update(_merged(target, web))
    web = _Web((merged.get(frozenset((copy.source, copy.target)), copy) for copy in copies), known)
    found = [_placed(merged.get(frozenset((copy.source, copy.target)), copy), web) for copy in copies]
    return sorted(found, key=lambda copy: (copy.source, copy.target))


def _merged(target: ArticleId, web: _Web) -> dict[Pair, Copy]:
    """The links of a text to the two tellings that explain it only together."""
    for one, other in combinations(web.nearest(target), 2):
        ends = one.other(target), other.other(target)
        between = web.link(*ends)
        if between is not None and between.copy.kind != "unknown" and max(between.parts.values()) >= _TOGETHER:
            continue  # they hang together themselves: it is their text rather than a text of theirs
        both = _length(_union((*one.covered[target], *other.covered[target]))) / web.lengths[target]
        added = both - max(one.parts[target], other.parts[target])
        besides = 1 - max(one.parts[ends[0]], other.parts[ends[1]])
        if both >= _WHOLE and added >= _ITS_OWN and besides >= _BESIDES:
            return {frozenset((end, target)): _taken(link, end) for link, end in zip((one, other), ends, strict=True)}
    return {}


def _taken(link: _Link, source: ArticleId) -> Copy:
    """The same link as a copy of a part, from this source."""
    copy, target = link.copy, link.other(source)
    turned = copy if copy.source == source else _turned(copy)
    kind = copy.kind if copy.kind in _DERIVED else "edit"
    reason = f"the target is put together of this telling and another, which explain it between them; {copy.reason}"
    share = round(min(1.0, link.parts[target]), 3)
    return replace(turned, kind=kind, share=share, reason=reason, directed=True)


def _turned(copy: Copy) -> Copy:
    passages = [replace(each, source=each.target, target=each.source) for each in copy.passages]
    passages.sort(key=lambda each: (each.target.start, each.source.start))
    return replace(copy, source=copy.target, target=copy.source, passages=tuple(passages))


def _placed(copy: Copy, web: _Web) -> Copy:
    """Say in a copy's reason which telling stands between the two, if one does; then no absent source is needed."""
    middle = _between(copy, web) if copy.kind in _DERIVED | {"shared_source"} else None
    if middle is None:
        return copy
    before, after = web.link(copy.source, middle), web.link(middle, copy.target)
    if before is None or after is None:
        return copy
    sure = round(min(copy.confidence, _SURELY_INDIRECT * min(before.copy.confidence, after.copy.confidence)), 2)
    first, last = _onward(before.copy, copy.source), _onward(after.copy, middle)
    if first is False and last is True:
        way, directed = f"neither from the other: both from {web.name(middle)}", False
    elif first is not None and first is last:
        way, directed = f"by way of {web.name(middle)}", True
    else:
        way, directed = f"between them stands {web.name(middle)}", copy.directed
    turned = _turned(copy) if directed and first is last is False else copy
    reason, kind = f"{copy.reason}; {way}, with which each has more in common", copy.kind
    if kind == "shared_source":
        kind, reason = "edit", f"parts of one text; {way}, which holds all that they share"
    return replace(turned, kind=kind, reason=reason, confidence=sure, directed=directed)


def _onward(copy: Copy, end: ArticleId) -> bool | None:
    """Say whether a copy leads away from one of its ends; nothing if that is not known."""
    return copy.source == end if copy.directed else None


def _between(copy: Copy, web: _Web) -> ArticleId | None:
    """Find the telling that stands between two: of several, the one that has most in common with both."""
    here = web.link(copy.source, copy.target)
    best: tuple[float, ArticleId] | None = None
    for left in web.nearest(copy.source) if here else ():
        third = left.other(copy.source)
        right = web.link(third, copy.target)
        if here is None or right is None or right is here or {left.copy.kind, right.copy.kind} - _DERIVED:
            continue
        nearness = min(left.nearness, right.nearness)
        if nearness < here.nearness + _NEARER or (best is not None and (nearness, third) <= best):
            continue
        ends = ((copy.source, left), (copy.target, right))
        if all(_inside(here.covered[end], link.covered[end]) for end, link in ends):
            best = nearness, third
    return best[1] if best else None


def _union(ranges: Iterable[tuple[int, int]]) -> Ranges:
    found: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return tuple(found)


def _length(ranges: Ranges) -> int:
    return sum(end - start for start, end in ranges)


def _inside(part: Ranges, whole: Ranges) -> bool:
    """Say whether nearly all of some places lie in others."""
    shared = _length(part) + _length(whole) - _length(_union((*part, *whole)))
    return shared >= _ALSO_THERE * _length(part)
