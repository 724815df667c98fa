"""Paths and folders → the files to read, each once, in a stable order; what cannot be read is said."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from glob import glob
from pathlib import Path, PurePath

from variorum.articles.formats import PACKED, READ, ending, form_of
from variorum.model import Problem
from variorum.settings import DEFAULT

# Files that lie beside articles and describe them, or the folder, or what we wrote ourselves.
BESIDE = frozenset(
    "expected manifest metadata meta package index schema config settings edition edition.schema".split()
)


_MAGIC = re.compile(r"[*?[]")


@dataclass(frozen=True)
class Source:
    """One file to read: its name as the user will know it, its place, whether it was named itself, and its bytes.

    ``real`` is the file that the place leads to, as text; ``-`` stands for standard input, whose size nobody knows.
    """

    name: str
    path: Path
    named: bool
    real: str = ""
    size: int = 0


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
            self.sources.append(Source(readable(name), path, named, readable(real), _size(path)))

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
            elif form_of(entry) and not _beside(path):
                self.file(str(path), path, named=False)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # it is said when the file is to be read
        return 0


def readable(name: str) -> str:
    """Give a file name as text that can be printed: bytes of it that are no UTF-8 become the replacement character."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _beside(path: Path) -> bool:
    name = path.name.lower()
    while PurePath(name).suffix in PACKED:
        name = PurePath(name).stem
    return name.endswith(".json") and name.removesuffix(".json") in BESIDE


def unreadable(name: str, error: OSError) -> Problem:
    """Say why the system would not give us a file or folder."""
    reason = error.strerror or type(error).__name__
    return Problem(
        readable(name), "unreadable", f"It could not be opened: {reason}. Check the permissions and try again."
    )


def find(inputs: Iterable[str | Path]) -> tuple[list[Source], list[Problem]]:
    """Walk the inputs (not ``-``): named files in any known format, folders with all below them, hidden files aside.

    A name with ``*``, ``?`` or ``[…]`` that is no file stands for all that match it, ``**`` for any folders.
    """
    walk = _Walk()
    # Sorted, so that the name under which a file met twice is known does not depend on the order given.
    for given in sorted({str(item) for item in inputs}, key=lambda name: (len(name), name)):
        try:
            _enter(walk, given, Path(given))
        except (
            OSError,
            ValueError,
            re.error,
            RecursionError,
        ) as error:  # a name with a zero byte, or longer than the system allows
            reason = getattr(error, "strerror", None) or str(error)
            walk.problems.append(
                Problem(readable(given), "unreadable", f"It could not be opened: {reason}. Check the name.")
            )
    return sorted(walk.sources, key=lambda source: source.name), walk.problems


def _enter(walk: _Walk, given: str, path: Path) -> None:
    if path.is_dir():
        _enter_folder(walk, given, path)
    elif path.is_file():
        _enter_file(walk, given, path)
    elif path.exists():
        walk.problems.append(
            Problem(readable(given), "unreadable", "It is neither a file nor a folder. Pipe it in with - instead.")
        )
    elif _MAGIC.search(given):
        _enter_pattern(walk, given)
    else:
        walk.problems.append(Problem(readable(given), "not_found", "There is no such file or folder. Check the path."))


def _enter_folder(walk: _Walk, given: str, path: Path) -> None:
    before = len(walk.sources) + len(walk.problems) + len(walk.files)
    walk.folder(path, frozenset())
    if len(walk.sources) + len(walk.problems) + len(walk.files) == before:
        message = f"No article lies in this folder. Files read: {READ}, each also with .gz or .zst."
        walk.problems.append(Problem(readable(given), "empty", message))


def _enter_file(walk: _Walk, given: str, path: Path) -> None:
    if ending(path.name) and not form_of(path.name):
        message = f"Files ending in {readable(ending(path.name))} are not read. Convert it to one of {READ}."
        walk.problems.append(Problem(readable(given), "unsupported", message))
    else:
        walk.file(given, path, named=True)


def _enter_pattern(walk: _Walk, given: str) -> None:
    """Take every file and folder that a pattern matches; a file counts as one that lies in a folder."""
    found = sorted(glob(given, recursive=True))  # noqa: PTH207  # Path.glob takes no absolute patterns
    for match in found:
        path = Path(match)
        if path.is_dir():
            # "news/**" matches the folders below, too, whose files it matches by themselves
            if not given.endswith("**"):
                walk.folder(path, frozenset())
        elif form_of(path.name) and path.is_file() and not _beside(path):
            walk.file(match, path, named=False)
    if not found:
        message = "Nothing matches it. Check the pattern, and quote it so that the shell leaves it alone."
        walk.problems.append(Problem(readable(given), "not_found", message))


def too_large(name: str, size: int | None) -> Problem:
    """Say that one article, page or document is larger than we read."""
    shown = f"It has {size / 1e6:,.0f} MB" if size else "It is longer"
    most = DEFAULT.largest_file / 1e6
    return Problem(
        name,
        "too_large",
        f"{shown}; at most {most:,.0f} MB are read of one. Split it into its articles, one a line of a .jsonl.",
    )
