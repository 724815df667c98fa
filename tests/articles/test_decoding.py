"""Garbled characters are found by what stands around letters beyond ASCII: the rest of a page cannot be garbled."""

from __future__ import annotations

from ftfy.badness import is_bad
from hypothesis import given
from hypothesis import strategies as st

from variorum.articles.decoding import around_letters

# What UTF-8 looks like when it was read as Windows-1252 or Latin-1, with plain stretches of every length between.
GARBLED = "â€™ Ã© Ã¼ Â° â€œ ï¿½ Ð¿ é ü ° “ ” ¿ √ ∂ ┬ ├".split()
pieces = st.one_of(
    st.sampled_from(GARBLED),
    st.text(st.characters(max_codepoint=0x2122), max_size=4),
    st.text(st.characters(max_codepoint=0x7F), max_size=40),
    st.sampled_from(["<p class='a'>" * 3, "a" * 17, " " * 16, "x" * 18]),
)


@given(st.lists(pieces, max_size=12).map("".join))
def test_cutting_plain_stretches_does_not_change_whether_a_text_is_garbled(text: str) -> None:
    assert is_bad(around_letters(text)) == is_bad(text)


def test_plain_stretches_are_cut_to_their_ends() -> None:
    assert around_letters("é" + "abcdefgh" + "-" * 1000 + "stuvwxyz" + "é") == "éabcdefghstuvwxyzé"
    assert around_letters("a short one") == "a short one"
