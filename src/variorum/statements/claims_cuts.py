"""Where claims begin and end: the token ranges of subject, predicate, object and the whole clause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from variorum.languages.grammar import word
from variorum.statements import clauses
from variorum.statements.claims_asserted import asserts, is_cut_off
from variorum.statements.claims_coordinated import (
    by_object,
    led,
    listed_objects,
    presupposed_by,
)
from variorum.statements.claims_nominal import from_noun
from variorum.statements.claims_packed import Cut, from_apposition, from_participle

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PLACES = frozenset(("DATE", "TIME", "GPE", "LOC", "FAC", "EVENT"))
_AMOUNTS = frozenset(("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL"))


def cuts(doc: Doc) -> Iterator[Cut]:
    """Give every claim of a document as token ranges, in the order of their predicates."""
    for sentence in clauses.readable(doc):
        if clauses.ends_in_question(sentence[-1]):
            continue
        for token in sentence:
            yield from _of(token)


def _of(token: Token) -> Iterator[Cut]:
    """Give the claims that one token heads."""
    cut: Cut | None = None
    if clauses.is_verbal(token):
        if asserts(token):
            cut = _clause(token)
        elif (above := presupposed_by(token)) is not None:
            cut = _gerund(token, above)
        elif (ties := led(token)) is not None:
            cut = _further(token, *ties)
        members = listed_objects(token) if cut is not None else ()
        if cut is not None and members:
            yield from by_object(cut, members)
            return
    elif token.dep_ == "appos":
        cut = from_apposition(token)
    if cut is None and token.dep_ == "amod" and token.tag_ == "VBN":
        cut = from_participle(token)
    elif cut is None and token.pos_ == "NOUN":
        cut = from_noun(token)
    if cut is not None:
        yield cut


def _clause(verb: Token) -> Cut | None:
    doc = verb.doc
    tokens = clauses.region(verb, _stops_region)
    own = clauses.own_subject(verb)
    subject = clauses.subject_of(verb)
    group = _chain(verb)
    predicate = (group[0].i, group[-1].i + 1)
    first = _beginning(verb, own, predicate[0])
    last = _end(verb, tokens, predicate[1])
    whole = clauses.trim(doc, first, last)
    if whole[0] >= whole[1]:
        return None
    # A "which" that stands for nothing we can tell is no subject to show.
    known = subject is not None and word(subject) != "which"
    phrase = _subject_phrase(verb, subject, predicate[0]) if subject is not None and known else None
    if phrase is not None and phrase[0] >= phrase[1]:
        phrase = None  # a subject of mere signs
    agent = _agent(group[-1])
    # "was blocked by the court" reads "the court blocked", so the passive's auxiliaries go.
    shown = [token for token in group if token.dep_ not in ("aux", "auxpass")] if agent else group
    return Cut(phrase, predicate, _object(verb, group, last), whole, verb, clauses.joined(shown), agent=agent)


def _subject_phrase(verb: Token, subject: Token, predicate: int) -> tuple[int, int]:
    """Give the words of a subject, as far as the clause that is told of it."""
    first, last = clauses.phrase(subject)
    if clauses.joins_noun(verb):
        last = min(
            (child.left_edge.i for child in subject.rights if child.dep_ in ("acl", "relcl", "conj")), default=last
        )
    elif first < predicate < last:
        # Among coordinated subjects the clause about one of them stands within the phrase.
        last = verb.left_edge.i if verb.left_edge.i > first else predicate
    return clauses.trim(verb.doc, first, last)


def _agent(verb: Token) -> tuple[int, int] | None:
    """Give who does what a passive tells: "by the court"."""
    for child in verb.rights:
        if child.dep_ == "agent":
            doer = next((under for under in child.rights if under.dep_ == "pobj"), None)
            if doer is not None and doer.pos_ in ("NOUN", "PROPN", "PRON") and doer.ent_type_ not in _AMOUNTS:
                tokens = clauses.region(doer, _leaves_the_doer)
                first, last = clauses.trim(verb.doc, tokens[0].i, tokens[-1].i + 1)
                return (first, last) if first < last else None
    return None


def _gerund(verb: Token, above: Token) -> Cut | None:
    """Give "after taking office" as a claim of who did what the main clause tells."""
    cut = _clause(verb) if asserts(above) else None
    return replace(cut, above=above) if cut is not None and cut.subject is not None else None


def _leaves_the_doer(token: Token) -> bool:
    """Say whether words behind a doer tell of the act: "by the police in May", but "by the head of the police"."""
    return clauses.leaves_the_noun(token) or (token.dep_ == "prep" and word(token) != "of")


def _further(verb: Token, first: Token, above: Token) -> Cut | None:
    """Give the second of two infinitives behind one verb as a claim of its own ("pledged to … open the market")."""
    told = _clause(above) if asserts(above) else None
    if told is None or told.subject is None or told.predicate[0] > first.i:
        return None
    tokens = clauses.region(verb, _stops_region)
    last = _end(verb, tokens, verb.i + 1)
    whole = clauses.trim(verb.doc, verb.i, last)
    rest = clauses.trim(verb.doc, verb.i + 1, last)
    if whole[0] >= whole[1]:
        return None
    says = clauses.joined([*verb.doc[told.predicate[0] : first.i], verb])
    object_ = rest if rest[0] < rest[1] else None
    return Cut(told.subject, (verb.i, verb.i + 1), object_, whole, verb, says, above=above)


def _stops_region(token: Token) -> bool:
    if token.dep_ == "advcl" and clauses.mark_of(token) in clauses.marks("conditional", token.lang_):
        return False
    return is_cut_off(token) or _is_source(token)


def _is_source(token: Token) -> bool:
    """Say whether words behind a clause only name its source (", according to the paper")."""
    return token.dep_ == "prep" and word(token) in clauses.marks("sources", token.lang_) and token.i > token.head.i


def _chain(verb: Token) -> list[Token]:
    """Give the verb group, led on through verbs without an object of their own ("agreed to promote", "has begun imposing")."""
    group = clauses.verb_group(verb)
    at = verb
    for _ in range(3):
        inner = [child for child in at.rights if child.dep_ == "xcomp" and clauses.is_verbal(child)]
        if len(inner) != 1 or any(child.dep_ in ("dobj", "prep") and child.i < inner[0].i for child in at.rights):
            break
        at = inner[0]
        group += clauses.verb_group(at)
    ordered = sorted(set(group), key=lambda token: token.i)
    # A predicate is one stretch: an auxiliary before the subject ("has the court ruled") stays outside.
    near = [token for token in ordered if token.i >= verb.i or verb.i - token.i <= 6]
    own = clauses.own_subject(verb)
    if own is not None and own.i < verb.i:
        near = [token for token in near if token.i > own.i]
    return near or [verb]


def _beginning(verb: Token, own: Token | None, predicate: int) -> int:
    """Where the claim's words begin: at the subject, or at the place or time right before it, or at the verb."""
    first = predicate
    for child in verb.lefts:
        if child == own:
            first = min(first, clauses.phrase(clauses.past_dateline(child))[0])
        elif child.tag_ in clauses.RELATIVE or child.dep_ in ("dobj", "expl", "attr", "acomp", "nsubj"):
            first = min(first, child.left_edge.i)
    for child in reversed(list(verb.lefts)):
        if child.i < first and child.dep_ in ("prep", "npadvmod") and _sets_scene(child):
            between = verb.doc[child.right_edge.i + 1 : first]
            if all(token.is_punct or token.is_space for token in between):
                first = child.left_edge.i
    return first


def _sets_scene(token: Token) -> bool:
    if token.right_edge.i - token.left_edge.i > 8 or token.tag_ not in ("IN", "NN", "NNS", "NNP"):
        return False
    return token.ent_type_ in _PLACES or any(child.ent_type_ in _PLACES for child in token.children)


def _end(verb: Token, tokens: list[Token], predicate: int) -> int:
    """Past the last word of the clause: its own tokens as far as they run on, without a tail set off by a dash."""
    last = predicate
    for token in tokens:
        if token.i >= verb.i and token.dep_ not in ("punct", "cc"):
            last = max(last, token.i + 1)
    return last


def _object(verb: Token, group: list[Token], last: int) -> tuple[int, int] | None:
    doc = verb.doc
    for child in verb.lefts:
        if child.dep_ in ("dobj", "pobj") and child.tag_ in clauses.RELATIVE:
            noun = clauses.antecedent(child)
            return clauses.phrase(noun) if noun != child else None
    if verb.dep_ == "relcl" and _lacks_object(verb, group):
        return clauses.phrase(verb.head)
    start = group[-1].i + 1
    if verb.i < start <= last:
        # An inverted subject ("on board were nine sailors") is no object.
        own = clauses.own_subject(verb)
        if own is not None and own.i >= start:
            start = own.right_edge.i + 1
        first, end = clauses.trim(doc, start, last)
        return (first, end) if first < end else None
    return None


def _lacks_object(verb: Token, group: list[Token]) -> bool:
    """Say whether a relative clause without a pronoun leaves its object to the antecedent ("a port she runs")."""
    own = clauses.own_subject(verb)
    if own is None or own.tag_ in clauses.RELATIVE or any(child.tag_ in ("WRB", "WP$") for child in verb.lefts):
        return False
    return not any(child.dep_ in clauses.OBJECTS or child.dep_ == "prep" for child in group[-1].rights)
