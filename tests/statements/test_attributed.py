"""Statements are tied to the entities they name and to whoever says them."""

from __future__ import annotations

from dataclasses import replace

import pytest

import variorum
from variorum.model import (
    Article,
    Claim,
    Commitment,
    DateMention,
    Entity,
    EntityId,
    Figure,
    Quote,
    Reading,
    SaidBy,
    Span,
)
from variorum.statements.attributed import attribute

TEXT = "At noon its chairman, Rolf Anders, said that Orla Steel will pay $4 million to Larn on Friday. He cheered. It rained on Monday."
ARTICLE = Article("a", "a", TEXT, language="en")


def at(words: str) -> Span:
    start = TEXT.index(words)
    return ARTICLE.span(start, start + len(words))


ANDERS = Entity("e1", "Rolf Anders", "person", mentions=(at("Rolf Anders"),))
ORLA = Entity("e2", "Orla Steel", "organisation", mentions=(at("Orla Steel"),))
LARN = Entity("e3", "Larn", "place", mentions=(at("Larn"),))
SAYING = "Orla Steel will pay $4 million to Larn on Friday"


class Known:
    """Names as a table: the words at a place, and whom they mean."""

    entities = (ANDERS, ORLA, LARN)

    def at(self, start: int, end: int) -> EntityId | None:
        named = {"Rolf Anders": "e1", "Orla Steel": "e2", "Larn": "e3", "He": "e1"}
        return named.get(TEXT[start:end])


def quote(said: Span | None, content: str = SAYING, name: str = "q1") -> Quote:
    source = SaidBy(said.words, said, cue="said") if said else None
    return Quote(name, "indirect", content, at(content), source)


READING = Reading(
    ARTICLE,
    entities=Known.entities,
    quotes=(quote(at("its chairman")),),
    figures=(Figure("f1", "money", 4e6, 4e6, at("$4 million"), "USD"),),
    dates=(
        DateMention("d1", "2031-03-07", "day", at("Friday"), "2031-03-07", "2031-03-07"),
        DateMention("d2", "2031-03-03", "day", at("Monday"), "2031-03-03", "2031-03-03"),
    ),
    commitments=(
        Commitment(
            "c1",
            None,
            "Orla Steel",
            "pledge",
            "pay $4 million",
            at("Orla Steel will pay $4 million to Larn"),
            "pledged",
            "will",
            actor_span=at("Orla Steel"),
            to_span=at("Larn"),
        ),
    ),
    claims=(
        Claim("k1", "Orla Steel", "pay", "$4 million", at(SAYING), subject_span=at("Orla Steel")),
        Claim("k2", "He", "cheered", None, at("He cheered"), subject_span=at("He")),
    ),
)


def test_a_description_is_who_it_stands_beside() -> None:
    assert attribute(READING, Known()).quotes[0].speaker == "e1"


def test_a_description_at_the_head_of_the_text_is_who_it_stands_beside() -> None:
    reading = variorum.read("The mayor, Ida Holm, said that boats sank.")
    assert {entity.id: entity.name for entity in reading.entities}[reading.quotes[0].speaker or ""] == "Ida Holm"


@pytest.mark.parametrize(("source", "expected"), [("Rolf Anders", "e1"), ("He", "e1"), ("Monday", None)])
def test_a_speaker_is_whom_the_names_make_of_the_words(source: str, expected: str | None) -> None:
    found = attribute(replace(READING, quotes=(quote(at(source)),)), Known())
    assert found.quotes[0].speaker == expected


def test_a_speaker_that_is_known_stays() -> None:
    said = SaidBy("its chairman", at("its chairman"), entity="e3", cue="said")
    known = replace(READING.quotes[0], said_by=said)
    assert attribute(replace(READING, quotes=(known,)), Known()).quotes == (known,)


def test_a_quote_without_source_stays_without_speaker() -> None:
    found = attribute(replace(READING, quotes=(quote(None),)), Known())
    assert found.quotes[0].said_by is None
    assert {found.claims[0].said_by, found.figures[0].said_by} == {None}


def test_what_stands_in_a_quote_is_said_by_its_speaker() -> None:
    found = attribute(READING, Known())
    for statement in (found.figures[0], found.dates[0], found.commitments[0], found.claims[0]):
        assert statement.said_by is not None
        assert statement.said_by.entity == "e1"


def test_what_stands_outside_is_said_by_nobody() -> None:
    found = attribute(READING, Known())
    assert (found.dates[1].said_by, found.claims[1].said_by) == (None, None)


def test_the_smallest_quote_around_a_statement_counts() -> None:
    inner = quote(at("He"), "$4 million to Larn", "q2")
    found = attribute(replace(READING, quotes=(READING.quotes[0], inner)), Known())
    assert found.figures[0].said_by is not None
    assert found.figures[0].said_by.words == "He"
    assert found.dates[0].said_by is not None
    assert found.dates[0].said_by.words == "its chairman"


def test_a_commitment_names_who_and_to_whom() -> None:
    commitment = attribute(READING, Known()).commitments[0]
    assert (commitment.actor, commitment.to) == ("e2", "e3")


def test_a_claim_names_its_subject_first_pronouns_included() -> None:
    payment, cheer = attribute(READING, Known()).claims
    assert payment.entities == ("e2", "e3")
    assert cheer.entities == ("e1",)


def test_a_figure_is_of_those_in_the_claim_around_it() -> None:
    assert attribute(READING, Known()).figures[0].entities == ("e2", "e3")
    assert attribute(replace(READING, claims=()), Known()).figures[0].entities == ()


def test_nothing_but_the_open_places_is_changed() -> None:
    found = attribute(READING, Known())
    assert [one.span for one in found.claims] == [one.span for one in READING.claims]
    assert (found.article, found.entities) == (READING.article, READING.entities)
    assert attribute(found, Known()) == found
