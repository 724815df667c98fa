"""Answers that are remembered until something is written."""

from __future__ import annotations

from pathlib import Path

from variorum.library import Library
from variorum.web.lately import LARGEST, Lately


class Counted:
    """Answers, and counts how often it was asked."""

    def __init__(self, size: int = 1) -> None:
        self.size = size
        self.times = 0

    def __call__(self) -> bytes:
        self.times += 1
        return b"x" * self.size


def test_the_same_question_is_answered_once_until_something_is_written(tmp_path: Path) -> None:
    lately, answer = Lately(), Counted()
    place = tmp_path / "library.db"
    with Library(place) as writing, Library(place, read_only=True) as reading:
        for _ in range(3):
            assert lately.answer(reading, "stories", answer) == b"x"
        assert answer.times == 1
        lately.answer(reading, "people", answer)
        assert answer.times == 2
        with writing.file.writing() as connection:
            connection.execute("INSERT INTO problems VALUES ('s', 'i', 'k', 'm')")
        lately.answer(reading, "stories", answer)
        assert answer.times == 3


def test_the_oldest_answers_are_forgotten_and_large_ones_not_remembered(tmp_path: Path) -> None:
    lately, answer, large = Lately(most=2), Counted(), Counted(LARGEST + 1)
    with Library(tmp_path / "library.db") as library:
        for asked in ("one", "two", "three", "one"):
            lately.answer(library, asked, answer)
        assert answer.times == 4
        lately.answer(library, "one", answer)
        assert answer.times == 4
        for _ in range(2):
            lately.answer(library, "large", large)
        assert large.times == 2
        lately.answer(library, "one", answer)
        assert answer.times == 4
