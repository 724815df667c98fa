"""One engine over some articles in a process of its own: ``python -m bench.shipped ENGINE WORKERS FILE``.

FILE is a JSON list of records. Every worker has loaded its models and read a text before the clock starts. It prints wall
seconds and the number of workers that took part. With ``stages`` for ENGINE it prints the processor seconds of grouping, reading
and finishing, and the bytes that are kept of what was finished; ``bench.parts.engines`` compares such processes.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.data import WARMING
from variorum.articles import from_dicts
from variorum.engines import Run, opened
from variorum.model import Article
from variorum.pipeline import READ, arrange, finish, read
from variorum.store import Chunks

PATIENCE = 120.0


def warmed(_: int) -> int:
    """Read a text, so that all models are loaded, take some time, and say which process it was."""
    read(WARMING)
    time.sleep(0.3)
    return os.getpid()


def shipped(engine: str, workers: int, articles: tuple[Article, ...]) -> dict[str, float]:
    """Read all articles with warm workers."""
    with opened(engine, processes=workers) as run:
        run.runner.least = 0
        seen: set[int] = set()
        begin = time.monotonic()
        while len(seen) < workers and time.monotonic() - begin < PATIENCE:
            seen |= set(run(warmed, range(4 * workers)))
        begin = time.perf_counter()
        run(READ, articles)
        return {"seconds": time.perf_counter() - begin, "workers": len(seen)}


def stages(articles: tuple[Article, ...]) -> dict[str, float]:
    """Group, read and finish here, each with its own clock."""
    read(WARMING)
    arrange(articles[:4])
    begin = time.process_time()
    grouped = arrange(articles)
    spent = {"grouping": time.process_time() - begin}
    with tempfile.TemporaryDirectory() as kept:
        begin = time.process_time()
        Run(shelf=Chunks(kept))(READ, articles)
        spent["reading"] = time.process_time() - begin
        spent["kept"] = sum(path.stat().st_size for path in Path(kept).rglob("*.chunk"))
        begin = time.process_time()
        # Reading was kept: what is left is the collation of the stories, and reading back.
        list(finish(grouped, engine=Run(shelf=Chunks(kept))))
        spent["collating"] = time.process_time() - begin
        spent["kept"] = sum(path.stat().st_size for path in Path(kept).rglob("*.chunk"))
    return spent


def main(engine: str, workers: str, file: str) -> None:
    """Measure and print."""
    records: list[dict[str, Any]] = json.loads(Path(file).read_text(encoding="utf-8"))
    articles, _ = from_dicts(records)
    print(json.dumps(stages(articles) if engine == "stages" else shipped(engine, int(workers), articles)))


if __name__ == "__main__":
    main(*sys.argv[1:])
