"""``variorum bench``: run the measurements that stand in ``bench/`` of a source checkout."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import typer

_CHECKOUT = Path(__file__).resolve().parents[3]


def run(parts: list[str], data: Path | None) -> int:
    """Run each part as a program of its own, so that one part's memory and imports do not colour another's figures."""
    folder = _CHECKOUT / "bench"
    known = sorted(path.stem for path in folder.glob("*.py") if not path.stem.startswith("_"))
    if not known:
        typer.echo("variorum: the benchmarks come with the source checkout, not with the installed package", err=True)
        return 2
    unknown = sorted(set(parts) - set(known))
    if unknown:
        typer.echo(f"variorum: no such part: {', '.join(unknown)}; there are {', '.join(known)}", err=True)
        return 2
    where = data or _CHECKOUT.parent / "shared" / "data"
    worst = 0
    for part in parts or known:
        typer.echo(f"== {part}")
        done = subprocess.run([sys.executable, str(folder / f"{part}.py"), "--data", str(where)], check=False)  # noqa: S603  # our own script, no shell
        worst = max(worst, done.returncode)
    return worst
