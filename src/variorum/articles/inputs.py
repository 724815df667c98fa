"""Paths and folders → the files to read, each once, in a stable order; what cannot be read is said."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from variorum.model import Problem
from variorum.settings import DEFAULT

SUFFIXES = frozenset(
    {".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".json", ".jsonl", ".ndjson", ".parquet", ".pq"}
)
# Files that lie beside articles and describe them, or the folder, or what we wrote ourselves.
BESIDE = frozenset(
    "expected manifest metadata meta package index schema config settings edition edition.schema".split()
)


@dataclass(frozen=True)
class Source:
    """One file to read: its name as the user will know it, its place, and whether it was named itself."""

    name: str
    path: Path
    named: bool


@dataclass
class _Walk:
    """What was seen on the way; held open while the folders are walked."""

    sources: list[Source] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    files: set[str] = field(default_factory=set)

    def file(self, name: str, path: Path, *, named: bool) -> None:
        real = os.path.realpath(path)
        if real not in self.files:
            self.files.add(real)
            self.sources.append(Source(readable(name), path, named))

    def folder(self, folder: Path, above: frozenset[str]) -> None:
        here = os.path.realpath(folder)
        if here in above:
            self.problems.append(
                Problem(
                    readable(str(folder)),
                    "directory_loop",
                    "This link leads back to a folder above it; it was not followed.",
                )
            )
            return
        try:
            entries = sorted(entry.name for entry in folder.iterdir())
        except OSError as error:
            self.problems.append(unreadable(str(folder), error))
            return
        for entry in entries:
            path = folder / entry
            if entry.startswith("."):
                continue
            if path.is_dir():
                self.folder(path, above | {here})
            elif path.suffix.lower() in SUFFIXES and not _beside(path):
                self.file(str(path), path, named=False)


def readable(name: str) -> str:
    """Give a file name as text that can be printed: bytes of it that are no UTF-8 become the replacement character."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _beside(path: Path) -> bool:
    return path.suffix.lower() == ".json" and path.stem.lower() in BESIDE


def unreadable(name: str, error: OSError) -> Problem:
    """Say why the system would not give us a file or folder."""
    reason = error.strerror or type(error).__name__
    return Problem(
        readable(name), "unreadable", f"It could not be opened: {reason}. Check the permissions and try again."
    )


def find(inputs: Iterable[str | Path]) -> tuple[list[Source], list[Problem]]:
    """Walk the inputs (not ``-``): named files in any known format, folders with all below them, hidden files aside."""
    walk = _Walk()
    # Sorted, so that the name under which a file met twice is known does not depend on the order given.
    for given in sorted({str(item) for item in inputs}, key=lambda name: (len(name), name)):
        path = Path(given)
        try:
            _enter(walk, given, path)
        except (OSError, ValueError) as error:  # a name with a zero byte, or longer than the system allows
            reason = getattr(error, "strerror", None) or str(error)
            walk.problems.append(Problem(given, "unreadable", f"It could not be opened: {reason}. Check the name."))
    return sorted(walk.sources, key=lambda source: source.name), walk.problems


def _enter(walk: _Walk, given: str, path: Path) -> None:
    if path.is_dir():
        before = len(walk.sources) + len(walk.problems) + len(walk.files)
        walk.folder(path, frozenset())
        if len(walk.sources) + len(walk.problems) + len(walk.files) == before:
            found = ", ".join(sorted(SUFFIXES))
            walk.problems.append(Problem(given, "empty", f"No article lies in this folder. Files read: {found}."))
    elif path.is_file():
        if path.suffix and path.suffix.lower() not in SUFFIXES:
            message = f"Files ending in {path.suffix} are not read. Convert it to .txt, .md, .html, .json, .jsonl or .parquet."
            walk.problems.append(Problem(given, "unsupported", message))
        else:
            walk.file(given, path, named=True)
    elif path.exists():
        walk.problems.append(
            Problem(given, "unreadable", "It is neither a file nor a folder. Pipe it in with - instead.")
        )
    else:
        walk.problems.append(Problem(given, "not_found", "There is no such file or folder. Check the path."))


def load(source: Source) -> tuple[bytes | None, Problem | None]:
    """Read the bytes of a file, unless it is too large or closed to us."""
    try:
        size = source.path.stat().st_size
        if size > DEFAULT.largest_file:
            return None, too_large(source.name, size)
        return source.path.read_bytes(), None
    except OSError as error:
        return None, unreadable(source.name, error)


def too_large(name: str, size: int | None) -> Problem:
    """Say that an input is larger than we read."""
    shown = f"It has {size / 1e6:,.0f} MB" if size else "It is longer"
    most = DEFAULT.largest_file / 1e6
    return Problem(name, "too_large", f"{shown}; at most {most:,.0f} MB are read. Split it into its articles.")
