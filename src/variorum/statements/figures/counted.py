"""The noun that a number stands before, and the phrase that it heads."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from variorum.languages import table
from variorum.statements.figures.ground import Found, Ground
from variorum.statements.figures.phrases import noun_phrase, owned, subject_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_ATTRIBUTE = frozenset(
    {"nummod", "compound", "amod", "nmod", "quantmod", "npadvmod", "det", "predet", "poss", "advmod", "case"}
)
NOUNS = frozenset({"NOUN", "PROPN"})


@cache
def measure_words(language: str) -> dict[str, Any]:
    """Load the words that tell what is measured."""
    known: dict[str, Any] = table(language, "figures").get("measured", {})
    return known


def _nominal(token: Token) -> bool:
    """Say whether a token stands for a thing: a noun, or a word used as one ("an 8-week high", "a $14 billion try")."""
    if token.pos_ == "ADJ":
        return token.dep_ in {"pobj", "dobj", "nsubj", "attr"}
    return token.pos_ in NOUNS or (token.pos_ == "VERB" and token.dep_ in {"pobj", "dobj"})


def counted_noun(token: Token, inside: frozenset[int]) -> Token | None:
    """Find the noun that a number stands before: "54,000 US military personnel"."""
    here = token
    for _ in range(6):
        outside = here.head.i not in inside
        if here.dep_ in _ATTRIBUTE and here.head.i > here.i and here.head.i != here.i:
            here = here.head
            if outside and _nominal(here) and here.dep_ not in {"compound", "nmod", "npadvmod"}:
                return here
            if outside and _nominal(here) and here.head.i < here.i:
                return here
        elif here.i not in inside and _nominal(here):
            return here
        else:
            return None
    return here if here.i not in inside and _nominal(here) else None


def counted_phrase(ground: Ground, found: Found, token: Token, inside: frozenset[int]) -> list[int] | None:
    """Read "a $14 billion bid to buy X", "a ten percent tariff on imports", "an 8-week high", "54,000 personnel"."""
    noun = counted_noun(token, inside)
    if noun is None:
        return None
    places = [*noun_phrase(noun, inside), *after_noun(noun, inside)]
    span = ground.tokens(found.first, found.after)
    if span is not None and not any(child.dep_ == "poss" for child in noun.children):
        places += owned(span[0], inside)
    levels = measure_words(ground.language).get("level_nouns", ())
    if len(places) < 3 and noun.lemma_.lower() in levels and found.unit is not None:
        verb = noun.head.head if noun.dep_ == "pobj" else noun.head
        who = subject_of(verb) if verb.pos_ in {"VERB", "AUX"} else None
        if who is not None and noun.dep_ in {"pobj", "dobj", "attr"}:
            return sorted({*noun_phrase(who, inside), *places})
    return places


def after_noun(noun: Token, inside: frozenset[int]) -> list[int]:
    """Give the complement right behind a noun that the parser hung on the verb: "put a tax | on imports"."""
    last = noun.i + 1
    if last >= len(noun.doc) or noun.doc[last].dep_ != "prep" or noun.doc[last].head.i != noun.head.i:
        return []
    tokens = list(noun.doc[last].subtree)
    dated = any(token.ent_type_ in {"DATE", "TIME"} or token.pos_ == "NUM" or token.i in inside for token in tokens)
    return (
        [] if dated or len(tokens) > 8 or noun.dep_ not in {"dobj", "attr", "nsubjpass"} else [one.i for one in tokens]
    )
