"""Growing: what one article more costs in a library of many, and how long its commands take to open.

The articles are composed (``bench/composed.py``). They are taken in and grouped, not read: nobody would wait for that here.

- ``library of n``: taking in, processor seconds an article and articles a processor second; bytes of the file an article.
- ``one article more``: wall and processor milliseconds to take in one article and group anew what it touches, and to collate its
  story when all in it is read already: the median and the 95th of a hundred (of the first twenty, for collating).
- ``opening``: wall seconds of whole processes, the median of five: ``variorum stories``, ``show`` of a story, ``search`` by words.

``--limit`` is the size of the library.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from bench.composed import composed
from bench.data import ROOT
from bench.memory import peak
from bench.rows import OURS, Ask, Row, Sheet
from variorum.engines import local
from variorum.library import Library
from variorum.library.finishing import read, reader
from variorum.model import Article, Capture, Problem

SIZE, QUICK = 50_000, 300
MORE, MORE_QUICK = 100, 5
_PORTION = 256
_TIMES = 5
_COLLATED = 20  # reading the other tellings of a story first, untimed, takes the longest
_COMMAND = "import sys; from variorum.cli import main; sys.argv = ['variorum', *sys.argv[1:]]; main()"


@dataclass(frozen=True)
class Portion:
    """Some captures of one source."""

    captures: tuple[Capture, ...]
    source: str = "composed"
    problems: tuple[Problem, ...] = ()


def built(place: Path, count: int, more: int) -> Iterator[dict[str, float]]:
    """Take in so many articles, then some more one by one; give what each of the two costs."""
    articles = (article for article, _ in composed(count + more))
    with Library(place) as library:
        begin = time.process_time()
        while portion := tuple(_capture(article) for article in islice(articles, min(_PORTION, count))):
            count -= len(portion)
            _take(library, portion)
        seconds = time.process_time() - begin
        held = library.counts.articles
        yield {"ms/article": seconds / held * 1000, "bytes/article": _size(place) / held, "peak MB": peak()}
        yield from _one_by_one(library, [_capture(article) for article in articles])


def _one_by_one(library: Library, captures: Sequence[Capture]) -> Iterator[dict[str, float]]:
    walls: list[float] = []
    processor: list[float] = []
    collating: list[float] = []
    for number, capture in enumerate(captures):
        wall, spent = _timed(lambda one=capture: _take(library, (one,)))  # type: ignore[misc]  # called at once
        walls.append(wall)
        processor.append(spent)
        if number >= _COLLATED:
            continue
        with library.file.reading() as connection:
            (story,) = connection.execute(
                "SELECT m.story FROM tellings t JOIN members m ON m.article = t.id WHERE t.address = ?",
                (capture.address,),
            ).fetchone()
        read(library.file, local, library.edition(story).articles, reader())
        collating.append(_timed(lambda name=story: list(library.finish(only={name})))[0])  # type: ignore[misc]  # as above
    for name, taken in (("", walls), ("processor ", processor), ("collating ", collating)):
        ordered = sorted(taken)
        yield {f"{name}p50 ms": statistics.median(ordered), f"{name}p95 ms": ordered[int(len(ordered) * 0.95)]}


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return (time.perf_counter() - wall) * 1000, (time.process_time() - processor) * 1000


def _take(library: Library, captures: tuple[Capture, ...]) -> None:
    intake = library.intake()
    intake.add(Portion(captures))
    intake.keep()


def _capture(article: Article) -> Capture:
    return Capture(article, article.input)


def _size(place: Path) -> int:
    return sum(path.stat().st_size for path in place.parent.glob(f"{place.name}*"))


def opening(place: Path) -> Iterator[tuple[str, float]]:
    """Give how long commands take from their start to their end, on a library that is there."""
    with Library(place, read_only=True) as library:
        story = library.stories(1)[0].id
    for words in (("stories",), ("show", story), ("search", "bridge", "--words-only")):
        seconds = [_command(*words, "--library", str(place)) for _ in range(_TIMES + 1)]
        yield f"variorum {words[0]}", statistics.median(seconds[1:])


def _command(*words: str) -> float:
    begin = time.perf_counter()
    # An installed program is compiled once, and so is this one: the first run is not timed.
    plain = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-c", _COMMAND, *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=plain)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return time.perf_counter() - begin


def measure(ask: Ask) -> Iterator[Row]:
    """Give all rows."""
    size = QUICK if ask.quick else min(SIZE, ask.limit or SIZE)
    more = MORE_QUICK if ask.quick else MORE
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "library.db"
        command = [sys.executable, "-m", "bench.parts.growing", str(place), str(size), str(more)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        taken, *added = [json.loads(line) for line in done.stdout.splitlines()]
        yield from Sheet("growing", f"library of {size:,}", "all", size).rows(OURS, taken)
        for found in added:
            yield from Sheet("growing", "one article more", "all", more).rows(OURS, found)
        for name, seconds in opening(place):
            yield Sheet("growing", f"opening: {name}", "all", _TIMES).row(OURS, "seconds", seconds)


def main() -> None:
    """Build a library and print a line of JSON for each measurement."""
    warnings.simplefilter("ignore")
    place, size, more = sys.argv[1:]
    for found in built(Path(place), int(size), int(more)):
        sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main()
