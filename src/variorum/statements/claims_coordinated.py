"""Facts that share words: coordinated infinitives, objects and gerunds behind one verb, each cut as a claim."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from variorum.languages.grammar import word
from variorum.statements import clauses
from variorum.statements.claims_packed import Cut

if TYPE_CHECKING:
    from spacy.tokens import Token

_LED = 10  # tokens from a verb to the infinitive it governs; farther off the tie is a guess
_TOLD = frozenset(("ROOT", "conj", "ccomp", "relcl", "parataxis", "acl", "advcl"))
_MEMBERS = 5  # a longer list of objects is told as one
_FULL = 2  # tokens that an object must have to be told on its own, its article apart
_NEAR = 3  # tokens from a verb to its object; farther off something stands between that may be the real one
_AMOUNTS = frozenset(("DATE", "TIME", "PERCENT", "QUANTITY"))
_NOMINAL = frozenset(("NOUN", "PROPN"))


def further_infinitive(verb: Token) -> Token | None:
    """Give the infinitive that this one is coordinated with, in "plans to raise taxes and (to) cut spending"."""
    if verb.dep_ != "conj" or verb.tag_ != "VB" or not clauses.is_verbal(verb) or clauses.own_subject(verb):
        return None
    first = verb.head
    for _ in range(_MEMBERS):
        if first.dep_ != "conj":
            break
        first = first.head
    if first.dep_ not in ("xcomp", "acl") or not clauses.is_infinitive(first) or not _has_more(verb):
        return None
    return first


def _has_more(verb: Token) -> bool:
    return any(child.dep_ in ("dobj", "prep", "xcomp", "ccomp", "prt") for child in verb.rights)


def governor(infinitive: Token) -> Token | None:
    """Give the verb of the clause that an infinitive hangs in, by way of other infinitives or one noun ("plans to")."""
    at = infinitive
    for _ in range(4):
        if at.dep_ not in ("xcomp", "acl", "dobj", "attr", "acomp") or at.head == at:
            return None
        at = at.head
        if clauses.is_verbal(at) and not clauses.is_infinitive(at):
            return at
    return None


def led(verb: Token) -> tuple[Token, Token] | None:
    """Give the first of two infinitives, of which ``verb`` is the second, and the verb that both depend on."""
    first = further_infinitive(verb)
    above = governor(first) if first is not None else None
    if first is None or above is None or not 0 < first.i - above.i <= _LED or above.dep_ not in _TOLD:
        return None
    told = clauses.is_finite(above) or above.tag_ in ("VBG", "VBN", "VBD")
    return (first, above) if told and clauses.mark_of(above) not in clauses.marks("conditional", verb.lang_) else None


def listed_objects(verb: Token) -> tuple[Token, ...]:
    """Give the coordinated objects of a verb when each is told in full ("a $2 billion plant and a new railway")."""
    first = next((child for child in verb.rights if child.dep_ == "dobj" and child.pos_ in _NOMINAL), None)
    if first is None or first.left_edge.i > verb.i + _NEAR:
        return ()
    members = [first]
    while len(members) <= _MEMBERS:
        more = next((child for child in members[-1].rights if child.dep_ == "conj"), None)
        if more is None:
            break
        members.append(more)
    if not 1 < len(members) <= _MEMBERS or not all(_stands_alone(member) for member in members):
        return ()
    # What follows the list may belong to all of it: "sent money and new trucks to Norway".
    after = any(child.i > members[-1].i and child.dep_ in ("prep", "advcl", "xcomp") for child in verb.rights)
    return () if after else tuple(members)


def _stands_alone(noun: Token) -> bool:
    if noun.pos_ not in _NOMINAL or noun.ent_type_ in _AMOUNTS:
        return False
    first, last = _member(noun)
    told = [token for token in noun.doc[first:last] if token.dep_ not in ("det", "poss", "cc", "case", "punct")]
    return len(told) >= _FULL and any(token.pos_ == "NOUN" for token in told) and noun.left_edge != noun


def _member(noun: Token) -> tuple[int, int]:
    """Give the tokens of one member of a list, without the members behind it."""
    tokens = clauses.region(noun, lambda token: token.dep_ in ("conj", "cc") or clauses.leaves_the_noun(token))
    last = tokens[-1].i + 1
    joins = (child.left_edge.i for child in noun.rights if child.dep_ in ("conj", "cc"))
    return clauses.trim(noun.doc, tokens[0].i, min((last, *joins)))


def by_object(cut: Cut, members: tuple[Token, ...]) -> Iterator[Cut]:
    """Give a claim for each object of a list, from the cut of the whole: "built a plant" and "built … a new railway"."""
    ranges = [_member(member) for member in members]
    start = min(cut.whole[0], cut.predicate[0])
    for number, (first, last) in enumerate(ranges):
        if first >= last or first < cut.predicate[1]:
            continue
        yield Cut(
            cut.subject,
            cut.predicate,
            (first, last),
            (start if number == 0 else cut.predicate[0], last),
            cut.verb,
            cut.says,
            agent=cut.agent,
            besides=tuple(ranges[:number]),
        )


def presupposed_by(verb: Token) -> Token | None:
    """Give the verb of the clause that tells a gerund as done: "after taking office", "by closing the port".

    Behind an object it may be the object that did it ("seized a ship after unloading coal"): then nothing.
    """
    opener = verb.head
    if verb.dep_ != "pcomp" or verb.tag_ != "VBG" or opener.dep_ != "prep" or not _has_more(verb):
        return None
    above = opener.head
    if word(opener) not in clauses.marks("presupposing", verb.lang_) or not clauses.is_verbal(above):
        return None
    unsure = word(opener) not in ("by", "including") and opener.i > above.i
    if unsure and any(child.dep_ in ("dobj", "agent", "nsubjpass") for child in above.children):
        return None
    return above
