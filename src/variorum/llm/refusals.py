"""Why something that a language model said is not taken."""

from __future__ import annotations

from typing import NamedTuple

from variorum.model import RefusalReason


class No(NamedTuple):
    """A reason in a word, and what is the matter in words."""

    reason: RefusalReason
    note: str


_LONGEST = 200


def cut(words: str) -> str:
    """Give the model's words in one line and short enough to be told; what they hold is for the renderings to make harmless."""
    # JSON may bring halves of characters, which cannot be written.
    line = " ".join(words.encode("utf-8", "replace").decode("utf-8").split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
