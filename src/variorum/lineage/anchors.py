"""What a translation leaves alone in a sentence: its numbers by value, its names by their first letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from variorum.languages.words import calendar_words, function_words
from variorum.lineage.tellings import Sentence

_LETTERS = 5  # of a name that are compared: endings differ from language to language
# Scripts in which a name is not written as in another: there only numbers are left alone.
_LATIN = re.compile(r"[a-z]")
# What wholly equal names add to the likeness of two sentences, what wholly equal numbers add, and what other numbers take
# away: a translation that changes a figure is rare, another report of the same market is not.
_NAMES, _EQUAL, _OTHER = 0.1, 0.1, 0.3


@dataclass(frozen=True)
class Anchors:
    """The names and numbers of a sentence, or of a whole text."""

    names: frozenset[str]
    numbers: frozenset[str]


def anchors(sentence: Sentence, language: str | None) -> Anchors:
    """Find the names and numbers of a sentence; function words and months with a capital are no names."""
    little = function_words(language) | calendar_words(language)
    named = (word for word in sentence.words if word.form[0].isupper() and len(word.form) > 2)
    return Anchors(
        frozenset(_plain(word.form) for word in named if word.stem not in little),
        frozenset(value(word.form) for word in sentence.words if word.form[0].isdigit()),
    )


@lru_cache(maxsize=65536)
def _plain(form: str) -> str:
    """Bring "México" and "Mexico" together."""
    letters = unicodedata.normalize("NFKD", form.lower())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))[:_LETTERS]


@lru_cache(maxsize=65536)
def value(form: str) -> str:
    """Write a number one way: "9.936,94" and "9,936.94" are 9936.94, and "10769.00" is 10769."""
    plain = re.sub(r"[.,](?=\d{3}(?:\D|$))", "", form).replace(",", ".")
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return plain.lstrip("0") or "0"


def together(held: Sequence[Anchors]) -> Anchors:
    """Give the anchors of a whole text."""
    return Anchors(
        frozenset[str]().union(*(each.names for each in held)), frozenset[str]().union(*(each.numbers for each in held))
    )


def in_common(one: Anchors, other: Anchors) -> float:
    """Give the part of the smaller text's anchors that the other has too; where names cannot meet, of its numbers alone.

    Where there is nothing to go by, all of it: then the meaning has to decide.
    """
    left, right = one.numbers, other.numbers
    if _latin(one) == _latin(other):
        left, right = left | one.names, right | other.names
    fewer = min(len(left), len(right))
    return len(left & right) / fewer if fewer else 1.0


def _latin(text: Anchors) -> bool:
    return any(_LATIN.match(name) for name in text.names)


def agreement(one: Sequence[Anchors], other: Sequence[Anchors]) -> npt.NDArray[np.float32]:
    """Give what names and numbers add to the likeness of each sentence of one text with each of another."""
    found = np.zeros((len(one), len(other)), np.float32)
    for row, left in enumerate(one):
        for column, right in enumerate(other):
            found[row, column] = _agree(left, right)
    return found


def _agree(left: Anchors, right: Anchors) -> float:
    likeness = 0.0
    if left.names and right.names:
        likeness += _NAMES * 2 * len(left.names & right.names) / (len(left.names) + len(right.names))
    if left.numbers and right.numbers:
        equal = len(left.numbers & right.numbers) / min(len(left.numbers), len(right.numbers))
        likeness += _EQUAL * equal - _OTHER * (1 - equal)
    return likeness
