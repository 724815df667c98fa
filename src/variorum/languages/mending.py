"""Repairs of slips that the parser makes often: coordination, possessives with a participle, two names run together.

Each repair looks at the forms of the words (a tense, a possessive mark, a preposition left without its noun), never at
which words they are, except for verbs of saying and telling. All of them work in one pass over the tokens.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "csubjpass", "expl"))
_SUBJECTS_OR_AUXILIARIES = _SUBJECTS | {"aux", "auxpass"}
_OBJECTS = frozenset(("dobj", "dative", "ccomp"))
_FINITE = frozenset(("VBD", "VBZ", "VBP"))
_BEFORE_NOUN = frozenset(("$", "CD", "JJ", "JJR", "JJS", "HYPH", "NNP", "SYM"))
_LINKS = 12  # how far up the tree a repair looks


def mended(doc: Doc) -> Doc:
    """Repair common slips of a parse in place and give it back; a repaired head stays within its sentence."""
    for token in doc:
        if token.dep_ == "conj":
            _past_beside_infinitive(token)
            _being_beside_done(token)
        elif token.dep_ == "prep":
            _preposition_without_noun(token)
        elif token.dep_ == "ccomp":
            if token.tag_ in _FINITE:
                _sentence_under_gerund(token)
            _names_after_telling(token)
        elif token.dep_ == "pcomp" and token.tag_ == "VBG":
            _second_subject(token)
        elif token.tag_ in ("VB", "JJ", "NN") and token.is_sent_start:
            _name_read_as_order(token)
        if token.tag_ in ("VBD", "VBN") and token.i and token.nbor(-1).tag_ == "POS":
            _participle_after_possessive(token)
    return doc


@cache
def _words(name: str) -> frozenset[str]:
    from variorum.languages import table  # the package imports the parser, and the parser this module

    return frozenset(table("en", "claims").get("clauses", {}).get(name, "").split())


def _has(token: Token, deps: frozenset[str], *, behind: bool = False) -> bool:
    return any(child.dep_ in deps for child in (token.rights if behind else token.children))


def _above(token: Token, fits: Callable[[Token], bool]) -> Token | None:
    for _ in range(_LINKS):
        if token.head == token:
            return None
        token = token.head
        if fits(token):
            return token
    return None


def _past_beside_infinitive(token: Token) -> None:
    """Mend "said they would pay and promised a report": who said also promised.

    The parser hangs "promised" on "pay"; but a past tense is never a second verb to "would" or "to".
    """
    first = token.head
    if token.tag_ not in ("VBD", "VBN") or first.i > token.i or _has(token, _SUBJECTS_OR_AUXILIARIES):
        return
    if first.tag_ not in ("VB", "VBN") or not any(child.tag_ in ("MD", "TO") for child in first.lefts):
        return
    # A participle stands beside "be sold" by right; one with an object of its own is a past tense read amiss.
    if token.tag_ == "VBN" and (first.tag_ == "VBN" or not _has(token, _OBJECTS, behind=True)):
        return
    says = token.lemma_.lower() in _words("saying")

    def told(verb: Token) -> bool:
        return verb.tag_ == "VBD" and verb.pos_ == "VERB" and (not says or verb.lemma_.lower() in _words("saying"))

    above = _above(first, told)
    if above is not None and above.i < token.i:
        token.head = above
        token.tag_ = "VBD"


def _being_beside_done(token: Token) -> None:
    """Mend "with the results achieved and being the second to meet him": "being" is said of the sentence's subject."""
    first = token.head
    if token.tag_ != "VBG" or first.tag_ != "VBN" or first.dep_ != "acl" or _has(token, _SUBJECTS_OR_AUXILIARIES):
        return
    if first.head.dep_ != "pobj":
        return
    verb = _above(first, lambda above: above.pos_ in ("VERB", "AUX") and _has(above, _SUBJECTS))
    if verb is not None:
        token.head = verb
        token.dep_ = "advcl"


def _participle_after_possessive(token: Token) -> None:
    """Mend "progress on Mori Steel's blocked $9 billion attempt", where "blocked" was read as the verb."""
    owner = token.nbor(-2) if token.i > 1 else token
    noun = _noun_after(token)
    if noun is None or token.dep_ == "amod" or owner.pos_ not in ("PROPN", "NOUN", "NUM"):
        return
    if token.sent.start > owner.i or _has(token, frozenset(("aux", "auxpass"))) or token.head == token:
        return
    if noun.head != token or owner.head == token or owner.is_ancestor(token):
        return
    verb = token.head
    place, role = owner.head, owner.dep_
    if owner.head == owner or place == noun or verb == noun or token.is_ancestor(place):
        place, role = verb, "dobj"
    for child in list(token.children):
        if child == noun:
            continue
        if child.dep_ == "conj" and child.tag_ not in _FINITE:
            child.dep_ = "acl"
            child.head = noun
        else:
            child.dep_ = "dobj" if child.dep_ in _SUBJECTS else child.dep_
            child.head = verb
    noun.head, noun.dep_ = place, role
    noun.pos_, noun.tag_ = "NOUN", noun.tag_ if noun.tag_ == "NNS" else "NN"
    owner.head, owner.dep_ = noun, "poss"
    mark = token.nbor(-1)
    mark.head, mark.dep_ = owner, "case"
    token.head, token.dep_, token.tag_ = noun, "amod", "VBN"


def _noun_after(token: Token) -> Token | None:
    """Give the noun that an amount or adjective leads to: "blocked $9 billion attempt", but not "blocked the deal"."""
    noun = None
    for step in range(1, min(8, len(token.doc) - token.i)):
        after = token.nbor(step)
        if after.is_sent_start:
            break
        # What is counted and acted upon is a noun, even where it was tagged a verb ("$9 billion try").
        counted = after.head == token and after.dep_ == "dobj" and _has(after, frozenset(("nummod",)))
        if after.pos_ == "NOUN" or counted:
            noun = after
        elif after.tag_ not in _BEFORE_NOUN:
            break
    return noun


def _preposition_without_noun(token: Token) -> None:
    """Mend "was friends with Ada Abe however has no tie to her": the name belongs to "with", both verbs to one subject."""
    if token.tag_ != "IN" or token.i + 2 >= len(token.doc) or next(token.rights, None) is not None:
        return
    first = token.head
    second = first.head
    if first.dep_ != "ccomp" or second.i < token.i or second.tag_ not in _FINITE or not _has(first, _SUBJECTS):
        return
    noun = next((child for child in second.lefts if child.dep_ in _SUBJECTS), None)
    if noun is None or noun.left_edge.i != token.i + 1 or any(child.is_punct for child in second.lefts):
        return
    top, role = second.head, second.dep_
    noun.head, noun.dep_ = token, "pobj"
    first.head = first if top == second else top
    first.dep_ = role
    second.head, second.dep_ = first, "conj"


def _sentence_under_gerund(token: Token) -> None:
    """Mend "her joy at meeting the mayor set a tone", where "the mayor" was read as the subject of "set"."""
    gerund = token.head
    noun = next((child for child in token.lefts if child.dep_ in _SUBJECTS), None)
    if gerund.tag_ != "VBG" or gerund.dep_ != "pcomp" or noun is None or noun.left_edge.i != gerund.i + 1:
        return
    if _has(gerund, frozenset(("dobj", "prt"))) or gerund.lemma_.lower() in _words("saying"):
        return
    top = _above(gerund, lambda above: above.head == above)
    if top is None or top.pos_ not in ("NOUN", "PROPN") or _has(top, _SUBJECTS):
        return
    noun.head, noun.dep_ = gerund, "dobj"
    token.head, token.dep_ = token, "ROOT"
    top.head, top.dep_ = token, "nsubj"


def _second_subject(gerund: Token) -> None:
    """Mend "her joy at meeting the mayor set a tone", where the verb was given two subjects, "joy" and "the mayor"."""
    verb = _above(gerund, lambda above: above.pos_ in ("VERB", "AUX") and _has(above, _SUBJECTS))
    if verb is None or next(gerund.rights, None) is not None:
        return
    subjects = [child for child in verb.lefts if child.dep_ in _SUBJECTS]
    if len(subjects) == 2 and subjects[1].left_edge.i == gerund.i + 1 and subjects[0].is_ancestor(gerund):
        subjects[1].head, subjects[1].dep_ = gerund, "dobj"


def _names_after_telling(token: Token) -> None:
    """Mend "told Mori Japan was ready": the first name is who was told, the second the subject of what follows."""
    teller = token.head
    if teller.lemma_.lower() not in _words("telling"):
        return
    listeners = [child for child in teller.rights if child.dep_ in ("dobj", "dative")]
    name = next((child for child in token.lefts if child.dep_ in _SUBJECTS), None)
    if name is None and listeners and listeners[0].i + 1 == token.left_edge.i and token.tag_ != "VBG":
        name = listeners.pop()  # both names were read as the one who was told
    if name is None or listeners or name.pos_ != "PROPN" or name.left_edge.i != teller.i + 1:
        return
    listener = _listener(teller, name)
    if listener is None:
        return
    for part in list(name.lefts):
        if part.i < listener.i:
            part.head = listener
    listener.head, listener.dep_ = teller, "dobj"
    name.head, name.dep_ = token, "nsubj"


def _listener(teller: Token, name: Token) -> Token | None:
    """Give the last word of the first name: the only one before the subject, or the last before another kind of name."""
    run = teller.doc[teller.i + 1 : name.i + 1]
    if len(run) < 2 or any(word.pos_ != "PROPN" for word in run):
        return None
    if len(run) == 2:
        return run[0]
    return next((word for word in run[:-1] if word.ent_type_ and word.nbor().ent_iob_ == "B"), None)


def _name_read_as_order(token: Token) -> None:
    """Mend "Rob announced plans", where the name was read as a verb and the verb as an adjective before the noun.

    That it is a name shows elsewhere in the text.
    """
    verb = token.nbor() if token.i + 1 < len(token.doc) else token
    if not token.text.istitle() or token.head != token or verb.tag_ not in ("VBN", "VBD") or verb.dep_ != "amod":
        return
    what = verb.head
    if what.head != token or what.dep_ != "dobj":
        return
    if not any(other.text == token.text and other.pos_ == "PROPN" for other in token.doc):
        return
    verb.head, verb.dep_, verb.tag_ = verb, "ROOT", "VBD"
    for child in list(token.rights):
        if child != verb:
            child.head = verb
    token.head, token.dep_, token.tag_, token.pos_ = verb, "nsubj", "NNP", "PROPN"
