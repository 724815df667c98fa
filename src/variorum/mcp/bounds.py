"""How much an answer may hold, and how the rest is asked for."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pydantic import BaseModel

from variorum.errors import VariorumError
from variorum.mcp.json_text import json_text

MOST = 12_000
"""Bytes of an answer's JSON, at most."""
_CURSOR = re.compile(r"(\d{1,9})\.([0-9a-f]{10})")
Entry = TypeVar("Entry", bound=BaseModel)


class WrongQuestion(VariorumError):
    """A tool was asked for something that it does not have; the message says what it has."""


class Allowance:
    """The bytes that are left of an answer; what is taken from it is never more."""

    def __init__(self, left: int) -> None:
        self.left = max(0, left)

    def take(self, entries: Iterable[Entry], most: int | None = None, *, first: bool = False) -> list[Entry]:
        """Give entries as far as they fit, of at most ``most`` bytes together; with ``first``, one of them whatever it takes."""
        room = self.left if most is None else min(self.left, most)
        taken: list[Entry] = []
        for entry in entries:
            size = len(json_text(entry).encode("utf-8")) + 1
            if size > room and (taken or not first):
                break
            taken.append(entry)
            room -= size
            self.left -= size
        self.left = max(0, self.left)
        return taken


def within(text: str, most: int) -> str:
    """Give the beginning of a text that takes at most ``most`` bytes in an answer, cut at white space where there is some."""
    size, end, space = 0, len(text), 0
    for at, character in enumerate(text):
        if character.isspace():
            space = at
        size += _size(character)
        if size > most:
            end = space if space > at // 2 else at
            break
    return text[: max(1, end)]


def _size(character: str) -> int:
    """How many bytes a character takes at most: as it is, or escaped."""
    if " " <= character <= "~":
        return 2 if character in '"\\' else 1
    code = ord(character)
    if code > 0xFFFF:
        return 12
    return 6 if not character.isprintable() or not character.isalnum() else len(character.encode("utf-8", "replace"))


@dataclass(frozen=True)
class Page:
    """Some entries of a longer list, how many come after them, and the cursor that gives those."""

    start: int
    key: str

    def next(self, shown: int, entries: Sequence[object] | int) -> tuple[int, str | None]:
        """Give how many entries follow those shown, and the cursor for them, if there are any."""
        number = entries if isinstance(entries, int) else len(entries)
        end = self.start + shown
        return max(0, number - end), f"{end}.{self.key}" if end < number else None


def page(cursor: str | None, *question: object) -> Page:
    """Give the page that a cursor stands for; without one, the first. A cursor goes with the question that it was given for.

    Raises ``WrongQuestion`` for a cursor that was not given for this question.
    """
    key = hashlib.sha256(json.dumps(question, default=str).encode("utf-8", "surrogatepass")).hexdigest()[:10]
    if cursor is None:
        return Page(0, key)
    match = _CURSOR.fullmatch(cursor)
    if match is None or match[2] != key:
        raise WrongQuestion(
            "this cursor was not given for this question: ask again with the words and filters it was given for, or without a cursor"
        )
    return Page(int(match[1]), key)
