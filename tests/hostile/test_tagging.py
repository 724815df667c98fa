"""Windows of the tagger over texts of any shape."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.statements.tagging.encoding import FEATURES, Encoded
from variorum.statements.tagging.network import LONGEST, windows

WORDS = st.tuples(st.integers(1, 8), st.sampled_from([True, False, False, False, False]))


def encoded(words: list[tuple[int, bool]]) -> Encoded:
    lengths = np.asarray([pieces for pieces, _ in words], np.int64)
    return Encoded(
        pieces=np.zeros(int(lengths.sum()), np.int64),
        word_of=np.repeat(np.arange(len(words)), lengths),
        first=np.cumsum(lengths) - lengths,
        tokens=np.arange(len(words)),
        features=np.zeros((len(words), len(FEATURES)), np.int64),
        sentence_starts=np.asarray([at for at, (_, starts) in enumerate(words) if starts or not at], np.int64),
    )


@given(st.lists(WORDS, max_size=40), st.integers(1, 60))
@settings(max_examples=150, deadline=None)
def test_every_word_is_the_core_of_one_window_that_is_not_too_long(words: list[tuple[int, bool]], times: int) -> None:
    text = encoded(words * times)
    ends = [*text.first.tolist(), len(text.pieces)]
    reached = 0
    for window in windows(text):
        assert window.begin <= window.core == reached < window.core_end <= window.end <= len(text.first)
        assert ends[window.end] - ends[window.begin] <= max(LONGEST, 8)
        reached = window.core_end
    assert reached == len(text.first)


def test_a_stretch_that_ends_within_a_long_sentence_goes_on_there() -> None:
    lengths = [100, 100, 160, *[10] * 5, 300, 20]
    text = encoded([(1, word == 0) for length in lengths for word in range(length)])
    cores = [(window.core, window.core_end) for window in windows(text)]
    assert [end for _, end in cores[:-1]] == [core for core, _ in cores[1:]]
    assert all(core < end for core, end in cores)
