"""Where a text commits someone: verbs, nouns, adjectives and futures, with what they take."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from variorum.statements import clauses
from variorum.statements import commitments_parts as parts
from variorum.statements.commitments_frames import Found, Frame, fits, frames
from variorum.statements.commitments_futures import (
    from_bare,
    from_closed,
    from_duty,
    from_future,
    from_outlook,
    from_progressive,
)
from variorum.statements.commitments_nouns import from_noun
from variorum.statements.commitments_verbs import from_verb

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def cues(doc: Doc) -> Iterator[Found]:
    """Give every commitment cue of a document with its parts, in text order; they may lie in one another."""
    verbs, nouns, adjectives = (frames(kind, doc.lang_) for kind in ("verbs", "nouns", "adjectives"))
    asserted = (sentence for sentence in clauses.readable(doc) if not clauses.ends_in_question(sentence[-1]))
    for token in (token for sentence in asserted for token in sentence):
        found: Found | None = None
        if token.pos_ in clauses.VERBAL and token.dep_ not in ("aux", "auxpass"):
            found = from_verb(token, verbs)
            if found is None and token.tag_ == "VBN":
                found = _adjective(token, adjectives)
            if found is None:
                found = _from_tense(token)
        elif token.pos_ == "NOUN" and clauses.lemma(token) in nouns:
            found = from_noun(token, nouns)
        elif token.pos_ == "NOUN" and token.dep_ == "pobj":
            found = _phrase(token)
        elif token.pos_ in ("ADJ", "ADV", "ADP") and token.dep_ in ("acomp", "oprd", "advmod", "conj", "prep", "amod"):
            found = _adjective(token, adjectives)
        if found is not None:
            yield found


def _from_tense(verb: Token) -> Found | None:
    finders = (from_future, from_progressive, from_duty, from_outlook, from_bare, from_closed)
    return next((found for finder in finders if (found := finder(verb)) is not None), None)


def _phrase(noun: Token) -> Found | None:
    """Give "is on course to open the pier" and "is in talks to sell"."""
    verb = noun.head.head
    entries = frames("phrases", noun.lang_).get(f"{noun.head.lower_}_{noun.lower_}", ())
    if not entries or not clauses.is_verbal(verb) or noun.head.i + 1 != noun.i:
        return None
    content = parts.infinitive(noun) or parts.infinitive(verb)
    actor = clauses.subject_of(verb)
    if content is None or content.i < noun.i or actor is None or not parts.is_agent(actor):
        return None
    cue = (*(t for t in clauses.verb_group(verb) if t.i < noun.i), noun.head, noun)
    limits = tuple(parts.conditions(verb, content))
    what = parts.infinitive_range(content)
    return Found(cue, verb, entries[0], what, actor, None, content, limits, clauses.is_negated(verb), "adjective")


def _adjective(token: Token, known: dict[str, tuple[Frame, ...]]) -> Found | None:
    for frame in known.get(token.lower_, known.get(clauses.lemma(token), ()) if token.lang_ != "en" else ()):
        verb = token.head if token.pos_ != "VERB" else token
        if token.pos_ != "VERB" and not clauses.is_verbal(verb):
            continue
        actor = clauses.subject_of(verb)
        if actor is None or not parts.is_agent(actor):
            continue
        found = _complement(token, verb, frame)
        if found is None:
            continue
        content, what = found
        if frame.status == "expected" and _befalls(verb, content):
            continue
        cue = (*(t for t in clauses.verb_group(verb) if t.i < token.i), token)
        limits = tuple(parts.conditions(verb, content))
        if clauses.lemma(verb) in ("get", "make"):
            frame = replace(frame, act="plan", status="expected")  # who makes ready has not yet pledged
        denied = clauses.is_negated(verb)
        if denied and frame.status == "pledged":
            # who is not willing refuses
            refused = replace(frame, act="refusal", status="done")
            return Found(cue, verb, refused, what, actor, None, content, limits, False, "adjective")
        return Found(cue, verb, frame, what, actor, None, content, limits, frame.negated or denied, "adjective")
    return None


def _complement(token: Token, verb: Token, frame: Frame) -> tuple[Token | None, parts.Range] | None:
    """Give what an adjective's owner is to do, and its words: "to" and a verb, or a thing behind "to" or "on"."""
    content = parts.infinitive(token) or (parts.infinitive(verb) if verb != token else None)
    if content is not None and content.i > token.i:
        # "not sure what to do"
        return None if clauses.asks(content) else (content, parts.infinitive_range(content))
    if frame.of and clauses.lemma(verb) == "get" and (noun := _object_of_either(verb, token)):
        # "is getting concessions ready"
        fitting = noun.i > token.i and fits(noun, frame)
        return (None, parts.stretch(verb, noun.left_edge.i)) if fitting else None
    if "to" in frame.takes and (noun := parts.behind(token, "to")) is not None:
        return None, parts.stretch(token, noun.left_edge.i)
    for take, preposition in (("on", "on"), ("to_ger", "to")):
        noun = parts.behind(token, preposition) if take in frame.takes else None
        if noun is not None and noun.dep_ == "pcomp":
            return noun, parts.stretch(token, noun.left_edge.i)
    return None


def _befalls(verb: Token, content: Token | None) -> bool:
    """Say whether what is expected is a state, or done to the subject, or was expected once ("had been due to")."""
    if any(child.lower_ in parts.words("settled", child.lang_) for child in verb.lefts):
        return True
    if content is None:
        return False
    return clauses.lemma(content) in parts.words("states", content.lang_) or parts.is_passive(content)


def _object_of_either(verb: Token, token: Token) -> Token | None:
    return parts.object_of(verb) or parts.object_of(token)
