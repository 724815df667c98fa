"""Ingest: how fast pages and articles are taken in, beside news-please on the same pages and bare spaCy on the same texts.

- ``extraction``: pages (``pages/fundus``) to articles in one process on one core, ours and news-please's ``from_html`` in turns, page by
  page, so that whatever else runs on the machine slows both alike; processor seconds.
- ``ingest --no-read``: the command as a whole, from a cold start, on a folder of the same pages: wall and processor seconds, beside what
  news-please needs for their extraction alone.
- ``reading``: the reading stage and bare spaCy (``nlp(text)`` with its whole pipeline, and ``nlp.pipe`` in batches) in one process, in
  turns, on news articles: the ratio of the medians.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from bench.data import ROOT, WARMING, Missing, records
from bench.labelled_pages import pages
from bench.parts.speed import forget, timed
from bench.rivals.apart import Servant, servant
from bench.rivals.quotes import bare_model
from bench.rows import OURS, Ask, Row, Sheet
from bench.running import Absent

NEWS_PLEASE = "news-please"
# What is asked of the program (the issue "The library").
WANTED, MOST = 5.0, 1.5
ROUNDS = 3


def markups(ask: Ask) -> list[str]:
    """The pages that are measured. Raises ``Missing`` if there are none."""
    folder = ask.data / "pages" / "fundus"
    if not folder.is_dir():
        raise Missing(folder)
    return [page.markup for page in islice(pages(folder), ask.most(6))]


def rival(sheet: Sheet, *, wanted: bool) -> tuple[Servant | None, list[Row]]:
    """Start news-please, or say why not."""
    if not wanted:
        return None, [sheet.skipped(NEWS_PLEASE, "rivals were not asked for")]
    try:
        return servant("newsplease"), []
    except Absent as reason:
        return None, [sheet.skipped(NEWS_PLEASE, str(reason))]


def extraction(markup: Sequence[str], other: Servant | None, sheet: Sheet) -> tuple[list[Row], float | None]:
    """Both extractors on every page, in turns; gives the rows and news-please's seconds for all pages."""
    from variorum.articles.pages import read

    read(markup[0], "page.html")
    seconds, failed = 0.0, 0
    if other:
        _answered(other, markup[0])
        other.seconds = 0.0
    for page in markup:
        seconds += timed(lambda page=page: read(page, "page.html"))  # type: ignore[misc]  # mypy has no type for such a default
        failed += other is not None and not _answered(other, page)
    rows = sheet.rows(OURS, {"pages/s": len(markup) / seconds, "seconds": seconds})
    if other is None:
        return rows, None
    note = f"it fails on {failed} of the pages" if failed else ""
    rows += sheet.rows(NEWS_PLEASE, {"pages/s": len(markup) / other.seconds, "seconds": other.seconds}, note)
    rows.append(sheet.row(OURS, f"times {NEWS_PLEASE}", other.seconds / seconds, f"wanted: at least {WANTED:g}"))
    return rows, other.seconds


def _answered(other: Servant, page: str) -> bool:
    try:
        other(page)
    except ValueError:
        return False
    return True


def command(markup: Sequence[str], others: float | None) -> Iterator[Row]:
    """The whole command on a folder of pages, from a cold start, into a new library."""
    sheet = Sheet("ingest", "ingest --no-read, whole command", "all", len(markup))
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "pages"
        folder.mkdir()
        for number, page in enumerate(markup):
            (folder / f"{number:04}.html").write_text(page, encoding="utf-8", errors="replace")
        library = ["--library", str(Path(scratch) / "library.sqlite")]
        words = [sys.executable, "-m", "variorum", "ingest", str(folder), "--no-read", "--quiet", *library]
        before, begin = os.times(), time.perf_counter()
        done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
        wall, after = time.perf_counter() - begin, os.times()
    if done.returncode not in (0, 1):
        said = (done.stderr.strip().splitlines() or ["it ended without a word"])[-1]
        yield sheet.skipped(OURS, said)
        return
    processor = after.children_user + after.children_system - before.children_user - before.children_system
    measured = {"pages/s": len(markup) / wall, "wall seconds": wall, "seconds": processor}
    if others is not None:
        measured[f"times {NEWS_PLEASE}'s extraction"] = others / processor
    yield from sheet.rows(OURS, measured, "the ratio is of processor seconds")


def reading(ask: Ask) -> Iterator[Row]:
    """The reading stage against bare spaCy on the same texts."""
    from variorum import read

    texts = [row["text"] for row in islice(records(ask.data / "stories" / "news_cluster.jsonl"), ask.most(6) or 30)]
    bare = bare_model()
    systems: dict[str, Callable[[], object]] = {
        OURS: lambda: [read(text) for text in texts],
        "spaCy, bare": lambda: [bare(text) for text in texts],
        "spaCy, pipe": lambda: list(bare.pipe(texts, batch_size=16)),
    }
    bare(WARMING)
    read(WARMING)
    spent: dict[str, list[float]] = {name: [] for name in systems}
    for _ in range(1 if ask.quick else ROUNDS):
        for name, work in systems.items():
            forget()
            spent[name].append(timed(work))
    sheet = Sheet("ingest", "reading", "all", len(texts))
    middle = {name: statistics.median(seconds) for name, seconds in spent.items()}
    for name, seconds in middle.items():
        yield sheet.row(name, "seconds", seconds)
    yield sheet.row(OURS, "times bare spaCy", middle[OURS] / middle["spaCy, bare"], f"wanted: at most {MOST:g}")
    yield sheet.row(OURS, "times spaCy's pipe", middle[OURS] / middle["spaCy, pipe"])


def measure(ask: Ask) -> Iterator[Row]:
    """Give all rows; those whose data are not there say so. Raises ``Missing`` if none are."""
    sheet = Sheet("ingest", "extraction", "all", 0)
    try:
        markup = markups(ask)
    except Missing as reason:
        if not (ask.data / "stories" / "news_cluster.jsonl").is_file():
            raise
        yield sheet.skipped(OURS, str(reason))
    else:
        sheet = Sheet("ingest", "extraction", "all", len(markup))
        other, absent = rival(sheet, wanted=ask.rivals)
        yield from absent
        rows, others = extraction(markup, other, sheet)
        yield from rows
        yield from command(markup, others)
    try:
        yield from reading(ask)
    except Missing as reason:
        yield Sheet("ingest", "reading", "all", 0).skipped(OURS, str(reason))
