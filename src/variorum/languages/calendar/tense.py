"""Whether the clause around some words tells of the past, the present or what is to come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from variorum.languages import table
from variorum.languages.calendar.resolution import Tense

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Universal parts of speech of what can carry a tense.
_VERBS = {"VERB", "AUX"}


# A time that belongs to a noun.
_NOMINAL = {"compound", "nmod", "amod", "poss"}
# An infinitive that hangs on a noun or only adds a purpose.
_LOOSE = {"acl", "relcl", "advcl"}
# What stands between a verb and the time it leads to is looked for this many words before the time.
_LEAD = 2


def tense_at(doc: Doc, start: int, end: int, language: str | None = "en") -> Tense | None:
    """Tell which way a time at ``start:end`` lies, by the verb above it and the words that lead to it.

    "Planned for Tuesday", "put off until Friday" and "called a vote for May" look ahead though the verb is past.
    """
    verb = governor(doc, start, end)
    words = table(language or "", "dates").get("tense", {})
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not len(span):
        return tense_of(verb, language) if verb is not None else None
    awaited = _is_awaited(span.root, verb, words.get("ahead", ()))
    if verb is None or awaited:
        return "coming" if awaited else None
    lead = {token.lower_ for token in doc[max(0, span.start - _LEAD) : span.start]}
    lemma = verb.lemma_.lower()
    if lemma in words.get("planning", ()) and any(child.dep_ in {"dobj", "nsubjpass"} for child in verb.children):
        return "future" if tense_of(verb, language) == "future" else "coming"
    if lemma in words.get("deferring", ()) and span.start > verb.i and lead & set(words.get("toward", ())):
        return "coming"
    tense = tense_of(verb, language)
    still = lemma in words.get("states", ()) and verb.tag_ != "VBN" and not _is_at(verb, language)
    if tense == "present" and not still and _hangs_on(span.root, verb):
        return "coming"  # "the court rules Tuesday", "the play opens in May"
    belongs = lead & set(words.get("belonging", ())) and lemma not in words.get("ahead", ())
    if tense == "future" and (span.root.dep_ in _NOMINAL or belongs):
        return "coming"  # "will publish the December figures", "will report a loss for December"
    if tense == "future" and verb.dep_ in _LOOSE and (verb.tag_ == "VBN" or _is_infinitive(verb)):
        return "coming"  # "the first countries to join on Friday", "a service planned for Friday"
    return tense


def _is_infinitive(verb: Token) -> bool:
    return any(child.tag_ == "TO" for child in verb.children)


def _is_awaited(time: Token, verb: Token | None, ahead: Iterable[str]) -> bool:
    """Whether an adjective between the time and the verb looks ahead: "the talks, due on Friday, were put off"."""
    for above in time.ancestors:
        if above.pos_ in {"NOUN", "PROPN"} and above.i > time.i and any(child.lower_ in ahead for child in above.lefts):
            return True  # "Saturday's planned march"
        if above == verb or _was(above.head):
            return False
        if above.pos_ == "ADJ" and above.lemma_.lower() in ahead:
            return True
    return False


def _is_at(verb: Token, language: str | None) -> bool:
    """Whether "is" says nothing but when: "the hearing is on Monday"."""
    copulas = table(language or "", "dates").get("event", {}).get("copulas", ())
    told = {"attr", "acomp", "xcomp", "ccomp", "expl", "oprd"}
    return verb.lemma_.lower() in copulas and not any(child.dep_ in told for child in verb.children)


def _hangs_on(time: Token, verb: Token) -> bool:
    """Whether a time belongs to the verb itself, not to a noun below it."""
    between = verb.doc[verb.i + 1 : time.i]
    if verb.tag_ not in {"VBZ", "VBP", "VBN"} or any(token.pos_ == "VERB" for token in between):
        return False
    if time.head == verb:
        return time.dep_ in {"npadvmod", "advmod", "oprd", "nmod", "prep"}
    return time.dep_ == "pobj" and time.head.head == verb


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
    if any("Fut" in word.morph.get("Tense", []) for word in (verb, *helpers)):
        return "future"
    if modal:
        hypothetical = any(child.lower_ in {"have", "'ve", "’ve"} for child in helpers) and modal[0].lower_ != "will"
        return "past" if hypothetical or _was_not(verb, modal[0], words) else "future"
    if any(child.tag_ == "TO" for child in helpers) or verb.tag_ == "VB":
        return _infinitive(verb, language, future, ahead)
    led = verb.lemma_.lower() not in words.get("settled", ()) or _leads_on(verb, words)
    if verb.lemma_.lower() in ahead and led and verb.tag_ == "VBN" and not any(c.tag_ == "VBD" for c in helpers):
        return "future"  # "is scheduled for Friday", "is set to meet", but not "a record set on Friday"
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
    if verb.lemma_.lower() == "be" and verb.tag_ in {"VBZ", "VBP"} and _is_to_come(verb, ahead):
        return "future"
    return "present"


def _leads_on(verb: Token, words: Mapping[str, Iterable[str]]) -> bool:
    return any(
        child.dep_ == "xcomp" or (child.dep_ == "prep" and child.lower_ in words.get("toward", ()))
        for child in verb.children
    )


def _is_to_come(verb: Token, ahead: Iterable[str]) -> bool:
    """Whether "is" looks ahead: "schools are to reopen", "snow is likely"."""
    return any(
        (child.dep_ in {"xcomp", "ccomp"} and any(word.tag_ == "TO" for word in child.children))
        or (child.dep_ in {"acomp", "attr"} and child.lemma_.lower() in ahead)
        for child in verb.children
        if child.i > verb.i
    )


def _was_not(verb: Token, modal: Token, words: Mapping[str, Iterable[str]]) -> bool:
    """Whether a modal tells what could not be, or was refused: "could not be reached", "would not comment"."""
    denied = any(child.dep_ == "neg" for child in verb.children) or any(
        child.lower_ in {"neither", "nobody", "none", "nor"} for child in verb.subtree if child.i < verb.i
    )
    if not denied:
        return False
    return modal.lower_ in words.get("unable", ()) or (
        modal.lower_ == "would" and verb.lemma_.lower() in words.get("declining", ())
    )


def _was(verb: Token) -> bool:
    """Whether a verb stands in the past perfect."""
    return any(child.lower_ in {"had", "'d"} for child in verb.children if child.dep_ == "aux")


def _is_ranked(noun: Token, language: str | None) -> bool:
    ranks = table(language or "", "dates").get("tense", {}).get("ranks", ())
    return noun.lower_ in ranks or any(child.lower_ in ranks for child in noun.children)


def _infinitive(verb: Token, language: str | None, future: tuple[str, ...], ahead: tuple[str, ...]) -> Tense | None:
    """Tell the tense of an infinitive: "plans to sell" and "is to meet" look ahead; "managed to sell" is over; else as the verb above."""
    above = verb.head if verb.head != verb else None
    while above is not None and above.pos_ not in _VERBS:
        if above.lemma_.lower() in ahead:
            return "past" if _was(above.head) else "future"
        above = above.head if above.head != above else None
    if above is not None and _was(above):
        return "past"  # "had been due to expire"
    if above is not None and above.lower_ in future:
        return "future"  # "going to meet"
    if (
        above is not None
        and verb.dep_ in {"relcl", "acl"}
        and (verb.head.pos_ == "PRON" or _is_ranked(verb.head, language))
    ):
        return tense_of(_full_verb(above), language)  # "had nothing to do with", "the first to arrive"
    if above is None or above.lemma_.lower() in ahead or above.lemma_.lower() == "be":
        return "future"
    if verb.dep_ == "advcl" and tense_of(_full_verb(above), language) == "present":
        return "future"  # "travels there to meet her"
    return tense_of(_full_verb(above), language) if verb.dep_ in {"xcomp", "ccomp", "advcl", "conj"} else "future"
