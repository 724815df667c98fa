"""The words of one language that report what somebody says, as sets for asking."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from variorum.languages import table
from variorum.languages.words import stem


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The word lists of one language, as sets."""

    tables: dict[str, frozenset[str]]

    def has(self, name: str, word: str) -> bool:
        """Say whether a table holds a word."""
        return word in self.tables.get(name, frozenset())


@cache
def lexicon(language: str) -> Lexicon:
    """Read a language's ``quotes`` table; every list becomes a set called ``section.list``.

    ``speech.stems`` holds the stems of the verbs of speech, for words that the parser took for something else.
    """
    found: dict[str, frozenset[str]] = {}
    for section, lists in table(language, "quotes").items():
        for name, words in lists.items():
            found[f"{section}.{name}"] = frozenset(_items(words))
    found["speech.stems"] = frozenset(stem(verb) for verb in found.get("speech.verbs", frozenset()))
    return Lexicon(found)


def _items(words: Any) -> Iterable[str]:
    if isinstance(words, list):
        return [" ".join(str(word).split()) for word in words]
    text = " ".join(str(words).split())
    return [word.strip() for word in text.split(",")] if "," in text else text.split()
