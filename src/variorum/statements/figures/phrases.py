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
            if token.i == noun.i and child.dep_ in {"det", "predet"}:
                continue
            stack.append(child)
    return sorted(kept)


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
                return here.head if here.dep_ == "relcl" else None
        if here.dep_ in {"acl", "relcl"}:
            return here.head if here.head.pos_ in {"NOUN", "PROPN"} else None
        if here.dep_ in {"xcomp", "conj", "ccomp", "advcl", "aux"} and here.head.pos_ in {"VERB", "AUX"}:
            here = here.head
        else:
            return None
    return None


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
        if child.dep_ in {"dobj", "obj"} and child.i not in without:
            kept.update(noun_phrase(child, without))
        if child.dep_ in {"prep", "xcomp", "agent"} and child.i > verb.i:
            kept.update(_complement(child, without))
    for number in sorted(without):  # "$500 billion in infrastructure": what hangs on the figure itself
        for child in verb.doc[number].children:
            if child.dep_ == "prep" and child.i not in without:
                kept.update(_complement(child, without))
    return sorted(kept)


def _core(noun: Token, without: frozenset[int]) -> list[int]:
    near = {"compound", "poss", "amod", "nmod", "case"}
    kept = [noun.i]
    stack = [child for child in noun.children if child.dep_ in near]
    while stack:
        token = stack.pop()
        kept.append(token.i)
        stack += [child for child in token.children if child.dep_ in near]
    return [place for place in kept if place not in without]


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
        if doc[kept[0]].dep_ == "poss":
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
        if token.text in {"\"", "“", "”", "«", "»"} or token.is_space:
            continue
        glue = last is not None and place == last + 1 and not doc[last].whitespace_
        glue = glue or token.text in {"'s", "’s", ",", "%"} or token.text == "'"
        written += token.text if glue or not written else f" {token.text}"
        last = place
    return " ".join(written.split()) or None
