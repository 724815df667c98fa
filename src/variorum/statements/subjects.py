"""Who does what a verb or noun of a parsed sentence says, and where that sentence begins and ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.languages.grammar import word
from variorum.statements.dropped_subjects import dropped_subject
from variorum.statements.reporting_words import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

_RELATIVES = frozenset({"who", "which", "that", "whom"})
_SUBJECTS = frozenset({"nsubj", "csubj"})
# No sentence of prose is longer in tokens; a longer one is a list or a table, and is looked at in part.
_LONGEST = 400


def lemma(token: Token) -> str:
    """Give a token's lemma in lower case."""
    return str(token.lemma_).lower()


def sentence_of(token: Token) -> tuple[int, int]:
    """Give the token numbers at which a token's sentence starts and ends, at most 400 tokens either way.

    spaCy's own ``Token.sent`` looks at the whole document each time.
    """
    doc, start, end = token.doc, int(token.i), int(token.i) + 1
    while start > 0 and token.i - start < _LONGEST and not doc[start].is_sent_start:
        start -= 1
    while end < len(doc) and end - token.i < _LONGEST and not doc[end].is_sent_start:
        end += 1
    return start, end


def subject(verb: Token, words: Lexicon) -> Token | None:
    """Find the token that names who does what ``verb`` says, through conjunctions, participles and relative clauses.

    Where a language leaves pronouns out, it may stand in an earlier sentence.
    """
    return _subject(verb, words) or dropped_subject(verb, words)


def _subject(verb: Token, words: Lexicon) -> Token | None:
    if _is_passive(verb):
        return next((c for a in verb.children if a.dep_ == "agent" for c in a.children if c.dep_ == "pobj"), None)
    for step in range(8):
        own = _own_subject(verb, climbed=step > 0)
        if own is not None:
            return own
        dep, head = verb.dep_, verb.head
        if head.i == verb.i:
            return None
        if dep in {"acl", "relcl"} and head.pos_ in {"NOUN", "PROPN", "PRON"}:
            return head
        if dep == "xcomp" and (controller := _controller(head, verb, words)) is not None:
            return controller
        if dep in {"pcomp", "prep"}:
            head = head.head if head.pos_ in {"ADP", "SCONJ"} else head
            if head.pos_ in {"NOUN", "PROPN"}:
                return owner(head, words)
        elif dep not in {"xcomp", "conj", "advcl", "amod", "dep", "acomp"}:
            return None
        if head.i == verb.i or head.pos_ not in {"VERB", "AUX", "ADJ"}:
            return None
        verb = head
    return None


def _is_passive(verb: Token) -> bool:
    if verb.tag_ != "VBN":
        return False
    if any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children):
        return True
    # "a man considered different": a participle after its noun, unless the noun phrase is the speaker's ("stated")
    if verb.dep_ in {"acl", "advcl"} and not any(child.dep_ == "aux" for child in verb.children):
        return not any(child.dep_ in _SUBJECTS for child in verb.children)
    return (
        verb.dep_ == "conj" and _is_passive(verb.head) and not any(c.dep_ in _SUBJECTS | {"aux"} for c in verb.children)
    )


def _own_subject(verb: Token, *, climbed: bool) -> Token | None:
    for child in verb.children:
        if child.dep_ in _SUBJECTS or (climbed and child.dep_ == "nsubjpass"):
            return verb.head if word(child) in _RELATIVES and verb.dep_ == "relcl" else child
    return None


def _controller(head: Token, verb: Token, words: Lexicon) -> Token | None:
    """Find the object that a verb makes do what follows ("urged the minister to say")."""
    if not words.has("subjects.control", lemma(head)):
        return None
    return next((c for c in head.children if c.dep_ in {"dobj", "dative"} and head.i < c.i < verb.i), None)


def owner(noun: Token, words: Lexicon) -> Token | None:
    """Find whose noun it is: a possessive, ``by …`` or ``from …`` (elsewhere also ``of …``), or the subject of the light verb that governs it."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ in {"prep", "agent"} and words.has("noun.owners", word(child)):
            found = next((c for c in child.children if c.dep_ == "pobj"), None)
            if found is not None:
                return found
    head = noun.head
    if noun.dep_ == "dobj" and words.has("noun.light", lemma(head)):
        return subject(head, words)
    return None
