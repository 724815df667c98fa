"""Whether a figure is a level or the amount by which something rose, fell or differs."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

from variorum.languages import table
from variorum.statements.figures.ground import Found, Ground

if TYPE_CHECKING:
    from spacy.tokens import Token

Change = Literal["level", "rise", "fall", "difference"]


@cache
def change_words(language: str, name: str) -> frozenset[str]:
    """Give the words of one list about change."""
    return frozenset(table(language, "figures").get("changes", {}).get(name, ()))


def change_of(ground: Ground, found: Found) -> Change:
    """Tell "rose to 5%" (level), "rose by 5%", "a 5% fall" and "5% higher than" apart."""
    if found.kind in {"ordinal", "age", "score", "duration", "vague"}:
        return "level"
    if _comes_to(ground, found):
        return "level"
    beside = _beside(ground, found)
    if beside != "level":
        return beside
    if ground.low(found.first - 1) in change_words(ground.language, "start_from"):
        return "level"
    if ground.low(found.after) in change_words(ground.language, "come_to") and (
        verb := step_before(ground, found.first)
    ):
        return "rise" if verb in change_words(ground.language, "rise") else "fall"
    token = ground.anchor(found.first, found.after)
    if token is None:
        return "level"
    relative = found.kind == "percentage"
    if found.kind == "count" and token.dep_ == "nummod" and token.head.i > token.i:
        token = token.head  # "fell 100 points": the points fell
    while token.dep_ in {"conj", "appos"} and token.head.i < token.i:
        token = token.head
    head = token.head
    if token.dep_ == "pobj":
        by = head.lower_ in change_words(ground.language, "by")
        of = head.lower_ in ground.grammar.numbers.of and head.head.pos_ == "NOUN" and found.unit is not None
        return _direction(head.head, ground.language, relative=True) if by or of else "level"
    if token.dep_ in {"npadvmod", "dobj", "advmod", "attr", "dative", "oprd"}:
        return _direction(head, ground.language, relative=relative)
    if token.dep_ in {"nummod", "compound", "amod", "nmod", "quantmod"} and found.unit is not None and head.i > token.i:
        return _direction(head, ground.language, relative=True) if head.pos_ == "NOUN" else "level"
    return "level"


def _comes_to(ground: Ground, found: Found) -> bool:
    """Find the level of "rose to 5%" and "fell $2 billion to about $40 billion"."""
    place = found.first - 1
    if found.hedge and ground.low(place) in found.hedge:
        place -= len(found.hedge.split())
    return ground.low(place) in change_words(ground.language, "come_to")


def _beside(ground: Ground, found: Found) -> Change:
    """Read "up 5%", "down three points", "30% more than"."""
    before = ground.low(found.first - 1)
    beside: dict[str, Change] = table(ground.language, "figures").get("changes", {}).get("beside", {})
    word = ground.token(found.first - 1)
    particle = word is not None and word.dep_ == "prt"
    if found.unit is not None and before in beside and found.hedge is None and not particle:
        return beside[before]
    after, than = ground.low(found.after), ground.low(found.after + 1)
    place = after in change_words(ground.language, "places")
    if place and found.kind not in {"percentage", "measure"}:
        return "level"
    beyond = after in change_words(ground.language, "difference") and found.unit is not None
    return "difference" if beyond and {than, after} & change_words(ground.language, "than") else "level"


def _direction(token: Token, language: str, *, relative: bool) -> Change:
    word, lemma = token.lower_, token.lemma_.lower()
    if token.tag_ in {"JJR", "RBR"}:
        return "difference"
    if lemma in change_words(language, "transitive") and not relative:
        return "level"
    if lemma in change_words(language, "rise") or word in change_words(language, "rise"):
        return "rise"
    if lemma in change_words(language, "fall") or word in change_words(language, "fall"):
        return "fall"
    return "level"


def step_before(ground: Ground, first: int) -> str:
    """Give the verb of going up or down right before a figure, or nothing: "grew by about 1.2 inches to 112"."""
    movers = change_words(ground.language, "rise") | change_words(ground.language, "fall")
    givers = change_words(ground.language, "transitive")
    for place in range(first - 1, max(-1, first - 5), -1):
        token = ground.token(place)
        lemma = token.lemma_.lower() if token is not None else ground.low(place)
        if lemma in movers:
            by = any(ground.low(back) in change_words(ground.language, "by") for back in range(place + 1, first))
            return lemma if (by or lemma not in givers) and ground.same_sentence(place, first) else ""
        if ground.lex[place].kind != "word" and place != first - 1:
            return ""
    return ""


def is_moving(ground: Ground, first: int) -> bool:
    """Say whether a verb of change stands before a figure in its sentence: then "from 3 to 4" are two levels."""
    start = ground.sentence_of(first)[0]
    movers = change_words(ground.language, "rise") | change_words(ground.language, "fall")
    has_from = False
    reach = 40 if ground.low(first - 1) in change_words(ground.language, "from") else 14
    for place in range(first - 1, max(-1, first - reach), -1):
        lexeme = ground.lex[place]
        if lexeme.start < start:
            break
        has_from = has_from or lexeme.low in change_words(ground.language, "from")
        token = ground.token(place)
        lemma = token.lemma_.lower() if token is not None else lexeme.low
        if has_from and lemma in movers and place < first - 1:
            return True
    return False
