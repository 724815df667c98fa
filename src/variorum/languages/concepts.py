"""Classes of words that news uses for one thing: "veto" and "block", "takeover" and "acquire"."""

from __future__ import annotations

from functools import cache
from typing import Any

from variorum.languages import table


def concept(lemma: str, language: str = "en") -> str:
    """Give the class of a lemma (or verb with particle, "take over"), or the lemma itself if it has none.

    The classes stand in the language's ``claims.toml``; a word in two of them belongs to the first.
    """
    return _classes(language).get(lemma.lower(), lemma)


@cache
def _classes(language: str) -> dict[str, str]:
    classes: dict[str, Any] = table(language, "claims").get("classes", {})
    found: dict[str, str] = {}
    for name, words in classes.items():
        for word in words.split(","):
            found.setdefault(word.strip(), name)
    return found
