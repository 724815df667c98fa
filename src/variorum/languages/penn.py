"""Tags of the Penn Treebank for words that a model tagged by Universal Dependencies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.languages.grammar import Grammar

if TYPE_CHECKING:
    from spacy.tokens import Token

_PLAIN = {
    "PROPN": "NNP", "ADP": "IN", "SCONJ": "IN", "CCONJ": "CC", "ADV": "RB", "NUM": "CD", "ADJ": "JJ", "SYM": "SYM",
    "INTJ": "UH", "SPACE": "_SP", "PART": "RP", "X": "FW",
}  # fmt: skip


def feature(token: Token, name: str) -> list[str]:
    """Give the values of one feature of a word's morphology (``Tense``, ``VerbForm`` …), in Universal Dependencies' terms."""
    return token.morph.get(name, [])


def tag_of(token: Token, dep: str, known: Grammar) -> str:
    """Give the Penn tag of a word from its part of speech, its morphology and its place in the redrawn tree."""
    pos = token.pos_
    if pos in {"VERB", "AUX"}:
        return _verb(token, dep)
    if dep == "aux" and pos in {"ADP", "SCONJ"}:
        return "TO"
    if pos == "NOUN":
        return "NNS" if "Plur" in feature(token, "Number") else "NN"
    if pos in {"PRON", "DET"}:
        return _pronoun(token, dep, known)
    if pos == "ADV" and token.lower_ in known.adverbs and known.adverbs[token.lower_] != "only":
        return "WRB"
    return token.text if pos == "PUNCT" else _PLAIN.get(pos, "FW")


def _verb(token: Token, dep: str) -> str:
    form, tense = feature(token, "VerbForm"), feature(token, "Tense")
    if dep == "aux" and token.lemma_.lower() in _MODALS:
        return "MD"
    if "Inf" in form:
        return "VB"
    if "Ger" in form:
        return "VBG"
    if "Part" in form:
        return "VBG" if "Pres" in tense else "VBN"
    if "Imp" in feature(token, "Mood"):
        return "VB"
    if "Past" in tense or "Imp" in tense:
        return "VBD"
    return "VBP" if "Plur" in feature(token, "Number") else "VBZ"


def _pronoun(token: Token, dep: str, known: Grammar) -> str:
    kind = feature(token, "PronType")
    if "Rel" in kind or (token.pos_ == "PRON" and known.pronouns.get(token.lower_) in {"that", "who"}):
        return "WDT"
    if "Int" in kind:
        return "WP"
    if dep == "poss":
        return "PRP$"
    return "PRP" if token.pos_ == "PRON" else "DT"


_MODALS = frozenset({"pouvoir", "devoir", "poder", "deber"})
