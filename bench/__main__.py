"""Run one part in this process: ``python -m bench PART [--data DIR] [--split NAME] [--limit N] [--quick] [--no-rivals]``.

It writes one JSON document, to ``--out FILE`` or to standard output: the part's rows, its seconds, its peak memory in
millions of bytes. ``variorum bench`` runs
each part this way, in a process of its own, and makes the table.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import warnings
from importlib import import_module
from pathlib import Path

from bench.data import DATA, Missing
from bench.memory import peak
from bench.parts import PARTS
from bench.rows import OURS, Ask, Row


def asked(words: list[str] | None = None) -> tuple[str, Ask, Path | None]:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("part", choices=PARTS)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--split")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--no-rivals", dest="rivals", action="store_false")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--errors", type=int, default=0, metavar="N")
    given = vars(parser.parse_args(words))
    part, out = given.pop("part"), given.pop("out")
    return part, Ask(**given), out


def rows(part: str, ask: Ask) -> list[Row]:
    """Measure one part; a set that is not there gives a row with the reason."""
    try:
        return list(import_module(f"bench.parts.{part}").measure(ask))
    except Missing as reason:
        return [Row(part, "", "", OURS, "", None, 0, str(reason))]


def main() -> None:
    """Write the part's document."""
    part, ask, out = asked()
    # Rivals warn of their own affairs.
    warnings.simplefilter("ignore")
    begin = time.perf_counter()
    found = rows(part, ask)
    document = {
        "part": part,
        "rows": [row.to_dict() for row in found],
        "seconds": round(time.perf_counter() - begin, 1),
        "memory": round(peak()),
    }
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    if out is None:
        sys.stdout.write(text)
    else:
        out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
