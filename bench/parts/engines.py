"""Engines: how much faster two workers read than one, and what a month of news would cost.

- ``reading``: the same articles with one worker and with two, in turns, each in a process of its own: wall seconds, the models of
  every worker loaded before the clock starts. ``times one worker`` is the ratio of the medians.
- ``seconds an article``: processor seconds of each stage on one core, and the bytes that ``--work`` keeps.
- ``a month of news``: core hours for ``MONTH`` articles at these rates.

Other work on the machine takes from two workers what it does not take from one: the ratio is that of a machine with two cores free.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any

from bench.data import ROOT, Missing, records
from bench.labelled_pages import pages
from bench.rows import OURS, Ask, Row, Sheet

MONTH = 10_000_000
"""Articles: an assumption. A public set cleaned out of Common Crawl News, 2016 to 2024, has between 100 million and 1,000 million."""
ROUNDS = 3
WORKERS = (1, 2)


def articles_of(ask: Ask) -> list[dict[str, Any]]:
    """News articles if they are there, else the tellings of the examples."""
    try:
        news = islice(records(ask.data / "stories" / "news_cluster.jsonl"), ask.most(16) or 200)
        return [{key: record.get(key) for key in ("text", "title", "published", "source")} for record in news]
    except Missing:
        from variorum.articles import collect

        return [{"text": one.text} for one in collect([ROOT / "examples"])[0] if one.language == "en"]


def probe(engine: str, workers: int, file: Path) -> dict[str, float]:
    """Run ``bench.shipped``. Raises ``CalledProcessError``."""
    command = [sys.executable, "-m", "bench.shipped", engine, str(workers), str(file)]
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    done = subprocess.run(command, cwd=ROOT, env=os.environ | threads, capture_output=True, text=True, check=True)
    answer: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return answer


def reading(engine: str, file: Path, count: int, rounds: int) -> Iterator[Row]:
    """One worker and two, in turns."""
    sheet = Sheet("engines", f"reading, {engine}", "all", count)
    taken: dict[int, list[float]] = {workers: [] for workers in WORKERS}
    for _ in range(rounds):
        for workers in WORKERS:
            taken[workers].append(probe(engine, workers, file)["seconds"])
    middle = {workers: statistics.median(seconds) for workers, seconds in taken.items()}
    rates = {f"articles/s, {workers} worker{'s' * (workers > 1)}": count / middle[workers] for workers in WORKERS}
    note = "rounds: " + "; ".join(f"{one:.1f} s and {two:.1f} s" for one, two in zip(*taken.values(), strict=True))
    yield from sheet.rows(OURS, rates | {"times one worker": middle[1] / middle[2]}, note)


def extraction(ask: Ask) -> float | None:
    """Processor seconds for the article in one page of HTML."""
    from variorum.articles.pages import read

    folder = ask.data / "pages" / "fundus"
    if not folder.is_dir():
        return None
    markup = [page.markup for page in islice(pages(folder), ask.most(6) or 60)]
    read(markup[0], "page.html")
    begin = time.process_time()
    for page in markup:
        read(page, "page.html")
    return (time.process_time() - begin) / len(markup)


def costs(ask: Ask, file: Path, count: int) -> Iterator[Row]:
    """What each stage takes for one article, and for a month of them."""
    spent = probe("stages", 1, file)
    kept = spent.pop("kept")
    each = {stage: seconds / count for stage, seconds in spent.items()}
    page = extraction(ask)
    each = ({"page": page} if page is not None else {}) | each
    sheet = Sheet("engines", "seconds an article", "all", count)
    yield from sheet.rows(OURS, each | {"kept bytes": kept / count})
    hours = {stage: seconds * MONTH / 3600 for stage, seconds in each.items()}
    month = Sheet("engines", "a month of news, core hours", "all", MONTH)
    yield from month.rows(OURS, hours | {"all": sum(hours.values())}, "computed from the seconds an article")


def measure(ask: Ask) -> Iterator[Row]:
    """Give all rows."""
    told = articles_of(ask)
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / "articles.json"
        file.write_text(json.dumps(told), encoding="utf-8")
        yield from costs(ask, file, len(told))
        for engine in ("processes", "ray"):
            if engine == "ray" and find_spec("ray") is None:
                yield Sheet("engines", "reading, ray", "all", len(told)).skipped(OURS, "pip install 'variorum[ray]'")
                continue
            yield from reading(engine, file, len(told), 1 if ask.quick else ROUNDS)
    load = os.getloadavg()[0] / (os.cpu_count() or 1)
    sheet = Sheet("engines", "this machine", "all", os.cpu_count() or 1)
    yield sheet.row(OURS, "load a core", load, "1 is what the last run itself makes; above it others were at work")
