"""CSV tables written part by part: those of ``variorum.edition.to_csv``, for more stories than fit in memory."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from variorum.edition.exports.settled import settled
from variorum.edition.exports.wanted import PLAIN, Wanted
from variorum.edition.tables import spreadsheet_cell, tables
from variorum.model import Edition


def table_pieces(parts: Iterable[Edition], wanted: Wanted = PLAIN) -> Iterator[tuple[str, str]]:
    """Give the name of a table and the next piece of its CSV, in turn; the first piece of each is its header."""
    begun: set[str] = set()
    for part in parts:
        for name, (header, rows) in tables(settled(part, wanted)).items():
            text = io.StringIO()
            writer = csv.writer(text, lineterminator="\n")
            if name not in begun:
                begun.add(name)
                writer.writerow(header)
            writer.writerows([spreadsheet_cell(cell) for cell in row] for row in rows)
            yield name, text.getvalue()
