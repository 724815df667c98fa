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
    compound: dict[str, tuple[str, float]]
    minus: frozenset[str]


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
        {unit: (part, of) for unit, (part, of) in known.get("unit_words", {}).get("compound", {}).items()},
        frozenset(known.get("numbers", {}).get("minus", ())),
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
    ratio = ratio_at(lex, number, words.numbers)
    if ratio and not unit_at(lex, ratio.after, words.units, spelled=True):
        return _with_unit(lex, ratio, None, words)
    place = number.after + (number.part and _is_article(lex, number.after, words))  # "half an hour"
    unit = unit_at(lex, place, words.units, spelled=number.spelled)
    if number.letter is not None and _is_magnitude(lex, number, unit):
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


def _is_magnitude(lex: Sequence[Lexeme], number: Number, unit: Unit | None) -> bool:
    """Tell "10M" and "5m people" from "5m"; a letter that is no unit ("2b") is a magnitude."""
    if unit is None or lex[number.after].text.isupper():
        after = number.after + 1
        goes_on = after < len(lex) and attached(lex[number.after], lex[after])
        return not goes_on or lex[after].kind == "mark"
    after = number.after + 1
    following = lex[after].low if after < len(lex) and lex[after].kind == "word" else ""
    return (following.endswith("s") and len(following) > 3) or following == "people"


def _money(lex: Sequence[Lexeme], number: Number, currency: Currency, words: Grammar) -> Amount:
    after = max(number.after, currency.after)
    first = min(number.first, currency.first)
    code = currency.code
    # "$5 million USD", "$14.9b CAD": the code behind says more than the sign before
    if after < len(lex) and lex[after].text.isupper() and len(lex[after].text) == 3:
        told = words.money.prefix.get(lex[after].text)
        if told and told == lex[after].text:
            code, after = told, after + 1
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
    after = unit.after
    # "6 feet 2 inches", "two hours and 30 minutes"
    if unit.name in words.compound and after < len(lex):
        small, parts = words.compound[unit.name]
        place = after + (lex[after].low == words.numbers.joiner and after + 1 < len(lex))
        more = number_at(lex, place, words.numbers) if lex[place].kind != "break" else None
        rest = unit_at(lex, more.after, words.units, spelled=more.spelled, loose=True) if more else None
        if more and rest and rest.name == small and more.value < parts:
            value, after = value + more.value / parts, rest.after
            unit = Unit(unit.name, rest.kind, after)
    return Amount(value, value, number.first, after, unit.kind, unit.name, number.spelled, False, number.scale, number)


def _signed(lex: Sequence[Lexeme], amount: Amount, words: Grammar) -> Amount:
    if amount.low and _sign_before(lex, amount.first, words) < 0:
        return replace(amount, low=-amount.low, high=-amount.high, first=amount.first - 1)
    return amount


def _sign_before(lex: Sequence[Lexeme], first: int, words: Grammar) -> int:
    """Give -1 after "minus" or a hyphen that touches the number and nothing before it."""
    if first == 0:
        return 1
    sign = lex[first - 1]
    if sign.low in words.minus:
        return -1
    alone = first == 1 or not attached(lex[first - 2], sign) or lex[first - 2].text in '([“"'
    is_minus = sign.text == "−" or (sign.text == "-" and alone)
    return -1 if is_minus and attached(sign, lex[first]) and alone and lex[first].kind != "word" else 1


def range_at(lex: Sequence[Lexeme], left: Amount, words: Grammar, *, moving: bool) -> Amount:
    """Join an amount with the one it is tied to, or give it back: "10 to 12", "$3-4 million", "between 5 and 7".

    ``moving`` says that the sentence tells of a rise or fall, where "from 3 to 4" are two levels and no range.
    """
    place = left.after
    if place + 1 >= len(lex):
        return left
    tie, dash = lex[place].low, lex[place].text in words.dashes
    spread = left.first > 0 and lex[left.first - 1].low in words.between
    if not (dash or tie in words.separators or (spread and tie == words.between_and)):
        return left
    if dash and attached(lex[place - 1], lex[place]) != attached(lex[place], lex[place + 1]):
        return left  # "the 5 -year"
    if dash and left.spelled and not attached(lex[place - 1], lex[place]):
        return left  # "there were five - two of them young"
    start = place + 1
    while start < len(lex) and lex[start].kind == "mark" and start < place + 4:
        start += 1  # a currency sign
    if start >= len(lex):
        return left
    right = amount_at(lex, start, words)
    if right is None or right.first != place + 1 or (moving and not dash and not spread):
        return left
    return _tied(left, right, dash) or left


def _tied(left: Amount, right: Amount, dash: bool) -> Amount | None:
    if left.unit and right.unit and left.unit != right.unit:
        return None
    if left.unit and not right.unit and left.kind != "money":
        return None
    low = left.low
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
