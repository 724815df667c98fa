"""An edition in the forms asked for: printed, or written to files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import typer

from variorum.errors import NotWritable
from variorum.model import Edition, Problem

# A repair that succeeded is told, but nothing is wrong any more.
INFORMATIVE = frozenset(
    ["encoding_repaired", "teaser", "moved", "not_followed", "not_encrypted", "cut_short", "passed_over"]
)


def render(
    edition: Edition,
    *,
    json: bool = False,
    html: str | None = None,
    markdown: bool = False,
    csv: Path | None = None,
    parquet: Path | None = None,
    sure: bool = False,
    everything: bool = False,
    quiet: bool = False,
) -> None:
    """Print or write an edition; the terminal view if no form is named. ``sure`` leaves out what is not."""
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
        printed |= write(html, rendered.to_html(edition, everything=everything), quiet)
    if csv is not None:
        _csv(edition, csv, everything, quiet)
    if parquet is not None:
        _parquet(edition, parquet, quiet)
    if not printed and not (quiet and (html or csv or parquet)):
        _show(edition, everything)


def write(place: str, text: str, quiet: bool) -> bool:
    """Write a text to a file, or print it for ``-``; say whether it was printed. Raises ``NotWritable``."""
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


def _csv(edition: Edition, folder: Path, everything: bool, quiet: bool) -> None:
    from variorum.edition import to_csv

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NotWritable(str(folder), error.strerror or "not a folder") from error
    for name, table in to_csv(edition, everything=everything).items():
        write(str(folder / name), table, quiet=True)
    if not quiet:
        typer.echo(f"wrote {folder}/*.csv", err=True)


def _parquet(edition: Edition, folder: Path, quiet: bool) -> None:
    from variorum.edition.tables import tables
    from variorum.store import Tables

    with Tables(folder) as out:
        out.add(tables(edition))
    if not quiet:
        typer.echo(f"wrote {folder}/*.parquet", err=True)


def _show(edition: Edition, everything: bool) -> None:
    from rich.console import Console

    from variorum.edition import to_terminal

    to_terminal(edition, Console(), everything=everything)


def report(problems: Sequence[Problem], quiet: bool) -> int:
    """Say on standard error what was wrong with the inputs; give the exit code: 1 if anything was, else 0."""
    code = 1 if any(problem.kind not in INFORMATIVE for problem in problems) else 0
    if quiet:
        return code
    from variorum.edition.visible import one_line

    for problem in problems:
        typer.echo(f"problem: {one_line(problem.input)}: {one_line(problem.message)} [{problem.kind}]", err=True)
    return code
