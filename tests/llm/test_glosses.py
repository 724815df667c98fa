"""Glosses of Points: in the words of the Point's sentences, and on nobody's side."""

from __future__ import annotations

import pytest

from tests.llm.conftest import Ask, refused, story

PRICE, CLOSED, MET = "p1", "p2", "p4"


def test_the_story_has_the_points_that_the_cases_name() -> None:
    points = {point.id: point for point in story().stories[0].points}
    assert [points[name].versions[0].value for name in (PRICE, CLOSED)] == ["3.1 million euros", "2024-05-14"]
    assert points[PRICE].difference == "conflict"


@pytest.mark.parametrize(
    ("point", "words"), [(PRICE, "The repair"), (PRICE, "price of the repair"), (CLOSED, "the bridge over the Orm")]
)
def test_a_gloss_in_the_words_of_every_version_is_kept(ask: Ask, point: str, words: str) -> None:
    edition = ask(glosses=[{"point": point, "words": words}])
    assert refused(edition) == ()
    (kept,) = edition.stories[0].proposals
    assert (kept.kind, kept.model, kept.points) == ("gloss", "liar", (point,))
    assert kept.words.casefold().endswith(words.casefold().removeprefix("price of "))


@pytest.mark.parametrize(
    ("point", "words", "reason"),
    [
        (PRICE, "costs 3.1 million euros", "number"),
        (PRICE, "repair costs 9 million euros", "number"),
        (PRICE, "the ruinous repair", "words"),
        (PRICE, "death of the repair", "words"),
        (PRICE, "price of Olav Berg", "name"),
        (CLOSED, "price of the bridge over the Orm", "words"),
        (CLOSED, "bridge never closed", "negation"),
        (MET, "Mayor Ruth Dahl attacked Olav Berg", "words"),
        (PRICE, "<img src=x onerror=alert(1)>", "markup"),
        ("p99", "The repair", "unknown"),
        ("", "The repair", "unknown"),
        (PRICE, "the", "words"),
        (PRICE, "of", "words"),
        (PRICE, "The repair " * 20, "words"),
    ],
)
def test_a_gloss_that_lies_is_refused(ask: Ask, point: str, words: str, reason: str) -> None:
    edition = ask(glosses=[{"point": point, "words": words}])
    assert [one.reason for one in refused(edition)] == [reason]
    assert edition.stories[0].proposals == ()


def test_a_point_gets_one_gloss(ask: Ask) -> None:
    edition = ask(glosses=[{"point": PRICE, "words": "The repair"}, {"point": PRICE, "words": "repair"}])
    assert [one.words for one in edition.stories[0].proposals] == ["The repair"]
    assert [one.reason for one in refused(edition)] == ["known"]


def test_the_words_that_the_program_has_are_no_gloss(ask: Ask) -> None:
    about = next(point.about for point in story().stories[0].points if point.id == MET)
    edition = ask(glosses=[{"point": MET, "words": about.upper()}])
    assert [one.reason for one in refused(edition)] == ["known"]
