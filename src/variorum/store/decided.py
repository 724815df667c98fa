"""What the user has settled: appended, undone at will, never lost."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace

from pydantic import TypeAdapter

from variorum.errors import UnknownDecision
from variorum.model import Decision, DecisionKind
from variorum.store.connection import as_written

_DECISION: TypeAdapter[Decision] = TypeAdapter(Decision)


def add(connection: sqlite3.Connection, decision: Decision) -> Decision:
    """Keep a decision; give it with the id that it is undone by."""
    number = connection.execute("SELECT coalesce(max(number), 0) + 1 FROM decisions").fetchone()[0]
    kept = replace(decision, id=f"d{number}")
    document = json.dumps(_DECISION.dump_python(kept, mode="json", by_alias=True), ensure_ascii=False)
    connection.execute(
        "INSERT INTO decisions VALUES (?, ?, ?, ?, ?, ?)",
        (number, kept.kind, kept.made, kept.undone, kept.note, document),
    )
    return kept


def undo(connection: sqlite3.Connection, identity: str, moment: str) -> Decision:
    """Take a decision back; it stays in the list. Raises ``UnknownDecision`` if there is none to be taken back."""
    for decision in decisions(connection):
        if decision.id == identity and decision.undone is None:
            connection.execute("UPDATE decisions SET undone = ? WHERE number = ?", (moment, int(identity[1:])))
            return replace(decision, undone=moment)
    raise UnknownDecision(f"no decision {identity!r} can be undone")


def decisions(connection: sqlite3.Connection) -> Iterator[Decision]:
    """Give all decisions in the order in which they were made, those that were undone, too."""
    for document, undone in connection.execute("SELECT document, undone FROM decisions ORDER BY number").fetchall():
        with as_written("a decision"):
            decision = replace(_DECISION.validate_json(document), undone=undone)
        yield decision


def in_force(connection: sqlite3.Connection, *kinds: DecisionKind) -> Iterator[Decision]:
    """Give the decisions of some kinds that were not undone, in the order in which they were made."""
    for decision in decisions(connection):
        if decision.undone is None and decision.kind in kinds:
            yield decision
