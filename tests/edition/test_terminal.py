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
    assert len(text.splitlines()) <= 55
    first = "\n".join(text.splitlines()[:24])
    assert all(f"{name} " in first for name in ("p1", "p2", "p5")), "three differences stand on a screen of 24 lines"
    assert "5 reports from 4 independent origins (a “voice” each). On one thing they cannot all be right" in first
    assert "7 people  1 voice: Osterby Courier  ← the latest: go by this" in first


def test_what_is_worth_a_look_is_told_in_a_line_each() -> None:
    text = plain()
    for words in (
        "quote u2, Pia Kvist: whose cables they are is gone",
        "commitment l1, Tove Lindqvist: a promise with a day in Osterby Courier",
        "position o1, Kvist & Sons on who is to blame: first certain, then in doubt",
        "reader-notes 2 things, first: price of barley",
        "1 doubtful comparison left out",
    ):
        assert words in " ".join(text.split())
    assert "p14" not in text


def test_everything_shows_the_unsure_marked_and_all_sections() -> None:
    text = " ".join(plain(everything=True).split())
    assert "p14 whether the silos were looked after (unsure)" in text
    for words in ("Who wants what", "One utterance in several tellings", "Headlines and captions", "Background", "When it was reported",
                  "Why tellings count as one voice", "Only reader-notes says"):  # fmt: skip
        assert words in text


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
