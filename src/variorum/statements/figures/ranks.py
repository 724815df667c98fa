"""Ordinals that rank something: "47th President", "second summit", "third-largest", "No. 1"."""

from __future__ import annotations

from functools import cache

from variorum.languages import table
from variorum.statements.figures.ground import Found, Ground
from variorum.statements.figures.lexemes import attached
from variorum.statements.figures.number_words import NumberWords

_HYPHENS = frozenset("-‑")


@cache
def _words(language: str, name: str) -> frozenset[str]:
    return frozenset(table(language, "figures").get("ordinals", {}).get(name, ()))


@cache
def _ranks(language: str) -> dict[str, float]:
    known: dict[str, float] = table(language, "figures").get("ordinals", {}).get("words", {})
    return known


def rank_at(ground: Ground, at: int) -> Found | None:
    """Read the ordinal that begins at a lexeme, or nothing."""
    return _ordinal(ground, at) or _numbered(ground, at)


def _ordinal(ground: Ground, at: int) -> Found | None:
    read = _written(ground, at) or _spelled(ground, at)
    if read is None:
        return None
    value, after = read
    place = after + (ground.low(after) in _HYPHENS and after + 1 < len(ground.lex))
    if ground.low(place) in _words(ground.language, "joiner"):  # "third-largest", "second most populous"
        return Found("ordinal", value, value, at, place + 1)
    if not _ranks_something(ground, at, after):
        return None
    return Found("ordinal", value, value, at, after)


def _written(ground: Ground, at: int) -> tuple[float, int] | None:
    """Read "47th"."""
    lex = ground.lex
    endings = _words(ground.language, "endings")
    if lex[at].kind != "numeral" or not lex[at].text.isdigit() or at + 1 >= len(lex) or len(lex[at].text) > 6:
        return None
    if lex[at + 1].low not in endings or not attached(lex[at], lex[at + 1]):
        return None
    return float(lex[at].text), at + 2


def _spelled(ground: Ground, at: int) -> tuple[float, int] | None:
    """Read "second" and "twenty-first"."""
    ranks, numbers = _ranks(ground.language), ground.grammar.numbers
    word = ground.low(at)
    if word in ranks:
        return ranks[word], at + 1
    if word in numbers.tens:
        return _after_tens(ground, at, numbers, ranks)
    return None


def _after_tens(ground: Ground, at: int, numbers: NumberWords, ranks: dict[str, float]) -> tuple[float, int] | None:
    place = at + 1 + (ground.low(at + 1) in _HYPHENS)
    last = ranks.get(ground.low(place), 0.0)
    return (numbers.tens[ground.low(at)] + last, place + 1) if 0 < last < 10 else None


def _ranks_something(ground: Ground, at: int, after: int) -> bool:
    """Refuse dates ("February 7th"), fractions ("a third of"), adverbs ("first, …") and fixed names ("first lady")."""
    before, behind = ground.low(at - 1), ground.low(after)
    if behind in _words(ground.language, "not_before"):
        return False
    months = table(ground.language, "figures").get("passed_over", {}).get("months", ())
    if (
        before in months
        or behind in months
        or (behind in ground.grammar.numbers.of and ground.low(after + 1) in months)
    ):
        return False
    if after < len(ground.lex) and ground.low(after) in _HYPHENS and attached(ground.lex[after - 1], ground.lex[after]):
        return ground.low(after + 1) not in _words(ground.language, "not_after_hyphen") and _modifies_noun(ground, at)
    return _modifies_noun(ground, at)


def _modifies_noun(ground: Ground, at: int) -> bool:
    token = ground.token(at)
    if token is None:
        return ground.lex[at].kind == "numeral"
    if token.ent_type_ in {"DATE", "TIME", "LAW", "WORK_OF_ART", "FAC", "PERSON"}:
        return False
    if token.dep_ in {"amod", "nummod", "compound", "nmod", "npadvmod", "det"} and token.head.pos_ in {"NOUN", "PROPN"}:
        return token.head.i > token.i
    return token.dep_ in {"attr", "pobj", "oprd"} and ground.lex[at].kind == "numeral"


def _numbered(ground: Ground, at: int) -> Found | None:
    """Read "No. 1" and "#1" as a rank when something is ranked, not as a label."""
    marks: dict[str, bool] = table(ground.language, "figures").get("ordinals", {}).get("number_marks", {})
    lex, mark = ground.lex, ground.low(at)
    if mark != "#" and mark not in marks:
        return None
    dotted = marks.get(mark, False)
    if dotted and (ground.low(at + 1) != "." or not lex[at].text[0].isupper()):
        return None
    place = at + 1 + dotted
    if place >= len(lex) or lex[place].kind not in {"numeral", "word"}:
        return None
    if lex[place].kind == "numeral" and (not lex[place].text.isdigit() or len(lex[place].text) > 3):
        return None
    value = float(lex[place].text) if lex[place].kind == "numeral" else ground.grammar.numbers.small.get(lex[place].low)
    if not value or (ground.low(at) == "#" and not attached(lex[at], lex[place])):
        return None
    return Found("ordinal", value, value, at, place + 1)
