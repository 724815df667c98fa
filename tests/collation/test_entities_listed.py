"""Ids from the user's list: who gets one, and who stays without."""

from __future__ import annotations

import pytest

from variorum.collation import link
from variorum.model import Entity, EntityKind, Listed, Mention, Story


def entity(name: str, kind: EntityKind, *variants: str) -> Entity:
    return Entity("e1", name, kind, (name, *variants), (Mention("a", 0, len(name), name),))


def ids(entities: list[Entity], *listed: Listed) -> list[str | None]:
    (story,) = link((Story("s1", "a story", ("a",), entities=tuple(entities)),), listed)
    return [one.wikidata for one in story.entities]


@pytest.mark.parametrize(
    ("named", "listed"),
    [
        (entity("Astrid Lunde", "person"), Listed("Q1", "Lunde Astrid", kind="person")),
        (entity("Astrid Lunde", "person"), Listed("Q1", "Dame A. B. Lunde", ("Astrid Lunde",), "person")),
        (entity("Zoë Brontë", "person"), Listed("Q1", "Zoe Bronte")),
        (entity("Fjord Bank", "organisation", "Fjord Bank Group"), Listed("Q1", "Fjord Bank Group")),
        (entity("Norway", "place"), Listed("Q1", "Norway", kind="place")),
        (entity("Polar Prize", "other"), Listed("Q1", "Polar Prize", kind="organisation")),
    ],
)
def test_the_one_thing_of_this_name_and_kind_gives_its_id(named: Entity, listed: Listed) -> None:
    assert ids([named], Listed("Q9", "Someone Else"), listed) == ["Q1"]


@pytest.mark.parametrize(
    ("named", "listed"),
    [
        (entity("Astrid Lunde", "person"), (Listed("Q1", "Astrid Lunde"), Listed("Q2", "Astrid Lunde"))),
        (entity("Astrid Lunde", "person"), (Listed("Q1", "Astrid Lunde", kind="organisation"),)),
        (entity("Astrid Lunde", "person", "Lunde"), (Listed("Q1", "Lunde"),)),
        (entity("Astrid Lunde", "person"), (Listed("Q1", "Kari Lunde", ("Lunde",)),)),
    ],
)
def test_what_is_ambiguous_or_only_half_the_name_stays_without(named: Entity, listed: tuple[Listed, ...]) -> None:
    assert ids([named], *listed) == [None]


def test_two_entities_of_a_story_are_never_one_thing_of_the_list() -> None:
    both = [entity("Astrid Lunde", "person"), entity("A. Lunde", "person")]
    assert ids(both, Listed("Q1", "Astrid Lunde", ("A. Lunde",))) == [None, None]


def test_someone_without_a_name_has_no_id() -> None:
    unnamed = Entity(
        "e1", "a senior official", "person", (), (Mention("a", 0, 17, "a senior official", "description"),)
    )
    assert ids([unnamed], Listed("Q1", "a senior official")) == [None]
