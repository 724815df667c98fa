"""``variorum compare``: read, group, collate, show."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import typer

from variorum.cli.progress import watching
from variorum.cli.working import Working
from variorum.engines import Run
from variorum.errors import NotWritable
from variorum.model import Edition
from variorum.pipeline import compare
from variorum.settings import Merging


def run(
    paths: list[str],
    *,
    json: bool,
    html: str | None,
    markdown: bool,
    csv: Path | None,
    parquet: Path | None = None,
    sure: bool = False,
    everything: bool,
    quiet: bool,
    entities: Path | None = None,
    working: Working | None = None,
    merging: Merging | None = None,
) -> int:
    """Print or write the edition in the forms asked for; the terminal view if none is. ``sure`` leaves out what is not."""
    stdin = sys.stdin.buffer if "-" in paths else None
    with (working or Working()).opened(quiet) as engine:
        if parquet is not None and not (json or markdown or html or csv):
            return _corpus(
                paths, parquet, engine=engine, stdin=stdin, entities=entities, merging=merging, sure=sure, quiet=quiet
            )
        edition = compare(paths, stdin=stdin, engine=engine, entities=entities, merging=merging)
    from variorum import edition as rendered

    if sure:
        edition = rendered.only_sure(edition)
    printed = False
    if json:
        typer.echo(rendered.to_json(edition), nl=False)
        printed = True
    if markdown:
        typer.echo(rendered.to_markdown(edition, everything=everything), nl=False)
        printed = True
    if html is not None:
        printed |= _write(html, rendered.to_html(edition, everything=everything), quiet)
    if csv is not None:
        _csv(edition, csv, quiet)
    if parquet is not None:
        _parquet(edition, parquet, quiet)
    if not printed and not (quiet and (html or csv)):
        _show(edition, everything)
    report(edition, quiet)
    return 1 if any(problem.kind not in INFORMATIVE for problem in edition.problems) else 0


def _corpus(paths: list[str], folder: Path, *, quiet: bool, **options: Any) -> int:
    """Write tables and nothing else: then a corpus is never held whole."""
    from variorum.cli.corpus import write

    articles, stories, problems = write(paths, folder, **options)
    if not quiet:
        typer.echo(f"wrote {folder}/*.parquet: {articles:,} articles, {stories:,} stories", err=True)
    report(Edition(problems=problems), quiet)
    return 1 if any(problem.kind not in INFORMATIVE for problem in problems) else 0


def _csv(edition: Edition, folder: Path, quiet: bool) -> None:
    from variorum.edition import to_csv

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NotWritable(str(folder), error.strerror or "not a folder") from error
    for name, table in to_csv(edition).items():
        _write(str(folder / name), table, quiet=True)
    if not quiet:
        typer.echo(f"wrote {folder}/*.csv", err=True)


def _parquet(edition: Edition, folder: Path, quiet: bool) -> None:
    from variorum.edition.tables import tables
    from variorum.store import Tables

    with Tables(folder) as out:
        out.add(tables(edition))
    if not quiet:
        typer.echo(f"wrote {folder}/*.parquet", err=True)


def merging(apart: Iterable[str], independent: Iterable[str]) -> Merging:
    """Make of ``--apart KIND`` and ``--independent A,B`` what they mean. Raises ``UnknownMerge`` and ``typer.BadParameter``."""
    pairs = [tuple(part.strip() for part in pair.split(",")) for pair in independent]
    for pair in pairs:
        if len(pair) != 2 or not all(pair):
            raise typer.BadParameter(f"{','.join(pair)!r}: name two tellings with a comma between them")
    return Merging(frozenset(apart), frozenset((pair[0], pair[1]) for pair in pairs))


# A repair that succeeded is told, but nothing is wrong any more.
INFORMATIVE = frozenset(["encoding_repaired"])


def report(edition: Edition, quiet: bool) -> None:
    """Say on standard error what was wrong with the inputs."""
    if quiet:
        return
    from variorum.edition.visible import one_line

    for problem in edition.problems:
        typer.echo(f"problem: {one_line(problem.input)}: {one_line(problem.message)} [{problem.kind}]", err=True)


def with_progress(quiet: bool) -> Run:
    """An engine that works here and shows a bar on a terminal while it works through more than a few pieces."""
    return Run(watch=watching(quiet))


def _write(place: str, text: str, quiet: bool) -> bool:
    """Write a text to a file, or print it for ``-``; say whether it was printed."""
    if place == "-":
        typer.echo(text, nl=False)
        return True
    from variorum.store import save

    try:
        save(text, place)
    except OSError as error:
        raise NotWritable(place, error.strerror or "unknown reason") from error
    if not quiet:
        typer.echo(f"wrote {place}", err=True)
    return False


def _show(edition: Edition, everything: bool) -> None:
    from rich.console import Console

    from variorum.edition import to_terminal

    to_terminal(edition, Console(), everything=everything)
