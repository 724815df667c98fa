"""``variorum compare``: read, group, collate, show."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from variorum.cli.progress import watching
from variorum.cli.rendering import render, report
from variorum.cli.working import Working
from variorum.engines import Run
from variorum.pipeline import compare
from variorum.settings import Merging

if TYPE_CHECKING:
    from variorum.llm import Reader


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
    llm: Reader | None = None,
) -> int:
    """Print or write the edition in the forms asked for; the terminal view if none is. ``sure`` leaves out what is not."""
    stdin = sys.stdin.buffer if "-" in paths else None
    with (working or Working()).opened(quiet) as engine:
        if parquet is not None and not (json or markdown or html or csv):
            if llm is not None:
                raise typer.BadParameter("a corpus is written without --llm: ask for --json or another form as well.")
            return _corpus(
                paths, parquet, engine=engine, stdin=stdin, entities=entities, merging=merging, sure=sure, quiet=quiet
            )
        edition = compare(paths, stdin=stdin, engine=engine, entities=entities, merging=merging, llm=llm)
    render(
        edition,
        json=json,
        html=html,
        markdown=markdown,
        csv=csv,
        parquet=parquet,
        sure=sure,
        everything=everything,
        quiet=quiet,
    )
    return report(edition.problems, quiet)


def _corpus(paths: list[str], folder: Path, *, quiet: bool, **options: Any) -> int:
    """Write tables and nothing else: then a corpus is never held whole."""
    from variorum.cli.corpus import write

    articles, stories, problems = write(paths, folder, **options)
    if not quiet:
        typer.echo(f"wrote {folder}/*.parquet: {articles:,} articles, {stories:,} stories", err=True)
    return report(problems, quiet)


def merging(apart: Iterable[str], independent: Iterable[str], together: Iterable[str] = ()) -> Merging:
    """Make of ``--apart KIND``, ``--independent A,B`` and ``--one-voice A,B`` what they mean.

    Raises ``UnknownMerge`` and ``typer.BadParameter``.
    """
    return Merging(frozenset(apart), _pairs(independent), _pairs(together))


def reader(url: str | None, model: str | None) -> Reader | None:
    """Make of ``--llm URL --llm-model NAME`` the reader they mean; none without them. Raises ``typer.BadParameter``."""
    if url is None and model is None:
        return None
    if not url or not model:
        raise typer.BadParameter("--llm URL and --llm-model NAME go together: give both.")
    from variorum.llm import Reader

    try:
        return Reader(url, model, key=os.environ.get("VARIORUM_LLM_KEY") or None)
    except ValueError as error:
        raise typer.BadParameter(f"{error}.") from error


def _pairs(named: Iterable[str]) -> frozenset[tuple[str, str]]:
    pairs = [tuple(part.strip() for part in pair.split(",")) for pair in named]
    for pair in pairs:
        if len(pair) != 2 or not all(pair):
            raise typer.BadParameter(f"{','.join(pair)!r}: name two tellings with a comma between them")
    return frozenset((pair[0], pair[1]) for pair in pairs)


def with_progress(quiet: bool) -> Run:
    """An engine that works here and shows a bar on a terminal while it works through more than a few pieces."""
    return Run(watch=watching(quiet))
