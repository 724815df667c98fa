"""Files that somebody hands over under a name: read like any others, and known by that name, wherever they lie meanwhile."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from variorum.articles import Taken, portions
from variorum.articles.formats import FORMS, PACKED, READ, ending, form_of
from variorum.articles.inputs import Source, unreadable
from variorum.edition.visible import one_line
from variorum.engines import Engine, local
from variorum.model import Problem

LONGEST = 120
"""Characters of a name that is kept; of a longer one the rest is a hash."""


@dataclass(frozen=True)
class Dropped:
    """A file that was handed over: what it is called, which is never a path, and where its bytes lie now."""

    name: str
    path: Path


def called(name: str) -> str:
    """Give the name under which a file is known that somebody calls ``name``: one visible line, without folders, and not too long."""
    own = one_line(name.replace("\\", "/").rstrip("/").rpartition("/")[2])
    if own in {"", ".", ".."}:
        return "unnamed"
    if len(own) <= LONGEST:
        return own
    rest = hashlib.sha256(own.encode("utf-8", "replace")).hexdigest()[:8]
    return f"{own[: LONGEST - 30].rstrip()}…{rest}{_suffix(own)}"


def kept_as(number: int, name: str) -> str:
    """Give a file name of ours for a file: a number, and the ending of its name if that is one we know."""
    return f"{number:06}{_suffix(name)}"


def _suffix(name: str) -> str:
    """Give the ending of a name as far as it tells the format and the packing."""
    form = ending(name)
    packing = PurePosixPath(name).suffix.lower()
    return (form if form in FORMS else "") + (packing if packing in PACKED else "")


def dropped(files: Sequence[Dropped], engine: Engine = local) -> Iterator[Taken]:
    """Read every article of some files, in portions to be taken in; one of a name that came before is a new version of the same telling."""
    sources: list[Source] = []
    for file in _told_apart(files):
        if ending(file.name) and not form_of(file.path.name):
            message = f"Files ending in {ending(file.name)[:20]} are not read. Convert it to one of {READ}."
            yield Taken(file.name, problems=(Problem(file.name, "unsupported", message),))
            continue
        try:
            size = file.path.stat().st_size
        except OSError as error:
            yield Taken(file.name, problems=(unreadable(file.name, error),))
            continue
        # A file on disk has an absolute path, so that none can have the address of one that was handed over.
        sources.append(Source(file.name, file.path, named=True, real=f"dropped/{quote(file.name)}", size=size))
    yield from portions.take(sources, None, engine, {}, portions.SMALL)


def _told_apart(files: Sequence[Dropped]) -> Iterator[Dropped]:
    """Number those of one name: dropped together, they are files of several folders and no versions."""
    met: dict[str, int] = {}
    for file in files:
        name = called(file.name)
        met[name] = met.get(name, 0) + 1
        yield Dropped(name if met[name] == 1 else _numbered(name, met[name]), file.path)


def _numbered(name: str, number: int) -> str:
    suffix = _suffix(name)
    stem = name[: len(name) - len(suffix)] if suffix and name.lower().endswith(suffix) else name
    return f"{stem} ({number}){name[len(stem) :]}"
