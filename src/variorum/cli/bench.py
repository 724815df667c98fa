"""``variorum bench``: run the measurements that stand in ``bench/`` of a source checkout."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import typer

_CHECKOUT = Path(__file__).resolve().parents[3]


def run(parts: Sequence[str], options: Sequence[str]) -> int:
    """Hand the words to ``bench.report`` of this checkout, in a process that finds it there.

    It gives 2, and says why, for an unknown part, and if this is an installed package: the measurements and the fixtures
    they read are not in it.
    """
    if not (_CHECKOUT / "bench" / "report.py").is_file():
        typer.echo("variorum: the benchmarks come with the source checkout, not with the installed package", err=True)
        return 2
    known = sorted(path.stem for path in (_CHECKOUT / "bench" / "parts").glob("[!_]*.py"))
    if unknown := sorted(set(parts) - set(known)):
        typer.echo(f"variorum: no such part: {', '.join(unknown)}; there are {', '.join(known)}", err=True)
        return 2
    # -P: a folder named bench where the user stands is not ours.
    path = os.pathsep.join(filter(None, [str(_CHECKOUT), os.environ.get("PYTHONPATH", "")]))
    command = [sys.executable, "-P", "-m", "bench.report", *parts, *options]
    return subprocess.run(command, check=False, env=os.environ | {"PYTHONPATH": path}).returncode  # noqa: S603  # our own module, no shell
