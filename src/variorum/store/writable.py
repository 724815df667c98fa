"""Words as a database and a file can hold them."""

from __future__ import annotations


def writable(words: str) -> str:
    """Give words with a question mark in the place of every lone surrogate, which UTF-8 cannot hold; offsets stay as they are."""
    return words.encode("utf-8", "replace").decode("utf-8")
