"""A figure is the range that its words allow."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.collation.amounts import Range, allowed, compatible, digits, rough, same
from variorum.model import Figure, FigureKind, Span


def figure(
    low: float | None,
    high: float | None = None,
    *,
    hedge: str | None = None,
    unit: str | None = None,
    kind: FigureKind = "count",
    words: str = "some",
) -> Figure:
    return Figure("f1", kind, low, low if high is None else high, Span("a", 0, len(words), words), unit, hedge)


def open_figure(low: float | None, high: float | None) -> Figure:
    return Figure("f1", "count", low, high, Span("a", 0, 4, "some"))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (figure(98), figure(100), False),
        (figure(98), figure(100, hedge="about"), True),
        (figure(80), figure(100, hedge="about"), False),
        (figure(98), figure(100, hedge="nearly"), True),
        (figure(104), figure(100, hedge="nearly"), False),
        (figure(104), figure(100, hedge="more than"), True),
        (figure(98), figure(100, hedge="more than"), False),
        (figure(400), figure(100, hedge="more than"), False),
        (figure(14.9e9), figure(14.1e9), False),
        (figure(8.9e9), figure(9e9), True),
        pytest.param(figure(14.9e9), figure(15e9), True),
        (figure(4), figure(3, 5), True),
        (figure(6), figure(3, 5), False),
        (figure(12), open_figure(8, None), True),
        (figure(12), open_figure(None, 10), False),
        (figure(12), figure(13), False),
        (figure(4.2), figure(4.24), True),
        (figure(4.2), figure(4.8), False),
        (figure(12), open_figure(None, None), True),
    ],
)
def test_both_can_be_true_or_not(one: Figure, other: Figure, expected: bool) -> None:
    assert compatible(one, other) is expected


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (figure(12), Range(12, 12)),
        (figure(4.9e9), Range(4.85e9, 4.95e9)),
        pytest.param(figure(14.9e9), Range(14.85e9, 14.95e9)),
        (figure(3500), Range(3450, 3550)),
        (figure(100, hedge="about"), Range(90, 110)),
        (figure(100, hedge="almost"), Range(90, 100)),
        (figure(100, hedge="at least"), Range(100, 150)),
        (open_figure(None, 40), Range(0, 40)),
        (open_figure(None, None), None),
    ],
)
def test_the_range_that_the_words_allow(one: Figure, expected: Range | None) -> None:
    found = allowed(one)
    if expected is None:
        assert found is None
    else:
        assert found is not None
        assert (found.low, found.high) == pytest.approx((expected.low, expected.high))


def test_one_value_has_one_unit() -> None:
    assert same(figure(4, unit="USD", hedge="about"), figure(4, unit="USD"))
    assert not same(figure(4, unit="USD"), figure(4, unit="EUR"))


def test_vague_amounts_are_the_same_in_the_same_words_only() -> None:
    dozens, hundreds = (
        Figure("f1", "vague", None, None, Span("a", 0, len(words), words)) for words in ("Dozens", "hundreds")
    )
    assert same(dozens, Figure("f2", "vague", None, None, Span("b", 5, 11, "dozens")))
    assert not same(dozens, hundreds)


@pytest.mark.parametrize(
    ("value", "expected"), [(2.0, 1), (68.5, 3), (14.9e9, 3), (100.0, 1), (0.0, 0), (None, 0), (-12.0, 2)]
)
def test_significant_digits_are_counted(value: float | None, expected: int) -> None:
    assert digits(open_figure(value, value)) == expected


def test_what_is_only_about_right_is_rough() -> None:
    assert rough(figure(130, hedge="some"))
    assert rough(figure(3, kind="vague"))
    assert not rough(figure(130))
    assert not rough(figure(3, 5, hedge="between"))


ends = st.none() | st.floats(-1e12, 1e12, allow_nan=False).map(lambda value: round(value, 2))
hedges = st.sampled_from([None, "about", "nearly", "more than", "up to", "at least"])


@st.composite
def any_figures(draw: st.DrawFn) -> Figure:
    low, high = draw(ends), draw(ends)
    if low is not None and high is not None and draw(st.booleans()):
        low, high = min(low, high), max(low, high)
    else:
        high = low if draw(st.booleans()) else None
    return Figure("f1", "count", low, high, Span("a", 0, 1, "x"), None, draw(hedges))


@settings(max_examples=150, deadline=None, derandomize=True)
@given(any_figures(), any_figures())
def test_compatible_is_symmetric_and_every_figure_agrees_with_itself(one: Figure, other: Figure) -> None:
    assert compatible(one, one)
    assert compatible(one, other) == compatible(other, one)
    assert same(one, other) == same(other, one)
    if same(one, other):
        assert compatible(one, other)
