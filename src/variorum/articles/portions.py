"""What is taken in comes in portions: a few pieces are read at a time, here or by an engine, and no more than that is held."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple

from variorum.articles.inputs import Source
from variorum.articles.pieces import Item, Piece, pieces
from variorum.articles.reading import Read, extract
from variorum.model import Capture, Problem
from variorum.sharing import Work


@dataclass(frozen=True)
class Taken:
    """A portion of what is taken in: captures of one source, at most 64, and what was wrong there.

    ``read`` of the source's ``size`` bytes have been read, and of all sources together ``read_of_all`` of ``size_of_all``; of
    standard input nobody knows the size, and it counts as 0.
    """

    source: str
    captures: tuple[Capture, ...] = ()
    problems: tuple[Problem, ...] = ()
    read: int = 0
    size: int = 0
    read_of_all: int = 0
    size_of_all: int = 0


class Most(NamedTuple):
    """How much is read at a time: about so many articles, and so many bytes."""

    articles: int
    weight: int


SMALL = Most(128, 20_000_000)
LARGE = Most(4096, 50_000_000)
_PORTION = 64
# Problems of one kind that are told one by one of a source; and how many without any article make it hopeless.
_TOLD, _HOPELESS = 100, 10_000
# What is said once for a whole source if it is so in many of its articles, or in every part of it.
_GATHERED = frozenset({"teaser", "missing_column"})


def take(
    sources: Sequence[Source], stdin: BinaryIO | None, work: Work, mapping: Mapping[str, str], most: Most
) -> Iterator[Taken]:
    """Read the sources, in their order; each portion is of one of them."""
    tally = _Tally(sum(source.size for source in sources))
    waiting: list[tuple[Source, Item]] = []
    count = weight = 0
    for source in sources:
        for item in pieces(source, stdin, mapping):
            waiting.append((source, item))
            if isinstance(item, Piece):
                count += item.count
                weight += item.weight
            if count >= most.articles or weight >= most.weight or len(waiting) >= 10 * most.articles:
                yield from _read(waiting, work, tally)
                waiting, count, weight = [], 0, 0
                if tally.hopeless(source):
                    break
    yield from _read(waiting, work, tally)
    yield from tally.end()


def _read(waiting: Sequence[tuple[Source, Item]], work: Work, tally: _Tally) -> Iterator[Taken]:
    """Read what waits, and give it by source, in order."""
    done = iter(work(extract, [item for _, item in waiting if isinstance(item, Piece)]))
    for source, item in waiting:
        result = Read((), (item,)) if isinstance(item, Problem) else next(done)
        yield from tally.add(source, result, item.at if isinstance(item, Piece) else None)


class _Tally:
    """What was read of the source at hand and is not given yet, and how far the sources are."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._before = 0
        self._source: Source | None = None
        self._at = 0
        self._captures: list[Capture] = []
        self._problems: list[Problem] = []
        self._said: set[Problem] = set()
        self._kinds: Counter[str] = Counter()
        self._gathered: dict[tuple[str, str], Problem] = {}
        self._counts: Counter[Problem] = Counter()
        self._any = False
        self._pieces = 0

    def add(self, source: Source, result: Read, at: int | None) -> Iterator[Taken]:
        """Take in what came of one piece; give the portions that are full."""
        if self._source is not source:
            yield from self.end()
            self._source = source
        self._at = self._at if at is None else at
        self._captures += result.captures
        self._any = self._any or bool(result.captures)
        self._pieces += at is not None
        self._problems += (problem for problem in result.problems if self._is_told(source, problem))
        while len(self._captures) >= _PORTION:
            yield self._portion(source)

    def _is_told(self, source: Source, problem: Problem) -> bool:
        """Say once what holds of the whole source and is found in each of its parts, and of its articles what is not too often."""
        whole = problem.input == source.name
        if problem.kind in _GATHERED:
            first = self._gathered.setdefault((problem.kind, "whole" if whole else "one"), problem)
            self._counts[first] += 1
            return False
        if whole:
            known = problem in self._said
            self._said.add(problem)
            return not known
        self._kinds[problem.kind] += 1
        return self._kinds[problem.kind] <= _TOLD

    def _of_all(self, source: Source) -> Iterator[Problem]:
        """Say once for the whole source what is so in many of its articles, or in every part of it."""
        for (kind, of), problem in sorted(self._gathered.items()):
            count = self._counts[problem]
            if of == "whole":
                if count == self._pieces:
                    yield problem
            elif count == 1:
                yield problem
            else:
                message = f"{problem.message} So it is in {count:,} of its records, the first {problem.input[-200:]}."
                yield Problem(source.name, kind, message)
        for kind, count in sorted(self._kinds.items()):
            if count > _TOLD:
                message = f"{count - _TOLD:,} more of its articles have such a problem as the {_TOLD} that are told."
                yield Problem(source.name, kind, message)

    def hopeless(self, source: Source) -> bool:
        """Say whether so much is wrong with a source, and nothing right, that reading on is of no use."""
        if self._source is not source or self._any or self._kinds.total() < _HOPELESS:
            return False
        message = "Nothing but such problems was found, and it was read no further. Is it really of the format that its name says?"
        self._problems.append(Problem(source.name, "unsupported", message))
        return True

    def _portion(self, source: Source) -> Taken:
        given, self._captures = self._captures[:_PORTION], self._captures[_PORTION:]
        problems, self._problems = self._problems, []
        at = min(self._at, source.size) if source.size else 0
        return Taken(
            source.name,
            tuple(given),
            tuple(problems),
            read=self._at,
            size=source.size,
            read_of_all=self._before + at,
            size_of_all=self._size,
        )

    def end(self) -> Iterator[Taken]:
        """Give what is left of the source at hand."""
        source = self._source
        if source is None:
            return
        self._problems += self._of_all(source)
        self._at = source.size or self._at
        yield self._portion(source)
        self._before += source.size
        self._source, self._at, self._any, self._pieces = None, 0, False, 0
        for held in (self._said, self._kinds, self._gathered, self._counts):
            held.clear()
