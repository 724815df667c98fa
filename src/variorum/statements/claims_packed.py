"""Facts without a verb of their own: appositions and participles before a noun."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.languages import table
from variorum.statements import clauses

if TYPE_CHECKING:
    from spacy.tokens import Token

_NAMES = frozenset(("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "MONEY", "PERCENT", "CARDINAL", "QUANTITY", "DATE"))


@dataclass(frozen=True)
class Cut:
    """The token ranges (first, past the last) of one claim's parts, before they become words."""

    subject: tuple[int, int] | None
    predicate: tuple[int, int]
    object: tuple[int, int] | None
    whole: tuple[int, int]
    verb: Token
    says: str | None = None  # the predicate's words when they do not stand in the text as they should read
    agent: tuple[int, int] | None = None  # who does it, where a passive says by whom
    above: Token | None = None  # the verb that governs a further infinitive, whose modality and denial it shares
    besides: tuple[tuple[int, int], ...] = ()  # words within ``whole`` that a neighbour in a list tells


def from_apposition(token: Token) -> Cut | None:
    """Give "Ada Mori, head of the port" as a claim that she is; lists and bracketed initials are none."""
    head = token.head
    if not clauses.is_apposition(token) or "PROPN" not in (token.pos_, head.pos_):
        return None
    if token.tag_ == "CD" or token.pos_ not in ("NOUN", "PROPN") or _is_coordinated(head):
        return None
    about, says = clauses.phrase(head), clauses.phrase(token)
    # Beside each other, parted by a mark; farther off the parser has guessed.
    if says[1] - says[0] < 2 or about[0] >= about[1] or not 0 <= says[0] - about[1] <= 2:
        return None
    if any(child.dep_ == "appos" and child.pos_ == token.pos_ == "PROPN" for child in token.children):
        return None
    whole = clauses.trim(token.doc, about[0], says[1])
    return Cut(about, says, says, whole, token, _copula(token.lang_))


def _copula(language: str) -> str:
    """Give the "is" that an apposition leaves out."""
    return str(table(language, "claims").get("packed", {}).get("copula", "is"))


def _is_coordinated(noun: Token) -> bool:
    return noun.dep_ == "conj" or any(child.dep_ == "conj" for child in noun.rights)


def from_participle(token: Token) -> Cut | None:
    """Give "the blocked $9 billion merger": what was done to a thing that is named or counted, told before the noun."""
    noun = token.head
    # Most participles before a noun only describe it ("the encrypted app"); these tell an event.
    if token.lower_ not in clauses.marks("packed", token.lang_):
        return None
    if noun.pos_ not in ("NOUN", "PROPN") or any(child.dep_ in ("npadvmod", "advmod") for child in token.children):
        return None
    phrase = clauses.phrase(noun)
    words = token.doc[phrase[0] : phrase[1]]
    if token.ent_type_ in _NAMES or not any(word.ent_type_ in _NAMES for word in words):
        return None
    return Cut(None, (token.i, token.i + 1), phrase, phrase, token, token.text)
