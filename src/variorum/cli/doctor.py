"""``variorum doctor``: how the program and the library are, in plain words."""

from __future__ import annotations

import json as _json
from dataclasses import asdict
from pathlib import Path

import typer

from variorum.edition.visible import one_line
from variorum.library.doctoring import examine

_SIGNS = {"fine": "ok  ", "note": "note", "wrong": "BAD "}


def run(place: Path | None, *, json: bool) -> int:
    """Print what was looked at and how it is; 1 if something is wrong."""
    lines = []
    for line in examine(place):
        lines.append(line)
        if not json:
            typer.echo(f"{_SIGNS[line.standing]}  {line.about}: {one_line(line.how)}")
    if json:
        typer.echo(_json.dumps([asdict(line) for line in lines], ensure_ascii=False, indent=2))
    return 1 if any(line.standing == "wrong" for line in lines) else 0
