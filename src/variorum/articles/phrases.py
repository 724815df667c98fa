"""The fixed phrases that pages put around articles, from every language's table, and which of them a line is."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import Any

from variorum.articles.lines import Line
from variorum.languages import table

KINDS = (
    "comments", "navigation", "teaser", "tags", "social", "promo", "boilerplate", "source", "byline", "published", "caption",
)  # fmt: skip
# A line that begins with a phrase is furniture only while it is short: "By the time …" opens many a paragraph.
_LONGEST_START = 14
_NOT_LETTERS = re.compile(r"[\W\d_]+")


@cache
def languages() -> tuple[str, ...]:
    """Every language that brings a furniture table, in alphabetical order."""
    places = resources.files("variorum.languages").iterdir()
    return tuple(sorted(place.name for place in places if (place / "furniture.toml").is_file()))


def _key(phrase: str) -> str:
    return _NOT_LETTERS.sub(" ", phrase.casefold()).strip()


@cache
def _phrases(place: str) -> dict[str, tuple[str, ...]]:
    """Phrase → kinds, over all languages, since a page's frame need not be in the language of its text."""
    found: dict[str, set[str]] = {}
    for language in languages():
        group: dict[str, Any] = table(language, "furniture").get(place, {})
        for kind, phrases in group.items():
            for phrase in phrases:
                found.setdefault(_key(phrase), set()).add(kind)
    return {phrase: tuple(sorted(kinds)) for phrase, kinds in found.items() if phrase}


def kinds(line: Line) -> frozenset[str]:
    """Say which kinds of furniture phrase a line is, begins with or ends with; empty for most lines."""
    found: set[str] = set(_phrases("whole").get(line.key, ()))
    words = line.key.split(" ")
    if len(words) <= _LONGEST_START:
        starts, ends = _phrases("starts"), _phrases("ends")
        for count in range(1, min(len(words), 7) + 1):
            found.update(starts.get(" ".join(words[:count]), ()))
            found.update(ends.get(" ".join(words[-count:]), ()))
        if not line.key[:1].isascii():  # a script without spaces: the first characters are the first words
            for count in range(1, min(len(line.key), 8)):
                found.update(starts.get(line.key[:count], ()) if not line.key[count - 1].isspace() else ())
    return frozenset(found)


def whole(line: Line) -> frozenset[str]:
    """Say which kinds of phrase the line is from end to end."""
    return frozenset(_phrases("whole").get(line.key, ()))


def opening(line: Line) -> frozenset[str]:
    """Say which kinds of phrase stand before the first colon of a line ("Related news: …")."""
    before, colon, _ = line.plain[:80].partition(":")
    return whole(Line(before)) if colon else frozenset()


@cache
def starting(kind: str) -> frozenset[str]:
    """Give every phrase, of any language, that a line of this kind begins with."""
    return frozenset(
        phrase for language in languages() for phrase in table(language, "furniture").get("starts", {}).get(kind, ())
    )
