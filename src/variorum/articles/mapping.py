"""Which of the user's columns or keys holds what: ``text=body,title=head``, ``text=data.paragraphs``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from variorum.errors import WrongMapping

NOUNS = ("text", "title", "published", "outlet", "url", "authors", "language", "credits", "id", "seen")
_DEEPEST = 20


def parse(words: str) -> dict[str, str]:
    """Read ``noun=their column`` pairs parted by commas. Raises ``WrongMapping`` for what is none, or an unknown noun."""
    found: dict[str, str] = {}
    for pair in words.split(","):
        noun, equals, column = (part.strip() for part in pair.partition("="))
        if not equals or not column:
            raise WrongMapping(f"{pair.strip()!r} is no pair", NOUNS)
        if noun in found:
            raise WrongMapping(f"{noun!r} is given twice", NOUNS)
        found[noun] = column
    return checked(found)


def checked(mapping: Mapping[str, str] | None) -> dict[str, str]:
    """Give a mapping back as it is. Raises ``WrongMapping`` for a noun that no article has."""
    for noun in mapping or {}:
        if noun not in NOUNS:
            raise WrongMapping(f"{noun!r} is nothing that an article has", NOUNS)
    return dict(mapping or {})


def look(row: Mapping[str, Any], path: str) -> Any:
    """Give what stands in a row under a name, or down a path of names and numbers parted by dots; ``None`` if nothing does."""
    if path in row:
        return row[path]
    found: Any = row
    for step in path.split(".")[:_DEEPEST]:
        if isinstance(found, Mapping):
            found = found.get(step)
        elif isinstance(found, list | tuple) and step.isascii() and step.isdigit() and len(step) < 8:
            found = found[int(step)] if int(step) < len(found) else None
        else:
            return None
    return found


def applied(row: Mapping[str, Any], mapping: Mapping[str, str]) -> dict[str, Any]:
    """Give what a mapping finds in a row, by our nouns; what is not there is left out."""
    found = {noun: look(row, path) for noun, path in mapping.items()}
    return {noun: _joined(value) if noun == "text" else value for noun, value in found.items() if value is not None}


def _joined(value: Any) -> Any:
    """Join a text that comes as a list of paragraphs."""
    if isinstance(value, list | tuple) and value and all(isinstance(each, str) for each in value):
        return "\n\n".join(each for each in value if each.strip())
    return value
