"""Exports: what was found, in the formats of other programs, written story by story so that a library of any size streams."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from variorum.edition.exports.annotations import annotated
from variorum.edition.exports.discourse import discourse
from variorum.edition.exports.graphml import graphml
from variorum.edition.exports.lines import decision_lines, lines
from variorum.edition.exports.linked import linked
from variorum.edition.exports.settled import settled
from variorum.edition.exports.tables import table_pieces
from variorum.edition.exports.wanted import PLAIN, Wanted
from variorum.errors import UnknownFormat
from variorum.model import Edition

__all__ = ["FILES", "FOLDERS", "Wanted", "decision_lines", "settled", "table_pieces", "written"]

_WRITERS: Final[Mapping[str, Callable[[Iterable[Edition], Wanted], Iterator[str]]]] = {
    "jsonl": lines,
    "jsonld": linked,
    "annotations": annotated,
    "graphml": graphml,
    "statements": discourse,
}
FILES: Final[tuple[str, ...]] = tuple(_WRITERS)
"""The formats that are one file each."""
FOLDERS: Final[tuple[str, ...]] = ("csv", "parquet")
"""The formats that are a folder of tables: ``table_pieces`` and ``variorum.edition.tables`` give what stands in them."""


def written(form: str, parts: Iterable[Edition], wanted: Wanted = PLAIN) -> Iterator[str]:
    """Write editions of whole stories, with their articles, as one file of a format: the pieces of its text in order.

    A story comes in one part only; what is held at once is one part. Raises ``UnknownFormat`` if it is none of ``FILES``.
    """
    if form not in _WRITERS:
        raise UnknownFormat(form, FILES)
    return _WRITERS[form]((settled(part, wanted) for part in parts), wanted)
