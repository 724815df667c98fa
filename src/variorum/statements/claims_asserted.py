"""Which clauses assert something of their own, and which belong to the clause above them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.languages.grammar import word
from variorum.statements import clauses
from variorum.statements.claims_coordinated import led

if TYPE_CHECKING:
    from spacy.tokens import Token


def asserts(verb: Token) -> bool:
    """Say whether a verb heads a clause that tells something of its own."""
    if verb.dep_ in ("xcomp", "pcomp", "csubj", "csubjpass", "nsubj", "amod", "compound", "dobj", "pobj", "prep"):
        return False
    if not is_cut_off(verb) and verb.dep_ != "ROOT":
        return False
    if _is_bare_report(verb) or _is_tail(verb):
        return False
    if verb.dep_ in ("acl", "advcl") and not clauses.is_finite(verb):
        return _participle_tells(verb)
    if not clauses.is_finite(verb):
        return verb.dep_ == "conj" and verb.tag_ in ("VBG", "VBN", "VBD", "VB") and _asserts_with_head(verb)
    # An order has no subject and no auxiliary; a fragment has no finite verb.
    return clauses.subject_of(verb) is not None or clauses.has_no_subject(verb) or verb.tag_ in ("VBD", "VBZ")


def _asserts_with_head(verb: Token) -> bool:
    """Whether the first of coordinated verbs is itself a clause ("will meet and discuss", not "to meet and discuss")."""
    head = verb
    for _ in range(12):
        if head.dep_ != "conj":
            break
        head = head.head
    if clauses.is_infinitive(head) or not clauses.is_verbal(head):
        return False
    if verb.tag_ == "VB" and clauses.modal_of(head) is None and not any(c.dep_ == "aux" for c in head.children):
        return False
    return (clauses.is_finite(head) and clauses.subject_of(head) is not None) or (
        head.dep_ in ("acl", "advcl") and _participle_tells(head)
    )


def is_cut_off(token: Token) -> bool:
    """Say whether a token's subtree is a clause of its own rather than a part of the clause above it."""
    dep = token.dep_
    if dep in ("relcl", "parataxis"):
        return not clauses.is_infinitive(token)
    if dep == "appos":
        return clauses.leaves_the_noun(token)
    if not clauses.is_verbal(token):
        return False
    if dep == "ccomp":
        return _is_content(token)
    if dep == "conj":
        return _is_verb_of_clause(token) or clauses.joins_noun(token) or led(token) is not None
    if dep == "advcl":
        return _adverbial_tells(token)
    if dep == "acl":
        return not clauses.is_infinitive(token) and (clauses.is_finite(token) or _participle_tells(token))
    return dep == "dep" and clauses.is_finite(token) and clauses.own_subject(token) is not None


def _is_verb_of_clause(verb: Token) -> bool:
    return (clauses.is_finite(verb) and clauses.is_verbal(verb.head)) or _asserts_with_head(verb)


def _is_content(verb: Token) -> bool:
    """Say whether a complement is told as true: finite, no embedded question, and not merely wished or denied."""
    if not clauses.is_finite(verb) or clauses.asks(verb):
        return False
    if clauses.own_subject(verb) is None and clauses.mark_of(verb) == "":
        # "X," he said: a quoted clause may have lost its subject, a complement without one is something else
        return verb.i < verb.head.i
    return clauses.lemma(verb.head) not in clauses.marks("attitudes", verb.head.lang_)


def _adverbial_tells(verb: Token) -> bool:
    mark = clauses.mark_of(verb)
    if mark in clauses.marks("conditional", verb.lang_) or _leaves_open(verb, mark):
        return False
    if clauses.is_finite(verb):
        return (
            mark in clauses.marks("factual", verb.lang_)
            and clauses.own_subject(verb) is not None
            and not _even_if(verb)
        )
    return not clauses.is_infinitive(verb) and _participle_tells(verb)


def _leaves_open(verb: Token, mark: str) -> bool:
    """Tell "has not said when it opens" and "as long as it opens", which leave it open, from "left when it opened"."""
    head = verb.head
    if mark == "as" and verb.doc[max(verb.left_edge.i - 1, 0)].lower_ in ("long", "far"):
        return True
    asks = mark in ("when", "where", "why", "how") and verb.left_edge.i == head.i + 1
    return asks and clauses.lemma(head) in clauses.marks("saying", head.lang_)


def _even_if(verb: Token) -> bool:
    return any(word(child) == "if" for child in verb.lefts)


def _participle_tells(verb: Token) -> bool:
    """Say whether a participle adds a fact: it has arguments, and is more than a tie between two nouns."""
    if verb.tag_ not in ("VBG", "VBN", "VBD") or clauses.lemma(verb) in clauses.marks("ties", verb.lang_):
        return False
    if clauses.mark_of(verb) in clauses.marks("conditional", verb.lang_) or clauses.mark_of(verb) in (
        "when",
        "where",
        "than",
    ):
        return False
    return any(
        child.dep_ in ("dobj", "agent", "ccomp", "xcomp", "attr", "acomp", "npadvmod", "prep", "dative")
        for child in verb.children
    )


def _is_bare_report(verb: Token) -> bool:
    """Say whether a clause only attributes: its content is a claim of its own ("Mori said", "she told the paper")."""
    says = clauses.lemma(verb) in clauses.marks("saying", verb.lang_)
    for child in verb.children:
        # What stands before another verb than one of saying is a sentence of its own, joined by a comma.
        content = child.dep_ == "ccomp" and clauses.is_verbal(child) and _is_content(child) and not _is_tail(child)
        if content and (says or child.i > verb.i):
            return True
    if not says or clauses.is_negated(verb) or any(child.dep_ == "auxpass" for child in verb.lefts):
        return False
    return not any(
        child.dep_ in ("dobj", "xcomp", "acomp", "attr", "ccomp", "nsubjpass", "prt") and child.pos_ != "PUNCT"
        for child in verb.children
        if not (child.dep_ == "dobj" and clauses.lemma(verb) in clauses.marks("telling", verb.lang_))
        and not (child.dep_ == "ccomp" and child.i < verb.i)  # what was said, in words that are no clause
    )


def _is_tail(verb: Token) -> bool:
    """Say whether a clause is an attribution at the end of what was said, hung under it (", Mori told the paper")."""
    if verb.dep_ not in ("ccomp", "parataxis", "dep", "conj", "advcl") or verb.i < verb.head.i:
        return False
    if clauses.lemma(verb) not in clauses.marks("saying", verb.lang_) or clauses.mark_of(verb):
        return False
    start = verb.left_edge.i
    if start == 0 or not verb.doc[start - 1].is_punct or clauses.own_subject(verb) is None:
        return False
    return not any(child.dep_ in ("ccomp", "xcomp") for child in verb.children)
