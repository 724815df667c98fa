"""What was found in the stories of a library, as SQL tables: the columns are those of the CSV tables."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from zlib import crc32

from variorum.store.tables import Cell, kind_of
from variorum.store.writable import writable

_PLACE = "article label start end words"
_SAID = "said_by said_by_name said_by_words cue via"
FINDINGS: Mapping[str, str] = {
    "copies": "story source source_label target target_label kind share confidence directed passages reason",
    "related": "story other other_title kind score reason",
    "voices": "story voice article label",
    "entities": "story id kind name variants mentions roles proposed",
    "quotes": f"story id kind content confidence {_PLACE} {_SAID}",
    "figures": f"story id kind low high unit hedge measures change as_of entities {_PLACE} {_SAID}",
    "dates": f"story id value grain from to event reason {_PLACE} {_SAID}",
    "commitments": f"story id actor actor_name to to_name act what due condition status negated act_cue {_PLACE} {_SAID}",
    "claims": f"story id subject predicate object negated modality {_PLACE} {_SAID}",
    "points": "story id kind about verdict difference reason confidence certainty versions related",
    "point_versions": f"story point version value voices latest statements {_PLACE} decisive",
    "merges": "story point version kind articles labels reason",
    "ledger": f"story id actor actor_name to to_name act what drift point status due condition statement {_PLACE}",
    "positions": f"story id actor actor_name on shift stance day statement {_PLACE} {_SAID}",
    "utterances": f"story id speaker speaker_name point rendering statement {_PLACE} {_SAID} change before after weighty",
    "headings": "story article label place words points beyond",
    "timeline": f"story entry date status what {_PLACE}",
    "brief": "story line sentence voices point article label start end",
    "silences": "story point article label reason note",
    "judgements": "story finding noun about judgement note",
}
"""Name of each table → its columns; ``point_versions`` is called ``versions`` among the CSV tables."""

CALLED = {"point_versions": "versions"}
_TYPES = {"double": "REAL", "int64": "INTEGER", "bool": "INTEGER", "string": "TEXT"}


def _table(name: str, columns: Sequence[str]) -> str:
    kinds = (f'"{column}" {_TYPES[kind_of(CALLED.get(name, name), column)]}' for column in columns)
    return f"CREATE TABLE {name} ({', '.join(kinds)}, FOREIGN KEY (story) REFERENCES stories (id) ON DELETE CASCADE)"


SCHEMA: tuple[str, ...] = tuple(
    statement
    for name, columns in FINDINGS.items()
    for statement in (_table(name, columns.split()), f"CREATE INDEX {name}_by_story ON {name} (story)")
)


# Of each table with a checksum: the columns that it is of, the story first, and the order of the rows.
_SUMMED: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys(FINDINGS, ("story, *", "rowid")),
    "stories": ("id, title, opened, latest, articles, voices, differences, agreements, digest, program", "rowid"),
    "members": ("story, position, article, published, published_grain, published_basis, published_reason", "position"),
    "search_statements": ("story, *", "rowid"),
    "search_names": ("story, entity, name", "entity, name"),
    "search_mentions": ("story, entity, article", "entity, article"),
}


def replace_findings(
    connection: sqlite3.Connection, story: str, tables: Mapping[str, tuple[Sequence[str], Iterable[Sequence[Cell]]]]
) -> None:
    """Put the findings of one story in place of those that were there."""
    for name in FINDINGS:
        columns, rows = tables[CALLED.get(name, name)]
        connection.execute(f"DELETE FROM {name} WHERE story = ?", (story,))  # noqa: S608  # the names are ours
        named = ", ".join(f'"{column}"' for column in columns)
        marks = ", ".join("?" * len(columns))
        connection.executemany(f"INSERT INTO {name} ({named}) VALUES ({marks})", map(_plain, rows))  # noqa: S608


def sums(connection: sqlite3.Connection, story: str | None = None) -> Iterator[tuple[str, str, int]]:
    """Give a checksum (CRC-32) of the rows that each table has of a story, or of every one: story, table, sum."""
    for name, (asked, order) in _SUMMED.items():
        key = asked.partition(",")[0]
        which = "" if story is None else f"WHERE {key} = ?"
        query = f"SELECT {asked} FROM {name} {which} ORDER BY {key}, {order}"  # noqa: S608  # the names are ours
        rows = connection.execute(query, () if story is None else (story,))
        for one, held in groupby(rows, key=itemgetter(0)):
            yield one, name, crc32("\n".join(map(repr, held)).encode())


def sums_in_words(connection: sqlite3.Connection, story: str) -> str:
    """Give the checksums of one story as they are kept with it."""
    return json.dumps({name: f"{one:x}" for _, name, one in sums(connection, story)})


def _plain(row: Sequence[Cell]) -> list[Cell]:
    """Give a row as SQLite can hold it: text without lone surrogates."""
    return [writable(cell) if isinstance(cell, str) else cell for cell in row]
