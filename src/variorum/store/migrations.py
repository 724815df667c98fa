"""The shape of a library's file, step by step: each step has a name and is done once, in one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from variorum.errors import NotALibrary
from variorum.store.connection import MARK, writing

_TABLE = """
CREATE TABLE IF NOT EXISTS migrations (
  name TEXT PRIMARY KEY,
  applied TEXT NOT NULL
)
"""


class Migration(NamedTuple):
    """A named step: the statements that change the file from what the steps before it have made."""

    name: str
    statements: tuple[str, ...]


def migrate(connection: sqlite3.Connection, steps: Sequence[Migration], path: Path, clock: Callable[[], str]) -> None:
    """Do the steps that a file has not seen. Raises ``NotALibrary`` if it has seen one that we do not know."""
    if applied(connection) == [step.name for step in steps]:
        return  # most runs: nothing is written, so that nobody is waited for
    with writing(connection):
        connection.execute(_TABLE)
        done = applied(connection)
        refuse_newer(done, steps, path)
        for step in steps:
            if step.name not in done:
                for statement in step.statements:
                    connection.execute(statement)
                connection.execute("INSERT INTO migrations VALUES (?, ?)", (step.name, clock()))
        connection.execute(f"PRAGMA application_id = {MARK}")


def applied(connection: sqlite3.Connection) -> list[str]:
    """Name the steps that a file has seen, in their order."""
    there = connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'migrations'").fetchone()
    return [row[0] for row in connection.execute("SELECT name FROM migrations ORDER BY rowid")] if there else []


def refuse_newer(done: Sequence[str], steps: Sequence[Migration], path: Path) -> None:
    """Raise ``NotALibrary`` if a file has seen a step that is not among ours."""
    unknown = [name for name in done if name not in {step.name for step in steps}]
    if unknown:
        raise NotALibrary(str(path), f"it was made by a newer Variorum, which knows the step {unknown[0]!r}")
