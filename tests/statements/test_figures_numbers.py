"""The grammar of numbers, without a parser."""

from __future__ import annotations

import pytest

from variorum.statements.figures.lexemes import lexemes
from variorum.statements.figures.number_words import number_words
from variorum.statements.figures.numbers import number_at


def value(text: str, language: str = "en") -> tuple[float, str] | None:
    words = number_words(language)
    cut = lexemes(text, words.group, words.decimal)
    number = number_at(cut, 0, words)
    return (number.value, text[cut[0].start : cut[number.after - 1].end]) if number else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,200.50 apples", (1200.5, "1,200.50")),
        ("5,00,000 rupees", (500_000, "5,00,000")),
        ("14.9-billion port", (14.9e9, "14.9-billion")),
        ("1.1 billion", (1.1e9, "1.1 billion")),
        ("5 lakh crore", (5e12, "5 lakh crore")),
        ("500k tonnes", (500_000, "500k")),
        ("3½ years", (3.5, "3½")),
        ("3 1/2 years", (3.5, "3 1/2")),
        ("two and a half million", (2.5e6, "two and a half million")),
        ("five and three quarters", (5.75, "five and three quarters")),
        ("three hundred and fifty thousand", (350_000, "three hundred and fifty thousand")),
        ("two hundred and three hundred", (200, "two hundred")),
        ("two million five hundred thousand", (2.5e6, "two million five hundred thousand")),
        ("twenty-one ships", (21, "twenty-one")),
        ("half a dozen", (6, "half a dozen")),
        ("a hundred thousand", (100_000, "a hundred thousand")),
        ("two point five million", (2.5e6, "two point five million")),
        ("two-thirds of", (2 / 3, "two-thirds")),
        ("two three", (2, "two")),
        ("apples", None),
        ("a third man", None),
    ],
)
def test_english_numbers(text: str, expected: tuple[float, str] | None) -> None:
    assert value(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 200 tonnes", 1200),
        ("3,5 millions", 3.5e6),
        ("soixante et onze", 71),
        ("quatre-vingt-dix-neuf", None),
        ("quatre-vingt-douze", 92),
        ("deux cent mille", 200_000),
    ],
)
def test_french_numbers(text: str, expected: float | None) -> None:
    read = value(text, "fr")
    assert read is not None
    assert expected is None or read[0] == expected


def test_a_number_of_a_thousand_digits_is_no_quantity() -> None:
    assert value("9" * 1000) is None


def test_magnitudes_do_not_pile_up_without_end() -> None:
    read = value("5" + " million" * 500)
    assert read is not None
    assert read[0] <= 1e24
