"""The library of the examples, made once for all tests that show it."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from variorum.library import Library

ROOT = Path(__file__).parents[2]
EXAMPLES = (ROOT / "examples" / "summit", ROOT / "examples" / "ferry", ROOT / "examples" / "versions")
MOMENT = "2031-05-12T09:30:00Z"


def moment() -> str:
    """The clock of tests: it stands still."""
    return MOMENT


def of_examples(shelf: Path) -> Path:
    """Give the library of the examples, from the shelf if this program has made it there before."""
    return kept(shelf, "examples", EXAMPLES, lambda library: library.ingest(EXAMPLES))


def kept(shelf: Path, name: str, inputs: tuple[Path, ...], fill: Callable[[Library], object]) -> Path:
    """Give a library that was filled from some inputs, made anew for each program and each state of the inputs."""
    made = shelf / f"{name}-{_state(inputs)}.db"
    if not made.exists():
        beside = made.with_suffix(f".{os.getpid()}")  # another run may be making it, too
        with Library(beside, clock=moment) as library:
            fill(library)
        beside.replace(made)
        for old in sorted(shelf.glob(f"{name}-*.db"), key=lambda one: one.stat().st_mtime)[:-3]:
            old.unlink(missing_ok=True)
    return made


def copied(library: Path, folder: Path) -> Path:
    """Give a library of one's own to change."""
    return Path(shutil.copy(library, folder / "library.db"))


def _state(inputs: tuple[Path, ...]) -> str:
    """Name what a library depends on: the inputs, and the program but for what only shows."""
    known = hashlib.sha256()
    program = ROOT / "src" / "variorum"
    shown = {program / room for room in ("cli", "llm", "mcp", "web")}
    files = [path for path in program.rglob("*.*") if not shown & set(path.parents) and "__pycache__" not in path.parts]
    for path in sorted([*files, *(one for folder in inputs for one in folder.rglob("*")), ROOT / "uv.lock"]):
        if path.is_file():
            known.update(f"{path.relative_to(ROOT) if path.is_relative_to(ROOT) else path.name}\0".encode())
            known.update(path.read_bytes())
    return known.hexdigest()[:16]
