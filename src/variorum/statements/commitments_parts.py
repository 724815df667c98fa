"""The parts of a commitment around its cue: the content, the actor, the addressee, the condition."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from variorum.languages import table
from variorum.languages.grammar import word
from variorum.statements import clauses

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Range = tuple[int, int]
_NEAR_CONTRAST = 10  # tokens of a contrast that are taken in
_AGENT_TYPES = frozenset(("PERSON", "ORG", "GPE", "NORP"))
# What a name can be and yet bind nobody. Not places: "the White House" and "Europe" decide, and single names are mistyped.
_NO_AGENT_TYPES = frozenset(("PRODUCT", "WORK_OF_ART", "DATE", "TIME", "EVENT", "MONEY", "PERCENT", "QUANTITY", "LAW"))


# Lists of words of grammar: every language is asked by the English ones (``languages.grammar``).
_GRAMMAR = frozenset(("upon", "plural", "first", "ours", "owners", "third", "speculation", "future", "conditions"))


@cache
def words(name: str, language: str) -> frozenset[str]:
    """Give one of the word lists under ``[words]`` of ``commitments.toml``."""
    known = table("en" if name in _GRAMMAR else language, "commitments")
    return frozenset(known.get("words", {}).get(name, "").split())


@cache
def objects(name: str, language: str) -> frozenset[str]:
    """Give one of the lists of nouns under ``[objects]``; an empty name means any object."""
    return frozenset(table(language, "commitments").get("objects", {}).get(name, "").split())


@cache
def contrasts(language: str) -> frozenset[str]:
    """Give the pairs of words that open a contrast ("rather than")."""
    return frozenset(table(language, "commitments").get("contrasts", {}).get("openers", ()))


def is_agent(token: Token) -> bool:
    """Say whether a noun can bind itself: a name of people or bodies, a person's pronoun, or a word for such."""
    if token.pos_ == "PRON":
        return any(word(token) in words(name, token.lang_) for name in ("third", "first", "plural", "owners"))
    if token.ent_type_ in _AGENT_TYPES and token.pos_ in ("PROPN", "NOUN", "ADJ"):
        return token.pos_ != "NOUN" or token.lower_ in words("agents", token.lang_) or token.tag_ in ("NNP", "NNPS")
    if token.pos_ == "PROPN":
        return token.ent_type_ not in _NO_AGENT_TYPES
    if token.pos_ in ("NUM", "DET"):
        whole = behind(token, "of")  # "one of the problems" is no more an agent than the problems
        return token.dep_ in clauses.SUBJECTS and (whole is None or whole == token or is_agent(whole))
    if token.lower_ == "state" and (what := behind(token, "of")) is not None and what.pos_ != "PROPN":
        return False  # "the state of emergency"
    return token.lower_ in words("agents", token.lang_) or clauses.lemma(token) in words("agents", token.lang_)


def may_bind(token: Token, act: str, content: Token | None) -> bool:
    """Say whether a subject fits an act: whatever agrees, asks or refuses *to do* something is someone."""
    if is_agent(token):
        return True
    does = content is not None and content.pos_ in clauses.VERBAL
    speaks = does and act in ("pledge", "agreement", "ask", "demand", "offer", "refusal")
    return speaks and token.pos_ == "NOUN" and token.ent_type_ not in _NO_AGENT_TYPES


# ---- where the content ends


def ends_content(token: Token) -> bool:
    """Say whether a token opens something that follows the committed content without belonging to it."""
    dep = token.dep_
    if dep in ("parataxis", "relcl"):
        return not clauses.is_infinitive(token)
    if dep == "conj":
        return clauses.is_verbal(token) and clauses.is_finite(token)
    if dep == "advcl":
        return _adverbial_ends(token)
    if dep == "prep":
        return (token.tag_ in ("VBG", "IN") and token.lower_ in words("according", token.lang_)) or is_exchange(token)
    if dep == "ccomp" and token.head.pos_ in clauses.VERBAL:
        return token.i > token.head.i and _is_attribution(token)
    return dep == "appos" and clauses.is_apposition(token)


def _adverbial_ends(token: Token) -> bool:
    if clauses.is_finite(token) or word(token.left_edge) in words("conditions", token.left_edge.lang_):
        return True
    before = token.left_edge.i - 1
    return not clauses.is_infinitive(token) and before >= 0 and token.doc[before].text in (",", "–", "—")


def _is_attribution(token: Token) -> bool:
    before = token.left_edge.i - 1
    return (
        before >= 0
        and token.doc[before].is_punct
        and not clauses.mark_of(token)
        and clauses.lemma(token) in clauses.marks("saying", token.lang_)
    )


def is_exchange(token: Token) -> bool:
    """Say whether a preposition opens "in exchange for" or "in return for"."""
    return token.lower_ in words("exchange", token.lang_) and any(
        child.lower_ in words("trade", child.lang_) for child in token.rights
    )


def stretch(root: Token, first: int, but: Token | None = None) -> Range:
    """Give the range from ``first`` to the end of what belongs to ``root`` (without the subtree of ``but``)."""
    last = first
    turn = None
    for token in clauses.region(root, lambda child: child == but or ends_content(child)):
        if token.i > first and token.lower_ in words("turns", token.lang_):
            turn = token.i
        if turn is None and token.i >= first and token.dep_ != "cc" and not token.is_punct:
            last = max(last, token.i + 1)
    return first, last


def past_contrast(doc: Doc, last: int) -> int:
    """Give the end of "investment rather than a merger", where the contrast hangs on a noun farther up."""
    at = last
    while at < len(doc) and doc[at].is_quote:
        at += 1
    if at + 2 >= len(doc) or f"{doc[at].lower_} {doc[at + 1].lower_}" not in contrasts(doc.lang_):
        return last
    linked = (child for token in doc[at : at + 2] for child in token.rights if child.dep_ in ("pobj", "pcomp"))
    other = next((child for child in linked if child.i > at + 1), None)
    return other.right_edge.i + 1 if other is not None and other.right_edge.i - at <= _NEAR_CONTRAST else last


# ---- what is committed


def infinitive(verb: Token) -> Token | None:
    """Give the verb of "to cut", hung on a verb, noun or adjective as its complement."""
    for child in verb.rights:
        if child.dep_ in ("xcomp", "acl", "relcl", "advcl", "ccomp") and clauses.is_infinitive(child):
            if child.dep_ == "advcl" and child.left_edge.i - verb.i > 3:
                continue
            return child
    return None


def infinitive_range(content: Token) -> Range:
    """Give the words of an infinitive without its "to", but with "not"."""
    first = next((c.i + 1 for c in content.lefts if c.tag_ == "TO"), content.i)
    return stretch(content, first)


def clause(verb: Token) -> Token | None:
    """Give the verb of a finite content clause under a verb."""
    for child in verb.rights:
        if child.dep_ not in ("ccomp", "acl") or not clauses.is_verbal(child) or clauses.is_infinitive(child):
            continue
        if (clauses.is_finite(child) or clauses.own_subject(child)) and not _is_attribution(child):
            return None if clauses.asks(child) else child
    return None


def clause_range(content: Token) -> Range:
    """Give the words of a content clause from its subject on."""
    own = clauses.own_subject(content) or next((c for c in content.lefts if c.dep_ == "expl"), None)
    first = own.left_edge.i if own is not None else clauses.verb_group(content)[0].i
    return stretch(content, min(first, content.i))


def object_of(verb: Token) -> Token | None:
    """Give the direct object, also when a relative pronoun stands for it before the verb."""
    for child in verb.rights:
        if child.dep_ in ("dobj", "attr") and not child.is_punct:
            return child
    for child in verb.lefts:
        if child.dep_ == "dobj" and child.tag_ in clauses.RELATIVE:
            return clauses.antecedent(child)
    return None


def object_range(verb: Token, what: Token) -> Range:
    """Give the words of an object with the prepositions behind it."""
    if what.i < verb.i:
        # "the tariffs that Mori imposed on steel" is told in one stretch
        return clauses.phrase(what)[0], stretch(verb, verb.i)[1]
    return stretch(verb, what.left_edge.i)


def behind(verb: Token, preposition: str, after: int = -1) -> Token | None:
    """Give the noun or gerund behind a preposition of the verb (or noun), from token ``after`` on."""
    for child in verb.rights:
        if child.i < after:
            continue
        if child.dep_ in ("prep", "agent", "dative") and word(child) == preposition:
            return next((inner for inner in child.rights if inner.dep_ in ("pobj", "pcomp")), None)
    return None


# ---- who, to whom, on what condition


def agent(verb: Token) -> Token | None:
    """Give the "by" of a passive."""
    for child in verb.rights:
        if child.dep_ == "agent":
            return next((inner for inner in child.rights if inner.dep_ == "pobj"), None)
    return None


def is_passive(verb: Token) -> bool:
    """Say whether a verb is passive in form, as a clause or as a participle behind a noun."""
    if verb.tag_ not in ("VBN", "VBD"):
        return False
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children):
        return True
    return verb.dep_ == "acl" and verb.tag_ == "VBN"


def conditions(*verbs: Token | None) -> Iterator[Range]:
    """Give the "if", "unless" and "in exchange for" parts under the given verbs."""
    for verb in verbs:
        for child in verb.children if verb is not None else ():
            opener = word(child.left_edge)
            if (child.dep_ == "advcl" and opener in words("conditions", child.lang_)) or (
                child.dep_ == "prep" and is_exchange(child)
            ):
                yield child.left_edge.i, child.right_edge.i + 1


def is_hedged(verb: Token) -> bool:
    """Say whether the report itself holds an act for possible only: "may", "might", "reportedly"."""
    for child in verb.lefts:
        if child.dep_ == "aux" and word(child) in words("speculation", child.lang_):
            return True
        if child.dep_ == "advmod" and child.lower_ in words("hedges", child.lang_):
            return True
    # "might cut aid and press them": the second verb shares the "might"
    shared = verb.dep_ == "conj" and verb.tag_ == "VB" and verb.head != verb and clauses.modal_of(verb) is None
    return shared and clauses.mood_of(verb.head) in words("speculation", verb.lang_)
