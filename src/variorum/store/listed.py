"""Reading the user's own list of known entities, taken from Wikidata or written by hand."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from variorum.errors import NotAList
from variorum.model import EntityKind, Listed, Problem

COLUMNS = ("id", "label", "aliases", "kind", "description")
_ID = re.compile(r"(?:.*[/:])?(Q[1-9]\d*)")
_KINDS: dict[str, EntityKind] = {
    "person": "person", "human": "person", "per": "person",
    "organisation": "organisation", "organization": "organisation", "company": "organisation", "org": "organisation",
    "place": "place", "location": "place", "country": "place", "city": "place", "loc": "place", "gpe": "place",
    "other": "other",
}  # fmt: skip


def read_listed(path: str | Path) -> tuple[tuple[Listed, ...], tuple[Problem, ...]]:
    """Read a list of entities: JSON Lines if the name ends in ``.jsonl``, else tab-separated values with a header.

    Columns or keys are ``id`` (``Q42`` or its address), ``label``, and perhaps ``aliases`` (a list, or parted by ``|``),
    ``kind`` and ``description``. A row without an id and a label becomes a Problem of kind ``entity_not_read``. Raises
    ``NotAList`` for a file that cannot be read or has no such columns.
    """
    name = str(path)
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        raise NotAList(name, getattr(error, "strerror", None) or "not UTF-8 text") from error
    rows = _json_rows(text) if name.endswith(".jsonl") else _tab_rows(text, name)
    found: list[Listed] = []
    problems: list[Problem] = []
    for number, row in rows:
        listed = _listed(row)
        if listed is not None:
            found.append(listed)
        else:
            problems.append(Problem(name, "entity_not_read", f"line {number} has no Wikidata id (Q…) and label"))
    return tuple(found), tuple(problems)


def _json_rows(text: str) -> Iterator[tuple[int, Any]]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except (ValueError, RecursionError):
                yield number, None


def _tab_rows(text: str, name: str) -> Iterator[tuple[int, Any]]:
    lines = text.splitlines()
    header = [column.strip().lower() for column in lines[0].split("\t")] if lines else []
    if not {"id", "label"} <= set(header):
        raise NotAList(name, "its first line has no columns id and label")
    return _tab_cells(lines[1:], header)


def _tab_cells(lines: Iterable[str], header: list[str]) -> Iterator[tuple[int, Any]]:
    for number, line in enumerate(lines, 2):
        if line.strip():
            # quotation marks are part of a name here: TSV as Wikidata's own services write it does not quote
            cells = next(csv.reader([line], delimiter="\t", quoting=csv.QUOTE_NONE), [])
            yield number, dict(zip(header, cells, strict=False))


def _listed(row: Any) -> Listed | None:
    if not isinstance(row, Mapping):
        return None
    told = _ID.fullmatch(str(row.get("id") or "").strip())
    label = " ".join(str(row.get("label") or "").split())
    if told is None or not label:
        return None
    aliases = row.get("aliases") or ()
    names = aliases.split("|") if isinstance(aliases, str) else []
    if isinstance(aliases, list):
        names = [one for one in aliases if isinstance(one, str)]
    return Listed(
        told.group(1),
        label,
        tuple(dict.fromkeys(" ".join(one.split()) for one in names if one.strip())),
        _KINDS.get(str(row.get("kind") or "").strip().lower()),
        " ".join(str(row.get("description") or "").split()) or None,
    )
