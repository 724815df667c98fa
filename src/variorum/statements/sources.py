"""The words that name a source: from the token a parser points at to a name with its title and what is added to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.languages.grammar import word

if TYPE_CHECKING:
    from spacy.tokens import Token

Piece = tuple[int, int]

_BEFORE = frozenset(
    {"det", "amod", "compound", "nmod", "nummod", "poss", "case", "advmod", "quantmod", "punct", "predet", "neg"}
)
_TIMES = frozenset({"DATE", "TIME"})
# What tells which official or which people: "people familiar with the talks", "officials who were there".
_RESTRICTS = frozenset({"amod", "acl", "relcl"})
_LONGEST = 14
# What adds nothing that names: a clause about the source, or one that the parser hung on it by mistake.
_CLAUSES = frozenset({"relcl", "parataxis", "advcl", "ccomp", "dep"})
_LONGEST_ADDITION = 25
_CUT = frozenset({"appos", "relcl", "acl", "parataxis", "dep", "advcl", "ccomp"})


def source_words(token: Token) -> Piece:
    """Give the characters of the noun phrase around a token: title, name, and who that is.

    "Mary Walsh, a senior engineer at the Water Board": an apposition belongs to it; a relative clause does not, as in
    PolNeAR's annotation.
    """
    if token.pos_ == "PRON" and not any(child.dep_ == "prep" for child in token.children):
        # "a-t-il dit": the hyphen is no part of the pronoun
        return int(token.idx) + (len(token.text) > 1 and token.text[0] == "-"), int(token.idx + len(token.text))
    return _piece(_left(token), _added(token, _right(token)))


def _piece(left: Token, right: Token) -> Piece:
    return int(left.idx), int(right.idx + len(right.text))


def _left(head: Token) -> Token:
    left = head
    for child in sorted(head.lefts, key=lambda token: -token.i):
        if child.dep_ not in _BEFORE or child.right_edge.i + 1 != left.i or child.is_space:
            break
        if child.is_punct and child.text not in {"-", "–", ".", "'", "’"}:
            break
        if child.dep_ == "advmod" and child.pos_ == "ADV" and child.left_edge.is_sent_start:
            break
        if any(token.is_space for token in child.subtree):
            break
        left = child.left_edge
    while left.i < head.i and (left.dep_ in {"cc", "punct", "preconj"} or left.is_space):
        left = left.nbor()
    return left


def _right(head: Token) -> Token:
    named = head.pos_ == "PROPN"
    right = head
    for child in head.rights:
        if child.is_space or child.left_edge.i != right.i + 1:
            break
        further = _reach(head, child, named=named)
        if further is None:
            break
        right = further
    while right.i > head.i and (right.dep_ in {"cc", "punct", "case"} or right.is_space):
        right = right.nbor(-1)
    return right


def _reach(head: Token, child: Token, *, named: bool) -> Token | None:
    """Give the last token of what a child adds to the name or description, or nothing if it belongs to neither."""
    dep = child.dep_
    if dep == "cc" or (dep == "punct" and child.text == "," and _joined(head, child)):
        return child
    if dep == "conj" and child.pos_ in {"PROPN", "NOUN", "PRON"}:
        return _right(child)
    if dep == "prep" and (not named or word(child) == "of"):
        return _short(child)
    if dep in {"compound", "nummod", "case", "flat", "poss"}:
        return child.right_edge
    if not named and dep in _RESTRICTS and (dep == "amod" or 0 < child.right_edge.i - child.i < _LONGEST):
        return child.right_edge
    return None


def _joined(head: Token, comma: Token) -> bool:
    """Tell a comma inside a list of names ("Trump, Ishiba and Yoon"), not one that opens an aside."""
    following = next((child for child in head.rights if child.i > comma.i and child.dep_ != "punct"), None)
    return following is not None and following.dep_ == "conj" and following.left_edge.i == comma.i + 1


def _added(head: Token, right: Token) -> Token:
    """Go on over the appositions and phrases behind a source that tell who it is."""
    for child in head.rights:
        if child.left_edge.i <= right.i or child.is_punct:
            continue
        gap = child.left_edge.i - right.i - 1
        beside = gap == 0 or (gap == 1 and child.dep_ == "appos" and right.nbor().text in {",", "("})
        if not beside or child.dep_ not in {"appos", "prep"} or child.ent_type_ in _TIMES:
            break
        if child.dep_ == "prep" and any(inner.ent_type_ in _TIMES for inner in child.children):
            break
        bracketed = gap == 1 and right.nbor().text == "("
        right = _addition(child)
        if bracketed and right.i + 1 < len(right.doc) and right.nbor().text == ")":
            right = right.nbor()
    return right


def _addition(child: Token) -> Token:
    """Give the last token of an addition, which ends before a clause, a line break or a semicolon."""
    first = child.left_edge.i
    end = min(child.right_edge.i + 1, first + _LONGEST_ADDITION)
    for token in child.doc[first:end]:
        if token.dep_ in _CLAUSES and token.i != child.i:
            end = min(end, token.left_edge.i)
        if token.is_space or token.text in {";", ":", "–", "—"}:
            end = min(end, token.i)
    end = max(end, first + 1)
    while end - 1 > first and child.doc[end - 1].is_punct and child.doc[end - 1].text != ".":
        end -= 1
    return child.doc[end - 1]


def _short(prep: Token) -> Token:
    """Give a prepositional phrase as far as its first relative clause, bracket or comma."""
    right = prep
    last = prep.right_edge.i
    while right.i < last:
        following = right.nbor()
        if (
            following.is_space
            or following.dep_ in _CUT
            or (following.text in {",", ";", ":", "(", "—", "–", "-"} and following.text != "-")
        ):
            break
        if any(ancestor.dep_ in _CUT and ancestor.i > prep.i for ancestor in following.ancestors):
            break
        if following.dep_ in {"nsubj", "mark"} and following.i > prep.i + 1:
            break
        right = following
    return right
