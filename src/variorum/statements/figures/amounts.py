"""Numbers with their units, and ranges of them: "$3 to $4 million", "10-12 km", "5.5%", "34-year-old", "6ft 2in"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from variorum.languages import table
from variorum.statements.figures.lexemes import Lexeme, attached
from variorum.statements.figures.money import Currency, MoneyWords, Purse, currency_after, currency_before, money_words
from variorum.statements.figures.number_words import NumberWords, number_words
from variorum.statements.figures.numbers import MOST, Number, number_at, ratio_at, times
from variorum.statements.figures.units import Unit, UnitWords, unit_at, unit_words

# How far, in lexemes, a word may stand that tells millions from metres.
_NEAR = 12

AmountKind = Literal["money", "percentage", "count", "measure", "duration", "age", "score"]


@dataclass(frozen=True)
class Amount:
    """A value or range with its unit; the lexemes ``first`` .. ``after - 1`` are its words."""

    low: float
    high: float
    first: int
    after: int
    kind: AmountKind = "count"
    unit: str | None = None
    spelled: bool = False
    part: bool = False
    scale: float = 1.0
    number: Number | None = None


@dataclass(frozen=True)
class Grammar:
    """All that reading amounts needs to know of one language and one article."""

    numbers: NumberWords
    units: UnitWords
    money: MoneyWords
    purse: Purse
    separators: frozenset[str]
    dashes: frozenset[str]
    between: frozenset[str]
    between_and: str
    ages: frozenset[str]
    moved_from: frozenset[str]
    compound: dict[str, tuple[str, float]]
    bare_after: frozenset[str]
    half_after: frozenset[str]
    minus: frozenset[str]
    plus: frozenset[str]
    metre_cues: frozenset[str]
    metre_after: frozenset[str]
    million_cues: frozenset[str]


@cache
def grammar(language: str, purse: Purse) -> Grammar:
    """Load the grammar of a language, with what a plain "$" means in the article."""
    known = table(language, "figures")
    ranges = known.get("ranges", {})
    return Grammar(
        number_words(language),
        unit_words(language),
        money_words(language),
        purse,
        frozenset(ranges.get("separators", ())),
        frozenset(ranges.get("dashes", ("-", "–", "—"))),
        frozenset(ranges.get("between", ())),
        ranges.get("between_and", ""),
        frozenset(ranges.get("ages", ())),
        frozenset(ranges.get("from", ())),
        {unit: (part, of) for unit, (part, of) in known.get("unit_words", {}).get("compound", {}).items()},
        frozenset(known.get("unit_words", {}).get("bare_after", ())),
        frozenset(known.get("numbers", {}).get("half_after", ())),
        frozenset(known.get("numbers", {}).get("minus", ())),
        frozenset(known.get("numbers", {}).get("plus", ())),
        frozenset(known.get("numbers", {}).get("metre_cues", ())),
        frozenset(known.get("numbers", {}).get("metre_after", ())),
        frozenset(known.get("numbers", {}).get("million_cues", ())),
    )


def amount_at(lex: Sequence[Lexeme], at: int, words: Grammar) -> Amount | None:
    """Read one amount whose number begins at a lexeme: its sign, currency and unit, but no range."""
    number = number_at(lex, at, words.numbers)
    if number is None or number.value > MOST:
        return None
    before = currency_before(lex, number, words.money, words.purse)
    if before and number.letter is not None:
        number = _with_letter(number)
    behind = None if before else currency_after(lex, number, words.money, words.purse)
    if currency := before or behind:
        return _money(lex, number, currency, words)
    ratio = None if _behind_dash(lex, at, words) else ratio_at(lex, number, words.numbers)
    if ratio and not unit_at(lex, ratio.after, words.units, spelled=True):
        return _with_unit(lex, ratio, None, words)
    of = number.part and number.after < len(lex) and lex[number.after].low in words.numbers.of
    place = number.after + of
    place += number.part and _is_article(lex, place, words)  # "half an hour", "a quarter of a mile"
    unit = None if of and place == number.after + 1 else unit_at(lex, place, words.units, spelled=number.spelled)
    if number.letter is not None and _is_magnitude(lex, number, unit, words):
        number = _with_letter(number)
        behind = currency_after(lex, number, words.money, words.purse)
        if behind:
            return _money(lex, number, behind, words)
        unit = unit_at(lex, number.after, words.units, spelled=False)
    plain = _with_unit(lex, number, unit, words)
    return _signed(lex, plain, words)


def _is_article(lex: Sequence[Lexeme], at: int, words: Grammar) -> bool:
    return at < len(lex) and lex[at].low in words.numbers.articles


def _with_letter(number: Number) -> Number:
    """Take the letter written on to the digits for a magnitude: "5m" is five million."""
    letter = number.letter or 1.0
    return replace(number, value=times(number.value, letter), scale=letter, after=number.after + 1, letter=None)


def _behind_dash(lex: Sequence[Lexeme], at: int, words: Grammar) -> bool:
    """Find the second number of "274-7 in 50 overs", which is no part of fifty."""
    return at > 1 and lex[at - 1].text in words.dashes and lex[at - 2].kind == "numeral"


def _is_magnitude(lex: Sequence[Lexeme], number: Number, unit: Unit | None, words: Grammar) -> bool:
    """Tell "10M", "5m people" and "rose to 1.2m" from "5m"; a letter that is no unit ("2b") is a magnitude."""
    if unit is None or lex[number.after].text.isupper():
        after = number.after + 1
        goes_on = after < len(lex) and attached(lex[number.after], lex[after])
        return not goes_on or lex[after].kind == "mark"
    after = number.after + 1
    following = lex[after].low if after < len(lex) and lex[after].kind == "word" else ""
    if following in words.metre_cues or following in words.metre_after:
        return False
    if (following.endswith("s") and len(following) > 3) or following == "people":
        return True
    around = {part.low for part in lex[max(0, number.first - _NEAR) : after + _NEAR]}
    if unit.name != "metre" or around & words.metre_cues:
        return False
    return bool(words.metre_cues) and (number.value != int(number.value) or bool(around & words.million_cues))


def _money(lex: Sequence[Lexeme], number: Number, currency: Currency, words: Grammar) -> Amount:
    after = max(number.after, currency.after)
    first = min(number.first, currency.first)
    code = currency.code
    # "$5 million USD", "$14.9b CAD": the code behind says more than the sign before
    if after < len(lex) and lex[after].text.isupper() and len(lex[after].text) == 3:
        told = words.money.prefix.get(lex[after].text)
        if told and told == lex[after].text:
            code, after = told, after + 1
    if (
        currency.first < number.first
        and after < len(lex)
        and words.money.suffix.get((lex[after].low,)) == currency.code
    ):
        after += 1  # "$1.3 million dollars"
    value = times(number.value, currency.part) * _sign_before(lex, first, words)
    if currency.part == 1.0 and not currency.first < number.first:
        value, after = _with_cents(lex, value, after, words)
    first -= value < 0 < number.value
    return Amount(value, value, first, after, "money", code, number.spelled, False, number.scale, number)


def _with_cents(lex: Sequence[Lexeme], value: float, after: int, words: Grammar) -> tuple[float, int]:
    """Add the cents of "three dollars and fifty cents"."""
    place = after + (after < len(lex) and lex[after].low == words.numbers.joiner)
    more = number_at(lex, place, words.numbers) if place < len(lex) else None
    if more is None or more.value >= 100:
        return value, after
    small = currency_after(lex, more, words.money, words.purse)
    if small is None or small.part == 1.0:
        return value, after
    return value + times(more.value, small.part), small.after


def _with_unit(lex: Sequence[Lexeme], number: Number, unit: Unit | None, words: Grammar) -> Amount:
    value, after = number.value, number.after
    if unit is None:
        return Amount(
            value, value, number.first, after, "count", None, number.spelled, number.part, number.scale, number
        )
    value, unit = _with_smaller(lex, value, unit, words)
    after = unit.after
    return Amount(value, value, number.first, after, unit.kind, unit.name, number.spelled, False, number.scale, number)


def _with_smaller(lex: Sequence[Lexeme], value: float, unit: Unit, words: Grammar) -> tuple[float, Unit]:
    """Add the smaller parts of "6 feet 2 inches" and "two hours, 14 minutes and four seconds"; gives value and unit."""
    last, share, whole = unit.name, 1.0, unit
    if unit.name in words.bare_after and (inches := _bare_part(lex, unit.after, words.compound[unit.name][1])):
        return value + inches / words.compound[unit.name][1], unit._replace(after=unit.after + 2)
    while last in words.compound and whole.after < len(lex):
        small, parts = words.compound[last]
        place = whole.after
        place += place + 1 < len(lex) and lex[place].text == ","
        place += place + 1 < len(lex) and lex[place].low == words.numbers.joiner
        more = number_at(lex, place, words.numbers) if lex[place].kind != "break" else None
        rest = unit_at(lex, more.after, words.units, spelled=more.spelled, loose=True) if more else None
        if more is None or rest is None or rest.name != small or more.value >= parts:
            break
        last, share = small, share * parts
        value, whole = value + more.value / share, Unit(unit.name, rest.kind, rest.after)
    return _with_half(lex, value, whole, words)


def _with_half(lex: Sequence[Lexeme], value: float, unit: Unit, words: Grammar) -> tuple[float, Unit]:
    """Add the half of "two years and a half" and "dos horas y media"."""
    at, joiner = unit.after, words.numbers.joiner
    if at + 1 >= len(lex) or not joiner or lex[at].low != joiner:
        return value, unit
    if lex[at + 1].low in words.half_after:
        return value + 0.5, unit._replace(after=at + 2)
    halved = at + 2 < len(lex) and lex[at + 1].low in words.numbers.articles and lex[at + 2].low in words.numbers.half
    return (value + 0.5, unit._replace(after=at + 3)) if halved else (value, unit)


def _bare_part(lex: Sequence[Lexeme], at: int, parts: float) -> float:
    """Read the inches of "6-foot-8"."""
    if (
        at + 1 >= len(lex)
        or lex[at].text not in "-‑"
        or lex[at + 1].kind != "numeral"
        or not lex[at + 1].text.isdigit()
    ):
        return 0.0
    tied = attached(lex[at - 1], lex[at]) and attached(lex[at], lex[at + 1])
    value = float(lex[at + 1].text[:4])
    further = at + 2 < len(lex) and attached(lex[at + 1], lex[at + 2]) and lex[at + 2].text in "-‑"
    return value if tied and value < parts and not further else 0.0


def _signed(lex: Sequence[Lexeme], amount: Amount, words: Grammar) -> Amount:
    if amount.low and _sign_before(lex, amount.first, words) < 0:
        return replace(amount, low=-amount.low, high=-amount.high, first=amount.first - 1)
    return amount


def _sign_before(lex: Sequence[Lexeme], first: int, words: Grammar) -> int:
    """Give -1 after "minus" or a hyphen that touches the number and nothing before it."""
    if first == 0:
        return 1
    sign = lex[first - 1]
    if sign.low in words.minus:  # "plus or minus three" is a margin
        return 1 if first > 2 and lex[first - 3].low in words.plus else -1
    alone = first == 1 or not attached(lex[first - 2], sign) or lex[first - 2].text in '([“"'
    is_minus = sign.text == "−" or (sign.text == "-" and alone)
    return -1 if is_minus and attached(sign, lex[first]) and alone and lex[first].kind != "word" else 1


def range_at(lex: Sequence[Lexeme], left: Amount, words: Grammar, *, moving: bool, steps: bool = False) -> Amount:
    """Join an amount with the one it is tied to, or give it back: "10 to 12", "$3-4 million", "between 5 and 7".

    ``moving`` says that the sentence tells of a rise or fall, where "from 3 to 4" are two levels and no range;
    ``steps`` that a verb of change stands right before, as in "grew 1.2 inches to 112 inches".
    """
    place = _past_open_hyphen(lex, left.after, words)
    if place + 1 >= len(lex):
        return left
    tie, dash = lex[place].low, lex[place].text in words.dashes
    spread = is_spread(lex, left.first, words)
    if not (dash or tie in words.separators or (spread and tie == words.between_and)):
        return left
    if dash and attached(lex[place - 1], lex[place]) != attached(lex[place], lex[place + 1]):
        return left  # "the 5 -year"
    if dash and left.spelled and not attached(lex[place - 1], lex[place]):
        return left  # "there were five - two of them young"
    start = place + 1
    while start < len(lex) and start < place + 4 and (lex[start].kind == "mark" or _opens_sign(lex, start, words)):
        start += 1  # a currency sign
    if start >= len(lex):
        return left
    right = amount_at(lex, start, words)
    if right is None or right.first != place + 1 or (moving and not dash and not spread):
        return left
    if steps and left.unit and not dash and not spread and (left.scale > 1 or right.scale == 1):
        return left
    return _tied(left, right, dash) or left


def _opens_sign(lex: Sequence[Lexeme], at: int, words: Grammar) -> bool:
    """Find the letters of "HK$9" and "Rs 5"."""
    return lex[at].kind == "word" and (lex[at].text in words.money.prefix or f"{lex[at].text}$" in words.money.prefix)


def _past_open_hyphen(lex: Sequence[Lexeme], at: int, words: Grammar) -> int:
    """Skip the first hyphen of "16- to 24-year-olds"."""
    if at + 2 >= len(lex) or lex[at].text not in words.dashes or not attached(lex[at - 1], lex[at]):
        return at
    return at + 1 if lex[at + 1].low in words.separators and not attached(lex[at], lex[at + 1]) else at


def is_spread(lex: Sequence[Lexeme], first: int, words: Grammar) -> bool:
    """Say whether "between" opens a range here, as in "between 5 and 7" and "between the ages of 5 and 7"."""
    place = first - 1
    while place > 0 and place > first - 4 and lex[place].low in words.ages:
        place -= 1
    return place >= 0 and lex[place].low in words.between


def _tied(left: Amount, right: Amount, dash: bool) -> Amount | None:
    if left.unit and right.unit and left.unit != right.unit:
        return None
    if left.unit and not right.unit and left.kind != "money":
        return None
    low = left.low
    grouped = right.number is not None and right.low >= 1000 and right.low % 1000 == 0
    if dash and left.unit is None and grouped and left.scale == right.scale == 1 and low < right.low / 1000:
        low *= 1000  # "5-6,000 people"
    if left.scale == 1 and right.scale > 1 and times(left.low, right.scale) <= right.low:
        low = times(left.low, right.scale)
    if right.scale == 1 and left.scale > 1 and left.unit and right.low < left.low:
        return None
    kind, unit = (right.kind, right.unit) if right.unit else (left.kind, left.unit)
    whole = Amount(low, right.high, left.first, right.after, kind, unit, right.spelled, False, right.scale, left.number)
    if low < right.high:
        return whole
    if dash and unit is None and left.scale == 1 and right.scale == 1:
        return replace(whole, low=min(low, right.high), high=max(low, right.high), kind="score")
    return None
