"""A text cut into numerals, words and marks, each with its place."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

Kind = Literal["numeral", "word", "mark", "break"]


class Lexeme(NamedTuple):
    """One numeral, word, mark or line break; ``low`` is its text in lower case."""

    kind: Kind
    text: str
    low: str
    start: int
    end: int


# Beyond this many digits a numeral is an identifier, and ``float`` may overflow.
_MOST_DIGITS = 30
# Vulgar fractions are letters to ``\\w``: "3½" must not read as a numeral and a word.
VULGAR = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_BREAKS = "\r\n\v\f\x85\u2028\u2029"


@lru_cache(maxsize=8)
def _pattern(group: str, decimal: str) -> re.Pattern[str]:
    """Match numerals as a language writes them: ``group`` holds its group marks, ``decimal`` its decimal mark."""
    point = re.escape(decimal)
    shapes = [rf"\d{{1,3}}(?:{re.escape(mark)}\d{{3}}){{1,9}}(?!\d)(?:{point}\d+)?" for mark in group]
    shapes.append(r"\d{1,2}(?:,\d{2}){1,6},\d{3}(?!\d)(?:\.\d+)?")  # 5,00,000 as written in India
    shapes.append(rf"\d+(?:{point}\d+)?|(?<![\d\w]){point}\d+")
    return re.compile(
        rf"(?P<numeral>{'|'.join(shapes)})|(?P<word>[^\W\d_{VULGAR}]+)|(?P<break>[{_BREAKS}]+)|(?P<mark>[^\w\s]|_|\w)"
    )


@lru_cache(maxsize=16)
def lexemes(text: str, group: str = ",", decimal: str = ".") -> tuple[Lexeme, ...]:
    """Cut a text into lexemes in order; every character but white space is in one."""
    found: list[Lexeme] = []
    for match in _pattern(group, decimal).finditer(text):
        words = match.group()
        found.append(Lexeme(match.lastgroup, words, words.lower(), match.start(), match.end()))  # type: ignore[arg-type]  # the groups are the kinds
    return tuple(found)


def attached(left: Lexeme, right: Lexeme) -> bool:
    """Say whether nothing stands between two neighbours."""
    return left.end == right.start


def numeral_value(words: str, group: str, decimal: str) -> float | None:
    """Give the value of a numeral, or nothing if it is too long to be a quantity."""
    if len(words) > _MOST_DIGITS:
        return None
    for mark in (*group, ","):
        if mark != decimal:
            words = words.replace(mark, "")
    return float(words.replace(decimal, "."))
