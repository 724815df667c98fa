"""``variorum ingest``: articles into the library, and its stories up to date."""

from __future__ import annotations

import json as _json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from variorum.cli.progress import Bytes
from variorum.cli.rendering import report
from variorum.cli.working import Working
from variorum.edition.wording import counted
from variorum.engines import Run
from variorum.library import Library

if TYPE_CHECKING:
    from variorum.articles.fetching import Fetcher
    from variorum.library.taking import Intake, Portion, Summary

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


@dataclass(frozen=True)
class Fetching:
    """How pages are fetched: from private addresses, too, or not; and whom a server may ask about it."""

    allow_private: bool = False
    contact: str | None = None

    def fetcher(self) -> Fetcher:
        """Give what fetches so. Raises ``typer.BadParameter`` for a contact that cannot be sent."""
        from variorum.articles.fetching import Fetcher

        try:
            return Fetcher(contact=self.contact, allow_private=self.allow_private)
        except ValueError as error:
            raise typer.BadParameter(str(error)) from error


def run(
    sources: Sequence[str],
    place: Path | None,
    *,
    mapping: Sequence[str],
    read: bool,
    refresh: bool,
    fetching: Fetching,
    working: Working,
    json: bool,
    quiet: bool,
) -> int:
    """Take in what is named, then read and collate what is not yet; print what came of it."""
    nouns = mapped(mapping)
    urls, listed = split_sources(sources)
    with Library(place) as library:
        try:
            with working.opened(quiet) as engine:
                intake = library.intake(engine)
                with engine.unwatched():  # one bar at a time
                    taken_in(intake, _portions(library, listed, nouns, engine, fetching, urls), quiet)
                collated = sum(1 for _ in library.finish(engine=engine, refresh=refresh)) if read else 0
                for _ in library.add_meaning() if read else ():
                    pass
        except KeyboardInterrupt:
            if not quiet:
                typer.echo(
                    f"variorum: broken off; what was finished is kept in {library.path}, the same command goes on",
                    err=True,
                )
            return 130
        summary, counts = intake.summary, library.counts
    code = report(summary.problems, quiet)
    if json:
        plain = {
            "new": list(summary.new),
            "changed": list(summary.changed),
            "known": summary.known,
            "collated": collated,
            "problems": [problem.to_dict() for problem in summary.problems],
            "counts": asdict(counts),
        }
        typer.echo(_json.dumps(plain, ensure_ascii=False, indent=2))
    elif not quiet:
        typer.echo(told(summary, collated))
        typer.echo(f"{library.path}: {counted(counts.articles, 'article')} in {counted(counts.stories, 'story')}")
        if counts.to_do:
            typer.echo(f"{counted(counts.to_do, 'story')} to be read and collated: `variorum ingest` does it")
    return code


def taken_in(intake: Intake, portions: Iterable[Portion], quiet: bool) -> None:
    """Take in portions with a bar on a terminal; when broken off, what came so far is kept."""
    with Bytes.shown(quiet) as bar:
        articles = 0
        for portion in portions:
            intake.add(portion)
            articles += len(portion.captures)
            bar.advance(getattr(portion, "read_of_all", 0), getattr(portion, "size_of_all", 0), articles)
        intake.keep()


def told(summary: Summary, collated: int) -> str:
    """Say in one line what was taken in and what came of it."""
    return told_counts(len(summary.new), len(summary.changed), summary.known, collated)


def told_counts(new: int, changed: int, known: int, collated: int) -> str:
    """Say in one line how many articles and versions are new, how many were known, and how many stories were collated."""
    parts = [f"{counted(new, 'new article')}"]
    if changed:
        parts.append(f"{counted(changed, 'new version')}")
    if known:
        parts.append(f"{known:,} known already")
    parts.append(f"{counted(collated, 'story')} collated")
    return ", ".join(parts)


def split_sources(sources: Sequence[str]) -> tuple[list[str], list[str]]:
    """Part what is to be fetched from what is to be read: URLs, and those that saved lists of feeds or sitemaps name; paths."""
    from variorum.library.listing import named_in

    urls: list[str] = []
    paths: list[str] = []
    for source in sources:
        if _URL.match(source):
            urls.append(source)
        elif (named := named_in(Path(source))) is not None:
            urls += named
        else:
            paths.append(source)
    return list(dict.fromkeys(urls)), paths


def mapped(pairs: Sequence[str]) -> Mapping[str, str]:
    """Read ``--map text=body``. Raises ``typer.BadParameter`` for what has no such form."""
    found: dict[str, str] = {}
    for pair in pairs:
        noun, equals, name = (part.strip() for part in pair.partition("="))
        if not (noun and equals and name):
            raise typer.BadParameter(f"{pair!r}: write noun=name, text=body say")
        found[noun] = name
    return found


def _portions(
    library: Library,
    paths: Sequence[str],
    mapping: Mapping[str, str],
    engine: Run,
    fetching: Fetching,
    urls: Sequence[str],
) -> Iterator[Portion]:
    if paths:
        from variorum.articles import captures

        yield from captures(paths, sys.stdin.buffer if "-" in paths else None, engine, mapping)
    if urls:
        with fetching.fetcher() as fetcher:
            yield from library.fetched(urls, fetcher)
