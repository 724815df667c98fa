"""How sure a Point is, and tellings that number one thing differently."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.collation.confidence import confidence
from variorum.model import PointKind

from .stories import collated

strengths = st.floats(0.0, 1.0)


@pytest.mark.parametrize("kind", get_args(PointKind))
@given(strengths, strengths)
def test_a_stronger_point_is_never_less_sure(kind: PointKind, one: float, other: float) -> None:
    weak, strong = sorted((one, other))
    assert 0.0 <= confidence(kind, weak) <= confidence(kind, strong) <= 1.0


def test_a_point_of_one_telling_joins_nothing_and_is_sure() -> None:
    story = collated("Gulls filled the quay of Larn.", "Rain fell on the herring market.")
    assert {point.confidence for point in story.points} == {1.0}


def test_one_guest_ranked_differently_is_a_matter_of_scope() -> None:
    story = collated(
        "Prime Minister Ola Lunde is the first Nordic leader to meet President Ama Otieno in Larn.",
        "Prime Minister Ola Lunde was the third foreign leader to meet President Ama Otieno in Larn.",
    )
    found = [point for point in story.points if point.difference]
    assert [point.difference for point in found] == ["scope"]
    assert {article for version in found[0].versions for article in version.articles} == {"a", "b"}
    assert not [point for point in story.points if point.kind == "claim" and point.verdict == "agreed"]


def test_the_second_quarter_is_no_rank() -> None:
    story = collated(
        "President Ama Otieno praised Prime Minister Ola Lunde in the first quarter of the year.",
        "President Ama Otieno praised Prime Minister Ola Lunde in the second quarter of the year.",
    )
    assert not [point for point in story.points if point.difference == "scope"]
