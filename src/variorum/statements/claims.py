"""Claims: every assertion of an article, cut at clause level from the parse."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from variorum.languages import table
from variorum.model import Article, Claim, Span
from variorum.statements import clauses
from variorum.statements.claims_checkable import checkable
from variorum.statements.claims_cuts import cuts
from variorum.statements.claims_nested import with_inner
from variorum.statements.claims_packed import Cut

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def claims_in(doc: Doc, article: Article) -> tuple[Claim, ...]:
    """Give the claims of a parsed article in text order, with ids ``k1``, ``k2`` and so on.

    One claim for each main clause, coordinated verb, reported content, relative clause, participle, apposition and
    fact packed before a noun. Questions, orders, conditions, and bare attributions ("she said") are none.
    """
    found: dict[tuple[int, int], Claim] = {}
    for cut, inner in with_inner([cut for cut in cuts(doc) if checkable(cut)]):
        claim = _claim(cut, (*inner, *cut.besides), doc, article)
        if claim is not None:
            found.setdefault((claim.span.start, claim.span.end), claim)
    ordered = sorted(found.values(), key=lambda claim: (claim.span.start, claim.span.end))
    return tuple(replace(claim, id=f"k{number}") for number, claim in enumerate(ordered, 1))


def _claim(cut: Cut, inner: tuple[tuple[int, int], ...], doc: Doc, article: Article) -> Claim | None:
    span = clauses.quote(article, doc, *cut.whole)
    predicate = clauses.quote(article, doc, *cut.predicate)
    if span is None or predicate is None:
        return None
    subject = clauses.quote(article, doc, *cut.subject) if cut.subject else None
    object_ = clauses.quote(article, doc, *cut.object) if cut.object else None
    terms = _terms(doc, cut, inner)
    if not terms or (subject is None and object_ is None):
        return None
    return Claim(
        id="",
        subject=_actor(cut, article, doc) or _subject_words(cut, subject, article, doc),
        predicate=cut.says or predicate.words,
        object=_object_words(cut, object_, article, doc),
        span=span,
        negated=clauses.is_negated(cut.above or cut.verb) or _is_raised(cut.verb),
        modality=_modality(cut.above or cut.verb),
        subject_span=subject,
        predicate_span=predicate,
        object_span=object_,
        terms=terms,
        inner=tuple(
            part for first, last in sorted(inner) if (part := clauses.quote(article, doc, first, last)) is not None
        ),
    )


def _owner(cut: Cut, doc: Doc) -> Token | None:
    """Give the noun that "whose" stands for, when the subject begins with it."""
    if cut.subject is None or doc[cut.subject[0]].tag_ != "WP$":
        return None
    owner = doc[cut.subject[0]].head
    while owner.dep_ not in ("relcl", "ROOT") and owner.head != owner:
        owner = owner.head
    return owner.head if owner.dep_ == "relcl" else None


def _actor(cut: Cut, article: Article, doc: Doc) -> str | None:
    """Give who does what a passive tells, where it says by whom."""
    agent = clauses.quote(article, doc, *cut.agent) if cut.agent else None
    return agent.words if agent else None


def _subject_words(cut: Cut, subject: Span | None, article: Article, doc: Doc) -> str | None:
    owner = _owner(cut, doc)
    if subject is None or owner is None or cut.subject is None:
        return subject.words if subject else None
    whose = clauses.quote(article, doc, *clauses.phrase(owner))
    rest = clauses.quote(article, doc, cut.subject[0] + 1, cut.subject[1])
    return f"{whose.words}'s {rest.words}" if whose and rest else subject.words


def _object_words(cut: Cut, object_: Span | None, article: Article, doc: Doc) -> str | None:
    """Give the object's words; a relative clause's antecedent is joined by what follows the verb."""
    if cut.agent is not None and cut.subject is not None:
        # What a passive is about is what somebody did it to.
        patient = clauses.quote(article, doc, *cut.subject)
        return patient.words if patient else None
    if object_ is None or cut.object is None:
        return None
    after = (cut.predicate[1], cut.whole[1])
    if cut.object[0] < cut.predicate[0] and cut.verb.dep_ == "relcl" and after[0] < after[1]:
        rest = clauses.quote(article, doc, *after)
        return f"{object_.words} {rest.words}" if rest else object_.words
    return object_.words


def _is_raised(verb: Token) -> bool:
    """Say whether the denial stands on the verb above: "I do not think it will hold"."""
    head = verb.head
    return (
        verb.dep_ == "ccomp"
        and clauses.is_verbal(head)
        and clauses.lemma(head) in clauses.marks("raising", head.lang_)
        and clauses.is_negated(head)
    )


def _modality(verb: Token) -> str | None:
    words = table(verb.lang_, "claims").get("modality", {})
    modal = clauses.modal_of(verb)
    if modal:
        return modal
    hedges = frozenset(words.get("hedges", "").split())
    for child in verb.children:
        if child.dep_ == "advmod" and child.lower_ in hedges:
            return str(child.text)
    expected = frozenset(words.get("expected", "").split())
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    for child in verb.rights:
        if child.dep_ == "xcomp" and clauses.is_infinitive(child):
            if clauses.lemma(verb) in words.get("be", "be").split() or (
                clauses.lemma(verb) in expected and (passive or verb.tag_ != "VBN")
            ):
                return "expected"
            if verb.lower_ == "going":
                return "going to"
        if child.dep_ == "acomp" and clauses.lemma(child) in expected:
            return "expected"
    head = verb.head
    if verb.dep_ == "ccomp" and clauses.is_verbal(head) and clauses.mood_of(head) in words.get("hedging", "").split():
        return clauses.modal_of(head)  # "it could mean that oil is flowing" does not say that it is
    if verb.dep_ == "conj" and clauses.own_subject(verb) is None and verb.tag_ == "VB" and clauses.is_verbal(head):
        return clauses.modal_of(head)
    return None


def _terms(doc: Doc, cut: Cut, inner: tuple[tuple[int, int], ...]) -> tuple[str, ...]:
    light = clauses.marks("light", doc.lang_)
    owner = _owner(cut, doc)
    parts = (cut.subject, cut.object, clauses.phrase(owner) if owner is not None else None)
    ranges = [cut.whole, *(part for part in parts if part)]
    terms: set[str] = set()
    others = {at for first, last in inner for at in range(first, last)}
    for first, last in ranges:
        for token in (token for token in doc[first:last] if token.i not in others):
            if token.pos_ not in ("NOUN", "PROPN", "VERB", "ADJ", "NUM") or not any(c.isalnum() for c in token.text):
                continue
            word = clauses.lemma(token)
            particle = next((child for child in token.rights if child.dep_ == "prt"), None)
            if particle is not None and particle.i < last:
                terms.add(f"{word} {particle.lower_}")
            elif word not in light:
                terms.add(word)
    return tuple(sorted(terms))
