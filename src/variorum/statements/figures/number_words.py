"""The number words of a language, as its ``figures.toml`` lists them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from variorum.languages import table


@dataclass(frozen=True)
class NumberWords:
    """The number words of one language, as its ``figures.toml`` lists them."""

    small: dict[str, float] = field(default_factory=dict)
    tens: dict[str, float] = field(default_factory=dict)
    hundred: frozenset[str] = frozenset()
    scales: dict[str, float] = field(default_factory=dict)
    suffixes: dict[str, float] = field(default_factory=dict)
    letters: dict[str, float] = field(default_factory=dict)
    articles: frozenset[str] = frozenset()
    joiner: str = ""
    point: str = ""
    half: frozenset[str] = frozenset()
    fractions: dict[str, float] = field(default_factory=dict)
    after_fraction: frozenset[str] = frozenset()
    before_fraction: frozenset[str] = frozenset()
    of: frozenset[str] = frozenset()
    not_after: frozenset[str] = frozenset()
    after_half: frozenset[str] = frozenset()
    ratios: tuple[tuple[str, ...], ...] = ()
    teens_after: frozenset[float] = frozenset()
    tens_and: frozenset[str] = frozenset()
    four_twenty: tuple[str, ...] = ()
    group: str = ","
    decimal: str = "."

    @property
    def starters(self) -> frozenset[str]:
        """The words a number can begin with, articles aside."""
        return frozenset((*self.small, *self.tens, *self.half, *self.fractions, *self.hundred))


@cache
def number_words(language: str) -> NumberWords:
    """Load the number words of a language; a language without a table has numerals only."""
    known = table(language, "figures")
    numbers: dict[str, Any] = known.get("numbers", {})
    numerals: dict[str, Any] = known.get("numerals", {})
    return NumberWords(
        small=numbers.get("small", {}),
        tens=numbers.get("tens", {}),
        hundred=frozenset(numbers.get("hundred", ())),
        scales=numbers.get("scales", {}),
        suffixes=numbers.get("suffixes", {}),
        letters=numbers.get("letter_suffixes", {}),
        articles=frozenset(numbers.get("articles", ())),
        joiner=numbers.get("and", ""),
        point=numbers.get("point", ""),
        half=frozenset(numbers.get("half", ())),
        fractions=numbers.get("fractions", {}),
        after_fraction=frozenset(numbers.get("after_fraction", ())),
        before_fraction=frozenset(numbers.get("before_fraction", ())),
        not_after=frozenset(numbers.get("not_after", ())),
        after_half=frozenset(numbers.get("after_half", ())),
        ratios=tuple(tuple(form.split()) for form in numbers.get("ratios", ())),
        of=frozenset(numbers.get("of", ())),
        teens_after=frozenset(numbers.get("teens_after_tens", ())),
        tens_and=frozenset(numbers.get("tens_and", ())),
        four_twenty=tuple(numbers.get("four_twenty", ())),
        group="".join(numerals.get("group", [","])),
        decimal=numerals.get("decimal", "."),
    )
