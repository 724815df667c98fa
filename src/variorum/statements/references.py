"""Where an article means somebody without the name: the pronouns and descriptions of each entity, as mentions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.model import MentionKind
from variorum.statements.grouping import Group
from variorum.statements.noun_phrases import noun_phrases

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PRONOUNS = frozenset("PRP PRP$ WP WP$ WDT".split())


def add_references(doc: Doc, groups: list[Group], meant: dict[int, Group], owned: frozenset[int]) -> None:
    """Add to each group the pronouns and descriptions that ``meant`` gives it, and the nouns of its roles.

    ``owned`` are the words of names: no description holds one, so that a name is never inside another's mention.
    """
    chunks = {chunk.root.i: chunk.start for chunk in noun_phrases(doc)}
    for number, made in sorted(meant.items()):
        if number in owned:
            continue
        token = doc[number]
        if token.tag_ in _PRONOUNS or token.pos_ == "PRON":
            _add(made, token.idx, token.idx + len(token), "pronoun")
        else:
            start = _after_names(doc, chunks.get(number, number), number, owned)
            _add(made, doc[start].idx, token.idx + len(token), "description")
    places = {token.idx: token.i for token in doc}
    for made in groups:
        for _, start, end in made.roles:
            if start in places:
                _add_role(doc, made, places[start], end, owned)


def _add_role(doc: Doc, made: Group, first: int, end: int, owned: frozenset[int]) -> None:
    """Take "a senior fellow" from the role "a senior fellow at the Council"."""
    last = first
    while last < len(doc) and doc[last].idx < end and not (last > first and _ends(doc[last])):
        last += 1
    while last > first and doc[last - 1].pos_ not in {"NOUN", "PROPN", "ADJ"}:
        last -= 1
    start = _after_names(doc, first, last - 1, owned)
    if first < last and last - 1 not in owned:
        _add(made, doc[start].idx, doc[last - 1].idx + len(doc[last - 1]), "description")


def _ends(token: Token) -> bool:
    return token.pos_ in {"ADP", "SCONJ", "VERB", "AUX"} or (token.is_punct and token.text != "-")


def _after_names(doc: Doc, start: int, head: int, owned: frozenset[int]) -> int:
    """Give where a phrase goes on after the last name before its head: "Norway's | prime minister"."""
    inside = [number for number in range(start, head) if number in owned]
    first = inside[-1] + 1 if inside else start
    while first < head and (doc[first].is_punct or doc[first].tag_ == "POS" or doc[first].is_space):
        first += 1
    return first


def _add(made: Group, start: int, end: int, kind: MentionKind) -> None:
    if not any(left < end and start < right for left, right in made.places):
        made.references.append((start, end, kind))
