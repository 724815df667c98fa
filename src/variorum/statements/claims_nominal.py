"""Acts told as nouns: "Keller's rejection of the tunnel", "the seizure of the ship by Norway", "the talks between A and B"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.languages.grammar import word
from variorum.statements import clauses
from variorum.statements.claims_packed import Cut

if TYPE_CHECKING:
    from spacy.tokens import Token

Range = tuple[int, int]
_NAMED = frozenset(("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"))
_ACTORS = frozenset(("PERSON", "ORG", "GPE", "NORP"))
_NOUNS = frozenset(("NOUN", "PROPN", "PRON"))
_LONGEST = 40  # tokens


def from_noun(noun: Token) -> Cut | None:
    """Give an act told as a noun as a claim, with who did it and to what; nothing for one that is denied or merely possible.

    It needs a doer and what the act is of, one of them by name, or the two parties of a meeting.
    """
    lowered = word(noun)
    if noun.pos_ != "NOUN" or _is_open(noun):
        return None
    if lowered in clauses.marks("meetings", noun.lang_):
        return _meeting(noun)
    if lowered not in clauses.marks("nominal", noun.lang_):
        return None
    return _act(noun)


def _is_open(noun: Token) -> bool:
    """Say whether the act is only thought of: "no sale", "any sale", "a possible sale"."""
    unsure = clauses.marks("unsure", noun.lang_)
    return any(child.lower_ in unsure for child in noun.lefts)


def _act(noun: Token) -> Cut | None:
    doer, first = _doer(noun)
    patient = _patient(noun)
    agent = _by(noun, patient)
    if doer is None and agent is not None:
        doer, first = agent, _first(noun)
    what = _phrase(patient) if patient is not None else _aim(noun)
    if doer is None or what is None or what[0] >= what[1]:
        return None
    who = _possessor(doer)
    last = max(what[1], _phrase(agent)[1]) if agent is not None else what[1]
    if who[0] >= who[1] or not first <= noun.i < last or last - first > _LONGEST or not _is_named(noun, (first, last)):
        return None
    return Cut(who, (noun.i, noun.i + 1), what, clauses.trim(noun.doc, first, last), noun, noun.text)


def _doer(noun: Token) -> tuple[Token | None, int]:
    """Give who acts, before the noun: "Keller's sale", "his sale", "the Norwegian sale", and where that begins."""
    for child in noun.lefts:
        if child.dep_ == "poss" and (child.pos_ in ("PROPN", "PRON") or child.ent_type_ in _ACTORS):
            return child, child.left_edge.i
        if child.dep_ in ("amod", "compound") and child.ent_type_ in ("NORP", "GPE"):
            return child, _first(noun)
    return None, noun.i


def _first(noun: Token) -> int:
    return min((child.left_edge.i for child in noun.lefts if child.dep_ not in ("punct", "cc")), default=noun.i)


def _possessor(doer: Token) -> Range:
    if doer.dep_ in ("amod", "compound"):
        return doer.i, doer.i + 1
    first, last = clauses.phrase(doer)
    return first, next((child.i for child in doer.rights if child.dep_ == "case"), last)


def _patient(noun: Token) -> Token | None:
    """Give what the act is done to: the noun behind "of", "on", "against" and the like."""
    ties = clauses.marks("done_to", noun.lang_)
    for child in noun.rights:
        if child.dep_ == "prep" and word(child) in ties and child.i <= noun.i + 2:
            what = next((under for under in child.rights if under.dep_ == "pobj"), None)
            return what if what is not None and what.ent_type_ not in ("DATE", "TIME", "CARDINAL") else None
    return None


def _by(noun: Token, patient: Token | None) -> Token | None:
    for head in (noun, patient):
        for child in head.rights if head is not None else ():
            if child.dep_ in ("prep", "agent") and word(child) == "by":
                agent = next((under for under in child.rights if under.dep_ == "pobj"), None)
                if agent is not None and agent.pos_ in _NOUNS and agent.ent_type_ in _ACTORS:
                    return agent
    return None


def _aim(noun: Token) -> Range | None:
    """Give what a bid, plan or attempt is to do: "to buy Acme Steel"."""
    for child in noun.rights:
        if child.dep_ == "acl" and clauses.is_infinitive(child) and child.i <= noun.i + 3:
            tokens = clauses.region(child, clauses.leaves_the_noun)
            return clauses.trim(noun.doc, child.left_edge.i, tokens[-1].i + 1)
    return None


def _phrase(head: Token) -> Range:
    """Give a noun's phrase without what is cut off it and without "by" whom."""
    tokens = clauses.region(
        head, lambda token: clauses.leaves_the_noun(token) or (token.dep_ in ("prep", "agent") and word(token) == "by")
    )
    return clauses.trim(head.doc, tokens[0].i, tokens[-1].i + 1)


def _meeting(noun: Token) -> Cut | None:
    """Give "the first talks between Keller and Mori in Oslo": who met, told by its parties or by one and whom with."""
    between = next(
        (child for child in noun.rights if child.dep_ == "prep" and word(child) in ("between", "among")), None
    )
    if between is None:
        return _meeting_with(noun)
    party = next((child for child in between.rights if child.dep_ == "pobj"), None)
    if party is None or not any(child.dep_ == "conj" for child in party.rights) or not _is_told(noun):
        return None
    return _met(noun, _first(noun), _phrase(party))


def _meeting_with(noun: Token) -> Cut | None:
    doer, first = _doer(noun)
    if doer is None or doer.dep_ != "poss":
        return None
    partner = next((child for child in noun.rights if child.dep_ == "prep" and word(child) in ("with", "to")), None)
    other = next((child for child in partner.rights if child.dep_ == "pobj"), None) if partner is not None else None
    if other is None or not _is_named(noun, _phrase(other)):
        return None
    cut = _met(noun, first, _possessor(doer))
    return Cut(cut.subject, cut.predicate, _phrase(other), cut.whole, noun, cut.says) if cut is not None else None


def _met(noun: Token, first: int, who: Range) -> Cut | None:
    last = clauses.region(noun, clauses.leaves_the_noun)[-1].i + 1
    whole = clauses.trim(noun.doc, first, last)
    named = _is_named(noun, who)
    if not named or who[0] >= who[1] or not whole[0] <= noun.i < whole[1] or whole[1] - whole[0] > _LONGEST:
        return None
    start = max(first, who[1]) if who[0] < noun.i else first
    says = clauses.joined(t for t in noun.doc[start : noun.i + 1] if t.dep_ in ("amod", "compound") or t == noun)
    return Cut(who, (noun.i, noun.i + 1), None, whole, noun, says)


def _is_told(noun: Token) -> bool:
    """Say whether a meeting is told of as known ("the meeting", "their second meeting"), not as any or a future one."""
    lefts = list(noun.lefts)
    return any(child.dep_ == "poss" or word(child) in ("the", "this", "that") for child in lefts) or any(
        child.ent_type_ == "ORDINAL" for child in lefts
    )


def _is_named(noun: Token, part: Range) -> bool:
    return any(token.ent_type_ in _NAMED and token.pos_ == "PROPN" for token in noun.doc[part[0] : part[1]])
