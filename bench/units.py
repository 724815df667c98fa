"""One spelling for units, so that the programs and the labelled sets can be compared: the table is ``units.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from bench.metrics import Amount

_ENDINGS = (
    ("ies", "y"),
    ("ches", "ch"),
    ("shes", "sh"),
    ("sses", "ss"),
    ("xes", "x"),
    ("ss", "ss"),
    ("us", "us"),
    ("s", ""),
)


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("units.toml").read_text(encoding="utf-8"))


@cache
def _names() -> dict[str, str]:
    return {each: name for name, others in _table()["names"].items() for each in (name, *others)}


def singular(word: str) -> str:
    """Give a noun's singular well enough to compare two forms of one noun."""
    for ending, other in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word[: -len(ending)] + other
    return word


@cache
def canonical(unit: str | None) -> str:
    """Give the spelling a unit is compared by: lower case, singular, one name; ``""`` for none. Both sides of "per" alike."""
    plain = " ".join((unit or "").lower().replace("_", " ").split())
    if plain in _table()["none"]["names"]:
        return ""
    if " per " in plain and plain not in _names():
        return " per ".join(canonical(part) for part in plain.split(" per "))
    for form in (plain, singular(plain)):
        if form in _names():
            return _names()[form]
    return singular(plain)


def amount(low: float, high: float, unit: str | None, **more: Any) -> Amount:
    """Make an amount with its unit spelt canonically; cents and pence are brought to the main unit."""
    head, per, rest = (unit or "").strip().partition(" per ")
    plain = " ".join(head.lower().split())
    main = _table()["parts"].get(plain) or _table()["parts"].get(singular(plain))
    if main is None:
        return Amount(low, high, canonical(unit), **more)
    return Amount(low * main[1], high * main[1], canonical(f"{main[0]}{per}{rest}"), **more)
