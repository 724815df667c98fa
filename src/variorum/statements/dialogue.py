"""Words spoken behind a dash, as Spanish and French print dialogue ("—No habrá acuerdo —dijo el ministro—").

A dash opens the paragraph; another, with a word in lower case behind it, opens the attribution; a third closes it. A
paragraph with one dash only may be an item of a list, and is left alone.
"""

from __future__ import annotations

import re

from variorum.statements.marks import Mark, marked
from variorum.statements.reporting_words import Lexicon

_DASH = "[—–―]"
_OPENING = re.compile(rf"^[ \t]*{_DASH}[ \t\u00a0]*(?=[^\W\d_]|[¿¡«“\"])", re.MULTILINE)
_INSERTED = re.compile(rf"\s{_DASH}[ \t\u00a0]?(?=[^\W\d_A-ZÀ-ÖØ-Þ])")
_CLOSING = re.compile(rf"{_DASH}[.,;:]?[ \t\u00a0]*")
_LONGEST = 2000  # characters of one paragraph in which dashes are paired


def spoken_behind_dashes(text: str) -> tuple[Mark, ...]:
    """Find the words spoken in paragraphs that a dash opens and another interrupts, in order."""
    found: list[Mark] = []
    for opening in _OPENING.finditer(text):
        end = text.find("\n", opening.end())
        end = min(len(text) if end < 0 else end, opening.end() + _LONGEST)
        inserted = _INSERTED.search(text, opening.end(), end)
        if inserted is None:
            continue
        found.append(Mark(opening.end(), inserted.start(), opening.end() - 1, inserted.start(), dash=True))
        closing = _CLOSING.search(text, inserted.end(), end)
        if closing is not None and any(char.isalnum() for char in text[closing.end() : end]):
            found.append(Mark(closing.end(), end, closing.end() - 1, end, goes_on=True, dash=True))
    return tuple(found)


def beside(marks: tuple[Mark, ...], dashed: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """Put dialogue among marked words, without the marks that lie within spoken words."""
    if not dashed:
        return marks
    kept: list[Mark] = []
    for mark in sorted((*dashed, *marks), key=lambda mark: (mark.left, not mark.dash)):
        if not kept or mark.left >= kept[-1].right:
            kept.append(mark)
    return tuple(kept)


def marks_in(text: str, words: Lexicon) -> tuple[Mark, ...]:
    """Find everything that quotation marks or, where a language prints dialogue so, dashes show as spoken."""
    marks = marked(text, words.tables.get("terms.elisions", frozenset()))
    return beside(marks, spoken_behind_dashes(text)) if words.has("terms.dialogue", "dash") else marks
