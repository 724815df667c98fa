"""What reading needs to know of each language: word lists, sentence boundaries, a parser.

A language is a folder of TOML tables named for what they serve (``quotes.toml``, ``dates.toml`` …). A language
without a parser still gives articles, stories and lineage; what was not read is reported as a Problem.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from variorum.languages.parser import INSTALL, parse, reads
from variorum.languages.reach import reach
from variorum.languages.sentences import sentences

__all__ = ["INSTALL", "parse", "reach", "reads", "sentences", "table"]


@cache
def table(language: str, name: str) -> dict[str, Any]:
    """Give one table of a language, or an empty one if the language has none.

    ``table("en", "quotes")`` is the parsed content of ``languages/en/quotes.toml``. A table may borrow sections from
    the English one by naming them: ``borrows = ["given"]``.
    """
    place = resources.files("variorum.languages") / language / f"{name}.toml"
    known: dict[str, Any] = tomllib.loads(place.read_text(encoding="utf-8")) if place.is_file() else {}
    for section in known.get("borrows", ()):
        _borrow(known, table("en", name), section.split("."))
    return known


def _borrow(known: dict[str, Any], english: dict[str, Any], path: list[str]) -> None:
    """Put a section of the English table where a language says that it holds there too (given names, say)."""
    first, *rest = path
    if rest:
        _borrow(known.setdefault(first, {}), english[first], rest)
    else:
        known.setdefault(first, english[first])
