"""Which claims a reader could check: no bare reports, headings, boilerplate, appraisals, or clauses that say nothing."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from variorum.languages import table
from variorum.languages.grammar import word
from variorum.statements import clauses
from variorum.statements.claims_packed import Cut

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CONTENT = frozenset(("NOUN", "PROPN", "NUM", "VERB", "ADJ"))
_ADDRESS = ("@", "//", "www.")  # a "verb" with one of these is part of an address
_HEADING = 24  # tokens; a longer line is a sentence that lost its stop
_FEW = 6  # words of a saying at most that is looked up as boilerplate


@cache
def _words(name: str, language: str) -> frozenset[str]:
    known = table(language, "claims").get("uncheckable", {})
    return frozenset(known.get(name, "").split())


@cache
def _boilerplate(language: str) -> frozenset[str]:
    known = table(language, "claims").get("uncheckable", {})
    return frozenset(line.strip() for line in known.get("boilerplate", "").splitlines() if line.strip())


def checkable(cut: Cut) -> bool:
    """Say whether a cut is a claim that somebody could check or print as a fact."""
    doc = cut.verb.doc
    if any(mark in token.text for token in doc[cut.predicate[0] : cut.predicate[1]] for mark in _ADDRESS):
        return False
    if _is_boilerplate(doc, cut.whole) or _shouts(doc, cut.whole) or _is_heading(cut.verb):
        return False
    if not clauses.is_verbal(cut.verb):
        return True
    if cut.verb.dep_ == "amod":
        return True
    return not (_asks(cut) or _says_nothing(cut) or _is_of_nobody(cut) or _appraises(cut))


def _is_boilerplate(doc: Doc, whole: tuple[int, int]) -> bool:
    """Say whether the words contain a stock phrase of web pages ("all rights reserved", "sign up for")."""
    stock = _boilerplate(doc.lang_)
    lowered = [token.lower_ for token in doc[whole[0] : whole[1]]]
    if "|" in lowered:
        return True
    return any(
        " ".join(lowered[at : at + size]) in stock for size in range(2, _FEW) for at in range(len(lowered) - size + 1)
    )


def _shouts(doc: Doc, whole: tuple[int, int]) -> bool:
    """Say whether half the longer words or more are in capitals, as in labels and banners."""
    long = [token for token in doc[whole[0] : whole[1]] if len(token.text) > 2 and token.is_alpha]
    loud = sum(token.is_upper for token in long)
    return loud >= 2 and 2 * loud >= len(long)


def _is_heading(verb: Token) -> bool:
    """Say whether the sentence is a heading: a short line without a stop, its words in capitals beyond its names."""
    sentence = verb.sent
    words = [token for token in sentence if token.is_alpha]
    if len(sentence) > _HEADING or len(words) < 3 or any(token.text in '.!?”"' for token in sentence[-3:]):
        return False
    plain = [token for token in words[1:] if len(token.text) > 3]
    return bool(plain) and all(token.text[0].isupper() for token in plain)


def _asks(cut: Cut) -> bool:
    """Say whether a clause is a question by its own words, mark or no mark ("What their motives were")."""
    verb = cut.verb
    if verb.left_edge.i < cut.whole[0]:
        return False
    first = verb.doc[verb.left_edge.i]
    return verb.dep_ != "relcl" and first.tag_ in ("WP", "WRB", "WDT", "WP$") and _opens(first, verb)


def _opens(first: Token, verb: Token) -> bool:
    """Say whether a question word belongs to the verb itself or to a phrase right under it ("how many ships")."""
    for _ in range(3):
        if first.head == verb:
            return not (first.dep_ == "advmod" and verb.dep_ == "advcl")
        if clauses.is_verbal(first.head):
            return False
        first = first.head
    return False


def _says_nothing(cut: Cut) -> bool:
    """Say whether nothing is left beside light verbs, pronouns and saying: "he did", "the doubt is", "she added"."""
    doc, verb = cut.verb.doc, cut.verb
    parts = [(cut.predicate[0], cut.whole[1]), *((cut.object,) if cut.object else ())]
    behind = cut.subject is not None and cut.subject[0] >= cut.predicate[1]
    own = range(*cut.subject) if cut.subject and behind else range(0)
    inside = [token for a, b in parts for token in doc[a:b] if token.pos_ in _CONTENT and token.i not in own]
    full = [token for token in inside if _is_full(token)]
    subject = doc[cut.subject[0] : cut.subject[1]] if cut.subject else None
    if not full:
        return True
    if cut.subject is None and not clauses.has_no_subject(verb) and clauses.is_finite(verb):
        return not any(token.ent_type_ for token in doc[cut.whole[0] : cut.whole[1]])
    if cut.object is None and all(clauses.lemma(token) in clauses.marks("saying", doc.lang_) for token in full):
        return not any(child.dep_ in ("nsubjpass", "prt") for child in verb.children)
    if cut.object is None and len(full) == 1 and clauses.lemma(full[0]) in _words("idle", doc.lang_):
        # "The shooting started" tells of an event; "some of them continued" does not.
        return clauses.is_verbal(full[0]) and not _tells_an_event(verb)
    vague = subject is not None and len(subject) == 1 and word(subject[0]) in _words("vague", doc.lang_)
    return vague and len(full) < 2 and not any(token.ent_type_ for token in inside)


def _tells_an_event(verb: Token) -> bool:
    """Say whether the subject is a thing that begins or goes on of itself, beside the verb: "the talks continued"."""
    own = clauses.own_subject(verb)
    return own is not None and own.pos_ in ("NOUN", "PROPN") and own.ent_type_ != "PERSON"


def _is_full(token: Token) -> bool:
    return clauses.lemma(token) not in _words("empty", token.lang_) or any(c.dep_ == "prt" for c in token.rights)


def _is_of_nobody(cut: Cut) -> bool:
    """Say whether a claim is of "you" or of "something" and names nothing and nobody that could be looked up."""
    doc = cut.verb.doc
    if cut.subject is None:
        return False
    head = cut.subject[0] if cut.subject[1] - cut.subject[0] == 1 else -1
    generic = head >= 0 and word(doc[head]) in _words("generic", doc.lang_)
    if not generic:
        return False
    return not any(token.ent_type_ for token in doc[cut.predicate[0] : cut.whole[1]])


def _appraises(cut: Cut) -> bool:
    """Say whether a clause only weighs something ("it is clear", "it was hard to say")."""
    verb = cut.above or cut.verb
    if clauses.has_no_subject(verb):
        there = next((child for child in verb.rights if child.dep_ in ("attr", "nsubj", "dobj")), None)
        bare = there is not None and not any(
            child.dep_ in ("relcl", "prep", "acl", "nummod") for child in there.children
        )
        return there is not None and bare and clauses.lemma(there) in _words("nothing", verb.lang_)
    subject = clauses.own_subject(verb)
    if subject is None or word(subject) not in _words("vague", verb.lang_):
        return False
    weighed = next((child for child in verb.rights if child.dep_ in ("acomp", "attr", "oprd")), None)
    return weighed is not None and clauses.lemma(weighed) in _words("appraisals", verb.lang_)
