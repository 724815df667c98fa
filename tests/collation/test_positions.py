"""Positions: where each actor stands on each thing, and where its stands are opposite."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.model import Position, Story

from .stories import Telling, collated

OPPOSED: Telling = {
    "text": "President Maria Olsen has opposed the takeover of Norsk Iron by Acme Steel. Gulls cried.",
    "outlet": "The Bugle",
    "published": "2031-03-01",
}
OPEN: Telling = {
    "text": "Of the fight between Acme Steel and Norsk Iron, President Maria Olsen said she would consider investing rather than acquiring.",
    "outlet": "The Courier",
    "published": "2031-03-09",
}


def of(story: Story, actor: str) -> list[Position]:
    named = {entity.id: entity.name for entity in story.entities}
    return [position for position in story.positions if actor in named[position.actor]]


@pytest.mark.parametrize(
    ("text", "stance", "on"),
    [
        ("Ida Holm supports the new harbour toll. Gulls cried.", "supports", "the new harbour toll"),
        ("Ida Holm does not support the new harbour toll. Gulls cried.", "opposes", "the new harbour toll"),
        ("Ida Holm is skeptical of the new harbour toll. Gulls cried.", "doubts", "the new harbour toll"),
        ("Ida Holm spoke out against the new harbour toll. Gulls cried.", "opposes", "the new harbour toll"),
        ("Ida Holm vowed to block the new harbour toll. Gulls cried.", "opposes", "the new harbour toll"),
        ("Ida Holm refused to pay the new harbour toll. Gulls cried.", "refuses", "pay the new harbour toll"),
        ("Ida Holm offered to pay the new harbour toll. Gulls cried.", "offers", "pay the new harbour toll"),
        ("Ida Holm urged Norway to pay the new harbour toll. Gulls cried.", "wants", "pay the new harbour toll"),
        ("Ida Holm condemned the new harbour toll. Gulls cried.", "opposes", "the new harbour toll"),
        ("Ida Holm supports a ban on diesel ferries. Gulls cried.", "opposes", "diesel ferries"),
    ],
)
def test_a_stand_has_its_stance_and_what_it_is_on(text: str, stance: str, on: str) -> None:
    assert [(p.stands[0].stance, p.on) for p in of(collated(text), "Ida Holm")] == [(stance, on)]


@pytest.mark.parametrize(
    "text",
    [
        "Ida Holm was criticised for the new harbour toll. Gulls cried.",
        "Ida Holm welcomed Rolf Anders to the harbour. Gulls cried.",
        "Ida Holm declined to comment on the toll. Gulls cried.",
        "Ida Holm plans to discuss the new harbour toll. Gulls cried.",
        "Supporters of Ida Holm back the new harbour toll. Gulls cried.",
        "Ida Holm was back home in Larn. Gulls cried.",
        "Ida Holm did not want to be named. Gulls cried.",
        "The inquiry will be led by Ida Holm. Gulls cried.",
        "Ida Holm avoided criticising the toll. Gulls cried.",
    ],
)
def test_what_is_done_to_somebody_a_courtesy_and_mere_talk_are_no_stand(text: str) -> None:
    assert of(collated(text), "Ida Holm") == []


def test_stands_of_one_actor_on_one_thing_are_one_position_in_order_of_time() -> None:
    later: Telling = {
        "text": "Maria Olsen is against the takeover of Norsk Iron. It rained.",
        "published": "2031-03-20",
    }
    (position,) = of(collated(later, OPPOSED), "Maria Olsen")
    assert [(stand.day, stand.stance) for stand in position.stands] == [
        ("2031-03-01", "opposes"),
        ("2031-03-20", "opposes"),
    ]
    assert position.shift is None


def test_a_shift_names_who_tells_which_stand_and_when() -> None:
    (position,) = of(collated(OPPOSED, OPEN), "Maria Olsen")
    assert position.shift == (
        "opposes it (The Bugle, 2031-03-01: “has opposed”),"
        " later wants “investing rather than acquiring” (The Courier, 2031-03-09: “would consider”)"
    )


def test_for_one_thing_and_against_another_is_no_shift() -> None:
    story = collated(OPPOSED, "President Maria Olsen supports the new tunnel to Larn, a work of four years. It rained.")
    assert [position.shift for position in of(story, "Maria Olsen")] == [None, None]


def test_words_that_only_point_back_are_on_what_stands_before() -> None:
    story = collated(OPPOSED, "Acme Steel wants to acquire Norsk Iron. Maria Olsen has vowed to block the deal.")
    (position,) = of(story, "Maria Olsen")
    assert {stand.article for stand in position.stands} == {"a", "b"}


_SENTENCES = [
    "Maria Olsen opposes the toll on herring.",
    "Maria Olsen supports the toll on herring.",
    "Maria Olsen vowed to block the deal.",
    "Ida Holm welcomed the toll on herring.",
    "Acme Steel wants to acquire Norsk Iron rather than Larn Tin.",
]


@settings(max_examples=15, deadline=None)
@given(st.lists(st.lists(st.sampled_from(_SENTENCES), min_size=1, max_size=3), min_size=1, max_size=3))
def test_every_id_exists_and_every_span_quotes_its_telling(tellings: list[list[str]]) -> None:
    texts = [f"{' '.join(sentences)} This is telling {number}." for number, sentences in enumerate(tellings)]
    story = collated(*texts)
    named = {chr(ord("a") + number): text for number, text in enumerate(texts)}
    for position in story.positions:
        assert position.actor in {entity.id for entity in story.entities}
        for stand in position.stands:
            assert stand.statement in story.statements
            for span in (stand.span, stand.cue_span):
                assert span is None or named[span.article][span.start : span.end] == span.words
    assert len({position.id for position in story.positions}) == len(story.positions)
