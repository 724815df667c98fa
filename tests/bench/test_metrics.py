"""The measures, on examples worked out by hand."""

from __future__ import annotations

import pytest
from bench.metrics import (
    Amount,
    Attribution,
    Score,
    Timed,
    area_under_curve,
    attributions,
    average_precision,
    b_cubed,
    calibration_error,
    characters,
    matching,
    mean_of_pages,
    pairwise,
    places,
    quantities,
    reliability,
    same_amount,
    same_time,
    shingle_score,
    shingles,
    spans_exact,
    spans_overlap,
    sum_of,
    time_scores,
)


def test_precision_recall_and_f1_of_three_right_among_four_found_and_six_wanted() -> None:
    score = Score(3, 4, 6)
    assert (score.precision, score.recall) == (0.75, 0.5)
    assert score.f1 == pytest.approx(0.6)


def test_nothing_found_where_nothing_is_wanted_is_right() -> None:
    assert Score(0, 0, 0).f1 == 1.0


@pytest.mark.parametrize("score", [Score(0, 2, 0), Score(0, 0, 2)])
def test_something_found_for_nothing_or_nothing_for_something_is_nought(score: Score) -> None:
    assert score.f1 == 0.0


def test_scores_are_pooled_by_their_counts() -> None:
    assert sum_of([Score(1, 2, 3), Score(4, 5, 6)]) == Score(5, 7, 9)


def test_exact_spans_count_one_by_one() -> None:
    assert spans_exact([(0, 5), (7, 9)], [(0, 5), (7, 10)]) == Score(1, 2, 2)


def test_overlapping_spans_are_paired_one_to_one() -> None:
    # One long span overlaps both that are wanted, and may stand for one of them only.
    assert spans_overlap([(0, 20)], [(0, 5), (10, 15)]) == Score(1, 1, 2)


def test_the_largest_pairing_is_found_where_a_greedy_one_falls_short() -> None:
    allowed = {(0, 0), (0, 1), (1, 0)}
    held = matching([0, 1], [0, 1], lambda one, other: (one, other) in allowed)
    assert held == {0: 1, 1: 0}


def test_characters_are_scored_by_their_places() -> None:
    assert places(characters([(0, 4), (2, 6)]), characters([(3, 8)])) == Score(3, 6, 5)


def said(content: tuple[int, int], source: tuple[int, int] | None) -> Attribution:
    return Attribution(characters([content]), characters([source] if source else []))


@pytest.mark.parametrize(
    ("content", "source", "right"),
    [
        ((0, 10), (20, 25), 1),  # the very same content
        ((0, 5), (20, 25), 1),  # half of the union
        ((0, 4), (20, 25), 0),  # less than half of the union
        ((0, 10), (24, 30), 1),  # the source shares one character
        ((0, 10), (30, 35), 0),  # another source
        ((0, 10), None, 0),  # no source where one is wanted
    ],
)
def test_an_attribution_needs_half_of_the_content_and_the_right_source(
    content: tuple[int, int], source: tuple[int, int] | None, right: int
) -> None:
    assert attributions([said(content, source)], [said((0, 10), (20, 25))]) == Score(right, 1, 1)


def test_an_attribution_to_nobody_is_right_where_nobody_is_named() -> None:
    assert attributions([said((0, 10), None)], [said((0, 10), None)]).f1 == 1.0


def test_values_count_without_their_units_and_pairs_count_with_them() -> None:
    found = [Amount(5, 5, "percentage"), Amount(3e6, 3e6, "euro")]
    wanted = [Amount(5, 5, "percentage"), Amount(3e6, 3e6, "dollar"), Amount(7, 7)]
    assert quantities(found, wanted) == (Score(2, 2, 3), Score(1, 2, 3))


def test_a_range_needs_both_ends() -> None:
    values, _ = quantities([Amount(10, 20)], [Amount(10, 25)])
    assert values == Score(0, 1, 1)


def test_values_are_equal_to_one_part_in_a_hundred_thousand() -> None:
    assert quantities([Amount(100_000.5, 100_000.5)], [Amount(100_000, 100_000)])[0].right == 1
    assert quantities([Amount(100_002, 100_002)], [Amount(100_000, 100_000)])[0].right == 0


def test_an_optional_amount_counts_neither_for_nor_against() -> None:
    wanted = [Amount(5, 5, "percentage"), Amount(2, 2, optional=True)]
    assert quantities([Amount(5, 5, "percentage")], wanted)[0] == Score(1, 1, 1)
    assert quantities([Amount(5, 5, "percentage"), Amount(2, 2)], wanted)[0] == Score(1, 1, 1)
    assert quantities([Amount(5, 5, "percentage"), Amount(9, 9)], wanted)[0] == Score(1, 2, 1)


@pytest.mark.parametrize(
    ("found", "wanted", "same"),
    [
        (Amount(12, 12, counted=frozenset({"people", "dead"})), Amount(12, 12, "people"), True),
        (Amount(12, 12, counted=frozenset({"house"})), Amount(12, 12, "people"), False),
        (Amount(12, 12, "week", frozenset({"people"})), Amount(12, 12, "people"), False),
        (Amount(2, 2, "dollar", frozenset({"share"})), Amount(2, 2, "dollar per share"), True),
        (Amount(2, 2, "dollar"), Amount(2, 2, "dollar per share"), False),
        (Amount(2, 2), Amount(2, 2), True),
    ],
)
def test_a_counted_noun_may_stand_for_the_unit(found: Amount, wanted: Amount, same: bool) -> None:
    assert same_amount(found, wanted) is same


def test_times_are_scored_strictly_loosely_and_by_value() -> None:
    wanted = [Timed(0, 6, "2025-02-07"), Timed(10, 20, "2025-03"), Timed(30, 35, "P3W")]
    found = [Timed(0, 6, "2025-02-07"), Timed(10, 18, "2025-03"), Timed(31, 35, "P3D"), Timed(50, 55, "2025")]
    assert time_scores(found, wanted) == {
        "strict": Score(1, 4, 3),
        "relaxed": Score(3, 4, 3),
        "value": Score(2, 4, 3),
    }


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("199X", "199", True),
        ("19XX", "19", True),
        ("1995", "1996", False),
        ("PXY", "P", False),
        ("2025-02", "2025", False),
    ],
)
def test_two_spellings_of_a_decade_are_one(one: str, other: str, same: bool) -> None:
    assert same_time(one, other) is same


def test_b_cubed_of_bagga_and_baldwins_example() -> None:
    # Truth 1-5, 6-7, 8-12; the response joins the last two: precision 0.76, recall 1.
    truth = ["a"] * 5 + ["b"] * 2 + ["c"] * 5
    response = ["x"] * 5 + ["y"] * 7
    precision, recall = b_cubed(truth, response)
    assert precision == pytest.approx(0.7619, abs=1e-4)
    assert recall == 1.0


def test_pairs_under_one_label() -> None:
    # Wanted pairs: ab, cd. Found pairs: ab, ac, bc.
    assert pairwise(["1", "1", "2", "2"], ["x", "x", "x", "y"]) == Score(1, 3, 2)


def test_reliability_puts_answers_into_bins() -> None:
    held = reliability([0.95, 0.91, 0.12], [True, False, False])
    assert [(one.count, one.right) for one in held] == [(1, 0.0), (2, 0.5)]
    assert held[1].confidence == pytest.approx(0.93)


def test_calibration_error_is_the_weighed_distance_of_confidence_and_truth() -> None:
    # One bin of two at 0.9 with half right (0.4 off), one of two at 0.5 with half right (0 off).
    assert calibration_error([0.9, 0.9, 0.5, 0.5], [True, False, True, False]) == pytest.approx(0.2)


def test_confidence_one_belongs_to_the_last_bin() -> None:
    assert calibration_error([1.0, 1.0], [True, True]) == 0.0


def test_shingles_are_runs_of_four_tokens_with_their_counts() -> None:
    held = shingles("one two, three four five. One two")
    assert held["one", "two", "three", "four"] == 1
    assert held.total() == 4
    assert list(shingles("only three words")) == [("only", "three", "words")]
    assert not shingles("…")


def test_pages_are_averaged_before_f1_is_taken() -> None:
    text = "one two three four five six seven eight"
    scores = [
        shingle_score(text, text),
        shingle_score("", text),
        shingle_score(f"{text} nine ten eleven twelve thirteen", text),
    ]
    # Precision over the two pages with an answer: (1 + 5/10) / 2. Recall over all three: (1 + 0 + 1) / 3.
    precision, recall, f1 = mean_of_pages(scores)
    assert precision == pytest.approx(0.75)
    assert recall == pytest.approx(2 / 3)
    assert f1 == pytest.approx(2 * 0.75 * (2 / 3) / (0.75 + 2 / 3))


def test_average_precision_is_the_mean_precision_at_the_positive_ranks() -> None:
    assert average_precision([0.9, 0.8, 0.7, 0.6], [True, False, True, False]) == pytest.approx((1 + 2 / 3) / 2)


def test_area_under_the_curve_counts_a_tie_for_half() -> None:
    assert area_under_curve([0.9, 0.5, 0.5, 0.1], [True, True, False, False]) == pytest.approx(3.5 / 4)


def test_an_expression_whose_value_is_not_annotated_may_have_any() -> None:
    assert time_scores([Timed(0, 5, "P3D")], [Timed(0, 4, "")])["value"] == Score(1, 1, 1)
