"""Commitments told by the tense alone: "Mori will open the port", "the council may close it"."""

from __future__ import annotations

from spacy.tokens import Token

from variorum.languages.grammar import word
from variorum.statements import clauses
from variorum.statements import commitments_parts as parts
from variorum.statements.commitments_frames import Found, Frame


def from_future(verb: Token) -> Found | None:
    """Give "Mori will open the port" and "the council may close it": an agent's act to come, by the tense alone."""
    modal = _modal(verb)
    going = not modal and _is_going(verb) and parts.infinitive(verb) is not None
    if not modal and not going:
        return None
    actor = clauses.subject_of(verb)
    if actor is None or not parts.is_agent(actor) or (verb.dep_ in ("relcl", "advcl") and not going):
        return None
    act = parts.infinitive(verb) if going else verb
    frame = _future_frame(verb, modal, actor)
    if act is None or frame is None or not _is_act(act, actor, modal):
        return None
    first = next((c.i + 1 for c in act.lefts if c.tag_ == "TO"), act.i) if going else act.i
    what = parts.stretch(act, first)
    cue = tuple(t for t in clauses.verb_group(verb) if t != verb and t.dep_ != "prt") or (verb,)
    limits = tuple(parts.conditions(verb, act if act != verb else None))
    return Found(cue, verb, frame, what, actor, _told(verb), act, limits, clauses.is_negated(verb), "future")


def _modal(verb: Token) -> str:
    """Give the modal of a clause as the rules call it, also an "'ll" that the tagger missed, or an empty string."""
    missed = next((c.lower_ for c in verb.lefts if c.dep_ == "aux" and c.lower_ in ("’ll", "'ll")), "")
    return clauses.mood_of(verb) or str(missed)


def _is_going(verb: Token) -> bool:
    """Say whether a verb is the "going" of "is going to leave", as other languages say "va a salir"."""
    return verb.lower_ in parts.words("going", verb.lang_)


def from_bare(verb: Token) -> Found | None:
    """Give "are due from hold talks": a bare infinitive behind a preposition is a garbled "to", left by reworded text."""
    if verb.dep_ not in ("pcomp", "pobj") or verb.tag_ != "VB" or any(child.dep_ == "aux" for child in verb.lefts):
        return None
    above = verb.head.head
    if verb.head.tag_ != "IN" or not clauses.is_verbal(above) or verb.i != verb.head.i + 1:
        return None
    actor = clauses.own_subject(above)
    if actor is None or not parts.is_agent(actor) or clauses.lemma(verb) in parts.words("states", verb.lang_):
        return None
    cue = (*clauses.verb_group(above), verb.head)
    frame = Frame("plan", "expected", ())
    return Found(
        cue, above, frame, parts.stretch(verb, verb.i), actor, None, verb, (), clauses.is_negated(above), "bare"
    )


def from_closed(verb: Token) -> Found | None:
    """Give "its weapons are not for negotiation" as the owner's refusal."""
    if verb.lemma_ not in parts.words("be", verb.lang_) or not clauses.is_negated(verb):
        return None
    what = clauses.own_subject(verb)
    purpose = parts.behind(verb, "for")
    if what is None or purpose is None or purpose.lower_ not in parts.words("closed", purpose.lang_):
        return None
    owner = next((child for child in what.lefts if child.dep_ == "poss"), None)
    words = (clauses.phrase(what)[0], purpose.i + 1)
    return Found(tuple(clauses.verb_group(verb)), verb, Frame("refusal", "done", ()), words, owner, kind="future")


def _is_act(verb: Token, actor: Token, modal: str) -> bool:
    if any(
        child.dep_ == "auxpass" or (child.dep_ == "aux" and child.lower_ in parts.words("had", child.lang_))
        for child in verb.lefts
    ):
        return False
    state = clauses.lemma(verb) in parts.words("states", verb.lang_)
    if state and not modal and word(actor) in parts.words("first", actor.lang_):
        return clauses.lemma(verb) in parts.words("owning", verb.lang_) and parts.object_of(verb) is not None
    return not state and word(actor) != "it"


def _future_frame(verb: Token, modal: str, actor: Token) -> Frame | None:
    teller = _teller(verb)
    if teller is not None and clauses.lemma(teller) in parts.words("opinions", teller.lang_):
        return None
    modal = modal or "will"
    if modal in parts.words("speculation", verb.lang_):
        # "may be hiding" guesses at what is, not at what is planned
        under_way = any(child.dep_ == "aux" and child.lower_ == "be" for child in verb.lefts)
        return Frame("plan", "speculated", ()) if modal != "could" and not under_way else None
    if modal not in parts.words("future", verb.lang_):
        return None
    if modal in ("would", "'d", "’d") and teller is None:
        return None
    if word(actor) in parts.words("first", actor.lang_) or any(
        word(c) in parts.words("ours", c.lang_) for c in actor.lefts
    ):
        return Frame("pledge", "pledged", ())
    if teller is not None and _gives_own_word(teller, actor):
        return Frame("pledge", "pledged", ())
    return Frame("plan", "expected", ())


def _teller(verb: Token) -> Token | None:
    """Give the verb of saying or thinking above a clause, also for the second of two clauses joined by "and"."""
    for _ in range(6):
        if verb.dep_ == "ccomp" and clauses.is_verbal(verb.head):
            return verb.head
        if verb.dep_ != "conj":
            break
        verb = verb.head
    return None


def _gives_own_word(teller: Token, actor: Token) -> bool:
    """Say whether the one who tells of the act can bind its actor: itself, or a country or side it speaks for."""
    speaker = clauses.subject_of(teller)
    if speaker is None or clauses.lemma(teller) not in clauses.marks("saying", teller.lang_):
        return False
    if speaker.lower_ in parts.words("tellers", speaker.lang_) or clauses.lemma(speaker) in parts.words(
        "tellers", speaker.lang_
    ):
        return False
    if word(actor) in parts.words("third", actor.lang_):
        return True
    return actor.ent_type_ == "GPE" or actor.pos_ in ("NOUN", "NUM", "DET")


def _told(verb: Token) -> Token | None:
    """Give the listener of "Mori told the council she would resign"."""
    head = verb.head
    if verb.dep_ != "ccomp" or not clauses.is_verbal(head):
        return None
    listener = next((child for child in head.rights if child.dep_ in ("dobj", "dative") and child.i < verb.i), None)
    return listener if listener is not None and listener.lower_ not in parts.words("tellers", listener.lang_) else None
