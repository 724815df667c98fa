"""Where the labelled sets lie, and how they are read. A set that is not there is skipped with a reason, never a failure."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from bench.rows import Ask

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data"
# Read once, unmeasured: models and tables are loaded at the first text.
WARMING = "The mayor said on Friday that the bridge would cost $3 million."


class Missing(Exception):
    """A labelled set is not there. The message says which, and how to name another place."""

    def __init__(self, *paths: Path) -> None:
        super().__init__(f"there is no {', '.join(map(str, paths))}; say where the labelled sets are with --data DIR")


def needed(*paths: Path) -> None:
    """Raise ``Missing`` if one of the paths is not there."""
    missing = [path for path in paths if not path.exists()]
    if missing:
        raise Missing(*missing)


def records(path: Path) -> Iterator[dict[str, Any]]:
    """Read the records of a JSONL file, or of a file that is one JSON list. Raises ``Missing``."""
    needed(path)
    if path.suffix == ".json":
        yield from json.loads(path.read_text(encoding="utf-8"))
        return
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def found(folder: Path, *endings: str) -> list[Path]:
    """The files of a folder with one of these endings, in order of their names."""
    return sorted(path for ending in endings for path in folder.glob(f"*{ending}"))


def chosen(
    held: Iterable[dict[str, Any]], ask: Ask, *, default: str = "dev", quick: int = 20
) -> tuple[str, list[dict[str, Any]]]:
    """The records of the split that was asked for; by default those of ``default`` if there are any, else all.

    ``--split all`` takes every record. Gives the split's name with them.
    """
    everything = list(held)
    splits = {str(one.get("split", "")) for one in everything}
    split = ask.split or (default if default in splits else "all")
    if split == "all":
        names = ", ".join(sorted(splits - {""}))
        kept, split = everything, names or "all"
    else:
        kept = [one for one in everything if one.get("split") == split]
    return split, list(islice(kept, ask.most(quick)))


def tell(ask: Ask, lines: Iterable[str]) -> None:
    """Print what went wrong, for ``--errors N``: at most so many lines of a kind."""
    for line in islice(lines, ask.errors):
        print(line, file=sys.stderr)
