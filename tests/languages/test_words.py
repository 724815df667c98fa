from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.languages.words import calendar_words, function_words, says_little, stem, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("tariffs", "tariff"), ("leaders", "leader"), ("companies", "company"), ("stopped", "stop"), ("moving", "moved"),
        ("imports", "importing"), ("denuclearisation", "denuclearization"), ("organised", "organizes"),
        ("neighbours", "neighbors"), ("Taxes", "tax"), ("1,200", "1200"),
    ],
)  # fmt: skip
def test_forms_of_one_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one, "en") == stem(other, "en")


@pytest.mark.parametrize(("one", "other"), [("trade", "train"), ("press", "pres"), ("14.9", "149"), ("bring", "bred")])
def test_different_words_have_different_stems(one: str, other: str) -> None:
    assert stem(one, "en") != stem(other, "en")


def test_words_stand_where_they_say() -> None:
    assert [(word.form, word.start) for word in words("Japan's $14.9 billion", "en")] == [
        ("Japan", 0), ("s", 6), ("14.9", 9), ("billion", 14),
    ]  # fmt: skip


def test_a_script_without_spaces_is_cut_into_pairs() -> None:
    assert [word.form for word in words("日本製鉄", "ja")] == ["日本", "本製", "製鉄"]


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "it", "nl", "pt"])
def test_a_language_with_a_list_knows_its_function_words_and_days(language: str) -> None:
    assert len(function_words(language)) > 80
    assert len(calendar_words(language)) >= 18


def test_without_a_list_short_words_say_little() -> None:
    assert says_little("og", "nb")
    assert not says_little("regjeri", "nb")


@given(st.text())
def test_every_word_quotes_its_text(text: str) -> None:
    found = words(text, "en")
    assert all(text[word.start : word.end] == word.form for word in found)
    assert [word.start for word in found] == sorted(word.start for word in found)
