"""Statements are numbered through the story and name the entities of the story."""

from __future__ import annotations

from variorum.collation.gather import Gathered, gather
from variorum.model import Lineage, Statement

from .stories import read_all

FIRST = "Mayor Ida Holm pledged on Monday to buy nine boats for Larn. “The harbour stays open,” Holm said."
SECOND = "Ida Holm will buy nine boats. On Monday she said: “The harbour stays open for all.”"


def gathered() -> Gathered:
    return gather(read_all([{"text": FIRST}, {"text": SECOND}]), Lineage())


def test_ids_count_through_the_story_and_say_the_kind() -> None:
    found = gathered()
    kinds: dict[str, tuple[Statement, ...]] = {
        "q": found.quotes,
        "f": found.figures,
        "d": found.dates,
        "c": found.commitments,
        "k": found.claims,
    }
    for prefix, statements in kinds.items():
        assert [one.id for one in statements] == [f"{prefix}{number}" for number in range(1, len(statements) + 1)]
        assert len({one.span.article for one in statements}) == 2


def test_no_statement_is_lost() -> None:
    found = gathered()
    for kind in ("quotes", "figures", "dates", "commitments", "claims"):
        assert len(getattr(found, kind)) == sum(len(getattr(one, kind)) for one in found.readings.values())
    assert len({one.id for one in found.statements}) == len(found.statements)


def test_one_person_in_two_tellings_is_one_entity() -> None:
    found = gathered()
    holm = [entity for entity in found.entities if "Holm" in entity.name]
    assert len(holm) == 1
    assert {span.article for span in holm[0].mentions} == {"a", "b"}
    assert {quote.speaker for quote in found.quotes if quote.kind == "direct"} == {holm[0].id}
    assert {commitment.actor for commitment in found.commitments} == {holm[0].id}


def test_every_entity_that_a_statement_names_is_known() -> None:
    found = gathered()
    known = {entity.id for entity in found.entities}
    named = {one.said_by.entity for one in found.statements if one.said_by and one.said_by.entity}
    named |= {entity for claim in found.claims for entity in claim.entities}
    named |= {entity for figure in found.figures for entity in figure.entities}
    named |= {who for one in found.commitments for who in (one.actor, one.to) if who}
    assert named
    assert named <= known
