"""``variorum ingest --server``: files are sent to a server, which takes them in; pages it fetches itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import typer

from variorum.cli.ingest import split_sources, told_counts
from variorum.cli.places import Served
from variorum.cli.remote import RemoteLibrary
from variorum.cli.rendering import report
from variorum.edition.wording import counted
from variorum.errors import NothingToRead
from variorum.model import Problem

_COUNTS = ("new", "changed", "known", "collated")


def run(sources: Sequence[str], served: Served, *, quiet: bool) -> int:
    """Send what is named, wait until it is taken in, and print what came of it. Raises ``NothingToRead``, ``NoServer``, ``Refused``."""
    urls, paths = split_sources(sources)
    if "-" in paths:
        raise typer.BadParameter("standard input is not sent to a server: name a file.")
    files, problems = _found(paths)
    if not files and not urls and not problems:
        raise NothingToRead(())
    counts = dict.fromkeys(_COUNTS, 0)
    with RemoteLibrary(served.url, served.token) as library:
        for outcome in library.ingest(files, urls):
            for name in _COUNTS:
                counts[name] += outcome[name]
            problems += library.problems_in(outcome)
        held = library.counts
    code = report(problems, quiet)
    if not quiet:
        typer.echo(told_counts(**counts))
        typer.echo(f"{library.path}: {counted(held.articles, 'article')} in {counted(held.stories, 'story')}")
        if held.to_do:
            typer.echo(f"{counted(held.to_do, 'story')} to be read and collated")
    return code


def _found(paths: Sequence[str]) -> tuple[list[tuple[str, Path]], list[Problem]]:
    """Give the files that paths and patterns stand for, each with its name, and what is wrong with them."""
    from variorum.articles.inputs import find

    sources, problems = find(paths)
    return [(source.name, source.path) for source in sources], list(problems)
