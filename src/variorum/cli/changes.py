"""``variorum changes``: what the new versions of tellings dropped, added or altered."""

from __future__ import annotations

import json as _json
from collections.abc import Iterator
from pathlib import Path

import typer

from variorum.cli.compare import with_progress
from variorum.edition.revised import revised_lines
from variorum.edition.visible import one_line, shortened
from variorum.library import Library
from variorum.library.changing import VersionChange

_TITLE = 90  # characters


def run(telling: str | None, place: Path | None, *, since: str | None, json: bool, quiet: bool) -> int:
    """Print what changed, version by version."""
    with Library(place) as library:
        found = library.changes(telling, since=since, engine=with_progress(quiet))
        if json:
            typer.echo(_json.dumps([change.to_dict() for change in found], ensure_ascii=False, indent=2))
            return 0
        count = 0
        for change in found:
            for line in told(change):
                typer.echo(line)
            count += 1
    if not count:
        typer.echo("no telling has more than one version" if telling is None else "this telling has one version only")
    return 0


def told(change: VersionChange) -> Iterator[str]:
    """Tell one change: which telling and when, what it changed, and which Points of its story are others for it."""
    article = change.after.article
    name = article.outlet or article.url or article.input
    yield f"{one_line(name)}: “{shortened(one_line(article.title or change.after.address), _TITLE)}”"
    yield f"  {change.after.address}"
    yield f"  seen {change.before.last_seen}, then {change.after.seen}"
    yield from (f"  {line}" for line in revised_lines(change.revision))
    if change.points:
        yield f"  in the story “{shortened(one_line(change.title or ''), _TITLE)}” ({change.story}):"
        yield from (f"    {point.words}" for point in change.points)
    yield ""
