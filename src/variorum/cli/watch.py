"""``variorum watch``: feeds are polled, what they bring is taken in, and what changed is printed."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from variorum.cli.compare import with_progress
from variorum.cli.ingest import Fetching, split_sources, taken_in
from variorum.cli.rendering import report, write
from variorum.edition.news import story_news
from variorum.errors import NothingToRead
from variorum.library import Library

if TYPE_CHECKING:
    from variorum.articles.fetching import Fetcher


def run(
    feeds: Sequence[str],
    place: Path | None,
    *,
    once: bool,
    every: float,
    atom: str | None,
    fetching: Fetching,
    quiet: bool,
    sleep: Callable[[float], None] = time.sleep,
) -> int:
    """Poll the feeds once, or again and again until it is broken off; ``every`` is in minutes."""
    urls, files = split_sources(feeds)
    if files or not urls:
        raise NothingToRead(tuple(files))
    code = 0
    try:
        with fetching.fetcher() as fetcher:
            while True:
                with Library(place) as library:
                    code = _poll(library, urls, fetcher, quiet)
                    if atom is not None:
                        write(atom, library.atom(), quiet=True)
                if once:
                    return code
                sleep(every * 60)
    except KeyboardInterrupt:
        return code


def _poll(library: Library, urls: Sequence[str], fetcher: Fetcher, quiet: bool) -> int:
    """Take in what the feeds bring, and print what is new."""
    engine = with_progress(quiet)
    intake = library.intake(engine)
    taken_in(intake, library.fetched(urls, fetcher), quiet=True)
    for done in library.finish(engine=engine):
        for line in story_news(done.now, done.before):
            typer.echo(line)
    for lines in library.tell_versions(engine=engine):
        typer.echo("\n".join(lines))
    return report(intake.summary.problems, quiet)
