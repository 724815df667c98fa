"""Commitments told by the tense alone: "Mori will open the port", "the council may close it"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from variorum.languages.grammar import word
from variorum.statements import clauses
from variorum.statements import commitments_parts as parts
from variorum.statements.commitments_frames import Found, Frame

if TYPE_CHECKING:
    from spacy.tokens import Token

_LONGEST_TIME = 8  # tokens of a time ("later in the coming week")


def from_future(verb: Token) -> Found | None:
    """Give "Mori will open the port" and "the council may close it": an agent's act to come, by the tense alone."""
    modal = _modal(verb)
    going = not modal and _is_going(verb) and parts.infinitive(verb) is not None
    if not modal and not going:
        return None
    if clauses.asks(verb):
        return None  # "what they will owe", "how the insurer will react"
    if parts.is_passive(verb) and not going:
        return _by_agent(verb, modal)
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
    if _open(verb):
        frame, denied = Frame(frame.act, "speculated", ()), False
    else:
        denied = clauses.is_negated(verb)
    return Found(cue, verb, frame, what, actor, _told(verb), act, limits, denied, "future")


def _open(verb: Token) -> bool:
    """Say whether a future is left open: "will or won't", "will (or will not)"."""
    nots = (child for child in verb.lefts if child.dep_ == "neg")
    return any(word(token) == "or" for no in nots for token in no.doc[max(verb.left_edge.i, no.i - 3) : no.i])


def _by_agent(verb: Token, modal: str) -> Found | None:
    """Give "the fire will be investigated by the council" as the council's."""
    actor, patient = parts.agent(verb), clauses.own_subject(verb)
    if actor is None or patient is None or not parts.is_agent(actor) or verb.dep_ in ("relcl", "advcl"):
        return None
    frame = _future_frame(verb, modal, actor)
    if frame is None or clauses.lemma(verb) in parts.words("states", verb.lang_):
        return None
    what = (clauses.phrase(patient)[0], parts.stretch(verb, verb.i)[1])
    cue = tuple(token for token in clauses.verb_group(verb) if token != verb)
    limits = tuple(parts.conditions(verb))
    return Found(cue, verb, frame, what, actor, None, verb, limits, clauses.is_negated(verb), "future")


def from_progressive(verb: Token) -> Found | None:
    """Give "we are opening the pier next week": a present under way that a time to come makes a plan."""
    if verb.tag_ != "VBG" or _is_going(verb) or verb.dep_ not in ("ROOT", "ccomp", "conj", "parataxis"):
        return None
    present = any(c.dep_ == "aux" and c.tag_ in ("VBP", "VBZ") for c in verb.lefts)
    actor = clauses.subject_of(verb) if present else None
    if actor is None or not parts.is_agent(actor) or not _soon(verb) or not _is_act(verb, actor, ""):
        return None
    frame = _future_frame(verb, "will", actor)
    if frame is None:
        return None
    cue = (*(t for t in clauses.verb_group(verb) if t.dep_ == "aux"), verb)
    return Found(
        cue, verb, frame, parts.stretch(verb, verb.i), actor, None, verb, (), clauses.is_negated(verb), "future"
    )


def _soon(verb: Token) -> bool:
    for child in verb.children:
        if child.dep_ in ("npadvmod", "advmod", "prep") and child.right_edge.i - child.left_edge.i < _LONGEST_TIME:
            within = child.doc[child.left_edge.i : child.right_edge.i + 1]
            if any(token.lower_ in parts.words("soon", token.lang_) for token in within):
                return child.dep_ == "advmod" or any(token.ent_type_ in ("DATE", "TIME") for token in within)
    return False


def from_outlook(verb: Token) -> Found | None:
    """Give "there will be no deal unless they pay" as a warning of whoever says so."""
    if verb.lemma_ not in parts.words("be", verb.lang_) or not clauses.has_no_subject(verb):
        return None
    if clauses.mood_of(verb) not in parts.words("future", verb.lang_) or not _dire(verb):
        return None
    teller = _teller(verb)
    actor = clauses.subject_of(teller) if teller is not None else None
    if actor is None and not any(token.is_quote for token in verb.sent):
        return None
    limits = tuple(_pending(verb))
    if not limits or (teller is not None and clauses.lemma(teller) in parts.words("opinions", teller.lang_)):
        return None
    first, last = parts.stretch(verb, verb.left_edge.i)
    first = next((child.i for child in verb.children if child.dep_ == "expl"), first)
    frame = Frame("warning", "pledged", ())
    return Found(tuple(clauses.verb_group(verb)), verb, frame, (first, last), actor, None, verb, limits, kind="future")


def from_duty(verb: Token) -> Found | None:
    """Give "Norway must lift the ban, Mori said" as what Mori demands of Norway."""
    act = parts.infinitive(verb) if verb.lemma_ in parts.words("owning", verb.lang_) else verb
    must = clauses.mood_of(verb) == "must" if act is verb else verb.tag_ in ("VBP", "VBZ")
    teller = _teller(verb)
    if act is None or not must or teller is None or clauses.lemma(teller) not in clauses.marks("saying", teller.lang_):
        return None
    actor, obliged = clauses.subject_of(teller), clauses.own_subject(verb)
    if actor is None or obliged is None or not _can_demand(actor) or not _can_be_asked(obliged, actor):
        return None
    if clauses.lemma(act) in parts.words("states", act.lang_) or parts.is_passive(act):
        return None
    cue = (*(t for t in clauses.verb_group(verb) if t != act), *(t for t in act.lefts if t.tag_ == "TO"))
    limits = tuple(parts.conditions(verb))
    what, frame = parts.stretch(act, act.i), Frame("demand", "expected", ())
    return Found(cue, verb, frame, what, actor, obliged, act, limits, clauses.is_negated(verb), "future")


def _can_demand(speaker: Token) -> bool:
    titles = (*speaker.lefts, *(child for child in speaker.rights if child.dep_ == "appos"))
    known = any(clauses.lemma(t) in parts.words("tellers", t.lang_) for t in (speaker, *titles))
    named = speaker.ent_type_ in ("PERSON", "GPE", "ORG") or word(speaker) in ("he", "she")
    return named and not known


def _can_be_asked(obliged: Token, speaker: Token) -> bool:
    if obliged.pos_ == "PRON":
        return word(obliged) == "they"
    return parts.is_agent(obliged) and obliged.lower_ != speaker.lower_


def _dire(verb: Token) -> bool:
    """Say whether what there will be is nothing, or something to fear ("no deal", "consequences")."""
    coming = (child for child in verb.rights if child.dep_ in ("attr", "nsubj"))
    feared = any(child.lower_ in parts.words("outcomes", child.lang_) for child in coming)
    return feared or clauses.is_negated(verb)


def _pending(verb: Token) -> Iterator[tuple[int, int]]:
    heads = [verb, *(child for child in verb.rights if child.dep_ in ("attr", "nsubj"))]
    for head in heads:
        for child in head.children:
            if child.dep_ == "advcl" and clauses.mark_of(child) in parts.words("pending", child.lang_):
                yield child.left_edge.i, child.right_edge.i + 1


def _modal(verb: Token) -> str:
    """Give the modal of a clause as the rules call it, also an "'ll" that the tagger missed, or an empty string."""
    missed = next((c.lower_ for c in verb.lefts if c.dep_ == "aux" and c.lower_ in ("’ll", "'ll")), "")
    return clauses.mood_of(verb) or str(missed)


def _is_going(verb: Token) -> bool:
    """Say whether a verb is the "going" of "is going to leave", as other languages say "va a salir"."""
    past = any(child.dep_ == "aux" and child.tag_ == "VBD" for child in verb.lefts)
    own = clauses.own_subject(verb)
    # "said she was going to" looks ahead from the saying; "I was going to" did not come to be
    gone = past and (_teller(verb) is None or (own is not None and word(own) in ("i", "we")))
    return verb.lower_ in parts.words("going", verb.lang_) and not gone


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
    if word(actor) in ("i", "we") and clauses.lemma(verb) in parts.words("talk", verb.lang_):
        return False  # "I will say this"
    state = clauses.lemma(verb) in parts.words("states", verb.lang_)
    if state and not modal and word(actor) in parts.words("first", actor.lang_):
        return clauses.lemma(verb) in parts.words("owning", verb.lang_) and parts.object_of(verb) is not None
    return not state and (word(actor) != "it" or _told_of_itself(verb))


def _told_of_itself(verb: Token) -> bool:
    """Say whether "it" is a body that tells of itself: "the council said it will pay"."""
    teller = _teller(verb)
    speaker = clauses.subject_of(teller) if teller is not None else None
    if teller is None or speaker is None or clauses.lemma(teller) not in clauses.marks("saying", teller.lang_):
        return False
    body = speaker.pos_ == "PROPN" and speaker.ent_type_ in ("ORG", "GPE", "NORP", "")
    return body or (speaker.pos_ == "NOUN" and speaker.tag_ == "NN" and _is_body(speaker))


def _is_body(noun: Token) -> bool:
    return noun.lower_ in parts.words("bodies", noun.lang_)


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
