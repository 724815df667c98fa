from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.languages.letters import latin, script, sound


@pytest.mark.parametrize(
    ("word", "letters"),
    [
        ("Łódź", "lodz"), ("Großmann", "grossmann"), ("Ørsted", "orsted"), ("İstanbul", "istanbul"), ("Москва", "moskva"),
        ("Київ", "kiiv"), ("Αθήνα", "athina"), ("لندن", "lndn"), ("ロンドン", "rondon"), ("런던", "reondeon"), ("北京", "北京"),
    ],
)  # fmt: skip
def test_a_word_is_written_in_latin_letters_without_marks(word: str, letters: str) -> None:
    assert latin(word) == letters


@pytest.mark.parametrize(
    "forms",
    [
        ("Merkel", "Меркель", "ميركل", "메르켈", "メルケル"),
        ("Erdoğan", "Эрдоган", "أردوغان"),
        ("Mitsotakis", "Μητσοτάκης"),
        ("London", "Лондон", "لندن", "ロンドン"),
    ],
)
def test_a_name_sounds_alike_in_every_script(forms: tuple[str, ...]) -> None:
    assert len({sound(form)[:4] for form in forms}) == 1


def test_signs_that_write_no_sounds_have_none() -> None:
    assert sound("北京") == ""


@pytest.mark.parametrize(("word", "name"), [("Oslo", "latin"), ("Осло", "cyrillic"), ("أوسلو", "arabic"), ("", "")])
def test_a_script_is_told_by_the_first_letter(word: str, name: str) -> None:
    assert script(word) == name


@given(st.text())
def test_any_text_is_taken(text: str) -> None:
    assert latin(text) == latin(text.lower())
    assert sound(text).isascii()
