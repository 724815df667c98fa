"""Who is meant where a language needs no pronoun: "Añadió que …" goes on from whoever spoke or acted before.

The subject of a third-person verb without one is the nearest earlier subject of its number that can speak, first among
those of verbs of saying; a method as old as Hobbs's (1978) search for antecedents, cut down to subjects.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.languages.grammar import word
from variorum.statements.reporting_words import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

_REACH = 90  # words of text before the verb: about three sentences
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# Who acts in a clause within another's words goes on in it, not after it.
_WITHIN = frozenset({"ccomp", "relcl", "acl", "csubj", "advcl"})


def dropped_subject(verb: Token, words: Lexicon) -> Token | None:
    """Give the earlier noun that a finite verb without a subject goes on from, or nothing if none fits."""
    if not words.has("subjects.dropped", "third") or not _goes_on(verb):
        return None
    number = _number(verb)
    fallback: Token | None = None
    for token in reversed(verb.doc[max(0, verb.i - _REACH) : verb.i]):
        if (
            token.head.dep_ in _WITHIN
            or token.dep_ not in _SUBJECTS
            or token.pos_ not in {"NOUN", "PROPN"}
            or not _speaks(token, words)
        ):
            continue
        if number and _number(token) and _number(token) != number:
            continue
        if words.has("speech.verbs", str(token.head.lemma_).lower()):
            return token
        fallback = fallback or token
    return fallback


def _goes_on(verb: Token) -> bool:
    if verb.dep_ in {"relcl", "acl"}:
        return False  # its subject is the noun before it
    finite = [verb, *(child for child in verb.children if child.dep_ == "aux")]
    if any(child.dep_ in _SUBJECTS | {"expl", "csubj", "auxpass"} for child in verb.children):
        return False
    if any(
        child.dep_ == "aux" and child.tag_ == "PRP" and word(child) == child.lower_ == "se" for child in verb.children
    ):
        return False  # "se dijo que": nobody is meant
    return any("3" in token.morph.get("Person", []) and "Fin" in token.morph.get("VerbForm", []) for token in finite)


def _number(token: Token) -> str:
    values = token.morph.get("Number", [])
    for child in token.children:
        values = values or (child.morph.get("Number", []) if child.dep_ in {"aux", "det"} else [])
    return values[0] if values else ""


def _speaks(token: Token, words: Lexicon) -> bool:
    named = token.pos_ == "PROPN" and token.ent_type_ in {"PERSON", "ORG", ""}
    return named or words.has("people.nouns", str(token.lemma_).lower()) or words.has("people.nouns", token.lower_)
