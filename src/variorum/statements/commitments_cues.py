"""Where a text commits someone: verbs, nouns, adjectives and futures, with what they take."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc, Token

from variorum.languages import table
from variorum.model import Act, Status
from variorum.statements import clauses
from variorum.statements import commitments_parts as parts
from variorum.statements.commitments_parts import Range


@dataclass(frozen=True)
class Frame:
    """One entry of ``commitments.toml``: what a cue means and what may follow it."""

    act: Act
    status: Status
    takes: tuple[str, ...]
    of: str = ""
    form: str = "active"
    negated: bool = False
    gerund: bool = False


@dataclass(frozen=True)
class Found:
    """A commitment as tokens: the cue, who, what (a range), to whom, on what condition."""

    cue: tuple[Token, ...]
    head: Token
    frame: Frame
    what: Range
    actor: Token | None = None
    to: Token | None = None
    content: Token | None = None
    conditions: tuple[Range, ...] = ()
    negated: bool = False
    kind: str = "verb"
    carrier: Token | None = None


@cache
def frames(kind: str) -> dict[str, tuple[Frame, ...]]:
    """Give the entries for ``verbs``, ``nouns`` or ``adjectives`` by lemma (particles joined with ``_``)."""
    found: dict[str, tuple[Frame, ...]] = {}
    for entry in table("en", "commitments").get(kind, ()):
        frame = Frame(
            entry["act"],
            entry["status"],
            tuple(entry["takes"].split()),
            entry.get("of", ""),
            entry.get("form", "active"),
            entry.get("negated", False),
            entry.get("gerund", False),
        )
        for word in entry["words"].split():
            found[word] = (*found.get(word, ()), frame)
    return found


def cues(doc: Doc) -> Iterator[Found]:
    """Give every commitment cue of a document with its parts, in text order; they may lie in one another."""
    verbs, nouns, adjectives = frames("verbs"), frames("nouns"), frames("adjectives")
    asserted = (sentence for sentence in clauses.readable(doc) if not clauses.ends_in_question(sentence[-1]))
    for token in (token for sentence in asserted for token in sentence):
        found: Found | None = None
        if token.pos_ in clauses.VERBAL and token.dep_ not in ("aux", "auxpass"):
            found = _verb(token, verbs)
            if found is None and token.tag_ == "VBN":
                found = _adjective(token, adjectives)
            if found is None:
                found = _future(token) or _bare(token)
        elif token.pos_ == "NOUN" and clauses.lemma(token) in nouns:
            found = _noun(token, nouns)
        elif token.pos_ in ("ADJ", "ADV", "ADP") and token.dep_ in ("acomp", "oprd", "advmod", "conj", "prep", "amod"):
            found = _adjective(token, adjectives)
        if found is not None:
            yield found


# ---- verbs


def _verb(verb: Token, known: dict[str, tuple[Frame, ...]]) -> Found | None:
    particle = next((child for child in verb.rights if child.dep_ == "prt"), None)
    word = clauses.lemma(verb)
    entries = known.get(f"{word}_{particle.lower_}" if particle is not None else word, ())
    if particle is not None and not entries:
        entries = known.get(word, ())
    if not entries or verb.dep_ in ("amod", "compound"):
        return None
    passive = parts.is_passive(verb)
    for frame in entries:
        found = _passive(verb, frame) if passive else _active(verb, frame)
        if found is not None and _actor_can(found):
            return replace(found, cue=tuple(clauses.verb_group(verb)), negated=clauses.is_negated(verb))
    return None


def _active(verb: Token, frame: Frame) -> Found | None:
    if frame.form == "passive" or (frame.form == "present" and verb.tag_ in ("VBD", "VBN")):
        return None
    actor = clauses.subject_of(verb)
    for take in frame.takes:
        found = _complement(verb, frame, take)
        if found is not None:
            content = found.content
            return replace(found, actor=actor, conditions=tuple(parts.conditions(verb, content)))
    return None


def _complement(verb: Token, frame: Frame, take: str) -> Found | None:
    """Give a verb's complement of one kind as a find without its actor."""
    if take == "inf":
        content = parts.infinitive(verb)
        if content is None or content.dep_ == "ccomp":
            return None
        to = parts.object_of(verb)
        if content.dep_ in ("acl", "relcl", "advcl") and to is not None:
            return None
        return Found((verb,), verb, frame, parts.infinitive_range(content), to=to, content=content)
    if take == "obj_inf":
        return _object_infinitive(verb, frame)
    if take == "that":
        content = parts.clause(verb)
        if content is None:
            return None
        if frame.act == "warning" and _threatens(content, verb):
            frame = replace(frame, act="threat")
        return Found((verb,), verb, frame, parts.clause_range(content), to=parts.object_of(verb), content=content)
    if take == "ger":
        content = next((c for c in verb.rights if c.dep_ in ("xcomp", "ccomp", "pcomp") and c.tag_ == "VBG"), None)
        return Found((verb,), verb, frame, parts.stretch(content, content.i), content=content) if content else None
    if take == "np":
        return _noun_object(verb, frame)
    return _prepositional(verb, frame, take)


def _threatens(content: Token, verb: Token) -> bool:
    """Tell "warned that it would sue", a threat, from "warned that rain will fall"."""
    own = clauses.own_subject(content)
    if own is None or own.pos_ != "PRON" or clauses.subject_of(verb) is None:
        return False
    modal = (clauses.modal_of(content) or "").lower()
    return modal in parts.words("future") and own.lower_ not in ("there", "this", "that", "you")


def _object_infinitive(verb: Token, frame: Frame) -> Found | None:
    content = next((c for c in verb.rights if c.dep_ in ("xcomp", "ccomp") and clauses.is_infinitive(c)), None)
    if content is None:
        return None
    to = next((c for c in verb.rights if c.dep_ in ("dobj", "dative") and c.i < content.i), None)
    to = to if to is not None else clauses.own_subject(content)
    if to is None or to.i < verb.i or not (parts.is_agent(to) or to.pos_ == "NOUN"):
        return None
    return Found((verb,), verb, frame, parts.infinitive_range(content), to=to, content=content)


def _noun_object(verb: Token, frame: Frame) -> Found | None:
    what = parts.object_of(verb)
    if what is not None and what.i < verb.i and not _fits(what, frame):
        what = _farther_antecedent(what, frame)
    if what is None or not _fits(what, frame):
        return None
    nouns = frames("nouns")
    if clauses.lemma(what) in nouns and _noun(what, nouns) is not None and frame.status != "done":
        return None  # "announced plans to": the noun says it
    return Found((verb,), verb, frame, parts.object_range(verb, what), to=_dative(verb), content=None)


def _farther_antecedent(noun: Token, frame: Frame) -> Token | None:
    """Give the "bid" of "a bid to buy Mori Steel, which the court blocked", hung by the parser on the last noun."""
    at = noun
    for _ in range(6):
        if at.head == at:
            return None
        at = at.head
        if at.pos_ == "NOUN" and _fits(at, frame):
            return at
    return None


def _fits(what: Token, frame: Frame) -> bool:
    if not frame.of:
        return what.pos_ in ("NOUN", "PROPN") or what.tag_ in clauses.RELATIVE
    return what.lower_ in parts.objects(frame.of) or clauses.lemma(what) in parts.objects(frame.of)


def _dative(verb: Token) -> Token | None:
    return next((child for child in verb.rights if child.dep_ == "dative" and child.tag_ != "IN"), None)


def _prepositional(verb: Token, frame: Frame, take: str) -> Found | None:
    preposition, _, more = take.partition("_")
    noun = parts.behind(verb, preposition)
    if noun is None or any(child.dep_ in ("dobj", "oprd") for child in verb.rights):
        return None
    if more == "inf":
        content = next(
            (
                c
                for c in (*verb.rights, *noun.rights)
                if clauses.is_verbal(c) and clauses.is_infinitive(c) and c.i > noun.i
            ),
            None,
        )
        if content is None or not (parts.is_agent(noun) or noun.pos_ == "NOUN"):
            return None
        return Found((verb,), verb, frame, parts.infinitive_range(content), to=noun, content=content)
    if frame.gerund and noun.dep_ != "pcomp":
        return None
    if frame.of and noun.dep_ != "pcomp" and not _fits(noun, frame):
        return None
    return Found((verb,), verb, frame, parts.stretch(verb, noun.left_edge.i), content=noun)


def _passive(verb: Token, frame: Frame) -> Found | None:
    patient = clauses.subject_of(verb)
    by = parts.agent(verb)
    limits = tuple(parts.conditions(verb))
    if frame.form == "never passive":
        return None
    if frame.form == "passive":
        content = parts.infinitive(verb)
        if content is None or patient is None:
            return None
        limits = tuple(parts.conditions(verb, content))
        return Found((verb,), verb, frame, parts.infinitive_range(content), patient, None, content, limits)
    if "obj_inf" in frame.takes:
        content = parts.infinitive(verb)
        if content is None or patient is None or frame.status == "pledged" or (by is None and clauses.is_negated(verb)):
            return None
        limits = tuple(parts.conditions(verb, content))
        return Found((verb,), verb, frame, parts.infinitive_range(content), by, patient, content, limits)
    if "np" in frame.takes and patient is not None and _fits(patient, frame) and by is not None:
        return Found((verb,), verb, frame, clauses.phrase(patient), by, None, None, limits)
    return None


def _actor_can(found: Found) -> bool:
    """Refuse cues whose subject cannot bind itself ("the road promises to be busy", "the visit aims to build trust")."""
    content = found.content
    if found.actor is not None and not parts.may_bind(found.actor, found.frame.act, found.content):
        return False
    if found.actor is None and (found.to is None or not parts.is_passive(found.head)):
        return False
    if found.frame.act in ("refusal", "ask") and _is_talk(found):
        return False
    if content is not None and content.lemma_ == "be" and found.frame.act == "pledge":
        return False  # "guaranteed to be exciting"
    had = found.frame.form == "passive" and any(c.lower_ in ("had", "'d", "’d") for c in found.head.lefts)
    if had:
        return False  # what "had been expected" is settled by now
    bare = content is not None and clauses.lemma(content) in parts.words("states")
    prospect = found.frame.act == "plan" or found.frame.form == "never passive"
    return not (bare and (prospect or not parts.is_agent(found.actor or found.head)))


def _is_talk(found: Found) -> bool:
    """Say whether all that is asked or refused is a word to the reporter ("declined to comment")."""
    talk = parts.words("talk")
    if found.content is not None:
        return clauses.lemma(found.content) in talk
    first, last = found.what
    return last - first <= 2 and clauses.lemma(found.head.doc[last - 1]) in talk


# ---- nouns


def _noun(noun: Token, known: dict[str, tuple[Frame, ...]]) -> Found | None:
    for frame in known[clauses.lemma(noun)]:
        for take in frame.takes:
            found = _noun_complement(noun, frame, take)
            if found is None:
                continue
            actor = _noun_actor(noun, frame)
            if actor is None and (found.content is None or take not in ("inf", "that")):
                return None
            if (actor is not None and not parts.may_bind(actor, frame.act, found.content)) or _is_talk(found):
                return None
            carrier = _carrier(noun)
            limits = tuple(parts.conditions(found.content, carrier))
            negated = carrier is not None and clauses.is_negated(carrier)
            to = parts.behind(noun, "to") if take == "inf" else None
            return replace(found, actor=actor, conditions=limits, negated=negated, to=to, carrier=carrier)
    return _named_plan(noun, known[clauses.lemma(noun)][0])


def _named_plan(noun: Token, frame: Frame) -> Found | None:
    """Give "expansion plans by Mori Shipping": the content stands before the noun, the actor behind "by"."""
    who = parts.behind(noun, "by")
    first = next((child for child in noun.lefts if child.dep_ == "compound" and not child.ent_type_), None)
    if who is None or first is None or not parts.is_agent(who):
        return None
    return Found((noun,), noun, frame, (first.i, noun.i + 1), who, kind="noun")


def _noun_complement(noun: Token, frame: Frame, take: str) -> Found | None:
    if take == "inf":
        content = next((c for c in noun.rights if c.dep_ in ("acl", "relcl") and clauses.is_infinitive(c)), None)
        if content is None:
            return None
        return Found((noun,), noun, frame, parts.infinitive_range(content), content=content, kind="noun")
    if take == "that":
        content = next((c for c in noun.rights if c.dep_ == "acl" and clauses.mark_of(c) == "that"), None)
        if content is None:
            return None
        return Found((noun,), noun, frame, parts.clause_range(content), content=content, kind="noun")
    what = _behind_noun(noun, take)
    if what is None or what.ent_type_ in ("DATE", "TIME"):
        return None
    content = what if what.dep_ == "pcomp" else None
    return Found((noun,), noun, frame, parts.stretch(what, what.left_edge.i), content=content, kind="noun")


def _behind_noun(noun: Token, preposition: str) -> Token | None:
    """Give what follows "on" or "to" behind the noun, also where the parser hung it on a neighbour of the noun."""
    what = parts.behind(noun, preposition)
    if what is not None:
        return what
    carrier = _carrier(noun)
    if carrier is not None:
        return parts.behind(carrier, preposition, noun.i)
    if preposition != "on":
        return None
    within = noun.doc[noun.i + 1 : min(noun.right_edge.i + 1, noun.i + 20)]
    found = (token for token in within if token.lower_ == preposition and token.dep_ == "prep")
    at = next(found, None)
    return next((child for child in at.rights if child.dep_ in ("pobj", "pcomp")), None) if at is not None else None


def _noun_actor(noun: Token, frame: Frame) -> Token | None:
    """Give who commits in "Japan's pledge", "a pledge by Japan", "their pledge", "Japan made a pledge"."""
    own = next((child for child in noun.lefts if child.dep_ == "poss"), None)
    carrier = _carrier(noun)
    if own is not None and own.pos_ != "PRON":
        return own
    before = (child for child in noun.lefts if child.dep_ in ("compound", "amod", "nmod"))
    named = next((child for child in before if child.ent_type_ in ("GPE", "ORG", "NORP", "PERSON")), None)
    if named is not None and frame.act != "agreement":
        return named
    if carrier is not None:
        subject = clauses.subject_of(carrier)
        if subject is not None:
            return subject
    if own is not None:
        return own
    for preposition in ("by", "from", "between", "of"):
        who = parts.behind(noun, preposition)
        if who is not None and (parts.is_agent(who) or (preposition in ("by", "between") and who.pos_ == "NOUN")):
            return who
    return named if frame.act != "agreement" else None


def _carrier(noun: Token) -> Token | None:
    head = noun
    for _ in range(4):
        if head.dep_ == "conj":
            head = head.head
            continue
        break
    if head.dep_ in ("dobj", "attr") and _carries(head.head):
        return head.head
    return None


def _carries(verb: Token) -> bool:
    return clauses.lemma(verb) in parts.words("carriers")


# ---- adjectives


def _adjective(token: Token, known: dict[str, tuple[Frame, ...]]) -> Found | None:
    for frame in known.get(token.lower_, ()):
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
            if noun.i < token.i or not _fits(noun, frame):
                continue
            content, what = None, parts.stretch(verb, noun.left_edge.i)
        elif "to" in frame.takes and (noun := parts.behind(token, "to")) is not None:
            content, what = None, parts.stretch(token, noun.left_edge.i)
        else:
            continue
        if content is not None and frame.status == "expected" and clauses.lemma(content) in parts.words("states"):
            continue
        cue = (*(t for t in clauses.verb_group(verb) if t.i < token.i), token)
        limits = tuple(parts.conditions(verb, content))
        negated = frame.negated or clauses.is_negated(verb)
        return Found(cue, verb, frame, what, actor, None, content, limits, negated, "adjective")
    return None


def _object_of_either(verb: Token, token: Token) -> Token | None:
    return parts.object_of(verb) or parts.object_of(token)


# ---- futures


def _future(verb: Token) -> Found | None:
    """Give "Mori will open the port" and "the council may close it": an agent's act to come, by the tense alone."""
    modal = next((c for c in verb.lefts if c.dep_ == "aux" and (c.tag_ == "MD" or c.lower_ in ("’ll", "'ll"))), None)
    going = modal is None and verb.lower_ == "going" and parts.infinitive(verb) is not None
    if modal is None and not going:
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


def _bare(verb: Token) -> Found | None:
    """Give "are due from hold talks": a bare infinitive behind a preposition is a garbled "to", left by reworded text."""
    if verb.dep_ not in ("pcomp", "pobj") or verb.tag_ != "VB" or any(child.dep_ == "aux" for child in verb.lefts):
        return None
    above = verb.head.head
    if verb.head.tag_ != "IN" or not clauses.is_verbal(above) or verb.i != verb.head.i + 1:
        return None
    actor = clauses.own_subject(above)
    if actor is None or not parts.is_agent(actor) or clauses.lemma(verb) in parts.words("states"):
        return None
    cue = (*clauses.verb_group(above), verb.head)
    frame = Frame("plan", "expected", ())
    return Found(
        cue, above, frame, parts.stretch(verb, verb.i), actor, None, verb, (), clauses.is_negated(above), "bare"
    )


def _is_act(verb: Token, actor: Token, modal: Token | None) -> bool:
    if any(child.dep_ == "auxpass" or (child.dep_ == "aux" and child.lower_ == "have") for child in verb.lefts):
        return False
    state = clauses.lemma(verb) in parts.words("states")
    if state and modal is None and actor.lower_ in parts.words("first"):
        return clauses.lemma(verb) == "have" and parts.object_of(verb) is not None
    return not state and actor.lower_ != "it"


def _future_frame(verb: Token, modal: Token | None, actor: Token) -> Frame | None:
    teller = _teller(verb)
    if teller is not None and clauses.lemma(teller) in parts.words("opinions"):
        return None
    word = modal.lower_ if modal is not None else "will"
    if word in parts.words("speculation"):
        # "may be hiding" guesses at what is, not at what is planned
        under_way = any(child.dep_ == "aux" and child.lower_ == "be" for child in verb.lefts)
        return Frame("plan", "speculated", ()) if word != "could" and not under_way else None
    if word not in parts.words("future"):
        return None
    if word in ("would", "'d", "’d") and teller is None:
        return None
    if actor.lower_ in parts.words("first") or any(c.lower_ in parts.words("ours") for c in actor.lefts):
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
    if speaker is None or clauses.lemma(teller) not in clauses.marks("saying"):
        return False
    if speaker.lower_ in parts.words("tellers") or clauses.lemma(speaker) in parts.words("tellers"):
        return False
    if actor.lower_ in parts.words("third"):
        return True
    return actor.ent_type_ == "GPE" or actor.pos_ in ("NOUN", "NUM", "DET")


def _told(verb: Token) -> Token | None:
    """Give the listener of "Mori told the council she would resign"."""
    head = verb.head
    if verb.dep_ != "ccomp" or not clauses.is_verbal(head):
        return None
    listener = next((child for child in head.rights if child.dep_ in ("dobj", "dative") and child.i < verb.i), None)
    return listener if listener is not None and listener.lower_ not in parts.words("tellers") else None
