"""Units said once for two figures: "5 and 7 percent", "4.1 percent from 3.9", "34 miles in town and 41 on the road"."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from variorum.languages import table
from variorum.statements.figures.ground import Found, Ground

# Two figures of one measure are seldom further apart than this.
_APART = 20.0
_CLOSE = 4.0
_OLDEST = 115
_REACH = 12  # lexemes between the two
_PLAIN = frozenset({"money", "percentage", "measure", "duration", "age"})


def with_shared_units(ground: Ground, found: list[Found]) -> list[Found]:
    """Give a bare number the unit of the figure it is paired with."""
    return _from_the_first(ground, _from_the_second(ground, found))


def _from_the_second(ground: Ground, found: list[Found]) -> list[Found]:
    """Give the first of "20 and 15 years old", "5 and 7 percent" and "2436 x 1125 pixels" the unit of the second."""
    sharing = table(ground.language, "figures").get("ranges", {}).get("sharing", ())
    shared = list(found)
    for number in range(len(found) - 2, -1, -1):
        one, other = shared[number], shared[number + 1]
        open_hyphen = ground.lex[one.after].text in ground.grammar.dashes if one.after < len(ground.lex) else False
        tie = one.after + open_hyphen
        moved = ground.low(tie) in ground.grammar.separators and ground.low(one.first - 1) in ground.grammar.moved_from
        tied = tie + 1 == other.first and (ground.low(tie) in sharing or moved)
        alike = ground.lex[one.first].kind == ground.lex[other.first].kind
        if tied and alike and one.kind == "count" and one.unit is None and other.unit not in {None, "time"}:
            shared[number] = replace(one, kind=other.kind, unit=other.unit)
    return shared


def _from_the_first(ground: Ground, found: list[Found]) -> list[Found]:
    """Give the second of "4.1 percent from 3.9" and "79 years for women and 74 for men" the unit of the first."""
    shared = list(found)
    for number in range(1, len(found)):
        one, other = shared[number], shared[number - 1]
        bare = one.kind == "count" and one.unit is None and not one.part
        if not bare or other.kind not in _PLAIN or other.unit in {None, "time"} or one.first - other.after > _REACH:
            continue
        if _next_age(ground, other, one):
            shared[number] = replace(one, kind="age", unit="year")
        elif ground.same_sentence(other.first, one.first) and not _counts(ground, one) and _paired(ground, other, one):
            shared[number] = replace(one, kind=other.kind, unit=other.unit)
    return shared


def _next_age(ground: Ground, other: Found, one: Found) -> bool:
    """Find the further ages of "ages 15, 17 and 18": a bare number tied to an age by a comma or an "and" alone."""
    if other.kind != "age" or one.hedge or not 0 < (one.low or 0.0) <= _OLDEST or (one.low or 0.0) % 1:
        return False
    ties = [ground.low(place) for place in range(other.after, one.first)]
    tied = bool(ties) and len(ties) < 3 and all(tie in {",", ground.grammar.numbers.joiner} for tie in ties)
    token = ground.anchor(one.first, one.after)
    counting = token is not None and token.dep_ in {"nummod", "compound"} and token.head.i > token.i
    return tied and ground.lex[one.first].kind == "numeral" and not counting


def _counts(ground: Ground, one: Found) -> bool:
    """Say whether a noun that the number counts follows, or nothing is known of what follows."""
    token, behind = ground.anchor(one.first, one.after), ground.token(one.after)
    if token is None:
        return True
    if one.after < len(ground.lex) and ground.lex[one.after].text in ground.grammar.dashes:
        return True
    right = token.dep_ in {"nummod", "compound", "amod", "nmod", "quantmod"} and token.head.i > token.i
    if behind is not None and behind.pos_ == "NUM":
        return ground.lex[one.after].kind == "numeral"
    return right or (behind is not None and behind.pos_ in {"NOUN", "PROPN", "ADJ", "SYM"})


def _paired(ground: Ground, other: Found, one: Found) -> bool:
    known = table(ground.language, "figures").get("comparing", {})
    left, right = other.high or other.low or 0.0, one.low or one.high or 0.0
    apart = max(abs(left), abs(right)) / max(1e-9, min(abs(left), abs(right)))
    level = other.change == "level" or other.kind == "money"
    before = one.first - (len(one.hedge.split()) if one.hedge and ground.low(one.first - 1) in one.hedge else 0) - 1
    whole = (one.low or 0.0) == int(one.low or 0.0)
    if other.kind == "money" and (max(abs(left), abs(right)) < 1e5 and whole and right > 1000):
        return False
    said = f" {' '.join(ground.low(place) for place in range(max(0, before - 3), before + 1))}"
    if ground.low(before) in known.get("same_unit", ()) or said.endswith(_cues(ground.language)):
        return level and apart < _APART and _same_magnitude(left, right)
    if ground.low(before) in known.get("also", ()) and apart < _CLOSE:
        return ground.low(one.after) in known.get("prepositions", ()) and ground.low(other.after) not in {"", "of"}
    return False


@cache
def _cues(language: str) -> tuple[str, ...]:
    return tuple(f" {cue}" for cue in table(language, "figures").get("comparing", {}).get("cues", ()))


def _same_magnitude(left: float, right: float) -> bool:
    """Refuse "$3.10 to 20": sums of cents and of millions are compared with their like."""
    return (abs(left) >= 1e4) == (abs(right) >= 1e4)
