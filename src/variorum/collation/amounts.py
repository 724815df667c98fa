"""Figures as ranges: what a number can mean given its hedge and the precision that its words imply."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from variorum.languages import table
from variorum.model import Figure

# How far a hedged number may reach. "About 100" is used of 90 to 110; "nearly" and "more than" lean to one side.
_ABOUT = 0.10
_OPEN = 1.5
_CONVERTED = 0.01
_WRITTEN = re.compile(r"\d[\d,]*(?:\.\d+)?")
# A number this many times what its digits say is scaled ("million"); one below is counted out.
_SCALED, _COUNTED_OUT = 50.0, 1000.0
_BELOW = frozenset(
    ["nearly", "almost", "just under", "close to", "approaching", "under", "less than", "fewer than", "below"]
)
_ABOVE = frozenset(
    [
        "more than",
        "over",
        "above",
        "upwards of",
        "in excess of",
        "at least",
        "a minimum of",
        "no fewer than",
        "no less than",
    ]
)


@dataclass(frozen=True)
class Range:
    """Every value that a figure's words allow, ends included."""

    low: float
    high: float

    def meets(self, other: Range) -> bool:
        """Say whether one value could be meant by both."""
        return self.low <= other.high and other.low <= self.high


def allowed(figure: Figure) -> Range | None:
    """Give the range that a figure's words allow, or nothing for an amount as vague as "many"."""
    if figure.low is None and figure.high is None:
        return _vague(figure.span.words.lower().split())
    low, high = figure.low, figure.high
    slack = _rounding(figure)
    if low is None:
        return Range(-math.inf if high is not None and high < 0 else 0.0, float(high or 0.0) + slack)
    if high is None:
        return Range(low - slack, math.inf)
    hedge = (figure.hedge or "").lower()
    if hedge in _BELOW:
        return Range(low - max(slack, _ABOUT * abs(low)), high)
    if hedge in _ABOVE:
        return Range(low, max(high, low * _OPEN))
    if hedge:
        return Range(low - max(slack, _ABOUT * abs(low)), high + max(slack, _ABOUT * abs(high)))
    return Range(low - slack, high + slack)


def _vague(words: list[str]) -> Range | None:
    """What "dozens" and "hundreds" can stand for: 43 are dozens, and no hundreds."""
    known: dict[str, list[float]] = table("en", "tolls").get("vague", {})
    bounds = next((known[word] for word in words if word in known), None)
    return Range(bounds[0], bounds[1]) if bounds else None


def same(one: Figure, other: Figure) -> bool:
    """Say whether two figures give the same value in the same unit; hedges may differ."""
    if one.low is None and one.high is None:
        return other.low is None and other.high is None and one.span.words.lower() == other.span.words.lower()
    return (one.low, one.high) == (other.low, other.high) and one.unit == other.unit


def compatible(one: Figure, other: Figure) -> bool:
    """Say whether both figures can be true of one thing at one time."""
    first, second = allowed(one), allowed(other)
    return first is None or second is None or first.meets(second) or _rounded(one, other)


def _rounded(one: Figure, other: Figure) -> bool:
    """Say whether two measures differ by no more than converting and rounding them does (229 and 230 feet)."""
    a, b = one.low, other.low
    measured = one.kind == other.kind == "measure" and a is not None and b is not None
    return measured and abs((a or 0.0) - (b or 0.0)) <= _CONVERTED * max(abs(a or 0.0), abs(b or 0.0))


def rough(figure: Figure) -> bool:
    """Say whether a figure is only about right ("some 130"), or vague."""
    return figure.kind == "vague" or (bool(figure.hedge) and figure.low is not None and figure.low == figure.high)


def digits(figure: Figure) -> int:
    """Count the significant digits of a figure's value: an equal 68.5 says more than an equal 2."""
    value = figure.low if figure.low is not None else figure.high
    if not value:
        return 0
    return len(f"{abs(value):.6g}".replace(".", "").split("e")[0].strip("0"))


def _rounding(figure: Figure) -> float:
    """Half a unit of the last digit that is written: 50 million for "$14.9 billion", half a million for "$40 million".

    Small counts are exact; the noughts of a big number written out ("54,000") are taken for rounding.
    """
    bounds = {bound for bound in (figure.low, figure.high) if bound is not None}
    if len(bounds) != 1:
        return 0.0
    value = abs(bounds.pop())
    written = _WRITTEN.search(figure.span.words)
    digits = written.group().replace(",", "") if written else f"{value:.6f}".rstrip("0").rstrip(".")
    scale = value / float(digits) if float(digits) else 1.0
    if scale > _SCALED:
        # "$1 trillion" is rounded, but not from half of it
        return min(_ABOUT * value, 0.5 * scale * 10.0 ** -len(digits.partition(".")[2]))
    if value < _COUNTED_OUT and value == int(value):
        return 0.0
    decimals = digits.partition(".")[2]
    whole = str(int(value))
    zeros = len(whole) - len(whole.rstrip("0"))
    return 0.5 * 10.0 ** -len(decimals) if decimals else 0.5 * 10.0**zeros if zeros > 1 else 0.0
