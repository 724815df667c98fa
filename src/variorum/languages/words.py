"""Words as stages compare them: where they stand, their stems, and which of them say nothing about the matter."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

# A number keeps its inner stops ("14.9", "10,000"); letters keep no apostrophe, so that "Japan's" is "Japan" and "s".
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
# Scripts written without spaces are cut into overlapping pairs of characters.
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]{2,}")
_LONGEST_STEM = 7  # letters kept of a word in a language whose endings we do not know


class Word(NamedTuple):
    """A word of a text: its place in characters, its stem, and the word as it stands."""

    start: int
    end: int
    stem: str
    form: str


@lru_cache(maxsize=512)
def words(text: str, language: str | None = None) -> tuple[Word, ...]:
    """Cut a text into words with their stems, in order of appearance."""
    forms = _WORD.findall(text)
    stems = {form: stem(form, language) for form in dict.fromkeys(forms)}
    found: list[Word] = []
    add, new, end = found.append, tuple.__new__, 0
    for form in forms:
        # between two words there is nothing a word could begin with; asking the text is faster than match objects
        start = text.index(form, end)
        end = start + len(form)
        if form[0] > "\u0dff" and _UNSPACED.fullmatch(form):
            pairs = ((at, form[at : at + 2]) for at in range(len(form) - 1))
            found.extend(Word(start + at, start + at + 2, pair, pair) for at, pair in pairs)
        else:
            add(new(Word, (start, end, stems[form], form)))
    return tuple(found)


@lru_cache(maxsize=65536)
def stem(word: str, language: str | None = None) -> str:
    """Give what a word and its inflected forms have in common; only ever used to compare, never shown.

    English loses its regular endings; a word of another language keeps its first seven letters.
    """
    lower = word.lower()
    if lower[:1].isdigit():
        return lower.replace(",", "")
    if language not in (None, "en"):
        return lower[:_LONGEST_STEM]
    return _english(lower)


_SPELLINGS = (("isation", "ization"), ("isations", "izations"), ("ise", "ize"), ("ised", "ized"), ("ising", "izing"))


def _english(word: str) -> str:
    if len(word) > 5:  # British and American spellings are one word
        for british, american in _SPELLINGS:
            if word.endswith(british):
                word = word[: -len(british)] + american
    if len(word) <= 3 or word.endswith("ss"):
        return word
    if word.endswith(("ies", "ied")) and len(word) > 4:
        return word[:-3] + "y"
    for ending in ("ing", "ed", "es", "s"):
        rest = word[: -len(ending)]
        if word.endswith(ending) and len(rest) >= 3 and any(letter in "aeiouy" for letter in rest):
            return _settle(rest if ending != "es" else rest + "e")
    return _settle(word)


def _settle(rest: str) -> str:
    """Bring "stopp", "stop" and "mov", "move" together."""
    if len(rest) > 5 and rest.endswith("our"):
        return rest[:-2] + "r"
    if len(rest) > 3 and rest[-1] == rest[-2] and rest[-1] not in "aeiouls":
        return rest[:-1]
    return rest[:-1] if len(rest) > 3 and rest[-1] == "e" else rest


@cache
def function_words(language: str | None) -> frozenset[str]:
    """Give the stems of the words that hold sentences of a language together, from ``<language>/common.toml``."""
    return _listed(language, "function_words")


@cache
def calendar_words(language: str | None) -> frozenset[str]:
    """Give the stems of a language's days and months: they bear a capital in some languages and are nobody's name."""
    return _listed(language, "calendar")


def _listed(language: str | None, name: str) -> frozenset[str]:
    place = resources.files("variorum.languages") / (language or "en") / "common.toml"
    if not place.is_file():
        return frozenset()
    listed: str = tomllib.loads(place.read_text(encoding="utf-8")).get(name, "")
    return frozenset(stem(word, language) for word in listed.split())


def says_little(word: str, language: str | None = None) -> bool:
    """Say whether a stem is a function word; without a list for the language, a word of up to three letters is one."""
    listed = function_words(language)
    return word in listed if listed else len(word) <= 3 and word.isalpha()
