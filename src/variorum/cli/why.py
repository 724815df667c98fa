"""``variorum why``: everything behind one Point."""

from __future__ import annotations

import json as _json
import sys

import typer

from variorum.cli.compare import with_progress
from variorum.cli.places import Where, opened
from variorum.edition import why
from variorum.errors import NotAnEdition
from variorum.model import Edition
from variorum.pipeline import compare
from variorum.store import load


def run(point: str, paths: list[str], place: Where = None, *, json: bool, quiet: bool) -> int:
    """Explain a Point of an edition on file, of the edition that the tellings give now, or, without paths, of the library."""
    if paths:
        explanation = why(_edition(paths, quiet), point)
    else:
        story, slash, name = point.rpartition("/")
        if not slash:
            raise typer.BadParameter("name the story, too: STORY/p1; or the tellings, or an edition's JSON file.")
        with opened(place) as library:
            explanation = why(library.edition(story), name)
    typer.echo(_json.dumps(explanation.to_dict(), ensure_ascii=False, indent=2) if json else str(explanation))
    return 0


def _edition(paths: list[str], quiet: bool) -> Edition:
    if len(paths) == 1 and (paths[0] == "-" or paths[0].endswith(".json")):
        try:
            return load(paths[0])
        except NotAnEdition:
            # A single .json may just as well hold an article; if not even that, compare says so.
            if paths[0] == "-":
                raise
    return compare(paths, stdin=sys.stdin.buffer if "-" in paths else None, engine=with_progress(quiet))
