"""Short phrases in an article's own words, cut from its parse: a noun with what belongs to it, a clause without its figure."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from variorum.languages import table

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# A phrase is read by people and compared by machines: beyond this many words it does neither any good.
_MOST_WORDS = 14
_LOOSE = frozenset({"relcl", "appos", "conj", "cc", "advcl", "parataxis", "ccomp", "dep", "mark", "preconj", "meta"})
_PRONOUNS = frozenset({"PRON", "DET"})


@cache
def _edges(language: str) -> frozenset[str]:
    return frozenset(table(language, "figures").get("measured", {}).get("stop_edges", ()))


def noun_phrase(noun: Token, without: frozenset[int], *, clauses: bool = False) -> list[int]:
    """Give the tokens of a noun with its modifiers and complements; ``clauses`` keeps a relative clause after it."""
    kept: list[int] = []
    stack = [noun]
    while stack:
        token = stack.pop()
        if token.i not in without:
            kept.append(token.i)
        for child in token.children:
            if child.dep_ in _LOOSE and not (clauses and child.dep_ == "relcl") and not _inner(child, noun):
                continue
            if not clauses and token.i == noun.i and child.i < token.i and _numeric(child, without):
                continue
            if child.dep_ in {"prep", "acl"} and child.i > token.i and any(one.i in without for one in child.subtree):
                continue
            if token.i == noun.i and child.dep_ in {"det", "predet"}:
                continue
            stack.append(child)
    return sorted(kept)


def _numeric(child: Token, without: frozenset[int]) -> bool:
    """Find another figure before the noun ("a 56% and 54% rating"); a year belongs to what is measured."""
    if child.dep_ == "poss" or any(token.i in without for token in child.subtree):
        return False
    numbers = [token for token in child.subtree if token.pos_ == "NUM" or token.text in {"%", "$", "€", "£"}]
    return bool(numbers) and not any(len(token.text) == 4 and token.text[:2] in {"19", "20"} for token in numbers)


def _inner(child: Token, noun: Token) -> bool:
    """Keep "Mexico and Canada" inside "pause on tariffs for Mexico and Canada"."""
    return child.dep_ in {"conj", "cc"} and child.head.i != noun.i and child.head.pos_ in {"NOUN", "PROPN", "ADJ"}


def subject_of(verb: Token) -> Token | None:
    """Find who or what a verb is said of, through "aims to invest" and relative clauses; no pronoun."""
    here = verb
    for _ in range(5):
        for child in here.children:
            if child.dep_ in {"nsubj", "nsubjpass", "csubj"}:
                if child.pos_ not in _PRONOUNS and child.tag_ not in {"WDT", "WP"}:
                    return child
                return _antecedent(here, child) if here.dep_ == "relcl" and child.tag_ in {"WDT", "WP"} else None
        if here.dep_ in {"acl", "relcl"}:
            return here.head if here.head.pos_ in {"NOUN", "PROPN"} else None
        if here.dep_ in {"xcomp", "conj", "ccomp", "advcl", "aux"} and here.head.pos_ in {"VERB", "AUX"}:
            here = here.head
        else:
            return None
    return None


def whole_subject(who: Token, verb: Token, without: frozenset[int]) -> list[int]:
    """Give a subject's words, and those between it and its verb where the parser lost hold of a long name."""
    places = noun_phrase(who, without)
    if not places or places[-1] >= verb.i or verb.i - places[0] > 12:
        return places
    between = [token for token in who.doc[places[-1] + 1 : verb.i] if token.pos_ not in {"AUX", "ADV"}]
    nominal = all(token.pos_ in {"NOUN", "PROPN", "ADJ"} for token in between)
    return [*places, *(token.i for token in between)] if nominal else places


def _antecedent(verb: Token, relative: Token) -> Token:
    """Give the noun a relative clause belongs to; after a comma it may be one further out than the parser says.

    "The fund, started after the vote, which is to invest …": it is the fund that invests.
    """
    noun = verb.head
    here = noun
    if relative.i == 0 or relative.nbor(-1).text != ",":
        return noun
    while here.dep_ in {"pobj", "prep", "dobj", "pcomp"} and here.head.i < here.i:
        here = here.head
    outer = here.head
    set_off = here.dep_ == "acl" and outer.pos_ in {"NOUN", "PROPN"} and here.i > 0 and here.nbor(-1).text == ","
    return outer if set_off else noun


def owned(first: Token, without: frozenset[int]) -> list[int]:
    """Give the owner's words right before a figure: "the firm's blocked" in "the firm's blocked $14 billion bid"."""
    kept: list[int] = []
    for place in range(first.i - 1, max(-1, first.i - 8), -1):
        token = first.doc[place]
        if first.doc[place + 1].is_sent_start:
            break
        if token.i in without and not kept:
            continue
        participle = token.tag_ in {"VBN", "VBD"} and token.nbor(-1).tag_ == "POS" if token.i else False
        if token.pos_ in {"NOUN", "PROPN", "ADJ"} or token.tag_ == "POS" or participle:
            kept.append(token.i)
        else:
            break
    owners = [place for place in kept if first.doc[place].tag_ == "POS"]
    return sorted(kept) if owners else []


def object_of(verb: Token, without: frozenset[int]) -> Token | None:
    """Find a verb's object that is not the figure itself."""
    for child in verb.children:
        if child.dep_ in {"dobj", "obj"} and child.i not in without and child.pos_ in {"NOUN", "PROPN"}:
            return child
    return None


def clause(verb: Token, without: frozenset[int], *, subject: bool = True) -> list[int]:
    """Give the tokens of a clause without its figure: subject, verb, object and complements."""
    kept: set[int] = {verb.i}
    who = subject_of(verb) if subject else None
    if who is not None:
        kept.update(_core(who, without))
    for child in verb.children:
        if child.dep_ in {"prt", "neg", "acomp", "attr"} and child.i not in without:
            kept.add(child.i)
        if child.dep_ in {"dobj", "obj"} and child.i not in without and child.pos_ not in _PRONOUNS:
            kept.update(noun_phrase(child, without))
        if child.dep_ in {"prep", "xcomp", "agent"} and child.i > verb.i:
            kept.update(_complement(child, without))
    for number in sorted(without):  # "$500 billion in infrastructure": what hangs on the figure itself
        for child in verb.doc[number].children:
            if child.dep_ == "prep" and child.i not in without:
                kept.update(_complement(child, without))
    return sorted(kept)


def _core(noun: Token, without: frozenset[int]) -> list[int]:
    near = {"compound", "poss", "amod", "nmod", "case", "npadvmod", "punct"}
    kept = [noun.i]
    stack = [child for child in noun.children if child.dep_ in near]
    while stack:
        token = stack.pop()
        kept.append(token.i)
        stack += [child for child in token.children if child.dep_ in near]
    return [
        place
        for place in kept
        if place not in without and (noun.doc[place].dep_ != "punct" or noun.doc[place].text == "-")
    ]


def _complement(head: Token, without: frozenset[int]) -> list[int]:
    """Give a complement's tokens, or none if it is a date or holds the figure."""
    tokens = list(head.subtree)
    if len(tokens) > 10 or any(token.i in without for token in tokens):
        return []
    if any(token.ent_type_ in {"DATE", "TIME"} for token in tokens):
        return []
    if any(token.dep_ in {"relcl", "advcl", "ccomp"} for token in tokens):
        return []
    return [token.i for token in tokens]


def words_of(doc: Doc, places: Iterable[int], language: str) -> str | None:
    """Write tokens out as one phrase, without small words at its edges; nothing if no word is left."""
    kept = sorted(set(places))
    edges = _edges(language)
    while kept and (doc[kept[0]].lower_ in edges or not any(map(str.isalnum, doc[kept[0]].text))):
        if doc[kept[0]].dep_ == "poss" and doc[kept[0]].pos_ in {"NOUN", "PROPN"}:
            break
        kept.pop(0)
    kept = kept[:_MOST_WORDS]
    while kept and (doc[kept[-1]].lower_ in edges or not any(map(str.isalnum, doc[kept[-1]].text))):
        if doc[kept[-1]].dep_ == "prt":
            break
        kept.pop()
    written, last = "", None
    for place in kept:
        token = doc[place]
        if token.is_space or token.text in {"(", ")", "[", "]"} or (token.is_quote and token.tag_ != "POS"):
            continue
        glue = last is not None and place == last + 1 and not doc[last].whitespace_
        glue = glue or token.text in {",", "%"} or token.tag_ == "POS"
        written += token.text if glue or not written else f" {token.text}"
        last = place
    return " ".join(written.split()) or None
