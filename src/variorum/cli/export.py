"""``variorum export``: findings in the formats of other programs."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import IO

import typer

from variorum.cli.compare import with_progress
from variorum.cli.places import Where, opened
from variorum.cli.rendering import report
from variorum.edition.exports import FILES, FOLDERS, Wanted, decision_lines, settled, table_pieces, written
from variorum.edition.tables import tables
from variorum.errors import NoSpace, NotAnEdition, NotWritable, UnknownFormat, UnknownStory
from variorum.model import Decision, Edition, Problem
from variorum.pipeline import compare
from variorum.store import Tables, load

FORMATS = (*FILES, *FOLDERS)
_EMPTY = (Edition(),)  # its tables have no rows, so that every table is written whatever there is


def run(
    parts: Iterable[Edition],
    *,
    form: str,
    to: str = "-",
    stories: Iterable[str] = (),
    wanted: Wanted,
    decisions: Iterable[Decision] = (),
    quiet: bool = False,
) -> int:
    """Write editions of whole stories, which come one after another; 1 if an input had a problem.

    ``stories`` are the ids of those that are wanted; all if there are none. ``decisions`` go behind the rest of ``jsonl``. Raises
    ``UnknownFormat``, ``UnknownStory``, ``NotWritable``, ``NoSpace`` and ``typer.BadParameter``; then no file is left behind.
    """
    if form not in FORMATS:
        raise UnknownFormat(form, FORMATS)
    if form in FOLDERS and to == "-":
        raise typer.BadParameter(f"--format {form} writes a folder of tables: name it with --to DIR.")
    watched = _Watched(parts, frozenset(stories))
    if form in FILES:
        with _opened(to) as file:
            for piece in written(form, watched, wanted):
                file.write(piece.encode("utf-8", "replace"))
            if form == "jsonl":
                for line in decision_lines(decisions):
                    file.write(line.encode("utf-8", "replace"))
            watched.finish()
    else:
        (_csv if form == "csv" else _parquet)(watched, Path(to), wanted)
    if not quiet and to != "-":
        typer.echo(f"wrote {to if form in FILES else f'{to}/*.{form}'}", err=True)
    return report(watched.problems, quiet)


def from_library(place: Where, stories: Iterable[str], *, form: str, to: str, wanted: Wanted, quiet: bool) -> int:
    """Write the stories of a library, or some of them, one after another, and what the user settled."""
    with opened(place) as library:
        parts = library.editions(*(library.story(name) for name in stories))
        return run(parts, form=form, to=to, wanted=wanted, decisions=library.decisions, quiet=quiet)


def from_paths(paths: list[str], *, quiet: bool) -> Iterator[Edition]:
    """Give the editions on file, each as it stands, and one edition of all that are tellings. Raises what ``compare`` raises."""
    tellings: list[str] = []
    for path in paths:
        if path.lower().endswith(".json") and Path(path).is_file():
            try:
                yield load(path)
            except NotAnEdition:
                tellings.append(path)  # a .json may just as well hold an article; if not even that, compare says so
        else:
            tellings.append(path)
    if tellings:
        yield compare(tellings, stdin=sys.stdin.buffer if "-" in tellings else None, engine=with_progress(quiet))


class _Watched:
    """The parts on their way to the writer: only the stories asked for, and what was wrong with the inputs is kept."""

    def __init__(self, parts: Iterable[Edition], stories: frozenset[str]) -> None:
        self._parts = parts
        self._stories = stories
        self._met: set[str] = set()
        self.problems: list[Problem] = []

    def __iter__(self) -> Iterator[Edition]:
        for part in self._parts:
            self.problems += part.problems
            if not self._stories:
                yield part
            elif (chosen := _chosen(part, self._stories)).stories:
                self._met.update(story.id for story in chosen.stories)
                yield chosen

    def finish(self) -> None:
        """Raise ``UnknownStory`` if a story that was asked for never came."""
        for name in sorted(self._stories - self._met):
            raise UnknownStory(name)


def _chosen(part: Edition, stories: frozenset[str]) -> Edition:
    kept = tuple(story for story in part.stories if story.id in stories)
    wanted = {article for story in kept for article in story.articles}
    return replace(part, stories=kept, articles=tuple(one for one in part.articles if one.id in wanted))


def _csv(parts: _Watched, folder: Path, wanted: Wanted) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NotWritable(str(folder), error.strerror or "not a folder") from error
    files: dict[str, IO[bytes]] = {}
    with ExitStack() as stack:
        for name, piece in table_pieces(chain(parts, _EMPTY), wanted):
            if name not in files:
                files[name] = stack.enter_context(_opened(str(folder / f"{name}.csv")))
            files[name].write(piece.encode("utf-8", "replace"))
        parts.finish()


def _parquet(parts: _Watched, folder: Path, wanted: Wanted) -> None:
    with Tables(folder) as out:
        for part in chain(parts, _EMPTY):
            out.add(tables(settled(part, wanted)))
        parts.finish()


@contextmanager
def _opened(place: str) -> Iterator[IO[bytes]]:
    """Open standard output, or a file that is built aside and renamed, so that a reader never sees half of it."""
    if place == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    target = Path(place)
    aside = target.with_name(f".{target.name[:100]}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with aside.open("wb") as file:
                yield file
            aside.replace(target)
        finally:
            aside.unlink(missing_ok=True)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise NoSpace(place) from error
        raise NotWritable(place, error.strerror or "unknown reason") from error
