"""Commitments told as verbs, active and passive: "pledged to", "was urged by the council to", "blocked the deal"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from variorum.languages.grammar import word
from variorum.statements import clauses
from variorum.statements import commitments_parts as parts
from variorum.statements.commitments_frames import Found, Frame, fits, frames, is_talk
from variorum.statements.commitments_nouns import from_noun

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEAR_DOER = 40  # tokens before a participle in which its doer is looked for


def from_verb(verb: Token, known: dict[str, tuple[Frame, ...]]) -> Found | None:
    """Give what a verb commits its subject (or the "by" of its passive) to, by the first frame that fits."""
    particle = next((child for child in verb.rights if child.dep_ == "prt"), None)
    key = clauses.lemma(verb)
    entries = known.get(f"{key}_{particle.lower_}" if particle is not None else key, ())
    if particle is not None and not entries:
        entries = known.get(key, ())
    if not entries or verb.dep_ in ("amod", "compound"):
        return None
    passive = parts.is_passive(verb)
    if clauses.mood_of(verb) in parts.words("obliging", verb.lang_):
        entries = tuple(frame for frame in entries if frame.status not in ("done", "agreed"))  # "must lift the ban"
    for frame in entries:
        found = _passive(verb, frame) if passive else _active(verb, frame)
        if found is not None and _actor_can(found):
            return replace(found, cue=tuple(clauses.verb_group(verb)), negated=clauses.is_negated(verb))
    return None


def _active(verb: Token, frame: Frame) -> Found | None:
    if frame.form == "passive" or (frame.form == "present" and verb.tag_ in ("VBD", "VBN")):
        return None
    actor = _doer(verb, frame)
    for take in frame.takes:
        found = _complement(verb, frame, take)
        if found is not None:
            content = found.content
            return replace(found, actor=actor, conditions=tuple(parts.conditions(verb, content)))
    return None


def _doer(verb: Token, frame: Frame) -> Token | None:
    """Give the subject; for a participle hung on the wrong verb, the one nearest before it that can bind itself."""
    actor = clauses.subject_of(verb)
    if verb.tag_ != "VBG" or verb.dep_ != "advcl" or (actor is not None and parts.may_bind(actor, frame.act, None)):
        return actor
    before = verb.doc[max(verb.sent.start, verb.i - _NEAR_DOER) : verb.i]
    doers = [token for token in before if token.dep_ == "nsubj" and token.pos_ == "PROPN" and parts.is_agent(token)]
    return doers[-1] if doers else actor


def _complement(verb: Token, frame: Frame, take: str) -> Found | None:
    """Give a verb's complement of one kind as a find without its actor."""
    if take == "inf":
        content = parts.infinitive(verb)
        if content is None or content.dep_ == "ccomp" or clauses.asks(content):
            return None
        to = parts.object_of(verb)
        if content.dep_ in ("acl", "relcl", "advcl") and to is not None:
            return None
        return Found((verb,), verb, frame, parts.infinitive_range(content), to=to, content=content)
    if take == "obj_inf":
        return _object_infinitive(verb, frame)
    if take == "that":
        content = parts.clause(verb)
        if content is None or not _could_be_kept(content, frame):
            return None
        if frame.act == "warning" and _threatens(content, verb):
            frame = replace(frame, act="threat")
        return Found((verb,), verb, frame, parts.clause_range(content), to=_told(verb), content=content)
    if take == "ger":
        content = _gerund(verb)
        if content is None:
            return None
        first = content.i if content.tag_ == "VBG" else verb.i + 1
        return Found((verb,), verb, frame, parts.stretch(content, first), content=content)
    if take == "np":
        return _noun_object(verb, frame)
    return _prepositional(verb, frame, take)


def _could_be_kept(content: Token, frame: Frame) -> bool:
    """Tell "a assuré qu'il paierait" from "a assuré qu'il payait", which only assures: the verb has both uses."""
    if frame.act == "ask":
        return clauses.mood_of(content) not in parts.words("speculation", content.lang_)
    if frame.act == "agreement":
        return clauses.modal_of(content) is not None  # "agreed that it was late" is an opinion
    if frame.act != "pledge":
        return True
    if content.lang_ == "en":
        # "vowed that it has kept to the rules" tells what was, and binds nobody
        past = content.tag_ in ("VBD", "VBN") or any(c.dep_ == "aux" and c.lemma_ == "have" for c in content.lefts)
        return clauses.modal_of(content) is not None or not past
    return clauses.mood_of(content) in parts.words("future", content.lang_)


def _gerund(verb: Token) -> Token | None:
    """Give the gerund behind a verb, also where it was read as an adjective: "discussed increasing imports"."""
    after = verb.nbor() if verb.i + 1 < len(verb.doc) else verb
    if after.tag_ == "VBG" and after.dep_ == "amod" and after.head in verb.rights and after.head.dep_ == "dobj":
        return after.head
    return next((c for c in verb.rights if c.dep_ in ("xcomp", "ccomp", "pcomp") and c.tag_ == "VBG"), None)


def _threatens(content: Token, verb: Token) -> bool:
    """Tell "warned that it would sue", a threat, from "warned that rain will fall"."""
    own = clauses.own_subject(content)
    if own is None or own.pos_ != "PRON" or clauses.subject_of(verb) is None:
        return False
    return clauses.mood_of(content) in parts.words("future", content.lang_) and word(own) not in (
        "there",
        "this",
        "that",
        "you",
    )


def _object_infinitive(verb: Token, frame: Frame) -> Found | None:
    content = next((c for c in verb.rights if c.dep_ in ("xcomp", "ccomp") and clauses.is_infinitive(c)), None)
    if content is None:
        return None
    to = next((c for c in verb.rights if c.dep_ in ("dobj", "dative") and c.i < content.i), None)
    to = to if to is not None else clauses.own_subject(content)
    if to is None or to.i < verb.i or not (parts.is_agent(to) or to.pos_ == "NOUN"):
        return None
    if clauses.lemma(verb) in parts.words("foreseen", verb.lang_) and parts.is_passive(content):
        return None  # "expects him to be named" asks nobody
    return Found((verb,), verb, frame, parts.infinitive_range(content), to=to, content=content)


def _noun_object(verb: Token, frame: Frame) -> Found | None:
    what = parts.object_of(verb)
    if what is not None and what.i < verb.i and not fits(what, frame):
        what = _farther_antecedent(what, frame)
    if what is None or not fits(what, frame) or (frame.act == "agreement" and what.ent_type_ == "PERSON"):
        return None
    nouns = frames("nouns", verb.lang_)
    if clauses.lemma(what) in nouns and from_noun(what, nouns) is not None and frame.status != "done":
        return None  # "announced plans to": the noun says it
    return Found((verb,), verb, frame, parts.object_range(verb, what), to=_dative(verb), content=None)


def _told(verb: Token) -> Token | None:
    """Give the listener of "assured Mori that" and "promised to the council that"."""
    to = parts.object_of(verb) or parts.behind(verb, "to")
    return to if to is None or to.i > verb.i else None


def _farther_antecedent(noun: Token, frame: Frame) -> Token | None:
    """Give the "bid" of "a bid to buy Mori Steel, which the court blocked", hung by the parser on the last noun."""
    at = noun
    for _ in range(6):
        if at.head == at:
            return None
        at = at.head
        if at.pos_ == "NOUN" and fits(at, frame):
            return at
    return None


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
    if frame.of and noun.dep_ != "pcomp" and not fits(noun, frame):
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
    if "np" in frame.takes and patient is not None and fits(patient, frame) and by is not None:
        return Found((verb,), verb, frame, clauses.phrase(patient), by, None, None, limits)
    return None


def _asks_little(found: Found, content: Token) -> bool:
    """Say whether a wish in a relative clause names no act of its own, only the thing before it."""
    wished = clauses.lemma(found.head) in parts.words("wishes", found.head.lang_)
    return wished and not any(child.dep_ not in ("aux", "punct") for child in content.children)


def _own_word(found: Found, content: Token) -> bool:
    """Tell "promised to be patient" from "guaranteed to be exciting" and "the rocket promises to give"."""
    actor = found.actor
    person = actor is not None and (actor.pos_ == "PRON" or actor.ent_type_ == "PERSON")
    if content.lemma_ in parts.words("be", content.lang_):
        return person
    strict = clauses.lemma(found.head) in parts.words("prospective", found.head.lang_) and clauses.is_infinitive(
        content
    )
    return not strict or actor is None or parts.is_agent(actor) or actor.tag_ == "NNS"


def _actor_can(found: Found) -> bool:
    """Refuse cues whose subject cannot bind itself ("the road promises to be busy", "the visit aims to build trust")."""
    content = found.content
    if found.actor is not None and not parts.may_bind(found.actor, found.frame.act, found.content):
        return False
    if found.actor is None and (found.to is None or not parts.is_passive(found.head)):
        return False
    if is_talk(found) and (found.frame.act in ("refusal", "ask") or clauses.is_negated(found.head)):
        return False
    if found.head.dep_ == "relcl" and content is not None and not found.frame.of and _asks_little(found, content):
        return False  # "one thing they wish to change"
    if content is not None and found.frame.act == "pledge" and not _own_word(found, content):
        return False
    if found.frame.form == "passive" and content is not None and parts.is_passive(content):
        return False  # "is expected to be sentenced": what befalls the subject
    had = found.frame.form == "passive" and any(c.lower_ in parts.words("settled", c.lang_) for c in found.head.lefts)
    if had:
        return False  # what "had been expected" is settled by now
    bare = content is not None and clauses.lemma(content) in parts.words("states", content.lang_)
    prospect = found.frame.act == "plan" or found.frame.form == "never passive"
    return not (bare and (prospect or not parts.is_agent(found.actor or found.head)))
