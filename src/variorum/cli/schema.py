"""``variorum schema``: the JSON Schema of an edition."""

from __future__ import annotations

import json

import typer

from variorum.edition import schema


def run() -> int:
    """Print the schema that every edition validates against."""
    typer.echo(json.dumps(schema(), ensure_ascii=False, indent=2))
    return 0
