"""How cautious the output is: what is sure, likely and unsure."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from variorum.edition import only_sure, to_html, to_json
from variorum.edition.caution import certainty, is_doubtful
from variorum.model import Edition
from variorum.settings import DEFAULT

from .build import sample
from .strategies import editions


@pytest.mark.parametrize(
    ("confidence", "called"),
    [
        (1.0, "sure"),
        (DEFAULT.sure, "sure"),
        (DEFAULT.sure - 0.01, "likely"),
        (DEFAULT.shown, "likely"),
        (DEFAULT.shown - 0.01, "unsure"),
        (0.0, "unsure"),
    ],
)
def test_a_confidence_is_called_by_its_level(confidence: float, called: str) -> None:
    assert certainty(replace(sample().points[0], confidence=confidence)) == called


def test_only_a_joined_point_can_be_doubtful() -> None:
    by_id = {point.id: point for point in sample().points}
    assert is_doubtful(by_id["p14"])
    assert not is_doubtful(replace(by_id["p13"], confidence=0.1)), "one telling says it: nothing was joined"


def test_only_the_sure_is_left_and_nothing_refers_to_what_is_gone() -> None:
    story = only_sure(sample()).stories[0]
    assert [point.id for point in story.points] == ["p1", "p3", "p7", "p8", "p9", "p10", "p11", "p12", "p13"]
    assert [line.point for line in story.brief] == ["p7"]
    assert [entry.id for entry in story.ledger] == ["l2", "l3"]
    assert story.points[0].related == (), "p4 is gone"
    assert story.headings[1].points == ()


@given(edition=editions)
@settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_to_ask_twice_for_the_sure_changes_nothing(edition: Edition) -> None:
    once = only_sure(edition)
    assert only_sure(once) == once
    assert all(certainty(point) == "sure" for point in once.points)
    assert once.articles == edition.articles


def test_the_json_is_whole_unless_the_sure_is_asked_for() -> None:
    whole, sure = (len(json.loads(to_json(one))["stories"][0]["points"]) for one in (sample(), only_sure(sample())))
    assert (whole, sure) == (14, 9)


def test_a_doubtful_point_stands_apart_on_the_page_or_is_marked() -> None:
    page, whole = to_html(sample()), to_html(sample(), everything=True)
    assert page.index('id="doubtful"') < page.index('id="p14"')
    assert 'id="doubtful"' not in whole
    assert 'class="unsure"' in whole
