"""Words from outside as Markdown that shows exactly these words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from variorum.edition.visible import one_line

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&!])")
_LIST_LIKE = re.compile(r"^(\d+)([.)])|^([-+=:])")


def plain(text: str | None) -> str:
    """Give a text from outside as one line of Markdown that shows exactly its words."""
    escaped = _SPECIAL.sub(r"\\\1", one_line(text or ""))
    return _LIST_LIKE.sub(lambda match: f"{match[1]}\\{match[2]}" if match[1] else f"\\{match[3]}", escaped)


def inner(words: str) -> str:
    """Give a piece of a line: escaped, the white space at its ends kept as one space."""
    line = plain(words)
    return f"{' ' if words[:1].isspace() else ''}{line}{' ' if words[-1:].isspace() and line else ''}"


def strong(pieces: Iterable[tuple[str, bool]]) -> str:
    """Give pieces of one line, those that are marked in bold."""
    return "".join(
        (f"**{plain(words)}**" if plain(words) else inner(words)) if bold else inner(words) for words, bold in pieces
    )
