"""The currency beside a number, before it ("US$", "Rs", "€") or after it ("dollars", "Canadian dollars", "yen")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from variorum.languages import table
from variorum.statements.figures.lexemes import Lexeme, attached, lexemes
from variorum.statements.figures.numbers import Number

_HYPHENS = frozenset("-‑–")
# "kr" and "R$" are a few marks long; nothing longer is a currency's sign.
_LONGEST_SIGN = 5
# What is told in pence is less than this.
_MOST_PENCE = 10_000


class Currency(NamedTuple):
    """A currency by its ISO 4217 code, the lexemes it takes up, and the part of the main unit (0.01 for cents)."""

    code: str
    first: int
    after: int
    part: float = 1.0


@dataclass(frozen=True)
class MoneyWords:
    """The currencies of one language as its table lists them; phrases are tuples of lexemes in lower case."""

    prefix: dict[str, str]
    doubtful: frozenset[str]
    suffix: dict[tuple[str, ...], str]
    cents: dict[str, str]
    letter_cents: dict[str, str]
    not_letter_cents: frozenset[float]
    doubtful_suffix: frozenset[str]
    pounds: frozenset[str]
    pound_cues: frozenset[str]
    pounds_of: frozenset[str]
    homes: dict[str, dict[tuple[str, ...], str]]
    families: dict[str, str]
    here: dict[str, str]


@cache
def money_words(language: str) -> MoneyWords:
    """Load the currencies of a language from its table."""
    known: dict[str, Any] = table(language, "figures").get("currency", {})
    return MoneyWords(
        known.get("prefix", {}),
        frozenset(known.get("doubtful", ())),
        {_phrase(form): code for form, code in known.get("suffix", {}).items()},
        known.get("cents", {}),
        known.get("letter_cents", {}),
        frozenset(known.get("not_letter_cents", ())),
        frozenset(known.get("doubtful_suffix", ())),
        frozenset(known.get("pounds", ())),
        frozenset(known.get("pound_cues", ())),
        frozenset(known.get("pounds_of", ())),
        {
            family: {_phrase(home): code for home, code in homes.items()}
            for family, homes in known.get("homes", {}).items()
        },
        known.get("families", {}),
        known.get("here", {}),
    )


def _phrase(form: str) -> tuple[str, ...]:
    return tuple(part.low for part in lexemes(form))


@dataclass(frozen=True)
class Purse:
    """What a plain "$" and a plain "¥" stand for in one article."""

    dollar: str = "USD"
    yen: str = "JPY"

    def settle(self, code: str, sign: str) -> str:
        """Give the currency that a bare sign stands for here."""
        if sign == "$":
            return self.dollar
        return self.yen if sign in {"¥", "￥"} else code


def purse_of(text: str, address: str | None, words: MoneyWords) -> Purse:
    """Decide what "$" and "¥" mean in an article, from its web address and the currencies it names."""
    host = re.match(r"[a-z]+://([^/\s:]+)", address or "", re.IGNORECASE)
    land = host.group(1).rsplit(".", 1)[-1].lower() if host else ""
    yen = "CNY" if re.search(r"\b(?:yuan|renminbi|RMB)\b", text) and not re.search(r"\byens?\b", text) else "JPY"
    return Purse(words.here.get(land, "USD"), yen)


def currency_before(lex: Sequence[Lexeme], number: Number, words: MoneyWords, purse: Purse) -> Currency | None:
    """Read the currency sign that ends where a number begins."""
    sign, first, found = "", number.first, None
    for place in range(number.first - 1, max(-1, number.first - 1 - _LONGEST_SIGN), -1):
        if sign and not attached(lex[place], lex[place + 1]):
            break
        sign = lex[place].text + sign
        written = sign if sign in words.prefix or len(sign) < 3 else sign.upper()
        if written in words.prefix and not (written != sign and written in words.doubtful):
            first, found = place, written
    if found is None or (first > 0 and lex[first - 1].kind == "word" and attached(lex[first - 1], lex[first])):
        return None
    if found in words.doubtful and not _surely_money(lex, number, first):
        return None
    before = lex[first - 1].text if first > 0 and lex[first - 1].kind == "word" else ""
    if found == "$" and len(before) > 1 and before.upper() + found in words.prefix:  # "US $5 million"
        return Currency(words.prefix[before.upper() + found], first - 1, number.first)
    return Currency(purse.settle(words.prefix[found], found), first, number.first)


def _surely_money(lex: Sequence[Lexeme], number: Number, first: int) -> bool:
    close = attached(lex[number.first - 1], lex[number.first])
    grouped = any(mark in lex[number.first].text for mark in ",. ")
    return (number.scale > 1 or number.letter is not None or grouped) and (close or len(lex[first].text) > 1)


def currency_after(lex: Sequence[Lexeme], number: Number, words: MoneyWords, purse: Purse) -> Currency | None:
    """Read the currency that follows a number: "dollars", "-euro", "US dollars", "cents"."""
    if found := _letter(lex, number, words):
        return found
    at = number.after
    if at + 1 < len(lex) and lex[at].text in _HYPHENS and attached(lex[at], lex[at + 1]):
        at += 1
    for skip in range(5):  # "US dollars", "U.S. dollars", "Hong Kong dollars"
        place = at + skip
        if found := _named(lex, at, place, number, words, purse):
            return found
        if place >= len(lex) or (lex[place].kind != "word" and lex[place].text != "."):
            return None
    return None


def _named(
    lex: Sequence[Lexeme], at: int, place: int, number: Number, words: MoneyWords, purse: Purse
) -> Currency | None:
    home = tuple(part.low for part in lex[at:place])
    for length in (4, 3, 2, 1):
        form = tuple(part.low for part in lex[place : place + length])
        name = form[0] if form else ""
        cents = words.cents.get(name) if length == 1 else None
        code = words.suffix.get(form) or cents
        if code is None and length == 1 and not home and (large := _large(lex, place, words)):
            return Currency(large, number.first, place + 1, 1e6)  # "120 MEUR"
        if code is None or len(form) < length:
            continue
        part = 0.01 if cents else 1.0
        homes = words.homes.get(words.families.get(name, ""), {})
        if home:
            if not homes and name not in words.doubtful_suffix and part == 1.0 and len(home) == 1:
                named = lex[at].text[0].isupper() and len(name) > 3
                return Currency(code, number.first, place + length, part) if named else None  # "Finnish markka"
            here = homes.get(home) or homes.get(tuple(word for word in home if word != ".")) or _dotted(homes, home)
            return Currency(here, number.first, place + length, part) if here else None
        if name in words.pounds and length == 1 and _is_weight(lex, place, words):
            return None
        if name in words.doubtful_suffix and length == 1 and not _is_money(lex, number, name, words):
            return None
        bare = code == "USD" and name in words.families
        return Currency(purse.dollar if bare else code, number.first, place + length, part)
    return None


def _letter(lex: Sequence[Lexeme], number: Number, words: MoneyWords) -> Currency | None:
    """Read the pence of "45p"."""
    at = number.after
    code = words.letter_cents.get(lex[at].text) if at < len(lex) and lex[at - 1].kind == "numeral" else None
    if code is None or not attached(lex[at - 1], lex[at]) or number.value in words.not_letter_cents:
        return None
    goes_on = at + 1 < len(lex) and attached(lex[at], lex[at + 1])
    stopped = (
        goes_on
        and lex[at + 1].text in ".,;:!?)'’”\""
        and not (at + 2 < len(lex) and attached(lex[at + 1], lex[at + 2]))
    )
    return (
        Currency(code, number.first, at + 1, 0.01) if number.value < _MOST_PENCE and (not goes_on or stopped) else None
    )


def _large(lex: Sequence[Lexeme], place: int, words: MoneyWords) -> str | None:
    """Give the currency of "MUSD" and "MEUR"."""
    text = lex[place].text if place < len(lex) else ""
    return words.prefix.get(text[1:]) if len(text) == 4 and text[0] == "M" and text.isupper() else None


def _dotted(homes: dict[tuple[str, ...], str], home: tuple[str, ...]) -> str | None:
    """Match "U.S." whether or not its last stop is written."""
    return homes.get(home[:-1]) if home[-1] == "." else None


def _is_weight(lex: Sequence[Lexeme], place: int, words: MoneyWords) -> bool:
    """Tell "pounds of thrust" from "pounds of public money"."""
    following = [part.low for part in lex[place + 1 : place + 5] if part.kind == "word"]
    around = lex[max(0, place - 12) : place + 12]
    weighed = bool(words.pounds_of) and following[:1] == ["of"] and not words.pounds_of & set(following[1:])
    return weighed and not any(part.low in words.pound_cues for part in around)


def _is_money(lex: Sequence[Lexeme], number: Number, name: str, words: MoneyWords) -> bool:
    if number.scale >= 1e5 or (number.scale >= 1000 and name not in words.pounds):
        return True
    if name not in words.pounds:
        return number.value >= 100
    around = lex[max(0, number.first - 12) : number.after + 12]
    return any(part.low in words.pound_cues for part in around)
