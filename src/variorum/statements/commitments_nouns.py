"""Commitments told as nouns: "Japan's pledge to", "a deal between the towns on", "made an offer to"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from variorum.languages.grammar import word
from variorum.statements import clauses
from variorum.statements import commitments_parts as parts
from variorum.statements.commitments_frames import Found, Frame, is_talk

if TYPE_CHECKING:
    from spacy.tokens import Token


def from_noun(noun: Token, known: dict[str, tuple[Frame, ...]]) -> Found | None:
    """Give what a noun commits its owner, maker or carrier to, by the first frame that fits."""
    for frame in known[clauses.lemma(noun)]:
        for take in frame.takes:
            found = _noun_complement(noun, frame, take)
            if found is None:
                continue
            actor = _noun_actor(noun, frame)
            if not _undertakes(found, actor):
                return None
            if actor is None and (found.content is None or take not in ("inf", "that")):
                return None
            if (actor is not None and not parts.may_bind(actor, frame.act, found.content)) or is_talk(found):
                return None
            carrier = _carrier(noun) if frame.form != "owned" else None
            limits = tuple(parts.conditions(found.content, carrier))
            negated = carrier is not None and clauses.is_negated(carrier)
            to = parts.behind(noun, "to") if take == "inf" else None
            return replace(found, actor=actor, conditions=limits, negated=negated, to=to, carrier=carrier)
    return _named_plan(noun, known[clauses.lemma(noun)][0])


def _undertakes(found: Found, actor: Token | None) -> bool:
    """Refuse a commitment that is only shown or sought ("shows a commitment to peace"), and a bid that nobody owns."""
    if found.frame.form == "owned":
        return actor is not None
    if found.frame.act != "pledge" or found.content is not None:
        return True
    carrier = _carrier(found.head)
    return carrier is not None and clauses.lemma(carrier) in parts.words("affirmers", carrier.lang_)


def _named_plan(noun: Token, frame: Frame) -> Found | None:
    """Give "expansion plans by Mori Shipping": the content stands before the noun, the actor behind "by"."""
    who = parts.behind(noun, "by")
    first = next((child for child in noun.lefts if child.dep_ == "compound" and not child.ent_type_), None)
    if who is None or not parts.is_agent(who):
        return None
    if first is None:
        if frame.act != "plan" or noun.tag_ != "NNS":
            return None
        return Found((noun,), noun, frame, clauses.phrase(noun), who, kind="noun")  # "plans by Mori Shipping"
    return Found((noun,), noun, frame, (first.i, noun.i + 1), who, kind="noun")


def _noun_complement(noun: Token, frame: Frame, take: str) -> Found | None:
    if take == "inf":
        content = next((c for c in noun.rights if c.dep_ in ("acl", "relcl") and clauses.is_infinitive(c)), None)
        if content is None and noun.dep_ == "nsubj" and noun.head.lemma_ in _copulas(noun):
            content = parts.infinitive(noun.head)  # "the goal is to"
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
    first, last = parts.stretch(what, what.left_edge.i)
    return Found((noun,), noun, frame, (first, parts.past_contrast(what.doc, last)), content=content, kind="noun")


def _copulas(noun: Token) -> frozenset[str]:
    return parts.words("be", noun.lang_) | parts.words("remaining", noun.lang_)


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
    found = (token for token in within if word(token) == preposition and token.dep_ == "prep")
    at = next(found, None)
    return next((child for child in at.rights if child.dep_ in ("pobj", "pcomp")), None) if at is not None else None


def _noun_actor(noun: Token, frame: Frame) -> Token | None:
    """Give who commits in "Japan's pledge", "a pledge by Japan", "their pledge", "Japan made a pledge"."""
    own = _owner(noun)
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
    if frame.act != "agreement" and named is not None:
        return named
    return _shared_owner(noun) or _giver(noun)


def _giver(noun: Token) -> Token | None:
    """Give the envoy of "the goal is to present a plan from the envoy"."""
    content = (
        parts.infinitive(noun.head)
        if noun.dep_ == "nsubj" and noun.head.lemma_ in parts.words("be", noun.lang_)
        else None
    )
    what = parts.object_of(content) if content is not None else None
    who = parts.behind(what, "from") if what is not None else None
    return who if who is not None and parts.is_agent(who) else None


def _owner(noun: Token) -> Token | None:
    return next((child for child in noun.lefts if child.dep_ == "poss"), None)


def _shared_owner(noun: Token) -> Token | None:
    """Give the owner that a bare noun shares with the one before: "Mori's fight with Norway and warnings of a strike"."""
    if any(child.dep_ == "det" for child in noun.lefts):
        return None
    for _ in range(4):
        if noun.dep_ == "conj":
            noun = noun.head
        elif noun.dep_ == "pobj" and noun.pos_ == "PROPN":
            noun = noun.head.head
        else:
            return None
        own = _owner(noun)
        if own is not None:
            return own
    return None


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
    return clauses.lemma(verb) in parts.words("carriers", verb.lang_)
