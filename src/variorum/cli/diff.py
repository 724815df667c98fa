"""``variorum diff``: two editions told apart, finding by finding."""

from __future__ import annotations

import json as _json

import typer

from variorum.edition import diff
from variorum.store import load


def run(before: str, after: str, *, json: bool) -> int:
    """Print what is new, gone or changed between two editions."""
    changes = diff(load(before), load(after))
    typer.echo(_json.dumps(changes.to_dict(), ensure_ascii=False, indent=2) if json else str(changes))
    return 0
