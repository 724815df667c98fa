"""Where a text commits someone: verbs, nouns, adjectives and futures, with what they take."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from variorum.statements import clauses
from variorum.statements import commitments_parts as parts
from variorum.statements.commitments_frames import Found, Frame, fits, frames
from variorum.statements.commitments_futures import from_bare, from_closed, from_future
from variorum.statements.commitments_nouns import from_noun
from variorum.statements.commitments_verbs import from_verb


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
                found = from_future(token) or from_bare(token) or from_closed(token)
        elif token.pos_ == "NOUN" and clauses.lemma(token) in nouns:
            found = from_noun(token, nouns)
        elif token.pos_ in ("ADJ", "ADV", "ADP") and token.dep_ in ("acomp", "oprd", "advmod", "conj", "prep", "amod"):
            found = _adjective(token, adjectives)
        if found is not None:
            yield found


def _adjective(token: Token, known: dict[str, tuple[Frame, ...]]) -> Found | None:
    for frame in known.get(token.lower_, known.get(clauses.lemma(token), ()) if token.lang_ != "en" else ()):
        verb = token.head if token.pos_ != "VERB" else token
        if token.pos_ != "VERB" and not clauses.is_verbal(verb):
            continue
        actor = clauses.subject_of(verb)
        if actor is None or not parts.is_agent(actor):
            continue
        content = parts.infinitive(token) or (parts.infinitive(verb) if verb != token else None)
        if content is not None and content.i > token.i:
            what = parts.infinitive_range(content)
        elif frame.of and clauses.lemma(verb) == "get" and (noun := _object_of_either(verb, token)):
            # "is getting concessions ready"
            if noun.i < token.i or not fits(noun, frame):
                continue
            content, what = None, parts.stretch(verb, noun.left_edge.i)
        elif "to" in frame.takes and (noun := parts.behind(token, "to")) is not None:
            content, what = None, parts.stretch(token, noun.left_edge.i)
        else:
            continue
        if (
            content is not None
            and frame.status == "expected"
            and clauses.lemma(content) in parts.words("states", content.lang_)
        ):
            continue
        cue = (*(t for t in clauses.verb_group(verb) if t.i < token.i), token)
        limits = tuple(parts.conditions(verb, content))
        if clauses.lemma(verb) in ("get", "make"):
            frame = replace(frame, act="plan", status="expected")  # who makes ready has not yet pledged
        negated = frame.negated or clauses.is_negated(verb)
        return Found(cue, verb, frame, what, actor, None, content, limits, negated, "adjective")
    return None


def _object_of_either(verb: Token, token: Token) -> Token | None:
    return parts.object_of(verb) or parts.object_of(token)
