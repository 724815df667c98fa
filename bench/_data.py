"""What the measurements share: where the labelled sets lie, and what happens if one is not there."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data"


def asking(description: str | None) -> argparse.ArgumentParser:
    """A parser with ``--data DIR``, as ``variorum bench`` calls every script here."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA, metavar="DIR", help="the labelled sets (../shared/data)")
    return parser


def needed(*paths: Path) -> None:
    """Stop, with a plain reason and without failure, if a set is not there."""
    missing = [path for path in paths if not path.exists()]
    if missing:
        print(
            f"skipped: there is no {', '.join(str(path) for path in missing)}; say where the labelled sets are with --data DIR"
        )
        sys.exit(0)


def rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)
