"""The words that hold a sentence together, called in every language by the English word that does the same work.

The rules for attributions, claims and commitments are written once. They ask for grammar ("by", "that", "if"), not for
spelling: in a parse of another language such a word has its English counterpart as its norm (``grammar.toml``).
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token


def word(token: Token) -> str:
    """Give a word of grammar as the rules call it: in English as it stands, elsewhere its English counterpart."""
    return str(token.lower_ if token.lang_ == "en" else token.norm_)


@dataclass(frozen=True)
class Grammar:
    """A language's words of grammar: counterparts by part of speech, and the sets that shape the tree."""

    prepositions: dict[str, str] = field(default_factory=dict)
    conjunctions: dict[str, str] = field(default_factory=dict)
    articles: dict[str, str] = field(default_factory=dict)
    pronouns: dict[str, str] = field(default_factory=dict)
    adverbs: dict[str, str] = field(default_factory=dict)
    modals: dict[str, str] = field(default_factory=dict)
    signs: dict[str, str] = field(default_factory=dict)
    sets: dict[str, frozenset[str]] = field(default_factory=dict)

    def has(self, name: str, form: str) -> bool:
        """Say whether one of the sets (``negation.words``, ``verbs.be`` …) holds a word."""
        return form in self.sets.get(name, frozenset())

    def counterpart(self, pos: str, form: str) -> str | None:
        """Give the English word of grammar for a form in lower case, by its part of speech (Universal Dependencies)."""
        tables = {
            "ADP": (self.prepositions, self.conjunctions),
            "SCONJ": (self.conjunctions, self.prepositions),
            "PRON": (self.pronouns,),
            "DET": (self.articles, self.pronouns),
            "CCONJ": (self.conjunctions,),
            "ADV": (self.adverbs, self.conjunctions, self.prepositions),
        }.get(pos, ())
        return next((table[form] for table in tables if form in table), None)


@cache
def grammar(language: str) -> Grammar:
    """Read a language's ``grammar.toml``; an empty one for a language without."""
    place = resources.files("variorum.languages") / language / "grammar.toml"
    data = tomllib.loads(place.read_text(encoding="utf-8")) if place.is_file() else {}

    def by_form(name: str) -> dict[str, str]:
        return {form: english for english, forms in data.get(name, {}).items() for form in forms.split()}

    sets = {
        f"{name}.{part}": frozenset(words.split())
        for name in ("negation", "verbs")
        for part, words in data.get(name, {}).items()
    }
    return Grammar(
        by_form("prepositions"),
        by_form("conjunctions"),
        by_form("articles"),
        by_form("pronouns"),
        by_form("adverbs"),
        by_form("modals"),
        by_form("signs"),
        sets,
    )
