"""Facts without a verb of their own: appositions, participles before a noun, acts told as nouns."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from variorum.languages import table
from variorum.languages.grammar import word
from variorum.statements import clauses

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
    if clauses.lemma(token) in clauses.marks("ties", token.lang_) or token.lower_ in clauses.marks(
        "adjectival", token.lang_
    ):
        return None
    if noun.pos_ not in ("NOUN", "PROPN") or any(child.dep_ in ("npadvmod", "advmod") for child in token.children):
        return None
    phrase = clauses.phrase(noun)
    words = token.doc[phrase[0] : phrase[1]]
    if token.ent_type_ in _NAMES or not any(word.ent_type_ in _NAMES for word in words):
        return None
    return Cut(None, (token.i, token.i + 1), phrase, phrase, token, token.text)


def from_noun(noun: Token) -> Cut | None:
    """Give "the mayor's sacking of the harbour chief": an act told as a noun, with who did it and to what."""
    if noun.lower_ not in clauses.marks("nominal", noun.lang_):
        return None
    doer = next((child for child in noun.lefts if child.dep_ == "poss" and child.pos_ == "PROPN"), None)
    what = next((child for child in noun.rights if child.dep_ == "prep" and word(child) in ("of", "on", "into")), None)
    if doer is None or what is None:
        return None
    tokens = clauses.region(what, clauses.leaves_the_noun)
    inner = clauses.trim(noun.doc, what.i + 1, tokens[-1].i + 1)
    subject = clauses.phrase(doer)
    if inner[0] >= inner[1] or subject[0] >= subject[1]:
        return None
    subject = (subject[0], next((c.i for c in doer.children if c.dep_ == "case"), subject[1]))
    return Cut(subject, (noun.i, noun.i + 1), inner, (subject[0], inner[1]), noun, noun.text)
