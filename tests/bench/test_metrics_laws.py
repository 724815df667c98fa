"""Laws of the measures, whatever is measured."""

from __future__ import annotations

from itertools import permutations

from bench.metrics import (
    Amount,
    Score,
    area_under_curve,
    average_precision,
    b_cubed,
    calibration_error,
    harmonic,
    matched,
    matching,
    mean_of_pages,
    pairwise,
    quantities,
    shingle_score,
    spans_exact,
    spans_overlap,
)
from hypothesis import given
from hypothesis import strategies as st

BOUNDS = st.tuples(st.integers(0, 30), st.integers(1, 8)).map(lambda pair: (pair[0], pair[0] + pair[1]))
SPANS = st.lists(BOUNDS, max_size=12)
AMOUNTS = st.lists(
    st.builds(lambda v, u: Amount(v, v, u), st.integers(0, 4), st.sampled_from(["", "week", "euro"])), max_size=8
)
PARTITION = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")), min_size=1, max_size=20)
JUDGED = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=30)


def most_pairs(allowed: list[list[bool]]) -> int:
    """The slow oracle: every order in which the wanted can be handed out."""
    wanted = len(allowed[0]) if allowed else 0
    places = [*range(wanted), *[-1] * len(allowed)]
    return max(
        (
            sum(at >= 0 and allowed[mine][at] for mine, at in enumerate(order))
            for order in permutations(places, len(allowed))
        ),
        default=0,
    )


@given(
    st.integers(0, 4).flatmap(lambda wide: st.lists(st.lists(st.booleans(), min_size=wide, max_size=wide), max_size=4))
)
def test_the_pairing_is_as_large_as_any(allowed: list[list[bool]]) -> None:
    wide = len(allowed[0]) if allowed else 0
    held = matching(range(len(allowed)), range(wide), lambda one, other: allowed[one][other])
    assert len(held) == len(set(held.values())) == most_pairs(allowed)
    assert all(allowed[mine][at] for mine, at in held.items())


@given(SPANS)
def test_what_is_wanted_scores_full_marks(spans: list[tuple[int, int]]) -> None:
    assert spans_exact(spans, spans).f1 == 1.0
    assert spans_overlap(spans, spans).f1 == 1.0


@given(SPANS, SPANS)
def test_found_and_wanted_change_precision_for_recall(one: list[tuple[int, int]], other: list[tuple[int, int]]) -> None:
    assert spans_overlap(one, other).right == spans_overlap(other, one).right
    assert spans_exact(one, other).right <= spans_overlap(one, other).right


@given(SPANS, SPANS)
def test_order_does_not_matter(one: list[tuple[int, int]], other: list[tuple[int, int]]) -> None:
    assert spans_overlap(one, other) == spans_overlap(one[::-1], other[::-1])


@given(AMOUNTS, AMOUNTS)
def test_a_unit_never_helps(found: list[Amount], wanted: list[Amount]) -> None:
    values, both = quantities(found, wanted)
    assert both.right <= values.right <= min(len(found), len(wanted))


@given(PARTITION)
def test_partitions_score_between_nought_and_one_and_themselves_one(items: list[tuple[str, str]]) -> None:
    wanted, found = zip(*items, strict=True)
    precision, recall = b_cubed(wanted, found)
    assert 0 < precision <= 1
    assert 0 < recall <= 1
    assert b_cubed(wanted, wanted) == (1.0, 1.0)
    assert b_cubed(found, wanted) == (recall, precision)
    assert pairwise(wanted, wanted).f1 == 1.0


@given(JUDGED)
def test_shares_stay_between_nought_and_one(judged: list[tuple[float, bool]]) -> None:
    scores, right = zip(*judged, strict=True)
    assert 0 <= calibration_error(scores, right) <= 1 + 1e-9
    assert 0 <= average_precision(scores, right) <= 1
    assert 0 <= area_under_curve(scores, right) <= 1


@given(JUDGED)
def test_turning_the_scores_round_turns_the_area_round(judged: list[tuple[float, bool]]) -> None:
    scores, right = zip(*judged, strict=True)
    turned = area_under_curve([-score for score in scores], right)
    assert abs(area_under_curve(scores, right) + turned - 1) < 1e-9


@given(st.text(), st.text())
def test_pages_score_between_nought_and_one(one: str, other: str) -> None:
    precision, recall, f1 = mean_of_pages([shingle_score(one, other)])
    assert 0 <= f1 <= 1
    assert f1 == harmonic(precision, recall)


@given(SPANS, SPANS)
def test_a_score_never_counts_more_right_than_found_or_wanted(
    one: list[tuple[int, int]], other: list[tuple[int, int]]
) -> None:
    score: Score = matched(one, other, lambda a, b: a[0] <= b[0])
    assert score.right <= min(score.found, score.wanted)
    assert 0 <= score.f1 <= 1
