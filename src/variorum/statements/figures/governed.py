"""A figure that a verb, an adjective or a noun governs: "the surplus was $68 billion", "cut it to zero"."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from variorum.statements.figures.counted import NOUNS, after_noun, measure_words
from variorum.statements.figures.ground import Found, Ground
from variorum.statements.figures.phrases import clause, noun_phrase, object_of, subject_of, whole_subject

if TYPE_CHECKING:
    from spacy.tokens import Token


def governed(ground: Ground, found: Found, token: Token, inside: frozenset[int]) -> list[int] | None:
    """Read a figure that is a verb's subject, object or complement: "the surplus was $68 billion", "cut it to zero"."""
    here = token
    while here.dep_ in {"conj", "appos"} and here.head.i != here.i:
        here = here.head
    head, dep = here.head, here.dep_
    through = ""
    if dep in {"pobj", "pcomp"}:
        through, head, dep = head.lower_, head.head, "pobj"
        while head.dep_ in {"prep", "pcomp"} and head.pos_ == "ADP":
            head = head.head
    if head.i in inside:
        return None
    if found.kind == "duration" and dep in {"nsubj", "nsubjpass"}:
        return noun_phrase(token, inside - {token.i})
    if head.pos_ in NOUNS and dep in {"pobj", "nmod", "acl", "npadvmod"}:
        return _topped(head, inside)
    if head.pos_ in {"VERB", "AUX"}:
        return _of_verb(ground, found, here, head, through, inside)
    if found.kind == "duration" and head.pos_ == "ADV" and head.head.pos_ == "VERB":
        return clause(head.head, inside | {head.i})
    if head.pos_ in {"ADJ", "ADV"} and head.head.pos_ in {"VERB", "AUX", *NOUNS}:
        who = subject_of(head.head) if head.head.pos_ not in NOUNS else head.head
        places = noun_phrase(who, inside) if who is not None else []
        return sorted({*places, head.i})
    return None


def _topped(noun: Token, inside: frozenset[int]) -> list[int]:
    """Read "an increase of 5%", "a loan of $3 million to X": the noun, and whose it is."""
    places = noun_phrase(noun, inside)
    return clause(noun.head, inside) if len(places) < 2 and noun.dep_ == "dobj" else places


def _of_verb(
    ground: Ground, found: Found, token: Token, verb: Token, through: str, inside: frozenset[int]
) -> list[int] | None:
    """Name what stands at, comes to or is moved by a figure: the verb's object or subject, or the whole clause.

    ``through`` is the preposition between verb and figure, or nothing.
    """
    known = measure_words(ground.language)
    levelled = verb.lemma_.lower() in known.get("level_verbs", ())
    target, who = object_of(verb, inside), subject_of(verb)
    thing = who if who is not None and not _is_person(who) else None
    own = any(child.dep_ in {"nsubj", "nsubjpass"} for child in verb.children)
    if through in known.get("moved_by", ()) and found.kind != "duration":
        if target is not None:
            return [*noun_phrase(target, inside), *after_noun(target, inside)]
        if thing is not None and not (levelled and verb.dep_ == "advcl"):
            return noun_phrase(thing, inside)
    if levelled and not through and thing is not None and token.dep_ not in {"nsubj", "nsubjpass"}:
        return whole_subject(thing, verb, inside)
    dangling = thing is None or (verb.dep_ == "advcl" and not own)
    if (levelled or through) and dangling and found.kind in {"money", "percentage", "measure"}:
        back = looked_back(token, inside, known.get("measures_of", ()))
        return back or clause(verb, inside)
    return clause(verb, inside)


def _is_person(token: Token) -> bool:
    return token.ent_type_ == "PERSON" or token.pos_ == "PRON"


def looked_back(token: Token, inside: frozenset[int], names: Collection[str]) -> list[int] | None:
    """Find the last quantity named before the figure: "the deficit with Japan. Standing at $100 billion, …"."""
    for place in range(token.i - 1, max(-1, token.i - 40), -1):
        other = token.doc[place]
        if other.pos_ == "NOUN" and other.lemma_.lower() in names and other.dep_ != "compound":
            numbers = {one.i for one in other.subtree if one.like_num or one.pos_ in {"NUM", "SYM"}}
            return [*noun_phrase(other, inside | numbers), *after_noun(other, inside | numbers)]
    return None
