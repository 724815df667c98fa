"""The names of one article: what is found, what is taken together, what each is called, whom a phrase means."""

from __future__ import annotations

import pytest

from variorum.languages import parse
from variorum.model import Article, Entity
from variorum.statements.names import Names, names_in


def article(text: str, language: str = "en") -> Article:
    return Article(id="a", input="a", text=text, language=language)


def names(text: str) -> Names:
    return names_in(parse(text), article(text))


def entity(text: str, name: str) -> Entity:
    found = [entity for entity in names(text).entities if entity.name == name]
    assert found, [entity.name for entity in names(text).entities]
    return found[0]


def meant(text: str, phrase: str, occurrence: int = 0) -> str | None:
    """Whom the n-th occurrence of a phrase means, by name."""
    found = names(text)
    start = -1
    for _ in range(occurrence + 1):
        start = text.index(phrase, start + 1)
    entity = found.at(start, start + len(phrase))
    return next((one.name for one in found.entities if one.id == entity), None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norwegian Prime Minister Astrid Lunde met Kenyan President Daniel Otieno.", {"Astrid Lunde", "Daniel Otieno"}),
        ("The bid for Lunde Steel of the United States by Norway's Fjord Steel failed.", {"Lunde Steel", "Fjord Steel"}),
        ("She heads the Bank of Estonia and the Council on Northern Affairs.", {"Bank of Estonia", "Council on Northern Affairs"}),
        ("Ships crossed the South China Sea near Taiwan.", {"South China Sea", "Taiwan"}),
        ("The Estonia-Latvia pact and the Lunde-Otieno talks matter, Lunde and Otieno said.", {"Estonia", "Latvia"}),
        ("They met in the Indo-Pacific on Thursday.", {"Indo-Pacific"}),
        ("Ursula von der Heide spoke.", {"Ursula von der Heide"}),
        ('Everyone knows Pedro "Paco" Ruiz here.', {'Pedro "Paco" Ruiz'}),
    ],
)  # fmt: skip
def test_names_are_cut_where_countries_and_titles_end(text: str, expected: set[str]) -> None:
    assert expected <= {entity.name for entity in names(text).entities}


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("The White Hall on February 7 was full.", "February"),
        ("He told Us Weekly about us.", "United States"),
        ("Meanwhile the talks went on.", "Meanwhile"),
        ("The Lunde administration of Norway refused.", "Lunde"),
        ("They ship LNG to TV makers on Monday.", "LNG"),
    ],
)
def test_a_capital_alone_makes_no_name(text: str, absent: str) -> None:
    assert absent not in {entity.name for entity in names(text).entities}


def test_forms_of_one_person_are_taken_together() -> None:
    text = "Prime Minister Astrid Lunde arrived. Mrs. Lunde smiled. Lunde's aides, and Lunde Astrid herself, waited."
    found = entity(text, "Astrid Lunde")
    assert found.kind == "person"
    assert [span.words for span in found.names] == ["Astrid Lunde", "Lunde", "Lunde", "Lunde Astrid"]


def test_two_people_of_one_surname_stay_apart() -> None:
    text = "Astrid Lunde beat Kari Lunde in the vote. Astrid Lunde will govern."
    assert {"Astrid Lunde", "Kari Lunde"} <= {entity.name for entity in names(text).entities}


def test_a_country_gathers_its_names_its_people_and_its_government() -> None:
    text = "Norway will help. Norwegian officials agreed. Oslo declared it. The fair in Oslo was full."
    found = entity(text, "Norway")
    assert [span.words for span in found.names] == ["Norway", "Norwegian", "Oslo"]
    assert entity(text, "Oslo").mentions[0].start == text.index("Oslo was")


def test_an_acronym_in_brackets_belongs_to_the_name_before_it() -> None:
    found = entity("The Northern Fishery Board (NFB) met. The NFB decided.", "Northern Fishery Board")
    assert found.variants == ("NFB", "Northern Fishery Board")
    assert found.kind == "organisation"


@pytest.mark.parametrize(
    ("text", "name", "roles"),
    [
        ("Norwegian Prime Minister Astrid Lunde spoke.", "Astrid Lunde", ("Norwegian Prime Minister",)),
        ("Kari Moe, a senior fellow at the Council on Northern Affairs, agreed.", "Kari Moe",
         ("a senior fellow at the Council on Northern Affairs",)),
        ("President Daniel Otieno of Kenya spoke.", "Daniel Otieno", ("President of Kenya",)),
        ("He thanked the envoy's predecessor, Kari Moe, again.", "Kari Moe", ("the envoy's predecessor",)),
        ("Kari Moe is the first governor of the island.", "Kari Moe", ("the first governor of the island",)),
        ("Kari Moe may become governor.", "Kari Moe", ()),
        ("After talks with Kari Moe, the leader of Norway left.", "Kari Moe", ()),
        ("Fjordbank CEO Kari Moe spoke.", "Kari Moe", ("Fjordbank CEO",)),
    ],
)  # fmt: skip
def test_roles_stand_before_after_and_beside_the_name(text: str, name: str, roles: tuple[str, ...]) -> None:
    assert tuple(role.role for role in entity(text, name).roles) == roles


TALKS = "Norwegian Prime Minister Astrid Lunde received Kenyan President Daniel Otieno on Monday. "


@pytest.mark.parametrize(
    ("text", "phrase", "who"),
    [
        ("The Norwegian leader was pleased.", "The Norwegian leader", "Astrid Lunde"),
        ("The Kenyan visitor was pleased.", "The Kenyan visitor", "Daniel Otieno"),
        ("The president was pleased.", "The president", "Daniel Otieno"),
        ("President Otieno was pleased.", "President Otieno", "Daniel Otieno"),
        ("Mrs. Lunde was pleased.", "Mrs. Lunde", "Astrid Lunde"),
        ("Lunde said she was pleased.", "she", "Astrid Lunde"),
        ("He was pleased.", "He", "Daniel Otieno"),
        ("Lunde and Otieno were pleased.", "Lunde and Otieno", "Astrid Lunde and Daniel Otieno"),
        ("Both of them laughed at Otieno's lawyer.", "Otieno's lawyer", None),
        ("Otieno, who was pleased, left.", "who", "Daniel Otieno"),
        ("During his visit, Otieno gave a speech.", "his", "Daniel Otieno"),
        ("Kenya said it was pleased.", "it", "Kenya"),
        ("It is clear that Kenya was pleased.", "It", None),
    ],
)
def test_at_tells_whom_a_phrase_means(text: str, phrase: str, who: str | None) -> None:
    assert meant(TALKS + text, phrase) == who


def test_he_in_direct_speech_is_not_the_speaker() -> None:
    text = "Peter Moe praised Daniel Otieno. “I trust that he will pay,” Moe said."
    assert meant(text, "he", text[: text.index("he will")].count("he")) == "Daniel Otieno"


def test_unnamed_sources_are_entities_and_the_second_is_another() -> None:
    text = (
        "A senior Norwegian official said the talks went well. The official said more would follow."
        " A second senior official said they had failed. Observers said little."
    )
    first = meant(text, "A senior Norwegian official")
    assert first == "a senior Norwegian official"
    assert meant(text, "The official") == first
    assert meant(text, "A second senior official") == "a second senior official"
    assert meant(text, "Observers") == "observers"


def test_a_headline_gives_only_names_known_from_the_body() -> None:
    text = "Astrid Lunde Wins Big Vote Over Rivals\n\nAstrid Lunde won on Sunday. Her rival Kari Moe lost."
    assert [span.words for span in entity(text, "Astrid Lunde").names] == ["Astrid Lunde", "Astrid Lunde"]


def test_without_a_parser_capitals_give_the_names() -> None:
    text = "La ministre Claire Aubin a parlé. Puis Aubin est partie pour la Mairie."
    found = names_in(None, article(text, "fr"))
    assert [span.words for span in found.entities[0].mentions] == ["Claire Aubin", "Aubin"]
    start = text.index("Claire")
    assert found.at(start, start + 12) == "e1"
    assert found.at(0, 2) is None


LEADERS = "Norwegian Prime Minister Astrid Lunde met Kenyan President Daniel Otieno. "


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        (LEADERS + "The two leaders agreed.", "The two leaders", "Astrid Lunde and Daniel Otieno"),
        (LEADERS + "Both leaders left. They smiled.", "They", "Astrid Lunde and Daniel Otieno"),
        (LEADERS + "Russian President Ivan Moe came. The two leaders agreed.", "The two leaders", "two leaders"),
        ("Norway and Kenya will talk. Both sides agreed.", "Both sides", "Norway and Kenya"),
        ("Norway, Kenya and Chile will talk. Both sides agreed.", "Both sides", None),
        (LEADERS + "The leaders of the unions agreed.", "The leaders of the unions", "leaders"),
    ],
)
def test_two_together_are_meant_where_only_one_pair_can_be(text: str, phrase: str, expected: str | None) -> None:
    assert meant(text, phrase) == expected


@pytest.mark.parametrize(
    ("text", "phrase", "occurrence", "expected"),
    [
        ("Nils Moe met Anna Moe. Mrs Moe smiled and Mr Moe left.", "Mrs Moe", 0, "Anna Moe"),
        ("Nils Moe met Anna Moe. Mrs Moe smiled and Mr Moe left.", "Mr Moe", 0, "Nils Moe"),
        ("Nils Moe spoke. Nils Moe left. Anna Moe stayed. Later Moe returned.", "Moe", 3, "Nils Moe"),
    ],
)
def test_a_shared_surname_means_who_is_clearly_meant(text: str, phrase: str, occurrence: int, expected: str) -> None:
    assert meant(text, phrase, occurrence) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The award went to Vesla Dragt, 54, on Monday.", "Vesla Dragt"),
        ("It was the actress Vesla Dragt on the stage.", "Vesla Dragt"),
        ("Last week Vesla Dragt died at home.", "Vesla Dragt"),
        ("“Yes,” stated Rahn Emarel, Lunde’s ambassador to Oslo. “It rained.”", "Rahn Emarel"),
    ],
)
def test_what_stands_beside_a_name_shows_a_person(text: str, name: str) -> None:
    assert entity(text, name).kind == "person"


def test_a_nickname_in_brackets_is_part_of_the_name() -> None:
    assert entity(
        "Police named Carl Erik (Jerry) Moe on Monday. Jerry Moe is 40.", "Carl Erik (Jerry) Moe"
    ).variants == (
        "Carl Erik (Jerry) Moe",
        "Jerry Moe",
    )


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        (
            "Norway will help. Norwegian ships sailed. Oslo retaliated on Monday.",
            "Norway",
            [("Norway", "name"), ("Norwegian", "demonym"), ("Oslo", "metonym")],
        ),
        ("Snow fell in Oslo. Oslo celebrated until dawn.", "Oslo", [("Oslo", "name"), ("Oslo", "name")]),
        (
            "A guide left the White House. The White House rejected the bill.",
            "White House",
            [("White House", "name"), ("White House", "metonym")],
        ),
        (
            "Kari Moe, a lawyer, left. She was tired.",
            "Kari Moe",
            [("Kari Moe", "name"), ("a lawyer", "description"), ("She", "pronoun")],
        ),
        (
            "Norwegian Prime Minister Astrid Lunde spoke. The prime minister left.",
            "Astrid Lunde",
            [("Prime Minister", "description"), ("Astrid Lunde", "name"), ("The prime minister", "description")],
        ),
    ],
)
def test_every_mention_says_how_it_means_the_entity(text: str, name: str, expected: list[tuple[str, str]]) -> None:
    mentions = entity(text, name).mentions
    assert [(span.words, getattr(span, "kind", None)) for span in mentions] == expected


def test_no_mention_of_one_entity_lies_within_a_description_of_another() -> None:
    found = names(
        "Norway's prime minister, Astrid Lunde, met the Kenyan visitor. Daniel Otieno smiled at her."
    ).entities
    places = [(span.start, span.end) for entity in found for span in entity.mentions]
    assert len(set(places)) == len(places)


@pytest.mark.parametrize(
    ("text", "phrase", "occurrence", "expected"),
    [
        ("An official said yes. Another official said no. The official left.", "The official", 0, "another official"),
        ("An envoy said yes. A second envoy said no. The first envoy left.", "The first envoy", 0, "an envoy"),
        ("An envoy said yes. A second envoy said no. The second envoy left.", "The second envoy", 0, "a second envoy"),
        ("An envoy said yes. A second envoy said no. The other envoy left.", "The other envoy", 0, "an envoy"),
        ("A US envoy said yes. A Kenyan envoy said no. The US envoy left.", "The US envoy", 0, "a US envoy"),
        ("A source said yes. A different source said no. The source left.", "The source", 0, "a different source"),
        ("A person familiar with the plan said so. The person left.", "The person", 0, "a person"),
    ],
)
def test_an_unnamed_source_is_taken_up_again_and_a_second_one_is_someone_else(
    text: str, phrase: str, occurrence: int, expected: str
) -> None:
    assert meant(text, phrase, occurrence) == expected


def test_two_unnamed_sources_are_two_entities() -> None:
    found = names("An official said yes. Another official said no. A third official agreed.").entities
    assert [one.name for one in found] == ["an official", "another official", "a third official"]


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("Kari Moe lost. She paid. The billionaire left.", "The billionaire", "Kari Moe"),
        ("Kari Moe met Nils Dahl. The billionaire left.", "The billionaire", None),
        ("Kari Moe lost. The officer left.", "The officer", None),
        ("Kari Moe of the Commission on Fisheries met the Fjord Bank. It rained. The commission agreed.", "The commission", "Commission on Fisheries"),
        ("The minister of trade, Ann Moe, said yes. It rained.", "The minister of trade", "Ann Moe"),
        ("Director James O’Dell spoke. O'Dell left.", "O'Dell", "James O’Dell"),
        ("Jon Moe spoke of boats. " + "It rained all day. " * 20 + "Anna Moe sang. Moe then left.", "Moe then", "Anna Moe"),
        ("Jon Moe spoke. Anna Moe sang. Moe then left.", "Moe then", "Moe"),
    ],
)  # fmt: skip
def test_a_description_means_who_can_only_be_meant(text: str, phrase: str, expected: str | None) -> None:
    assert meant(text, phrase) == expected


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ('"I will stay until spring," Astrid Lunde said.', "Astrid Lunde"),
        ('Astrid Lunde said: "Nobody asked me, and I will stay."', "Astrid Lunde"),
        ("Astrid Lunde left. I was there.", None),
    ],
)
def test_i_in_direct_speech_is_its_speaker(text: str, who: str | None) -> None:
    place = text.index("I ")
    found = [entity.name for entity in names(text).entities if place in {span.start for span in entity.mentions}]
    assert found == ([who] if who else [])


@pytest.mark.parametrize(
    ("text", "name", "roles"),
    [
        ("The channel picked Astrid Lunde as the host of its show.", "Astrid Lunde", ("the host of its show",)),
        ("Astrid Lunde served as director.", "Astrid Lunde", ("director",)),
        ("Astrid Lunde may serve as director.", "Astrid Lunde", ()),
        ("Astrid Lunde posed as a nurse.", "Astrid Lunde", ()),
        ("The board did not name Astrid Lunde as director.", "Astrid Lunde", ()),
    ],
)
def test_who_is_taken_as_something_has_that_role(text: str, name: str, roles: tuple[str, ...]) -> None:
    assert tuple(role.role for role in entity(text, name).roles) == roles


def test_the_police_take_part_whatever_they_do() -> None:
    found = entity("Police arrested a man in Bergen. On Sunday the police let him go.", "police")
    assert [span.words for span in found.mentions] == ["Police", "the police"]
