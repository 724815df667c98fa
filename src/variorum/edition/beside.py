"""Two tellings sentence by sentence side by side: what was carried over stands beside what it became, the rest by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, product

from variorum.edition.alignment import matched
from variorum.edition.lookup import Lookup
from variorum.edition.marking import marked
from variorum.languages import sentences
from variorum.model import Article, ArticleId, Copy, Point, Span

Piece = tuple[str, bool]
"""Some words, and whether the other side has others in their place."""

_TOKEN = re.compile(r"\w+|[^\w\s]")
_WORD = re.compile(r"\w")
_SAME, _CARRIED, _POINT = 3.0, 1.0, 0.2
"""What sentences that are the same weigh, those of an aligned passage, and those that one Point rests on."""
_LITTLE = 0.3
"""With a smaller part of the words in common the two are told in other words, and marking all of them would say nothing."""
_SHORTEST = 4
_MOST = 400
"""Pairs of sentences that one passage can give; a longer one is set beside its like elsewhere, or not at all."""


@dataclass(frozen=True)
class Row:
    """Sentences of two tellings that belong together (``number`` counts such pairs from 1), or that stand by themselves.

    ``left`` and ``right`` are their words in pieces. ``moved`` says that the right one stands elsewhere in its telling, and
    ``reworded`` that too few words are common to mark the others. ``points`` are the ids of the Points that both rest on.
    """

    left: tuple[Piece, ...]
    right: tuple[Piece, ...]
    number: int | None = None
    moved: bool = False
    reworded: bool = False
    points: tuple[str, ...] = ()

    @property
    def marked(self) -> bool:
        """Say whether any words are marked."""
        return any(is_marked for _, is_marked in (*self.left, *self.right))

    @property
    def same(self) -> bool:
        """Say whether both sides have the same words."""
        return self.number is not None and not self.reworded and not self.marked


@dataclass(frozen=True)
class _Side:
    """One telling: its sentences, and the numbers of those in which something begins or goes on."""

    article: Article
    spans: tuple[tuple[int, int], ...]

    def words(self, number: int) -> list[str]:
        return [token.casefold() for token in _TOKEN.findall(self.article.text[slice(*self.spans[number])])]

    def at(self, span: Span) -> list[int]:
        return [number for number, (start, end) in enumerate(self.spans) if start < span.end and span.start < end]

    def run(self, numbers: Sequence[int]) -> Span:
        return self.article.span(self.spans[numbers[0]][0], self.spans[numbers[-1]][1])


def beside(a: Article, b: Article, copies: Iterable[Copy] = (), points: Iterable[Point] = ()) -> list[Row]:
    """Set two tellings side by side by what is the same, by the passages of the copies between them, and by the Points of both."""
    left, right, points = _side(a), _side(b), tuple(points)
    carried = _carried(left, right, copies)
    pointed = _pointed(left, right, points)
    weights = {pair: _POINT + _alike(left.words(pair[0]), right.words(pair[1])) for pair in pointed}
    weights.update({pair: _CARRIED + likeness for pair, likeness in carried.items()})
    weights.update(dict.fromkeys(_equal(left, right), _SAME))
    pairs = _best(weights)
    groups = _grouped(pairs, weights)
    deciding = {point.id: [span for version in point.versions for span in version.decisive] for point in points}
    return [_decided(row, *pair, deciding) if pair else row for row, pair in _rows(left, right, groups, pointed)]


def versions_beside(before: Article, after: Article) -> list[Row]:
    """Set two versions of one telling side by side."""
    left, right = _side(before), _side(after)
    old = [tuple(left.words(number)) for number in range(len(left.spans))]
    new = [tuple(right.words(number)) for number in range(len(right.spans))]
    weights: dict[tuple[int, int], float] = {
        (one, other): _SAME for one, other in enumerate(matched(old, new)) if other >= 0
    }
    kept = {one for one, _ in weights}, {other for _, other in weights}
    gone = [one for one in range(len(old)) if one not in kept[0]]
    come = [other for other in range(len(new)) if other not in kept[1]]
    if len(gone) * len(come) <= _MOST * 25:
        near = ((pair, _alike(old[pair[0]], new[pair[1]])) for pair in product(gone, come))
        weights.update({pair: likeness for pair, likeness in near if likeness >= _LITTLE})
    return [row for row, _ in _rows(left, right, _grouped(_best(weights), weights), {})]


def _side(article: Article) -> _Side:
    return _Side(article, sentences(article.text, article.language))


def _carried(left: _Side, right: _Side, copies: Iterable[Copy]) -> dict[tuple[int, int], float]:
    """Give the pairs of sentences that an aligned passage runs through, with how many words they share."""
    found: dict[tuple[int, int], float] = {}
    for copy in copies:
        for passage in copy.passages:
            one, other = passage.source, passage.target
            if one.article == right.article.id:
                one, other = other, one
            if one.article != left.article.id or other.article != right.article.id:
                continue
            here, there = left.at(one), right.at(other)
            if len(here) * len(there) > _MOST:
                continue
            for pair in product(here, there):
                likeness = _alike(left.words(pair[0]), right.words(pair[1]))
                if likeness > 0 or len(here) == len(there) == 1:
                    found[pair] = max(found.get(pair, 0.0), likeness)
    return found


def _pointed(left: _Side, right: _Side, points: Iterable[Point]) -> dict[tuple[int, int], list[str]]:
    """Give the pairs of sentences on which one Point rests in both tellings, with the Points."""
    found: dict[tuple[int, int], list[str]] = {}
    for point in points:
        here = sorted({number for span in _words(point, left.article.id) for number in left.at(span)})
        there = sorted({number for span in _words(point, right.article.id) for number in right.at(span)})
        if len(here) * len(there) <= _MOST:
            for pair in product(here, there):
                found.setdefault(pair, []).append(point.id)
    return found


def _words(point: Point, article: ArticleId) -> list[Span]:
    return [span for version in point.versions for span in version.spans if span.article == article]


def _equal(left: _Side, right: _Side) -> Iterator[tuple[int, int]]:
    """Give the sentences that both have, word for word, the first with the first; very short ones say nothing."""
    where: dict[tuple[str, ...], list[int]] = {}
    for number in range(len(right.spans)):
        where.setdefault(tuple(right.words(number)), []).append(number)
    for number in range(len(left.spans)):
        words = tuple(left.words(number))
        if len(words) >= _SHORTEST and where.get(words):
            yield number, where[words].pop(0)


def _alike(one: Sequence[str], other: Sequence[str]) -> float:
    """Say how many of the words are common (Dice), signs aside."""
    a, b = ({word for word in words if _WORD.match(word)} for words in (one, other))
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def _best(weights: dict[tuple[int, int], float]) -> dict[int, int]:
    """Pair each sentence with one, the weightiest pairs first; of equals the earlier."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for (one, other), _ in sorted(weights.items(), key=lambda each: (-each[1], each[0])):
        if one not in pairs and other not in taken:
            pairs[one] = other
            taken.add(other)
    return pairs


_Group = tuple[list[int], list[int]]


def _grouped(pairs: dict[int, int], weights: dict[tuple[int, int], float]) -> list[_Group]:
    """Let a pair take in the sentence next to it that was carried over into it, too: one was cut in two, or two made one."""
    groups: list[_Group] = [([one], [other]) for one, other in sorted(pairs.items())]
    paired = set(pairs), set(pairs.values())
    loose = sorted(
        (
            pair
            for pair, weight in weights.items()
            if weight >= _CARRIED and (pair[0] in paired[0]) != (pair[1] in paired[1])
        )
    )
    for pair in loose:
        for group in groups:
            for side in (0, 1):
                new, there = pair[side], group[side]
                if (
                    new not in paired[side]
                    and pair[1 - side] in group[1 - side]
                    and (new == there[-1] + 1 or new == there[0] - 1)
                ):
                    there.append(new)
                    there.sort()
                    paired[side].add(new)
    return groups


def _rows(
    left: _Side, right: _Side, groups: list[_Group], pointed: dict[tuple[int, int], list[str]]
) -> Iterator[tuple[Row, tuple[Span, Span] | None]]:
    """Give the rows, those of pairs with their spans, in the order of the left telling; what only the right one has follows what it follows there."""
    following = _runs(right, [group[1] for group in groups])
    alone = _runs(left, [group[0] for group in groups])
    yield from _apart(left, alone.get(-1), right, following.get(-1))
    farthest = -1
    for number, (here, there) in enumerate(groups, 1):
        names = dict.fromkeys(name for pair in product(here, there) for name in pointed.get(pair, ()))
        pair = left.run(here), right.run(there)
        row = _paired(pair[0].words, pair[1].words)
        yield replace(row, number=number, moved=there[0] < farthest, points=tuple(names)), pair
        farthest = max(farthest, there[-1])
        yield from _apart(left, alone.get(here[-1]), right, following.get(there[-1]))


def _runs(side: _Side, groups: Iterable[list[int]]) -> dict[int, tuple[int, int]]:
    """Give the runs of sentences that are in no group, each by the last sentence of the group before it, -1 for the beginning."""
    inside = {number for group in groups for number in group}
    runs: dict[int, tuple[int, int]] = {}
    for is_inside, numbers in groupby(range(len(side.spans)), key=lambda number: number in inside):
        run = list(numbers)
        if not is_inside:
            runs[run[0] - 1] = (run[0], run[-1])
    return runs


def _apart(
    left: _Side, one: tuple[int, int] | None, right: _Side, other: tuple[int, int] | None
) -> Iterator[tuple[Row, None]]:
    if one or other:
        alone = ((left.run(one).words, False),) if one else (), ((right.run(other).words, False),) if other else ()
        yield Row(*alone), None


def _decided(row: Row, left: Span, right: Span, deciding: Mapping[str, Sequence[Span]]) -> Row:
    """Mark in two passages with hardly a word in common those that decide the Points that they share."""
    if not row.reworded:
        return row
    marks = [span for name in row.points for span in deciding.get(name, ())]
    return replace(row, left=tuple(marked(left, marks)), right=tuple(marked(right, marks)))


def _paired(old: str, new: str) -> Row:
    """Mark in two passages the words that the other one has not in that place."""
    before, after = (list(_TOKEN.finditer(text)) for text in (old, new))
    kept = matched([one.group().casefold() for one in before], [one.group().casefold() for one in after])
    common = sum(other >= 0 and bool(_WORD.match(before[one].group())) for one, other in enumerate(kept))
    words = max(1, *(sum(bool(_WORD.match(one.group())) for one in side) for side in (before, after)))
    if common / words < _LITTLE:
        return Row(((old, False),), ((new, False),), reworded=True)
    stays = set(kept)
    return Row(
        tuple(_pieces(old, before, [other >= 0 for other in kept])),
        tuple(_pieces(new, after, [number in stays for number in range(len(after))])),
    )


def _pieces(text: str, tokens: Sequence[re.Match[str]], kept: Sequence[bool]) -> Iterator[Piece]:
    """Cut a text where words that were kept and words that were not meet; the pieces together are the text."""
    at = 0
    for is_kept, those in groupby(zip(tokens, kept, strict=True), key=lambda one: one[1]):
        run = [token for token, _ in those]
        if is_kept or not any(_WORD.match(token.group()) for token in run):
            continue
        if run[0].start() > at:
            yield text[at : run[0].start()], False
        yield text[run[0].start() : run[-1].end()], True
        at = run[-1].end()
    if at < len(text):
        yield text[at:], False


@dataclass(frozen=True)
class Pair:
    """What two tellings of a story have to do with each other, in Points: ``only`` are those that others share with one of the two."""

    agree: tuple[Point, ...]
    differ: tuple[Point, ...]
    only_a: tuple[Point, ...]
    only_b: tuple[Point, ...]
    alone_a: int
    alone_b: int


def compared(found: Lookup, a: ArticleId, b: ArticleId, points: Iterable[Point]) -> Pair:
    """Sort a story's Points by what two of its tellings say there; ``alone`` counts what only the one telling has."""
    shared = [point for point in points if point.verdict != "single"]
    has = {one: [point for point in shared if _versions(point, one)] for one in (a, b)}
    both = [point for point in has[a] if _versions(point, b)]
    agree = tuple(point for point in both if _versions(point, a) & _versions(point, b))
    singles = [point for point in found.story.points if point.verdict == "single"]
    return Pair(
        agree,
        tuple(point for point in both if not _versions(point, a) & _versions(point, b)),
        tuple(point for point in has[a] if not _versions(point, b)),
        tuple(point for point in has[b] if not _versions(point, a)),
        *(sum(one in point.versions[0].articles for point in singles) for one in (a, b)),
    )


def _versions(point: Point, article: ArticleId) -> set[int]:
    return {number for number, version in enumerate(point.versions) if article in version.articles}
