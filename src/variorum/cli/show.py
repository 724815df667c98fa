"""``variorum show`` and ``variorum stories`` on a library: what is in it."""

from __future__ import annotations

import json as _json
from dataclasses import asdict
from typing import Any

import typer

from variorum.cli.places import Where, opened
from variorum.cli.rendering import render
from variorum.edition.visible import one_line, shortened
from variorum.edition.wording import counted
from variorum.library import Shown

_TITLE = 90  # characters


def run(story: str, place: Where, *, sure: bool, quiet: bool, **forms: Any) -> int:
    """Print or write the edition of one story in the forms asked for."""
    with opened(place) as library:
        name = library.story(story)
        edition = library.edition(name)
        stale = library.listed(name).stale
    render(edition, sure=sure, quiet=quiet, **forms)
    if stale and not quiet:
        typer.echo("note: there is more to read and collate in this story: `variorum ingest` does it", err=True)
    return 0


def run_list(place: Where, *, limit: int, json: bool) -> int:
    """List the stories of the library."""
    with opened(place) as library:
        counts = library.counts
        stories = library.stories(limit)
    if json:
        rows = {"counts": asdict(counts), "stories": [asdict(story) for story in stories]}
        typer.echo(_json.dumps(rows, ensure_ascii=False, indent=2))
        return 0
    typer.echo(f"{counted(counts.articles, 'article')} in {counted(counts.stories, 'story')}")
    for story in stories:
        for line in told(story):
            typer.echo(line)
    if counts.stories > len(stories):
        typer.echo(f"\nand {counts.stories - len(stories):,} more: --limit N shows N of them")
    if counts.to_do:
        typer.echo(f"\n{counted(counts.to_do, 'story')} not yet read and collated: `variorum ingest` goes on with it")
    return 0


def told(story: Shown) -> list[str]:
    """Tell a story of the list in two lines: its title; its days, tellings, voices, and on how much they differ."""
    days = " to ".join({story.opened: None, story.latest or story.opened: None}) if story.opened else "undated"
    parts = [days, counted(story.articles, "telling")]
    if story.voices is not None:
        parts.append(counted(story.voices, "voice"))
    if story.differences:
        parts.append(counted(story.differences, "difference"))
    if story.stale:
        parts.append("not yet collated")
    return ["", one_line(shortened(story.title, _TITLE)), f"  {' · '.join(parts)} · story {story.id}"]
