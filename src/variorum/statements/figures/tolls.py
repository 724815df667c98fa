"""People killed, homes destroyed, flights cancelled: a count named by what it counts and what befell it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from variorum.statements.figures.counted import counted_noun, measure_words
from variorum.statements.figures.ground import Found, Ground
from variorum.statements.figures.phrases import noun_phrase, words_of

if TYPE_CHECKING:
    from spacy.tokens import Token


def toll(ground: Ground, found: Found, token: Token, inside: frozenset[int]) -> str | None:
    """Read tolls: "12 people were killed", "30 injured", "killing 12", "two are missing"."""
    if found.kind not in {"count", "vague"} or found.unit is not None:
        return None
    known = measure_words(ground.language)
    noun = counted_noun(token, inside)
    if noun is None and any(child.lower_ in ground.grammar.numbers.of for child in token.children):
        return None  # "three of the four suspects were arrested" names them itself
    states, after = known.get("states", ()), ground.low(found.after)
    if noun is None and after in known.get("before_states", ()):
        after = ground.low(found.after + 1)
    if after in states and (noun is None or noun.lower_ == after):
        return f"{_people(ground, token, known)} {after}"
    head = noun if noun is not None else token
    verb = head.head
    what = words_of(head.doc, noun_phrase(head, inside), ground.language) if noun is not None else None
    if what and head.i + 1 < len(head.doc) and head.nbor(1).lower_ in states:
        return f"{what} {head.nbor(1).lower_}" if head.nbor(1).lower_ not in what.lower().split() else what
    if head.dep_ == "nsubjpass" and verb.pos_ == "VERB":
        if what is None and verb.lemma_ not in known.get("people_tolls", ()):
            return None
        if what and _definite(noun) and verb.lemma_ not in known.get("tolls", {}):
            return None
        return f"{what or _people(ground, token, known)} {verb.text}"
    if head.dep_ == "dobj" and verb.lemma_.lower() in known.get("tolls", {}):
        if what is None and verb.lemma_.lower() not in known.get("people_tolls", ()):
            return None
        participle = known["tolls"][verb.lemma_.lower()]
        return f"{what or _people(ground, token, known)} {participle}"
    return _doing(ground, head, what, known)


def _definite(noun: Token | None) -> bool:
    """Say whether a noun is known already ("the two leaders"): what it does then is no part of what is counted."""
    return noun is not None and any(child.dep_ in {"det", "poss", "predet"} for child in noun.children)


def _doing(ground: Ground, head: Token, what: str | None, known: dict[str, Any]) -> str | None:
    """Read "12 people died" and "two are missing": the subject with a verb that has no object."""
    verb = head.head
    if head.dep_ == "nsubj" and verb.lower_ in known.get("states", ()):
        return f"{what or _people(ground, head, known)} {verb.text}"
    if head.dep_ != "nsubj" or verb.pos_ not in {"VERB", "AUX"}:
        return None
    state = next((child for child in verb.children if child.dep_ in {"acomp", "attr"}), None)
    if state is not None and state.lower_ in known.get("states", ()):
        return f"{what or _people(ground, head, known)} {state.text}"
    if what is None and verb.lemma_.lower() in known.get("people_tolls", ()):
        return f"{_people(ground, head, known)} {verb.text}"
    objects = any(child.dep_ in {"dobj", "ccomp", "xcomp", "attr"} for child in verb.children)
    if (
        what
        and verb.pos_ == "VERB"
        and not _definite(head)
        and not objects
        and verb.lemma_ not in known.get("level_verbs", ())
    ):
        return f"{what} {verb.text}" if len(what.split()) < 6 else None
    return None


def _people(ground: Ground, token: Token, known: dict[str, Any]) -> str:
    """Say "people", or the noun that the figure before this one counted: "12 passengers were killed and 30 injured"."""
    here = token
    for _ in range(3):
        if here.dep_ not in {"conj", "dep", "ccomp", "parataxis", "appos"}:
            break
        here = here.head
        noun = here if here.pos_ == "NOUN" else None
        if noun is not None and any(child.dep_ == "nummod" for child in noun.children):
            return noun.text
    del ground
    people: str = known.get("people", "")
    return people
