"""Quotation marks of any kind, whole and broken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.statements.marks import inside, marked

ELISIONS = frozenset({"em", "twas"})


def words(text: str) -> list[str]:
    return [text[mark.start : mark.end] for mark in marked(text, ELISIONS)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“One,” she said. “Two.”", ["One,", "Two."]),
        ('"One," she said. "Two."', ["One,", "Two."]),
        ("``One,'' she said, ''and two.''", ["One,", "and two."]),
        ("„Eins“, sagte sie. «Deux», »drei« und 「四」", ["Eins", "Deux", "drei", "四"]),
        ("'The dam will hold,' the engineer said.", ["The dam will hold,"]),
        ("‘The dam will hold,’ the engineer said.", ["The dam will hold,"]),
        ("the harbour.'We are ready,' the pilot said.", ["We are ready,"]),
    ],
)
def test_every_kind_of_mark(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "the miners' union and the owner's lawyer don't agree",
        "back in the '90s they told 'em so",
        "a 6'2\" goalkeeper",
        "",
        "   \n\n  ",
    ],
)
def test_apostrophes_and_measures_are_no_marks(text: str) -> None:
    assert words(text) == []


def test_a_plural_possessive_does_not_end_single_marks() -> None:
    assert words("'The miners' lamps went out,' he said.") == ["The miners' lamps went out,"]


def test_inner_marks_belong_to_the_outer_words() -> None:
    assert words("“He called it “the pit” and left,” she said.") == ["He called it “the pit” and left,"]
    assert words("“He called it ‘the pit’ and left,” she said.") == ["He called it ‘the pit’ and left,"]


def test_an_opening_mark_never_closed_ends_with_its_paragraph() -> None:
    (mark,) = marked("She said, “The bridge is closed.\nTraffic was diverted.")
    assert (mark.closed, mark.end) == (False, len("She said, “The bridge is closed."))


def test_a_forgotten_closing_mark_ends_with_its_sentence() -> None:
    assert words('He said, "No way. "Fine," she said.') == ["No way.", "Fine,"]


def test_a_closing_mark_never_opened_begins_with_its_paragraph() -> None:
    (mark,) = marked("We will rebuild the pier,” the mayor said.")
    assert (mark.opened, mark.start) == (False, 0)


def test_marks_opened_again_in_the_next_paragraph_go_on() -> None:
    first, second = marked("“The first part.\n\n“The second part,” she said.")
    assert (first.closed, first.goes_on) == (False, False)
    assert (second.closed, second.goes_on) == (True, True)


def test_the_mark_around_a_character_is_found() -> None:
    marks = marked("a “b” c “d” e")
    assert [inside(marks, place) is not None for place in (0, 3, 6, 9, 12)] == [False, True, False, True, False]


SIGNS = "\"'“”‘’«»„‟「」`´ ab.,!?\n"


@given(st.text(alphabet=SIGNS, max_size=200) | st.text(max_size=200))
def test_marks_are_ordered_apart_and_within_the_text(text: str) -> None:
    end = 0
    for mark in marked(text):
        assert end <= mark.left <= mark.start < mark.end <= mark.right <= len(text)
        end = mark.right


def test_a_line_of_opening_marks_costs_linear_time() -> None:
    assert len(marked("“" * 20_000)) < 20_001
    assert len(marked("' a" * 20_000)) < 20_001
