"""Fuzzing of the readers: 20,000 mutated files over every format, guided by the lines of our own readers that they reach.

Each file is a sample of one format, damaged (`bench/mutated.py`), and taken in as ``variorum ingest`` would. It must give no
exception, an article or a Problem, only text that can be written as UTF-8, and be done within 10 seconds. One that reaches lines
which none before it reached is kept, and damaged further. Everything is seeded: the same limit gives the same files.

``--split SEED`` starts from another seed, ``--limit N`` takes N files.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

from bench import saved
from bench.memory import peak
from bench.mutated import mutant
from bench.rows import OURS, Ask, Row, Sheet

USUAL, QUICK = 20_000, 200
HANG = 10.0
_OURS = str(Path(__file__).parents[2] / "src" / "variorum" / "articles")
# Read on every text alike: the line model, not a parser of a format.
_ASIDE = frozenset(
    {"features.py", "survey.py", "chain.py", "phrases.py", "measures.py", "page_measures.py", "lines.py"}
)


class Reach:
    """The lines of our own readers that were run so far; a function all of whose lines were run is watched no more."""

    def __init__(self) -> None:
        self.lines: set[tuple[str, int]] = set()
        self._new = False
        self._missing: dict[CodeType, set[int]] = {}

    def during(self, work: Callable[[], Any]) -> bool:
        """Do some work; say whether it ran a line that was not run before."""
        self._new = False
        before = sys.gettrace()
        sys.settrace(self._call)
        try:
            work()
        finally:
            sys.settrace(before)
        return self._new

    def _call(self, frame: FrameType, _event: str, _argument: Any) -> Any:
        code = frame.f_code
        if code not in self._missing:
            path = code.co_filename
            watched = path.startswith(_OURS) and Path(path).name not in _ASIDE
            self._missing[code] = {line for _, _, line in code.co_lines() if line} if watched else set()
        return self._line if self._missing[code] else None

    def _line(self, frame: FrameType, event: str, _argument: Any) -> Any:
        missing = self._missing[frame.f_code]
        if event == "line" and frame.f_lineno in missing:
            missing.discard(frame.f_lineno)
            self.lines.add((frame.f_code.co_filename, frame.f_lineno))
            self._new = True
        return self._line


def taken(path: Path) -> Iterator[str]:
    """Take in one file; say what is wrong with what comes of it."""
    from variorum.articles import captures

    found = told = 0
    for portion in captures([path]):
        told += len(portion.problems)
        for capture in portion.captures:
            found += 1
            article = capture.article
            article.text.encode("utf-8")
            if not (article.id and capture.address and article.text.strip()):
                yield "an article without an id, an address or words"
        for problem in portion.problems:
            f"{problem.input} {problem.message}".encode()
    if not found and not told:
        yield "neither an article nor a Problem"


def tried(path: Path) -> list[str]:
    """Say what is wrong with how a file was taken in: what it raised, too."""
    try:
        return list(taken(path))
    except Exception as failure:
        trace = failure.__traceback__
        places = []
        while trace is not None:
            places.append(f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}")
            trace = trace.tb_next
        return [f"{type(failure).__name__}: {str(failure)[:200]} in {' < '.join(reversed(places[-5:]))}"]


def measure(ask: Ask) -> Iterator[Row]:
    """Give the counts of what went wrong, how far the files reached, the longest time and the most memory."""
    count = ask.most(QUICK) or USUAL
    seed = ask.split or "0"
    seeds = sorted(saved.every().items())
    samples = dict(seeds)
    reach = Reach()
    worst, hangs = 0.0, 0
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count + len(samples)):
            rng = random.Random(f"{seed} {number}")
            name, raw = seeds[number % len(seeds)] if number < len(samples) or rng.random() < 0.5 else rng.choice(seeds)
            made = raw if number < len(samples) else mutant(name, raw, rng, samples)
            path = Path(folder) / name
            path.write_bytes(made)
            found: list[str] = []
            begin = time.perf_counter()
            new = reach.during(lambda path=path, found=found: found.extend(tried(path)))  # type: ignore[misc]  # bound here
            seconds = time.perf_counter() - begin
            seconds = seconds if seconds < HANG / 2 else _alone(path)
            worst, hangs = max(worst, seconds), hangs + (seconds > HANG)
            if new and number >= len(samples):
                seeds.append((name, made))
            found += [f"it took {seconds:.1f} seconds"] if seconds > HANG else []
            wrong += found
            if found:
                _keep(number, name, made, found)
            path.unlink()
    sheet = Sheet("fuzz", "mutated files", f"seed {seed}", count)
    yield from sheet.rows(
        OURS,
        {
            "crashes": len(wrong) - hangs,
            "hangs over 10 s": hangs,
            "longest seconds": worst,
            "most memory, MB": peak(),
            "lines reached": len(reach.lines),
            "files kept as seeds": len(seeds) - len(samples),
        },
        "; ".join(wrong[:5]),
    )


def _alone(path: Path) -> float:
    """Say how many seconds of the processor a file takes when nobody watches."""
    begin = time.process_time()
    tried(path)
    return time.process_time() - begin


def _keep(number: int, name: str, made: bytes, found: list[str]) -> None:
    """Say what went wrong, and keep the file beside the temporary ones, to be looked at."""
    kept = Path(tempfile.gettempdir()) / f"variorum-fuzz-{number}-{name}"
    kept.write_bytes(made)
    print(f"fuzz {number} {name}: {'; '.join(found)} (kept as {kept})", file=sys.stderr, flush=True)
