"""A finding in plain text, its facts, and its id and words."""

from __future__ import annotations

import pytest

from tests.edition.build import sample, tellings
from variorum.edition.citation import citation
from variorum.edition.facts import facts
from variorum.edition.finding import finding, findings, standing
from variorum.edition.lookup import lookup
from variorum.edition.surroundings import around

STORY = sample().stories[0]
FOUND = lookup(sample(), STORY)


def test_a_difference_is_cited_with_the_words_of_every_version() -> None:
    one = finding(STORY, "p2")
    assert one is not None
    lines = citation(FOUND, one, "0.1.0")

    assert lines[-1].startswith("Finding p2 of “")
    assert lines[-1].endswith(f"(story {STORY.id}). Variorum 0.1.0.")
    assert len(lines) == 2 + len(one.value.versions)  # type: ignore[union-attr]  # it is a Point
    assert any("Nordwire, 14 March 2026, 11:30" in line for line in lines)


@pytest.mark.parametrize("name", [one.id for one in findings(STORY)])
def test_a_citation_is_plain_lines_that_lead_nowhere_harmful(name: str) -> None:
    one = finding(STORY, name)
    assert one is not None
    for line in citation(FOUND, one, "0.1.0"):
        assert "\n" not in line
        assert "\x07" not in line
        assert "\u202e" not in line
        assert "javascript:" not in line


def test_every_finding_has_words_that_its_article_has_there() -> None:
    texts = {article.id: article.text for article in sample().articles}
    for one in findings(STORY):
        assert one.spans
        assert all(texts[span.article][span.start : span.end] == span.words for span in one.spans)


def test_an_id_that_no_finding_has_finds_nothing() -> None:
    assert finding(STORY, "p999") is None
    assert standing(STORY, "figure", "nobody", 0, 5) is None


def test_what_was_read_out_of_words_is_told_in_words() -> None:
    known = dict(facts(FOUND, STORY.statements["f9"]))
    assert known["Value"] == "about 2,000 tonnes"
    assert known["What is measured"] == "barley"
    assert known["Said by"] == "nobody named: the telling itself"
    promised = dict(facts(FOUND, STORY.statements["c1"]))
    assert promised["Does what"] == "promises, “promised”"
    assert promised["By when"] == "1 June 2026"
    assert dict(facts(FOUND, STORY.statements["k4"]))["Says of it"] == "not: answers"


def test_every_statement_has_facts() -> None:
    for one in STORY.statements.values():
        told = facts(FOUND, one)
        assert told
        assert all(name and value for name, value in told)


def test_words_are_shown_in_their_sentence() -> None:
    courier = tellings()[0]
    two = courier.text.index("two silos")
    sentence = around(courier, courier.span(two, two + 9))

    assert sentence.words.startswith("Fire broke out in the grain harbour")
    assert sentence.words.endswith("before noon.")
