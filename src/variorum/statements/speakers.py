"""Who speaks by a cue: its subject, the speaker of the saying it is joined to, or whom "quoted X as saying" names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.languages.grammar import word
from variorum.statements.reporting_words import Lexicon
from variorum.statements.subjects import lemma, subject

if TYPE_CHECKING:
    from spacy.tokens import Token

_PLACES = frozenset({"GPE", "LOC", "NORP"})
_BODIES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_ANYTHING_SPEAKS = frozenset({"clause", "aside", "as", "according", "noun clause", "passive"})


def speaker(cue: Token, words: Lexicon) -> Token | None:
    """Find who speaks by a cue: its subject or, where that cannot speak, the speaker of the saying it is joined to.

    The parser likes to join "emphasized that the plan is good and stated …" at "is": then the plan would state.
    """
    found = subject(cue, words)
    if (trailing := _trailed(cue, words)) is not None:
        return trailing
    if found is None or cue.dep_ != "conj":
        return found
    if any(child.dep_ in {"nsubj", "nsubjpass"} for child in cue.children):
        return found
    for above in cue.ancestors:
        if above.pos_ == "VERB" and words.has("speech.verbs", lemma(above)):
            higher = subject(above, words)
            weak = found.ent_type_ in _PLACES or found.pos_ == "NOUN" or _unlike(cue)
            if higher is not None and weak and higher.ent_type_ not in _PLACES:
                return higher
    return found


def _trailed(cue: Token, words: Lexicon) -> Token | None:
    """Find who speaks by a participle that trails reported speech: "Smith remarked that the plan held, suggesting calm"."""
    below = cue.head
    if cue.tag_ != "VBG" or cue.dep_ != "advcl" or below.dep_ != "ccomp" or below.i > cue.i:
        return None
    said = below.head
    comma = cue.left_edge.i and cue.left_edge.nbor(-1).text == ","
    if not comma or said.i > below.i or not words.has("speech.verbs", lemma(said)):
        return None
    return subject(said, words)


def _unlike(cue: Token) -> bool:
    """Whether a cue is joined to a verb of another form ("had touched … but implied"), which no writer joins."""
    head = cue.head
    return cue.tag_ == "VBD" and any(child.dep_ == "aux" for child in head.children)


def can_speak(source: Token, kind: str, words: Lexicon) -> bool:
    """Say whether a source can mean what the frame says: a name, a person or body; anything may "show that …"."""
    if kind in _ANYTHING_SPEAKS or source.pos_ in {"PROPN", "NUM"} or source.ent_type_ in _BODIES:
        return True
    if source.pos_ == "PRON" or source.dep_ == "poss":
        return not words.has("mute.pronouns", source.lower_)
    noun = lemma(source)
    return words.has("people.nouns", noun) or words.has("clause.things", noun)


def denied(cue: Token) -> bool:
    """Say whether a cue is negated: what somebody did *not* say is not theirs."""
    return any(child.dep_ == "neg" for child in cue.children)


def passed_on(cue: Token, source: Token, words: Lexicon) -> tuple[Token, Token | None]:
    """Untangle "Y quoted X as saying": X said it, Y passed it on."""
    prep = cue.head
    if cue.dep_ != "pcomp" or word(prep) != "as":
        return source, None
    verb = prep.head
    if not words.has("speech.quoting", lemma(verb)):
        return source, None
    quoted = next((child for child in verb.children if child.dep_ in {"dobj", "nsubjpass"}), None)
    if quoted is None:
        return source, None
    agent = next((c for a in verb.children if a.dep_ == "agent" for c in a.children if c.dep_ == "pobj"), None)
    passer = agent or subject(verb, words)
    return quoted, None if passer is None or passer.i == quoted.i else passer
