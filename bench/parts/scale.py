"""Scale: what grouping a heap costs as it grows, and what one article costs in a stream that has seen many.

The articles are composed (``bench/composed.py``), with planted stories; each size is measured in a process of its own.

- ``group of n``: ``variorum.stories.group`` of n articles at once, on one core: wall and processor seconds, articles a processor
  second, peak memory with the articles themselves in it, B-cubed F1 against the planted stories.
  BERTopic beside it at 10,000.
- ``group of n, two processes``: the same shared out; the memory is that of the process that shares out.
- ``growth``: how processor seconds grow with the number of articles: the slope of their logarithms (1 is linear).
- ``stream after n``: processor microseconds to assign one article, the mean of the next 300, when n came before it.

Grouping is not judged by composed articles: see the part ``stories``. ``--limit`` is the largest heap.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator, Sequence
from itertools import islice

from bench.composed import composed
from bench.data import ROOT
from bench.memory import peak
from bench.metrics import b_cubed, harmonic
from bench.rivals import topics
from bench.rows import OURS, Ask, Row, Sheet
from variorum.engines import Processes
from variorum.model import Article
from variorum.stories import Stream, group

SIZES, QUICK = (10_000, 30_000, 100_000, 300_000), (1_000, 3_000)
STREAMED, STREAMED_QUICK = (1_000, 10_000, 100_000), (300, 1_000)
SHARED = (10_000, 100_000)  # sizes that are measured on two processes, too
RIVAL = 10_000  # the size at which BERTopic is measured
_MORE = 300
_PORTION = 2_000  # articles that are taken in at once where no one is measured


def grouped(count: int, processes: int = 1) -> dict[str, float]:
    """Group so many articles, on one core or shared out to processes, and take the costs."""
    articles: list[Article] = []
    planted: dict[str, str] = {}
    for article, story in composed(count):
        articles.append(article)
        planted[article.id] = story
    with Processes(processes) as engine:
        group(tuple(articles[: 10 * processes]), engine)  # tables are loaded
        wall, processor = time.perf_counter(), time.process_time()
        stories, _ = group(tuple(articles), engine)
        processor, wall = time.process_time() - processor, time.perf_counter() - wall
    found = {name: story.id for story in stories for name in story.articles}
    precision, recall = b_cubed([planted[one.id] for one in articles], [found[one.id] for one in articles])
    costs = {"seconds": processor, "wall seconds": wall} if processes == 1 else {"wall seconds": wall}
    return {
        **costs,
        "articles/s": count / (processor if processes == 1 else wall),
        "peak MB": peak(),
        "B-cubed F1": harmonic(precision, recall),
    }


def streamed(counts: Sequence[int]) -> Iterator[dict[str, float]]:
    """Take the time of some assignments after so many articles."""
    articles = composed(counts[-1] + _MORE)
    stream = Stream()
    for count in counts:
        while len(stream) < count:
            stream.take([article for article, _ in islice(articles, min(_PORTION, count - len(stream)))])
        timed = [article for article, _ in islice(articles, _MORE)]
        begin = time.process_time()
        for article in timed:
            stream.add([article])
        yield {"articles": count, "µs": (time.process_time() - begin) / _MORE * 1e6, "peak MB": peak()}


def slope(counts: Sequence[int], seconds: Sequence[float]) -> float:
    """Give the slope of the logarithm of seconds over that of counts (least squares)."""
    left, right = [math.log(count) for count in counts], [math.log(second) for second in seconds]
    mean, middle = sum(left) / len(left), sum(right) / len(right)
    above = sum((one - mean) * (other - middle) for one, other in zip(left, right, strict=True))
    return above / sum((one - mean) ** 2 for one in left)


def child(*words: str) -> list[dict[str, float]]:
    """Measure in a process of its own."""
    command = [sys.executable, "-m", "bench.parts.scale", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def measure(ask: Ask) -> Iterator[Row]:
    """Give all rows."""
    sizes = [size for size in (QUICK if ask.quick else SIZES) if ask.limit is None or size <= ask.limit]
    seconds: list[float] = []
    for size in sizes:
        (found,) = child("group", str(size))
        seconds.append(found["seconds"])
        sheet = Sheet("scale", f"group of {size:,}", "all", size)
        yield from sheet.rows(OURS, found)
        if ask.rivals and size == RIVAL:
            yield from topics.speed(sheet, [article for article, _ in composed(size)], found["seconds"])
        if size in SHARED:
            (found,) = child("share", str(size))
            yield from Sheet("scale", f"group of {size:,}, two processes", "all", size).rows(OURS, found)
    if len(sizes) > 1:
        yield Sheet("scale", "growth", "all", sizes[-1]).row(OURS, "log-log slope", slope(sizes, seconds))
    counts = [count for count in (STREAMED_QUICK if ask.quick else STREAMED) if ask.limit is None or count <= ask.limit]
    for found in child("stream", *map(str, counts)):
        count = int(found.pop("articles"))
        yield from Sheet("scale", f"stream after {count:,}", "all", _MORE).rows(OURS, found)


def main() -> None:
    """Print a line of JSON for each measurement that was asked for."""
    warnings.simplefilter("ignore")
    what, *counts = sys.argv[1:]
    numbers = [int(count) for count in counts]
    workers = 2 if what == "share" else 1
    for found in streamed(numbers) if what == "stream" else (grouped(number, workers) for number in numbers):
        sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main()
