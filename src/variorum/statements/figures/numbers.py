"""The grammar of numbers: "14.9 billion", "two and a half million", "3½", "two-thirds", "half a dozen", "nine out of 10"."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from variorum.statements.figures.lexemes import VULGAR, Lexeme, attached, numeral_value
from variorum.statements.figures.number_words import NumberWords

_HYPHENS = frozenset("-‑–")
# Nothing in the news is counted beyond this; "million million million …" goes no further.
MOST = 1e24
# The wholes that a part is told of; "two in 17 cities" is no ratio.
_WHOLES = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 50, 100, 1000, 10_000, 100_000, 1_000_000})

# "One in 14 adults" is a part; "one in 2013" is not.
_MOST_ONE_IN = 1000


@dataclass(frozen=True)
class Number:
    """A value and the lexemes ``first`` .. ``after - 1`` that say it.

    ``scale`` is the magnitude it was multiplied by (1 for none), ``letter`` a magnitude letter written on to the
    digits that may also be a unit ("5m"), ``spelled`` tells words from digits, ``part`` a fraction from a whole.
    """

    value: float
    first: int
    after: int
    scale: float = 1.0
    letter: float | None = None
    spelled: bool = False
    part: bool = False


def number_at(lex: Sequence[Lexeme], at: int, words: NumberWords) -> Number | None:
    """Read the longest number that begins at a lexeme, or nothing."""
    here = lex[at]
    if here.kind == "numeral":
        return _digits(lex, at, words)
    if here.kind == "word":
        return _fraction(lex, at, words) or _spelled(lex, at, words)
    if here.kind == "mark" and _vulgar(here) is not None:
        return Number(_vulgar(here) or 0.0, at, at + 1, part=True)
    return None


def ratio_at(lex: Sequence[Lexeme], top: Number, words: NumberWords) -> Number | None:
    """Read the whole of "nine out of 10" and "one in five" after its part; gives the quotient."""
    if top.scale != 1 or top.part or top.value != int(top.value) or not 0 < top.value <= 99:
        return None
    for tie in words.ratios:
        place = top.after + len(tie)
        if tuple(part.low for part in lex[top.after : place]) != tie or place >= len(lex):
            continue
        whole = number_at(lex, place, words)
        one_in = top.value == 1 and whole is not None and (whole.value <= _MOST_ONE_IN or whole.scale > 1)
        if whole and top.value < whole.value and (whole.value in _WHOLES or one_in):
            return Number(top.value / whole.value, top.first, whole.after, spelled=top.spelled, part=True)
    return None


def _vulgar(lexeme: Lexeme) -> float | None:
    if len(lexeme.text) == 1 and lexeme.text in VULGAR:
        return unicodedata.numeric(lexeme.text)
    return None


def _low(lex: Sequence[Lexeme], at: int) -> str:
    return lex[at].low if 0 <= at < len(lex) and lex[at].kind == "word" else ""


def _joined(lex: Sequence[Lexeme], at: int) -> int:
    """Skip a hyphen that joins two words of one number: "twenty-one", "14.9-billion"."""
    is_hyphen = at + 1 < len(lex) and lex[at].text in _HYPHENS and lex[at + 1].kind == "word"
    return at + 1 if is_hyphen and attached(lex[at], lex[at + 1]) else at


def _digits(lex: Sequence[Lexeme], at: int, words: NumberWords) -> Number | None:
    value = numeral_value(lex[at].text, words.group, words.decimal)
    if value is None:
        return None
    after, part = at + 1, False
    if bottom := _slashed(lex, at, value):
        value, after, part = value / bottom, at + 3, True
    elif after < len(lex) and (vulgar := _vulgar(lex[after])) is not None:
        value, after = value + vulgar, after + 1
    elif after < len(lex) and lex[after].kind == "numeral" and (bottom := _slashed(lex, after, 0)):
        top = numeral_value(lex[after].text, words.group, words.decimal) or 0
        if top < bottom and not attached(lex[at], lex[after]):
            value, after = value + top / bottom, after + 3
    if extra := _and_a_part(lex, after, words):
        value, after = value + extra[0], extra[1]
    if (cents := _other_decimals(lex, at, words)) and after == at + 1:
        value, after = value + cents, at + 3
    return _scaled(lex, Number(value, at, after, part=part), words)


def _other_decimals(lex: Sequence[Lexeme], at: int, words: NumberWords) -> float:
    """Read the decimals of "14,66%", written as elsewhere, where a percent sign shows that they are some."""
    if at + 3 >= len(lex) or lex[at + 1].text != "," or words.decimal == "," or lex[at + 3].text != "%":
        return 0.0
    digits = lex[at + 2].text
    tied = all(attached(lex[place], lex[place + 1]) for place in range(at, at + 3))
    return float(f"0.{digits}") if tied and digits.isdigit() and len(digits) < 3 and lex[at].text.isdigit() else 0.0


def times(value: float, factor: float) -> float:
    """Multiply as on paper: 1.1 billion is 1,100,000,000 and not a hair more."""
    return float(Decimal(repr(value)) * Decimal(repr(factor)))


def _slashed(lex: Sequence[Lexeme], at: int, top: float) -> float | None:
    """Give the denominator of "1/2", but not of a date, a telephone number or "24/7"."""
    if at + 2 >= len(lex) or lex[at + 1].text != "/" or lex[at + 2].kind != "numeral":
        return None
    if not (attached(lex[at], lex[at + 1]) and attached(lex[at + 1], lex[at + 2])):
        return None
    if at + 3 < len(lex) and lex[at + 3].text == "/" and attached(lex[at + 2], lex[at + 3]):
        return None
    bottom = lex[at + 2].text
    return float(bottom) if bottom in {"2", "3", "4", "5", "8"} and top < float(bottom) else None


def _and_a_part(lex: Sequence[Lexeme], at: int, words: NumberWords) -> tuple[float, int] | None:
    """Read "and a half" or "and three quarters" after a number; gives its value and the lexeme after it."""
    joiner = _joined(lex, at)
    if not words.joiner or _low(lex, joiner) != words.joiner:
        return None
    first = _joined(lex, joiner + 1)
    second = _joined(lex, first + 1)
    part = _low(lex, second)
    if _low(lex, first) in words.articles and part in words.fractions and _low(lex, second + 1) not in words.of:
        return 1 / words.fractions[part], second + 1
    top = words.small.get(_low(lex, first), 0.0)
    place = second
    bottom = words.fractions.get(_low(lex, place), 0.0)
    if 1 < top < bottom and _low(lex, place + 1) not in words.of:
        return top / bottom, place + 1
    return None


def _scaled(lex: Sequence[Lexeme], number: Number, words: NumberWords) -> Number:
    """Multiply by the magnitudes that follow: "14.9-billion", "$3m", "5 lakh crore", "100,000"."""
    value, after, scale, letter = number.value, number.after, 1.0, None
    while after < len(lex):
        place = _joined(lex, after)
        if place >= len(lex) or lex[place].kind != "word":
            break
        word, close = lex[place].low, attached(lex[place - 1], lex[place])
        factor = words.scales.get(word) or (words.suffixes.get(word) if scale == 1.0 else None)
        if factor is None:
            if close and place == after and scale == 1.0:
                letter = words.letters.get(word)
            break
        if (len(word) < 2 and not close) or value * factor > MOST:  # "5 k" is rarer than a name that begins so
            break
        value, scale, after = times(value, factor), scale * factor, place + 1
    if scale > 1 and (extra := _and_a_part(lex, after, words)):
        value, after = value + extra[0] * scale, extra[1]
    return Number(value, number.first, after, scale, letter, number.spelled, number.part)


def _fraction(lex: Sequence[Lexeme], at: int, words: NumberWords) -> Number | None:
    """Read "two-thirds", "a third of", "half a million", "half the", "a quarter of a million", "three quarters"."""
    top, after = _numerator(lex, at, words)
    name = _low(lex, after)
    if name not in words.fractions:
        return None
    told = top is not None and _low(lex, at) not in words.articles
    bottom, after = words.fractions[name], after + 1
    value = (top or 1.0) / bottom
    if (value >= 1 and bottom > 1 and (top or 1) != bottom) or (top == 2 and bottom == 4):
        return None  # "two quarters of growth" are half a year
    place = _joined(lex, after)
    if _low(lex, place) in words.of:
        place += 1
    if _low(lex, place) in words.articles:
        place += 1
    if _low(lex, place) in words.scales:
        scale = words.scales[_low(lex, place)]
        return Number(value * scale, at, place + 1, scale, spelled=True)
    if told or _beside_fraction(lex, at, after, name in words.half, words):
        return Number(value, at, after, spelled=True, part=True)
    return None


def _numerator(lex: Sequence[Lexeme], at: int, words: NumberWords) -> tuple[float | None, int]:
    word = _low(lex, at)
    if word in words.articles:
        return 1.0, at + 1
    if word in words.small:
        return words.small[word], _joined(lex, at + 1)
    return None, at


def _beside_fraction(lex: Sequence[Lexeme], at: int, after: int, is_half: bool, words: NumberWords) -> bool:
    following, before = _low(lex, after), _low(lex, at - 1)
    if before in words.not_after:
        return False
    if is_half:
        unit = _low(lex, _joined(lex, after)) in words.after_half
        if unit or following in words.articles or following in words.after_fraction:
            return True
    if following in words.after_fraction and (following in words.of or is_half or _low(lex, at) in words.articles):
        return _low(lex, at) in words.articles or is_half
    closes = before == words.joiner and (after >= len(lex) or lex[after].kind != "word")  # "a quarter and a third."
    return (before in words.before_fraction or closes) and (is_half or _low(lex, at) in words.articles)


class _Tally(NamedTuple):
    """A number in words, half read: what is done, what is still to be multiplied, and the kind of the last word."""

    total: float = 0.0
    current: float = 0.0
    last: str = ""
    scale: float = 1.0


def _spelled(lex: Sequence[Lexeme], at: int, words: NumberWords, *, tails: bool = True) -> Number | None:
    """Read a number in words: "three hundred and fifty thousand", "a million", "twenty-one", "two point five"."""
    tally, place = _Tally(), at
    if _low(lex, at) in words.articles:
        if _low(lex, at + 1) not in words.scales:
            return None
        tally, place = _Tally(current=1.0, last="article"), at + 1
    elif _low(lex, at) in words.hundred and _low(lex, at + 1) in words.scales:  # "hundred thousand"
        tally = _Tally(current=1.0, last="article")
    after = at
    while more := _with_word(tally, _low(lex, place), _low(lex, place - 2), words):
        tally, after, place = more, place + 1, _joined(lex, place + 1)
        if words.joiner and _low(lex, place) == words.joiner and tails:
            tally, after, place = _with_tail(lex, tally, after, place, words)
    if after == at:
        return None
    return _finish(lex, Number(tally.total + tally.current, at, after, tally.scale, spelled=True), words)


def _with_word(tally: _Tally, word: str, before: str, words: NumberWords) -> _Tally | None:
    """Add one word to a number, or give nothing if it cannot go on so."""
    total, current, last, scale = tally
    if last == "small" and word in words.four_twenty[1:] and before == words.four_twenty[0]:
        return _Tally(total, current * words.tens[words.four_twenty[1]], "tens", scale)
    if word in words.small and _may_add(last, current, words.small[word], words):
        return _Tally(total, current + words.small[word], "small", scale)
    if word in words.tens and last in {"", "hundred", "scale"}:
        return _Tally(total, current + words.tens[word], "tens", scale)
    if word in words.hundred and last in {"small", "tens", "article"}:
        return _Tally(total, current * 100, "hundred", scale)
    if word in words.scales and last and (total + current) * words.scales[word] < MOST:
        factor = words.scales[word]
        if last == "scale":
            return _Tally(total * factor, 0.0, "scale", scale * factor)
        return _Tally(total + current * factor, 0.0, "scale", factor)
    return None


def _with_tail(
    lex: Sequence[Lexeme], tally: _Tally, after: int, place: int, words: NumberWords
) -> tuple[_Tally, int, int]:
    """Read on after "and", if what follows belongs to the number; gives the tally, its end and where to go on.

    "Two hundred and fifty thousand" is one number, "between two hundred and three hundred" has two.
    """
    following = _low(lex, place + 1)
    if tally.last == "tens" and following in words.tens_and:
        return tally, after, place + 1
    if tally.last not in {"hundred", "scale"} or following not in {*words.small, *words.tens}:
        return tally, after, place
    tail = _spelled(lex, place + 1, words, tails=False)
    if tail and tally.last == "hundred" and tail.value / tail.scale < 100:
        return tally, after, place + 1
    if tail and tally.last == "scale" and tail.scale == 1.0 and tail.value < tally.scale:
        return tally._replace(total=tally.total + tail.value), tail.after, tail.after
    return tally, after, place


def _may_add(last: str, current: float, value: float, words: NumberWords) -> bool:
    """Say whether a number below twenty may follow: "twenty-one", in French also "soixante-dix"."""
    most = 20 if current % 100 in words.teens_after else 10
    return last in {"", "hundred", "scale"} or (last == "tens" and 0 < value < most)


def _finish(lex: Sequence[Lexeme], number: Number, words: NumberWords) -> Number:
    """Add a spoken decimal part or "and a half", and what magnitude follows it."""
    value, after = number.value, number.after
    if words.point and _low(lex, after) == words.point and _low(lex, after + 1) in words.small:
        place, part = after + 1, 0.1
        while (digit := words.small.get(_low(lex, place))) is not None and digit < 10:
            value, part, place = value + digit * part, part / 10, place + 1
        return _scaled(lex, Number(round(value, 9), number.first, place, spelled=True), words)
    if extra := _and_a_part(lex, after, words):
        part = extra[0] * number.scale
        return _scaled(lex, Number(value + part, number.first, extra[1], number.scale, spelled=True), words)
    return number
