"""Whether the clause around some words tells of the past, the present or what is to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.languages import table
from variorum.languages.calendar.resolution import Tense

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Universal parts of speech of what can carry a tense.
_VERBS = {"VERB", "AUX"}


def governor(doc: Doc, start: int, end: int) -> Token | None:
    """Give the verb that governs the words at ``start:end``, or nothing where no verb stands above them."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not len(span):
        return None
    token = span.root
    for above in (token, *token.ancestors):
        if above.pos_ in _VERBS and not (span.start <= above.i < span.end):
            return _full_verb(above)
    return None


def _full_verb(verb: Token) -> Token:
    """From an auxiliary to the verb it helps, where the parse hangs words on the auxiliary."""
    return verb.head if verb.pos_ == "AUX" and verb.dep_ in {"aux", "auxpass"} else verb


def tense_of(verb: Token, language: str | None = "en") -> Tense | None:
    """Tell the tense of a verb from its form, its auxiliaries and, for an infinitive, the verb it hangs on."""
    words = table(language or "", "dates").get("tense", {})
    future, ahead = words.get("future", ()), words.get("ahead", ())
    helpers = [child for child in verb.children if child.dep_ in {"aux", "auxpass"} and child.i < verb.i]
    # "would have met" looks back, "will have met" ahead
    modal = [child for child in helpers if child.lower_ in future or (child.tag_ == "MD")]
    if modal:
        hypothetical = any(child.lower_ in {"have", "'ve", "’ve"} for child in helpers) and modal[0].lower_ != "will"
        return "past" if hypothetical else "future"
    if any(child.tag_ == "TO" for child in helpers) or verb.tag_ == "VB":
        return _infinitive(verb, language, future, ahead)
    if verb.lemma_.lower() in ahead and (verb.tag_ == "VBN" and not any(child.tag_ == "VBD" for child in helpers)):
        return "future"  # "is scheduled for Friday"
    if any(child.tag_ == "VBD" for child in helpers) or verb.tag_ == "VBD":
        return "past"
    if any(child.lemma_.lower() == "have" for child in helpers):
        return "past"
    if verb.tag_ == "VBN":
        return "past" if not helpers else "present"
    if verb.tag_ == "VBG" and helpers:
        return "future"  # beside a date, "is meeting her on Monday" looks ahead
    if verb.tag_ == "VBG" and verb.head != verb:
        above = next((token for token in verb.ancestors if token.pos_ in _VERBS), None)
        return tense_of(_full_verb(above), language) if above is not None else None
    return "present"


def _infinitive(verb: Token, language: str | None, future: tuple[str, ...], ahead: tuple[str, ...]) -> Tense | None:
    """Tell the tense of an infinitive: "plans to sell" and "is to meet" look ahead; "managed to sell" is over; else as the verb above."""
    above = verb.head if verb.head != verb else None
    while above is not None and above.pos_ not in _VERBS:
        if above.lemma_.lower() in ahead:
            return "future"
        above = above.head if above.head != above else None
    if above is not None and any(child.lower_ in {"had", "'d"} for child in above.children if child.dep_ == "aux"):
        return "past"  # "had been due to expire"
    if above is not None and above.lower_ in future:
        return "future"  # "going to meet"
    if above is None or above.lemma_.lower() in ahead or above.lemma_.lower() == "be":
        return "future"
    if verb.dep_ == "advcl" and tense_of(_full_verb(above), language) == "present":
        return "future"  # "travels there to meet her"
    return tense_of(_full_verb(above), language) if verb.dep_ in {"xcomp", "ccomp", "advcl", "conj"} else "future"
