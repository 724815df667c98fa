"""The rivals, each behind a small adapter that imports it only when it is asked to read.

Those that install beside the program are the extra ``variorum[rivals]``; those that do not are in ``bench.rivals.apart``.
"""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from bench.running import Absent

EXTRA = "pip install 'variorum[rivals]'"


def package(module: str, distribution: str | None = None) -> Any:
    """Import a rival's module. Raises ``Absent`` with the line that installs it."""
    try:
        return import_module(module)
    except ImportError as failure:
        raise Absent(f"{distribution or module} is not installed ({failure}): {EXTRA}") from failure


def which(distribution: str) -> str:
    """Give a package's name with its installed version, or the name alone."""
    try:
        return f"{distribution} {version(distribution)}"
    except PackageNotFoundError:
        return distribution
