"""What a measurement is asked, and what it answers: one row a figure."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

OURS = "variorum"


@dataclass(frozen=True)
class Row:
    """One figure: which system scored what by which measure on which split of which set.

    ``n`` counts what the figure was taken over (articles, sentences, pairs). A row without a value says in ``note`` why
    it was skipped.
    """

    part: str
    set: str
    split: str
    system: str
    measure: str
    value: float | None
    n: int
    note: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Give the row as plain JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, plain: dict[str, Any]) -> Row:
        """Read a row back; unknown keys are passed over, so that older readers read newer files."""
        return cls(**{field.name: plain[field.name] for field in fields(cls) if field.name in plain})


@dataclass(frozen=True)
class Ask:
    """What is to be measured: on which data, which split, how many records at most, and whether rivals are run too."""

    data: Path
    split: str | None = None
    limit: int | None = None
    quick: bool = False
    rivals: bool = True
    errors: int = 0

    def most(self, quick: int) -> int | None:
        """How many records to take: the limit that was asked for, else ``quick`` in a quick run, else all."""
        return self.limit if self.limit is not None else quick if self.quick else None


@dataclass(frozen=True)
class Sheet:
    """The set and the split that several rows have in common."""

    part: str
    set: str
    split: str
    n: int

    def row(self, system: str, measure: str, value: float | None, note: str = "", n: int | None = None) -> Row:
        """Make one row of this sheet."""
        return Row(self.part, self.set, self.split, system, measure, value, self.n if n is None else n, note)

    def rows(self, system: str, measures: dict[str, float], note: str = "") -> list[Row]:
        """Make a row for each measure of one system; the note stands on the first."""
        return [
            self.row(system, measure, value, note if at == 0 else "")
            for at, (measure, value) in enumerate(measures.items())
        ]

    def skipped(self, system: str, reason: str) -> Row:
        """Say that a system was not measured, and why."""
        return self.row(system, "", None, reason)
