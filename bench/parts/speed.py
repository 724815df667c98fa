"""Speed: how long the program takes and how much memory, beside its rivals on the same texts.

- ``whole process``: cold starts of the program itself (the median of three): wall and processor seconds, peak memory.
- ``reading``, ``pages``: each reader over the same texts in a process of its own, its models loaded and warmed: processor
  seconds, tokens (spaCy's) or pages a second, peak memory.
- ``reading in turns``: the reading stage and bare spaCy in one process, in turns, as the ratio of the medians.
- ``one story of n``: n articles forced into one story: processor seconds from their readings to the collated story, pairs of
  claims measured, peak memory. They are of many events; the tellings of one have more in common.

Other work on the machine lengthens wall times by far and processor times by some; ratios are taken within one run and
stand. The texts are the project's examples, the reports in ``seeds`` beside the labelled sets, and news articles.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from inspect import isfunction
from itertools import islice
from pathlib import Path
from typing import Any

from bench.data import ROOT, WARMING, Missing, records
from bench.labelled_pages import pages
from bench.probe import READERS
from bench.rivals.quotes import bare_model
from bench.rows import OURS, Ask, Row, Sheet

RUNS = 3
ROUNDS = 5
SIZES, QUICK = (25, 50, 100, 200), 100


@dataclass(frozen=True)
class Cost:
    """Wall and processor seconds, and peak memory in millions of bytes."""

    wall: float
    processor: float
    memory: float


def cost(words: Sequence[str]) -> Cost:
    """Run the program once and take its own costs, not those of the runs before it."""
    with tempfile.TemporaryDirectory() as scratch:
        mark = Path(scratch) / "peak"
        command = [sys.executable, "-m", "bench.memory", str(mark), *words]
        begin = time.perf_counter()
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            _, _, used = os.wait4(process.pid, 0)
            process.returncode = 0
        return Cost(time.perf_counter() - begin, used.ru_utime + used.ru_stime, float(mark.read_text(encoding="ascii")))


def median(costs: Sequence[Cost]) -> Cost:
    """The median of each cost."""
    return Cost(*(statistics.median(getattr(one, name) for one in costs) for name in ("wall", "processor", "memory")))


def processes(folders: Sequence[Path], runs: int) -> Iterator[Row]:
    """Whole runs of the program from a cold start."""
    jobs = {"--help": ["--help"]} | {f"compare {folder.name}": ["compare", str(folder)] for folder in folders}
    for job, words in jobs.items():
        one = median([cost(words) for _ in range(runs)])
        sheet = Sheet("speed", f"whole process, {job}", "all", runs)
        yield from sheet.rows(OURS, {"wall seconds": one.wall, "seconds": one.processor, "peak MB": one.memory})


def probed(what: str, names: Sequence[str], texts: Sequence[str], ask: Ask) -> Iterator[Row]:
    """Each reader over the same texts, in a process of its own."""
    sheet = Sheet("speed", what, "all", len(texts))
    tokens = 0.0
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "texts.json"
        path.write_text(json.dumps(texts), encoding="utf-8")
        for name in names:
            if not ask.rivals and not name.startswith((OURS, "spaCy")):
                continue
            found = _probe(name, path)
            system = name.removesuffix(", pages").removesuffix(", reading").removesuffix(", quotes")
            if "absent" in found:
                yield sheet.skipped(system, found["absent"])
                continue
            tokens = tokens or found["tokens"]
            seconds = max(found["seconds"], 1e-9)
            rate = {"tokens/s": tokens / seconds} if tokens else {"pages/s": len(texts) / seconds}
            note = "quotes only, with its parse" if name.endswith("quotes") else ""
            yield from sheet.rows(
                system,
                {"seconds": seconds, **rate, "loading seconds": found["loading"], "peak MB": found["memory"]},
                note,
            )


def _probe(name: str, path: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.probe", name, str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        return {"absent": (done.stderr.strip().splitlines() or ["it ended without a word"])[-1]}
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def forget() -> None:
    """Drop what is kept of texts that were read before; tables and the model, loaded once, stay."""
    for name, module in list(sys.modules.items()):
        if name.startswith("variorum."):
            for held in list(vars(module).values()):
                if hasattr(held, "cache_clear") and held.cache_parameters()["maxsize"] is not None:
                    held.cache_clear()


def timed(work: Callable[[], object]) -> float:
    """Processor seconds of some work."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def in_turns(texts: Sequence[str], rounds: int) -> Iterator[Row]:
    """The reading stage against bare spaCy on the same texts, in turns: the ratio of the medians."""
    from variorum import read

    bare = bare_model()
    # Once unmeasured: tables are loaded and the vocabulary is filled on the first text.
    bare(texts[0])
    read(texts[0])
    plain, ours = [], []
    for _ in range(rounds):
        plain.append(timed(lambda: [bare(text) for text in texts]))
        forget()
        ours.append(timed(lambda: [read(text) for text in texts]))
    sheet = Sheet("speed", "reading in turns", "all", len(texts))
    middle = statistics.median(ours), statistics.median(plain)
    yield from sheet.rows(OURS, {"seconds": middle[0], "times bare spaCy": middle[0] / max(middle[1], 1e-9)})
    yield sheet.row("spaCy, bare", "seconds", middle[1])


def steps(texts: Sequence[str]) -> Iterator[Row]:
    """Where the reading stage spends its time: each function it calls, timed from outside, as a share of the parse."""
    from variorum import read, statements

    spent: dict[str, float] = {}
    called = {name: held for name, held in vars(statements).items() if isfunction(held) or hasattr(held, "cache_clear")}

    def clocked(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            begin = time.process_time()
            try:
                return function(*given, **named)
            finally:
                spent[name] = spent.get(name, 0.0) + time.process_time() - begin

        return call

    read(WARMING)
    forget()
    try:
        for name, function in called.items():
            if not name.startswith("_") and name not in statements.__all__:
                setattr(statements, name, clocked(name, function))
        for text in texts:
            read(text)
    finally:
        for name, function in called.items():
            setattr(statements, name, function)
    sheet = Sheet("speed", "steps of the reading stage", "all", len(texts))
    yield from sheet.rows(OURS, {f"{name} seconds": seconds for name, seconds in spent.items() if seconds >= 0.01})


def texts_of(folders: Sequence[Path], ask: Ask) -> list[str]:
    """English texts: those of the folders, then news articles if they are there."""
    from variorum.articles import collect

    found = [one.text for one in collect([str(folder) for folder in folders])[0] if one.language == "en"]
    try:
        news = records(ask.data / "stories" / "news_cluster.jsonl")
        found += [record["text"] for record in islice(news, ask.limit or (10 if ask.quick else 60))]
    except Missing:
        pass
    return found


def growth(folders: Sequence[Path], ask: Ask) -> Iterator[Row]:
    """What collation costs as a story grows. Each size is twice the one before, so that growth can be seen."""
    told = [article for article in articles_of(folders, ask) if article["text"]]
    sizes = [size for size in SIZES if size <= len(told) and not (ask.quick and size > QUICK)]
    if not sizes:
        yield Sheet("speed", f"one story of {SIZES[0]}", "all", len(told)).skipped(
            OURS, f"there are {len(told)} articles"
        )
        return
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "articles.json"
        path.write_text(json.dumps(told[: sizes[-1]]), encoding="utf-8")
        command = [sys.executable, "-m", "bench.growth", str(path), *map(str, sizes)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    for line in done.stdout.splitlines():
        one: dict[str, float] = json.loads(line)
        count = int(one.pop("articles"))
        yield from Sheet("speed", f"one story of {count}", "all", count).rows(OURS, one)


def articles_of(folders: Sequence[Path], ask: Ask) -> list[dict[str, Any]]:
    """English articles as plain objects: those of the folders, then news articles if they are there."""
    from variorum.articles import collect

    found = [
        {
            "text": one.text,
            "title": one.title,
            "published": one.published.value if one.published else None,
            "source": one.outlet,
        }
        for one in collect([str(folder) for folder in folders])[0]
        if one.language == "en"
    ]
    try:
        news = islice(records(ask.data / "stories" / "news_cluster.jsonl"), SIZES[-1])
        found += [{key: record.get(key) for key in ("text", "title", "published", "source")} for record in news]
    except Missing:
        pass
    return found


def measure(ask: Ask) -> Iterator[Row]:
    """Give all rows; without labelled sets those of the project's own examples."""
    seeds = ask.data.parent / "seeds"
    folders = [ROOT / "examples" / "summit", *([seeds] if seeds.is_dir() else [])]
    yield from processes(folders, 1 if ask.quick else RUNS)
    texts = texts_of(folders, ask)
    readers = ["spaCy, bare", "variorum, reading", "textacy, quotes", "parse rule, quotes"]
    yield from probed("reading", readers, texts, ask)
    yield from in_turns(texts[:12], 1 if ask.quick else ROUNDS)
    yield from steps(texts)
    yield from growth(folders, ask)
    fundus = ask.data / "pages" / "fundus"
    if fundus.is_dir():
        markup = [page.markup for page in islice(pages(fundus), ask.limit or (6 if ask.quick else 60))]
        yield from probed("pages", [name for name in READERS if name.endswith("pages")], markup, ask)
    load = os.getloadavg()[0] / (os.cpu_count() or 1)
    sheet = Sheet("speed", "this machine", "all", os.cpu_count() or 1)
    yield sheet.row(OURS, "load a core", load, "above 1, wall times say more of the machine than of the program")
