"""The entities of a story: which names of several tellings are one, and which stay apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from variorum.collation.entities import settle
from variorum.languages import sentences
from variorum.model import Article, Entity, EntityKind, Mention, Passage, Reading

Named = tuple[str, EntityKind]


def telling(number: int, text: str, *named: Named) -> tuple[Article, Reading]:
    """One article with its own entities: every occurrence of each name given, unless it lies within a longer one."""
    article = Article(id=f"a{number}", input=f"{number}.txt", text=text, language="en")
    entities: list[Entity] = []
    taken = [False] * len(text)
    for name, kind in sorted(named, key=lambda pair: -len(pair[0])):
        spans, start = [], text.find(name)
        while start >= 0:
            if not any(taken[start : start + len(name)]):
                spans.append(article.span(start, start + len(name)))
                taken[start : start + len(name)] = [True] * len(name)
            start = text.find(name, start + 1)
        entities.append(Entity(f"e{len(entities) + 1}", name, kind, (name,), tuple(spans)))
    bounds = tuple(article.span(*bound) for bound in sentences(text, "en"))
    return article, Reading(article, sentences=bounds, entities=tuple(entities))


def settled(*tellings: tuple[Article, Reading], passages: tuple[Passage, ...] = ()) -> dict[str, Entity]:
    entities, mapping = settle(
        tuple(article for article, _ in tellings), {article.id: reading for article, reading in tellings}, passages
    )
    assert set(mapping.values()) <= {entity.id for entity in entities}
    assert [entity.id for entity in entities] == [f"e{n}" for n in range(1, len(entities) + 1)]
    return {entity.name: entity for entity in entities}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Astrid Lunde", "person"), ("Lunde Astrid", "person")),
        (("Astrid Lunde", "person"), ("Lunde", "organisation")),
        (("Astrid Lunde", "person"), ("Prime Minister Astrid Lunde", "person")),
        (("Astrid Lunde", "person"), ("A. Lunde", "person")),
        (("Astrid Lunde", "person"), ("Astrid B. Lunde", "person")),
        (("William Moe", "person"), ("Bill Moe", "person")),
        (("Zoë Brontë", "person"), ("Zoe Bronte", "person")),
        (("Northern Fishery Board", "organisation"), ("NFB", "organisation")),
        (("Fjordbank Group", "organisation"), ("Fjordbank", "organisation")),
        (("European Union", "organisation"), ("EU", "place")),
        (("United States", "place"), ("U.S.", "place")),
        (("United States", "place"), ("American", "place")),
        (("Norway", "place"), ("Norwegian", "place")),
    ],
)
def test_forms_of_one_name_are_joined(one: Named, other: Named) -> None:
    found = settled(telling(1, f"It was {one[0]} again.", one), telling(2, f"It was {other[0]} again.", other))
    assert [set(entity.variants) for entity in found.values()] == [{one[0], other[0]}]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Astrid Lunde", "person"), ("Kari Lunde", "person")),
        (("US Steel", "organisation"), ("US", "place")),
        (("South China Sea", "place"), ("China", "place")),
        (("North Korea", "place"), ("South Korea", "place")),
        (("East China Sea", "place"), ("South China Sea", "place")),
        (("Lunde administration", "organisation"), ("Astrid Lunde", "person")),
        (("Fjord Bank", "organisation"), ("Delta Bank", "organisation")),
        (("Kim Jong Un", "person"), ("Kim Jong Il", "person")),
        (("Las Vegas", "place"), ("Las Vegas Boulevard", "place")),
        (("Austria", "place"), ("Australia", "place")),
        (("Maria Keller", "person"), ("Marie Keller", "person")),
        (("a senior official", "person"), ("a senior official of another telling", "person")),
    ],
)
def test_different_things_stay_apart(one: Named, other: Named) -> None:
    text = "{} was named at the hearing on 14.9 billion crowns."
    tellings = [telling(1, text.format(one[0]), one), telling(2, text.format(other[0]), other)]
    tellings.append(telling(3, text.format(one[0]), one))
    assert len(settled(*tellings)) >= 2
    assert not any({one[0], other[0]} <= set(entity.variants) for entity in settled(*tellings).values())


def test_a_surname_that_two_people_have_is_given_to_neither() -> None:
    found = settled(
        telling(1, "Astrid Lunde spoke.", ("Astrid Lunde", "person")),
        telling(2, "Kari Lunde spoke.", ("Kari Lunde", "person")),
        telling(3, "Lunde spoke.", ("Lunde", "person")),
    )
    assert set(found) == {"Astrid Lunde", "Kari Lunde", "Lunde"}


def test_the_story_settles_a_kind_that_one_telling_mistook() -> None:
    found = settled(
        telling(1, "Astrid Lunde came. Astrid Lunde spoke.", ("Astrid Lunde", "person")),
        telling(2, "Lunde came.", ("Lunde", "organisation")),
    )
    assert found["Astrid Lunde"].kind == "person"


def test_a_misspelt_name_is_joined_and_listed_with_its_reason() -> None:
    right: Named = ("Fumiko Shiraishi", "person")
    found = settled(
        telling(1, "Fumiko Shiraishi agreed.", right),
        telling(2, "Fumiko Shiraishi agreed.", right),
        telling(3, "Fumiko Shiraisi agreed.", ("Fumiko Shiraisi", "person")),
    )
    (variant,) = found["Fumiko Shiraishi"].proposed
    assert variant.name == "Fumiko Shiraisi"
    assert "only 3 writes" in variant.reason  # no path, only what a reader knows the telling by
    assert "Fumiko Shiraishi" in variant.reason


SPUN: tuple[str, Named] = ("The offer of 14.9 billion crowns for Polar Metal failed.", ("Polar Metal", "organisation"))
PLAIN: tuple[str, Named] = ("The offer of 14.9 billion crowns for Polar Steel failed.", ("Polar Steel", "organisation"))


def test_a_name_with_one_word_changed_beside_the_same_number_is_proposed() -> None:
    found = settled(telling(1, *SPUN), telling(2, *PLAIN), telling(3, *PLAIN))
    (variant,) = found["Polar Steel"].proposed
    assert variant.name == "Polar Metal"
    assert "14.9" in variant.reason
    assert {span.words for span in found["Polar Steel"].mentions} == {"Polar Steel", "Polar Metal"}


def test_a_name_with_one_word_changed_is_proposed_in_aligned_passages() -> None:
    first, second = telling(1, "We saw Polar Metal.", SPUN[1]), telling(2, "We saw Polar Steel.", PLAIN[1])
    assert set(settled(first, second)) == {"Polar Metal", "Polar Steel"}
    passage = Passage(first[0].span(0, 19), second[0].span(0, 19))
    assert len(settled(first, second, passages=(passage,))) == 1


def test_the_same_change_twice_is_proof_for_the_second() -> None:
    bare: Named = ("Delta Metal", "organisation")
    found = settled(
        telling(1, SPUN[0] + "\n\nWe saw Delta Metal too.", SPUN[1], bare),
        telling(2, PLAIN[0] + "\n\nLast year, Delta Steel rose.", PLAIN[1], ("Delta Steel", "organisation")),
        telling(3, PLAIN[0] + "\n\nNothing else of Delta Steel.", PLAIN[1], ("Delta Steel", "organisation")),
    )
    assert {"Polar Steel", "Delta Steel"} == set(found)


def test_a_name_that_its_own_telling_sets_beside_the_other_is_another_thing() -> None:
    both: tuple[str, Named, Named] = (SPUN[0] + " " + PLAIN[0], SPUN[1], PLAIN[1])
    assert {"Polar Metal", "Polar Steel"} <= set(settled(telling(1, *both), telling(2, *PLAIN)))


def test_contrasting_words_are_never_taken_for_a_change() -> None:
    text = "The offer of 14.9 billion crowns for {} Ridge Mines failed."
    upper, lower = "Upper Ridge Mines", "Lower Ridge Mines"
    found = settled(
        telling(1, text.format("Upper"), (upper, "organisation")),
        telling(2, text.format("Lower"), (lower, "organisation")),
        telling(3, text.format("Lower"), (lower, "organisation")),
    )
    assert set(found) == {upper, lower}


def test_the_order_of_the_tellings_does_not_matter() -> None:
    tellings = (telling(1, *SPUN), telling(2, *PLAIN), telling(3, *PLAIN))
    assert settled(*tellings) == settled(*reversed(tellings))


def test_a_story_without_readings_has_no_entities() -> None:
    assert settle((Article(id="a", input="a", text="x"),), {}, ()) == ((), {})


def test_pairs_are_one_when_their_members_are() -> None:
    found = settled(
        telling(1, "Astrid Lunde and Daniel Otieno met. Astrid Lunde left. Daniel Otieno left.", ("Astrid Lunde", "person"), ("Daniel Otieno", "person"),
                ("Astrid Lunde and Daniel Otieno", "other")),
        telling(2, "Otieno and Lunde met. Otieno left. Lunde left.", ("Otieno", "person"), ("Lunde", "person"), ("Otieno and Lunde", "other")),
    )  # fmt: skip
    pairs = [one for one in found.values() if " and " in one.name]
    assert [len(one.mentions) for one in pairs] == [2]


def test_a_headline_gives_up_the_words_that_the_story_writes_small() -> None:
    both: tuple[Named, ...] = (("Astrid Lunde", "person"), ("Lunde", "person"))
    found = settled(
        telling(1, "Lunde Reportedly Resigns after a row. It was over.", ("Lunde Reportedly Resigns", "other")),
        telling(2, "Astrid Lunde has reportedly left. Lunde resigns soon.", *both),
        telling(3, "Astrid Lunde resigns. Lunde is tired.", *both),
    )
    assert list(found) == ["Astrid Lunde"]
    assert {span.words for span in found["Astrid Lunde"].mentions} == {"Astrid Lunde", "Lunde"}


def test_a_body_named_after_a_person_is_no_headline() -> None:
    found = settled(
        telling(1, "The Lunde Foundation spoke.", ("Lunde Foundation", "organisation")),
        telling(2, "Lunde has a foundation. Lunde spoke.", ("Lunde", "person")),
        telling(3, "Lunde spoke.", ("Lunde", "person")),
    )
    assert set(found) == {"Lunde", "Lunde Foundation"}


def test_a_bare_surname_finds_its_home_telling_by_telling() -> None:
    found = settled(
        telling(1, "Astrid Lunde spoke. Lunde left.", ("Astrid Lunde", "person")),
        telling(2, "Lunde left early.", ("Lunde", "person")),
        telling(3, "Astrid Lunde was there. A bell rang. Lunde left.", ("Astrid Lunde", "person"), ("Lunde", "other")),
    )
    assert list(found) == ["Astrid Lunde"]


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [
        (("Skarholm Island", "place"), ("Skarholm", "place"), True),
        (("Norland Sea", "place"), ("Norland", "place"), True),
        (("Kansas City", "place"), ("Kansas", "place"), False),
        (("The Oslo Reporter", "organisation"), ("TOR", "organisation"), True),
        (('Luis "Jerry" Moe', "person"), ("Jerry Moe", "person"), True),
        (("Lunde administration", "organisation"), ("Lunde administration", "organisation"), True),
    ],
)
def test_short_forms_of_names_of_places_bodies_and_persons(one: Named, other: Named, joined: bool) -> None:
    found = settled(telling(1, f"It was {one[0]} again.", one), telling(2, f"It was {other[0]} again.", other))
    assert (len(found) == 1) == joined


def test_the_same_words_are_one_thing_though_one_telling_took_them_for_a_body() -> None:
    found = settled(
        telling(1, "It was Vesla Dragt again.", ("Vesla Dragt", "organisation")),
        telling(2, "It was Vesla Dragt again.", ("Vesla Dragt", "person")),
    )
    assert [(entity.name, len(entity.mentions)) for entity in found.values()] == [("Vesla Dragt", 2)]


def test_a_team_is_called_by_the_last_word_of_its_name() -> None:
    both: tuple[Named, ...] = (("Bergen Herons", "organisation"), ("Herons", "organisation"))
    found = settled(
        telling(1, "The Bergen Herons won. The Herons sang.", *both),
        telling(2, "The Herons slept.", ("Herons", "organisation")),
        telling(3, "The Bank of Bergen paid Bergen.", ("Bank of Bergen", "organisation"), ("Bergen", "place")),
    )
    assert {name: len(entity.mentions) for name, entity in found.items()} == {
        "Bergen Herons": 3, "Bank of Bergen": 1, "Bergen": 1
    }  # fmt: skip


LUNDE: Named = ("Astrid Lunde", "person")


def test_a_name_that_one_reading_passed_over_is_found_by_the_other_tellings() -> None:
    both: tuple[Named, ...] = (LUNDE, ("Lunde", "person"))
    found = settled(
        telling(1, "Astrid Lunde spoke. Lunde left.", *both),
        telling(2, "Astrid Lunde spoke. Lunde slept.", *both),
        telling(3, "LUNDE TO LEAVE. Nobody spoke. Lunde's aides slept."),
    )
    assert list(found) == ["Astrid Lunde"]
    late = [(span.start, span.words) for span in found["Astrid Lunde"].mentions if span.article == "a3"]
    assert late == [(0, "LUNDE"), (30, "Lunde")]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Maria Lunde spoke.", "another given name"),
        ("The lunde is a bird; a lunde nests here, and one lunde more.", "written small"),
        ("Sunday came.", "a day"),
    ],
)
def test_what_only_looks_like_a_name_of_the_story_is_left_alone(text: str, why: str) -> None:
    both: tuple[Named, ...] = (LUNDE, ("Lunde", "person"), ("Sunday", "other"))
    found = settled(
        telling(1, "Astrid Lunde spoke. Lunde left on Sunday.", *both),
        telling(2, "Astrid Lunde spoke. Lunde slept on Sunday.", *both),
        telling(3, text),
    )
    assert not [span for entity in found.values() for span in entity.mentions if span.article == "a3"], why


def test_a_lone_surname_of_a_family_is_the_one_of_the_same_sex() -> None:
    he: tuple[Named, ...] = (("Nils Lunde", "person"),)
    she: tuple[Named, ...] = (("Signe Lunde", "person"),)
    article, reading = telling(3, "Lunde left. He slept.", ("Lunde", "person"))
    local = reading.entities[0]
    local = replace(local, mentions=(*local.mentions, Mention("a3", 12, 14, "He", "pronoun")))
    tellings = [telling(1, "Nils Lunde spoke.", *he), telling(2, "Signe Lunde spoke.", *she)]
    told = [
        (one, replace(held, entities=tuple(replace(entity, mentions=(*entity.mentions, mention)) for entity in held.entities)))
        for (one, held), mention in zip(
            (telling(1, "Nils Lunde spoke. He left.", *he), telling(2, "Signe Lunde spoke. She left.", *she)),
            (Mention("a1", 18, 20, "He", "pronoun"), Mention("a2", 19, 22, "She", "pronoun")),
            strict=True,
        )
    ]  # fmt: skip
    assert set(settled(*tellings, (article, reading))) == {"Nils Lunde", "Signe Lunde", "Lunde"}
    assert set(settled(*told, (article, replace(reading, entities=(local,))))) == {"Nils Lunde", "Signe Lunde"}


def test_a_surname_once_taken_for_a_town_is_still_the_person_of_the_story() -> None:
    both: tuple[Named, ...] = (LUNDE, ("Lunde", "person"))
    found = settled(
        telling(1, "Astrid Lunde spoke. Lunde left.", *both),
        telling(2, "Astrid Lunde spoke. Lunde slept.", *both),
        telling(3, "They met Lunde again.", ("Lunde", "place")),
    )
    assert list(found) == ["Astrid Lunde"]


@pytest.mark.parametrize(
    ("run", "kind", "alone"),
    [
        ("Nab Lunde Lokal", "other", True),
        ("Lunde Rumour", "organisation", True),
        ("Nick Lunde", "person", False),
        ("Lunde Foundation", "organisation", False),
    ],
)
def test_strange_words_run_into_the_name_of_the_story_once_are_cut_off(run: str, kind: EntityKind, alone: bool) -> None:
    both: tuple[Named, ...] = (LUNDE, ("Lunde", "person"))
    tellings = [telling(number, "Astrid Lunde spoke. Lunde left.", *both) for number in range(1, 5)]
    found = settled(*tellings, telling(5, f"Report: Will {run} is new", (run, kind)))
    assert (list(found) == ["Astrid Lunde"]) == alone


def test_the_police_of_two_tellings_are_one_but_not_two_officials() -> None:
    police: Named = ("police", "organisation")
    official: Named = ("a senior official", "person")
    text = "A bell rang; a senior official and police left."
    tellings = [telling(number, text, police, official) for number in (1, 2)]
    found, _ = settle(tuple(article for article, _ in tellings), {article.id: reading for article, reading in tellings})
    assert [entity.name for entity in found] == ["police", "a senior official", "a senior official"]


def test_a_product_is_not_its_maker() -> None:
    both: tuple[Named, ...] = (("Fjordair F320", "organisation"), ("Fjordair", "organisation"))
    found = settled(*(telling(number, "Fjordair sold a Fjordair F320 again.", *both) for number in (1, 2)))
    assert set(found) == {"Fjordair", "Fjordair F320"}


def test_a_university_is_not_the_hospital_of_the_same_town() -> None:
    university: Named = ("Skarholm University", "organisation")
    hospital: Named = ("Skarholm Hospital", "organisation")
    found = settled(
        telling(1, "It was Skarholm University.", university), telling(2, "It was Skarholm Hospital.", hospital)
    )
    assert set(found) == {"Skarholm University", "Skarholm Hospital"}


def test_names_of_a_company_that_differ_in_its_legal_form_are_one() -> None:
    forms = ("Fjordbank", "Fjordbank Group", "Fjordbank Inc.", "Fjordbank Corps")
    tellings = [telling(number, f"It was {name} again.", (name, "organisation")) for number, name in enumerate(forms)]
    assert {name: set(entity.variants) for name, entity in settled(*tellings).items()} in (
        {"Fjordbank Group": set(forms[:3]), "Fjordbank Corps": {"Fjordbank Corps"}},
        {"Fjordbank Inc.": set(forms[:3]), "Fjordbank Corps": {"Fjordbank Corps"}},
    )
