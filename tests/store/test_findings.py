"""The tables of a library have the columns of the CSV tables."""

from __future__ import annotations

from variorum.edition.tables import tables
from variorum.model import Edition
from variorum.store.findings import CALLED, FINDINGS

# These have tables or views of their own: a library keeps versions of articles, and whose Problems they are.
_OF_THEIR_OWN = {"articles", "stories", "problems"}


def test_every_csv_table_is_a_table_of_a_library_with_the_same_columns() -> None:
    written = {name: columns for name, (columns, _) in tables(Edition()).items() if name not in _OF_THEIR_OWN}
    kept = {CALLED.get(name, name): columns.split() for name, columns in FINDINGS.items()}
    assert kept == written
