"""A query in the words of the index: each word in all the forms that the index has of it."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from variorum.languages.words import function_words
from variorum.store.search_forms import forms
from variorum.store.search_query import Query, Unit

_LITTLE = 3  # letters
_COMMON = 5_000  # articles: a word that more have is not looked for by itself beside rarer ones
_SATURATION, _NO_RARITY = 1.2, 1e-6  # as FTS5 has them
_SEARCHED = "@"  # stands for the columns that a table searches


@dataclass(frozen=True)
class Terms:
    """A query as FTS5 expressions: all of it, any of it, what must hold of what is found by meaning.

    ``most`` is what BM25 can give at most to an article that has all of it; ``marked`` are the forms of each word or phrase, and
    whether longer words count.
    """

    every: str
    some: str
    binding: str | None
    unwanted: str | None
    most: float
    marked: tuple[tuple[tuple[frozenset[str], ...], bool], ...]


def terms(connection: sqlite3.Connection, query: Query) -> Terms:
    """Put a query into the words of the index, each in all the forms it has there, every language by itself."""
    languages = [
        row[0] for row in connection.execute("SELECT DISTINCT language FROM search_articles ORDER BY 1") if row[0]
    ]
    known: dict[Unit, tuple[str, tuple[frozenset[str], ...]]] = {}
    for unit in (unit for group in (*query.wanted, query.unwanted) for unit in group):
        if unit not in known:
            known[unit] = _expression(connection, unit, languages)
    groups = [_any(known[unit][0] for unit in group) for group in query.wanted]
    binding = [_any(known[unit][0] for unit in group) for group in query.wanted if all(unit.exact for unit in group)]
    little = frozenset().union(*(function_words(language) for language in dict.fromkeys(("en", *languages))))
    telling = [group for group in query.wanted if not all(_says_little(unit, little) for unit in group)] or query.wanted
    count = connection.execute("SELECT count(*) FROM search_articles").fetchone()[0]
    held = {group: max(_held(connection, known[unit][1]) for unit in group) for group in query.wanted}
    least = max(_COMMON, min(held.values()))
    return Terms(
        " AND ".join(groups),
        " OR ".join(_any(known[unit][0] for unit in group) for group in telling if held[group] <= least) or groups[0],
        " AND ".join(binding) or None,
        _any(known[unit][0] for unit in query.unwanted) if query.unwanted else None,
        _most(count, held.values()),
        tuple((known[unit][1], unit.begins) for group in telling for unit in group),
    )


def needed(connection: sqlite3.Connection, query: Query) -> str:
    """Give what an article must have as one FTS5 expression, in all forms of each word; nothing is said of how well it fits."""
    languages = [
        row[0] for row in connection.execute("SELECT DISTINCT language FROM search_articles ORDER BY 1") if row[0]
    ]
    wanted = [_any(_expression(connection, unit, languages)[0] for unit in group) for group in query.wanted]
    every = " AND ".join(wanted)
    if not query.unwanted:
        return every
    return f"({every}) NOT {_any(_expression(connection, unit, languages)[0] for unit in query.unwanted)}"


def _most(count: int, held: Iterable[int]) -> float:
    rarities = (math.log((count - each + 0.5) / (each + 0.5)) for each in held)
    return sum(max(_NO_RARITY, rarity) for rarity in rarities) * (_SATURATION + 1)


def _held(connection: sqlite3.Connection, words: tuple[frozenset[str], ...]) -> int:
    """Give how many articles have a word, in its most frequent form; a phrase is at least as rare as its rarest word."""
    return min(max(_held_by(connection, form) for form in forms) for forms in words)


def _held_by(connection: sqlite3.Connection, form: str) -> int:
    row = connection.execute("SELECT doc FROM search_terms WHERE term = ?", (form,)).fetchone()
    return int(row[0]) if row else 0


def _says_little(unit: Unit, little: frozenset[str]) -> bool:
    """Say whether a word is short and only holds sentences together: it is not marked, and alone it finds nothing."""
    return not unit.exact and len(unit.words) == 1 and len(unit.words[0]) <= _LITTLE and unit.words[0] in little


def _any(expressions: Iterable[str]) -> str:
    return f"({' OR '.join(expressions)})"


def _expression(
    connection: sqlite3.Connection, unit: Unit, languages: Sequence[str]
) -> tuple[str, tuple[frozenset[str], ...]]:
    if unit.exact or unit.begins or len(unit.words) > 1:
        phrase = quoted(" ".join(unit.words)) + ("*" if unit.begins else "")
        return f"{{{_SEARCHED}}} : {phrase}", tuple(frozenset((word,)) for word in unit.words)
    word = unit.words[0]
    by_language = {language: forms(connection, word, language) for language in languages}
    parts = [f"{{{_SEARCHED}}} : {quoted(word)}"]
    for language, others in by_language.items():
        if others:
            parts.append(f"({{language}} : {quoted(language)} AND {{{_SEARCHED}}} : {_any(map(quoted, others))})")
    every = frozenset((word, *(other for others in by_language.values() for other in others)))
    return _any(parts), (every,)


def quoted(words: str) -> str:
    """Give words as one phrase that FTS5 takes for nothing else."""
    return '"' + words.replace('"', " ").replace("\0", " ") + '"'


def fitted(table: str, expression: str) -> str:
    """Put the names of a table's columns into an expression."""
    return expression.replace("{@}", "{title text}" if table == "search_texts" else "{words}")
