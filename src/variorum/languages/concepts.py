"""Classes of words that news uses for one thing: "veto" and "block", "takeover" and "acquire"."""

from __future__ import annotations

from functools import cache
from typing import Any

from variorum.languages import table

# How the table writes a word's parts of speech behind a stroke, by spaCy's coarse tags.
_LETTERS = {"NOUN": "n", "PROPN": "n", "VERB": "v", "AUX": "v", "ADJ": "a", "ADV": "a"}


def concept(lemma: str, language: str = "en", pos: str | None = None) -> str:
    """Give the class of a lemma (or verb with particle, "take over"), or the lemma itself if it has none.

    ``pos`` is spaCy's coarse tag ("NOUN"): with it a word belongs to a class only as the part of speech that the
    language's ``claims.toml`` names there ("level" is destroying as a verb only); without it any will do.
    """
    found = _classes(language).get(lemma.lower())
    if found is None:
        return lemma
    if pos is None:
        return found[0][1]
    letter = _LETTERS.get(pos, "-")
    return next((name for letters, name in found if not letters or letter in letters), lemma)


@cache
def _classes(language: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """Give for each word its classes, each with the letters of the parts of speech for which it holds (none: all)."""
    classes: dict[str, Any] = table(language, "claims").get("classes", {})
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for name, members in classes.items():
        for member in members.split(","):
            word, _, letters = member.strip().partition("/")
            found[word] = (*found.get(word, ()), (letters, name))
    return found
