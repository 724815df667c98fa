"""Two together: "Lunde and Otieno", and "the two leaders" or "both sides" where only one pair can be meant."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.languages.grammar import word
from variorum.languages.names import Lexicon, fold
from variorum.statements.grouping import Group
from variorum.statements.noun_phrases import noun_phrases

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_PAST = frozenset("former ex late predecessor outgoing previous then".split())
_BOTH = frozenset({"two", "both", "2"})
_DOMINATES = 2


@dataclass(frozen=True, slots=True)
class Pair:
    """Two groups named together, as one group of its own."""

    group: Group
    first: Group
    second: Group


def pair_up(doc: Doc, groups: list[Group], meant: dict[int, Group], known: Lexicon) -> list[Pair]:
    """Give the pairs of persons and of countries that are named together; notes in ``meant`` what means a pair."""
    pairs: dict[frozenset[int], Pair] = {}
    seen: Counter[frozenset[int]] = Counter()
    phrases = {chunk.root.i: chunk for chunk in noun_phrases(doc)}
    for token in doc:
        two = _together(token, meant)
        if two is not None:
            key = frozenset(map(id, two))
            made = pairs.setdefault(key, _pair(*two))
            made.group.spans.append(_extent(doc, token, two[1], meant))
            seen[key] += 1
        elif token.i in phrases and token.i not in meant and (noun := _noun(phrases[token.i], known)):
            found = (
                _countries(token, groups, pairs)
                if noun in known.sides
                else _clear(pairs, seen) or _leaders(noun, token, groups, pairs, known)
            )
            if found is not None:
                chunk = phrases[token.i]
                pairs.setdefault(frozenset((id(found.first), id(found.second))), found)
                found.group.spans.append((chunk.start_char, chunk.end_char))
                meant[token.i] = found.group
    return list(pairs.values())


def _together(token: Token, meant: dict[int, Group]) -> tuple[Group, Group] | None:
    """Read "A and B", two persons or two countries with no third beside them."""
    one = meant.get(token.i)
    if one is None or not one.named or meant.get(token.head.i) is one or token.dep_ == "conj":
        return None
    if any(child.dep_ == "cc" and word(child) != "and" for child in token.children):
        return None
    if len(token.conjuncts) != 1 or not _joined(token, token.conjuncts[0]):
        return None
    other = meant.get(token.conjuncts[0].i)
    if other is None or other is one or not other.named:
        return None
    persons = one.kind == other.kind == "person" and not one.plural and not other.plural
    return (one, other) if persons or (one.country and other.country) else None


def _joined(token: Token, other: Token) -> bool:
    """Whether just "and" stands between two nouns: a comma would make them part of a longer list."""
    between = {word.text for word in token.doc[token.i + 1 : other.i]}
    following = token.doc[other.i + 1 : other.i + 2].text
    nouns = {token.pos_, other.pos_} <= {"NOUN", "PROPN", "PRON"}
    return nouns and "and" in between and not between & {",", ";"} and following != "and"


def _pair(one: Group, other: Group) -> Pair:
    first, second = sorted((one, other), key=lambda made: min(made.places))
    made = Group(f"{first.name} and {second.name}", "other", named=False, plural=True)
    return Pair(made, first, second)


def _extent(doc: Doc, token: Token, other: Group, meant: dict[int, Group]) -> tuple[int, int]:
    """Give the characters from the first name to the second, without titles and additions at either end."""
    one, left, right = meant[token.i], token.i, token.i
    while left > 0 and meant.get(left - 1) is one:
        left -= 1
    for child in token.conjuncts:
        right = max(right, child.i)
    while right + 1 < len(doc) and meant.get(right + 1) is other:
        right += 1
    return int(doc[left].idx), int(doc[right].idx + len(doc[right]))


def _noun(chunk: Span, known: Lexicon) -> str | None:
    """Give the noun of "the two leaders", "both sides", "the leaders", if the phrase says nothing else of them."""
    head = chunk.root
    noun = fold(head.lemma_)
    if head.tag_ != "NNS" or not (noun in known.sides or noun in known.leaders or noun in known.twos):
        return None
    words = [word(token) for token in chunk if token.i < head.i]
    if any(child.i > head.i and child.dep_ in {"prep", "relcl", "acl", "conj"} for child in head.children):
        return None
    counted = len(words) <= 2 and bool(_BOTH & set(words)) and set(words) <= _BOTH | {"the", "these"}
    return noun if counted or (words == ["the"] and noun in known.leaders) else None


def _clear(pairs: dict[frozenset[int], Pair], seen: Counter[frozenset[int]]) -> Pair | None:
    """Give the two persons so far who are named together far more often than any other two."""
    ranked = [(count, pairs[key]) for key, count in seen.most_common() if not pairs[key].first.country]
    if not ranked or (len(ranked) > 1 and ranked[0][0] < _DOMINATES * ranked[1][0]):
        return None
    return ranked[0][1]


def _countries(token: Token, groups: list[Group], pairs: dict[frozenset[int], Pair]) -> Pair | None:
    """Give the two countries that the text so far speaks of far more often than of any third."""
    counts = [(sum(start < token.idx for start, _ in made.places), made) for made in groups if made.country]
    ranked = sorted((pair for pair in counts if pair[0]), key=lambda pair: (-pair[0], pair[1].name))
    if len(ranked) < 2 or (len(ranked) > 2 and ranked[1][0] < _DOMINATES * ranked[2][0]):
        return None
    one, other = ranked[0][1], ranked[1][1]
    return pairs.get(frozenset((id(one), id(other)))) or _pair(one, other)


def _leaders(
    noun: str, token: Token, groups: list[Group], pairs: dict[frozenset[int], Pair], known: Lexicon
) -> Pair | None:
    """Give the two persons introduced so far as leaders, if there are just two; those who no longer lead do not count."""
    if noun not in known.leaders:
        return None
    lead = []
    for made in groups:
        if made.kind != "person" or not made.named or made.found[0].start >= token.idx:
            continue
        roles = [frozenset(fold(role).split()) for role, start, _ in made.roles if start < token.idx]
        if any(words & (known.leaders | {"minister"}) and not words & _PAST for words in roles):
            lead.append(made)
    if len(lead) != 2:
        return None
    return pairs.get(frozenset(map(id, lead))) or _pair(lead[0], lead[1])
