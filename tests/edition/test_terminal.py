"""The terminal view: the first screen answers the three questions."""

from __future__ import annotations

import io

from rich.console import Console

from variorum.edition import to_terminal

from .build import sample


def shown(*, everything: bool = False, width: int = 100) -> str:
    file = io.StringIO()
    to_terminal(
        sample(), Console(file=file, width=width, force_terminal=True, color_system="standard"), everything=everything
    )
    return file.getvalue()


def plain(*, everything: bool = False, width: int = 100) -> str:
    file = io.StringIO()
    to_terminal(sample(), Console(file=file, width=width, color_system=None), everything=everything)
    return file.getvalue()


def test_the_first_screen_answers_the_three_questions_with_sentences() -> None:
    text = plain()
    assert "5 tellings · 4 voices · 6 differences · 2 agreements" in text
    assert text.index("They differ on") < text.index("Independent tellings agree on") < text.index("Who copied whom")
    assert "p1 silos destroyed – cannot both be true" in text
    assert "2 silos  2 voices: Osterby Courier and reader-notes" in text
    assert "The Daily Lantern reworded from Nordwire (81\u00a0%)" in text
    assert "destroyed two" in text
    assert len(text.splitlines()) <= 45


def test_everything_shows_every_point_and_silence() -> None:
    text = plain(everything=True)
    assert all(f"{point.id} " in text for point in sample().points)
    assert "Harbour & Quay was written before this was known" in text
    assert "expected: Jonas Ahl visits Osterby" in text


def test_no_escape_sequence_of_an_article_reaches_the_terminal() -> None:
    text = shown(everything=True)
    assert "\x07" not in text
    assert "\u202e" not in text
    assert "␇" in text


def test_it_fits_a_narrow_terminal() -> None:
    assert max(len(line) for line in plain(everything=True, width=40).splitlines()) <= 40
