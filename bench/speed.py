"""How long the program takes, and how much memory.

    python bench/speed.py [--data DIR] [--runs N] [--rounds N] [--json]

Whole processes from a cold start (median of N runs): wall time, processor time of the process and its children, peak
memory. Then, in one process: the reading stage against bare spaCy on the same texts, in turns, as the ratio of the
medians over several rounds. The texts are the project's examples, and the reports in ``seeds`` beside the labelled sets
if they are there.

Other work on the machine lengthens the wall time by far and the processor time by some. Ratios are taken within one run,
so they stand; compare seconds only with seconds of the same machine at rest.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from _data import ROOT, asking

RUN = "import sys; from variorum.cli import main; sys.argv = ['variorum', *sys.argv[1:]]; main()"
# Linux counts peak memory in kilobytes, macOS in bytes.
UNIT = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True)
class Cost:
    wall: float
    processor: float
    memory: float
    """Peak, in millions of bytes."""


def cost(words: list[str]) -> Cost:
    """Run the program once and take its own costs, not those of the runs before it."""
    begin = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", RUN, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        _, _, used = os.wait4(process.pid, 0)
        process.returncode = 0
    return Cost(time.perf_counter() - begin, used.ru_utime + used.ru_stime, used.ru_maxrss * UNIT / 1e6)


def median(costs: list[Cost]) -> Cost:
    return Cost(*(statistics.median(getattr(one, name) for one in costs) for name in ("wall", "processor", "memory")))


def timed(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def forget() -> None:
    """Drop what is kept of texts that were read before; tables and the model, loaded once, stay."""
    for name, module in list(sys.modules.items()):
        if name.startswith("variorum."):
            for held in list(vars(module).values()):
                if hasattr(held, "cache_clear") and held.cache_parameters()["maxsize"] is not None:
                    held.cache_clear()


def reading(folders: list[Path], rounds: int) -> dict[str, float]:
    """Median processor seconds of bare spaCy and of the reading stage on the same texts, taken in turns."""
    from variorum import statements
    from variorum.articles import collect
    from variorum.languages.parser import MODELS

    articles = [one for one in collect([str(folder) for folder in folders])[0] if one.language == "en"]
    name = next(name for name in MODELS["en"] if find_spec(name))
    bare_model = import_module(name).load()
    # Once unmeasured: tables are loaded and the vocabulary is filled on the first text.
    bare_model(articles[0].text)
    statements.read(articles[0])
    bare, ours = [], []
    for _ in range(rounds):
        bare.append(timed(lambda: [bare_model(article.text) for article in articles]))
        forget()
        ours.append(timed(lambda: [statements.read(article) for article in articles]))
    words = sum(len(article.text.split()) for article in articles)
    middle = (statistics.median(bare), statistics.median(ours))
    return {"words": words, "spacy": middle[0], "reading": middle[1], "ratio": middle[1] / middle[0]}


def main() -> None:
    options = asking(__doc__)
    options.add_argument("--runs", type=int, default=3, metavar="N", help="runs of each whole process")
    options.add_argument("--rounds", type=int, default=5, metavar="N", help="rounds of reading against bare spaCy")
    options.add_argument("--json", action="store_true", help="print the figures as JSON")
    given = options.parse_args()
    seeds = given.data.parent / "seeds"
    folders = [ROOT / "examples" / "summit", *([seeds] if seeds.is_dir() else [])]
    jobs = {"--help": ["--help"]} | {f"compare {folder.name}": ["compare", str(folder)] for folder in folders}
    costs = {job: median([cost(words) for _ in range(given.runs)]) for job, words in jobs.items()}
    against = reading(folders, given.rounds)
    if given.json:
        print(json.dumps({"processes": {job: asdict(one) for job, one in costs.items()}, "reading": against}))
        return
    busy = os.getloadavg()[0] / (os.cpu_count() or 1)
    print(f"{'whole process, cold start':28}{'wall s':>8}{'CPU s':>8}{'peak MB':>9}   median of {given.runs}")
    for job, one in costs.items():
        print(f"variorum {job:19}{one.wall:8.2f}{one.processor:8.2f}{one.memory:9.0f}")
    print(f"the reading stage {against['reading']:.2f} s, bare spaCy {against['spacy']:.2f} s: ", end="")
    print(f"{against['ratio']:.2f} times (medians of {given.rounds} rounds, {against['words']} words)")
    print(f"load on this machine: {busy:.1f} a core; above 1, wall times say more of the machine than of the program")
    if not seeds.is_dir():
        print(f"skipped: there is no {seeds}")


if __name__ == "__main__":
    main()
