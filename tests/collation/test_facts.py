"""Statements become comparable: bags of concepts and entities, weighed by how rare they are in the story."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from variorum import statements
from variorum.collation.facts import Fact, Rarity, facts_of, shortened
from variorum.collation.gather import gather
from variorum.model import Claim, Commitment, DateMention, Entity, Figure, Lineage, Quote, Variant

from .stories import articles, read_all


def facts(*texts: str) -> tuple[Fact, ...]:
    return facts_of(gather(read_all({"text": text} for text in texts), Lineage()))


def only(kind: type[Any], *texts: str) -> Fact:
    found = [fact for fact in facts(*texts) if isinstance(fact.statement, kind)]
    assert len(found) == 1, found
    return found[0]


def test_words_of_one_class_are_one_concept() -> None:
    vetoed = only(Claim, "The Larn council vetoed the sale of the shipyard.")
    blocked = only(Claim, "The Larn council blocked the sale of the shipyard.")
    assert vetoed.predicate == blocked.predicate
    assert vetoed.weights.keys() == blocked.weights.keys()


def test_entities_stand_beside_concepts() -> None:
    claim = only(Claim, "Ida Holm resigned.")
    assert claim.subject is not None
    assert f"@{claim.subject}" in claim.weights


def test_a_title_before_a_name_says_nothing_of_the_fact() -> None:
    claim = only(Claim, "Prime Minister Ida Holm resigned on Monday.")
    assert "minister" not in claim.weights
    assert "resign" in claim.weights


def test_part_of_a_name_weighs_less_than_a_word() -> None:
    claim = only(Claim, "Orla Steel bought the shipyard.")
    assert claim.weights["steel"] < claim.weights["shipyard"]


def test_words_that_any_news_sentence_has_weigh_less() -> None:
    claim = only(Claim, "Ida Holm discovered a smuggler.")
    assert claim.weights["discover"] < claim.weights["smuggler"]


def test_a_verb_that_only_lends_a_form_gives_way_to_what_it_carries() -> None:
    assert only(Claim, "The deal is good for Larn.").predicate == "good"
    assert only(Claim, "Ola Lunde took office in March.").predicate == "office"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Five of the dead were firefighters.", "of"),
        ("Divers found five more bodies.", "more"),
        ("Divers found another five bodies.", "more"),
        ("Divers found five bodies.", None),
        ("Five bodies of sheep were found.", None),
    ],
)
def test_parts_and_additions_are_told_from_the_whole(text: str, expected: str | None) -> None:
    assert only(Figure, text).part == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 2025 the Larn mill made 300 tonnes of paper.", 2025),
        ("In 2031 the Larn mill made 300 tonnes of paper.", None),
        ("The Larn mill made 300 tonnes of paper.", None),
    ],
)
def test_a_year_long_past_belongs_to_the_figure(text: str, expected: int | None) -> None:
    assert only(Figure, text).year == expected


def test_what_is_ranked_is_known() -> None:
    investor = only(Figure, "Orla Steel is the second investor in Larn.")
    employer = only(Figure, "Orla Steel is the second employer in Larn.")
    assert investor.head != employer.head


def test_what_a_figure_measures_weighs_more_than_what_stands_around_it() -> None:
    figure = only(Figure, "On the quay, the storm sank nine boats.")
    assert figure.core.keys() == {"ship"}
    assert figure.weights["ship"] > figure.weights["storm"] > 0


def test_a_fact_keeps_the_clause_and_the_sentence_around_it() -> None:
    date = only(DateMention, "The bridge opened on 3 March, and the band played.")
    assert date.statement.span.words == "3 March"
    assert date.context.words == "The bridge opened on 3 March"
    assert date.sentence.words == "The bridge opened on 3 March, and the band played."
    assert (only(Quote, "“The harbour stays open,” she said.")).context.words == "The harbour stays open,"


def test_a_commitment_carries_its_actor() -> None:
    pledge = only(Commitment, "Ida Holm pledged to close the Larn harbour.")
    assert pledge.subject is not None
    assert f"@{pledge.subject}" in pledge.weights


def test_a_month_is_no_protest() -> None:
    month = facts("The bridge opened on 3 March.")
    protest = facts("Workers will march on Friday.")
    shared = {key for fact in month for key in fact.weights} & {key for fact in protest for key in fact.weights}
    assert shared == set()


def test_what_every_sentence_names_weighs_least() -> None:
    found = facts(
        "Ida Holm opened the bridge. Ida Holm thanked the welders. Ida Holm praised the band. Ida Holm ate a herring."
    )
    weigh = Rarity(found)
    name = next(key for key in found[0].weights if key.startswith("@"))
    assert weigh("herring") > weigh(name) > 0
    assert weigh(name) == min(weigh(key) for fact in found for key in fact.weights)
    assert weigh("never seen") > weigh("herring")


def test_a_story_without_claims_still_weighs() -> None:
    assert Rarity(())("bridge") > 0


def test_a_telling_with_odd_names_is_not_plain() -> None:
    read = read_all([{"text": "White Home staff met the Brook Steel men. They ate."}, {"text": "They ate herring."}])
    gathered = gather(read, Lineage())
    article = next(iter(read.values())).article
    odd = tuple(
        Entity(f"e9{n}", name, "organisation", mentions=(span,), proposed=(Variant(span.words, "stands there"),))
        for n, (name, span) in enumerate([("White House", article.span(0, 10)), ("Orla Steel", article.span(25, 36))])
    )
    spun = facts_of(replace(gathered, entities=odd))
    assert {fact.article: fact.plain for fact in spun} == {"a": False, "b": True}
    once = facts_of(replace(gathered, entities=odd[:1]))
    assert {fact.article: fact.plain for fact in once} == {"a": True, "b": True}


@pytest.mark.parametrize(
    ("words", "longest", "expected"),
    [("short", 20, "short"), ("one two three", 9, "one …"), ("exactly ten", 11, "exactly ten")],
)
def test_long_words_are_cut_at_a_space(words: str, longest: int, expected: str) -> None:
    assert shortened(words, longest) == expected
    assert len(shortened(words, longest)) <= longest


def test_an_unread_language_is_compared_by_its_long_words() -> None:
    members = articles([{"text": "Le pont a ouvert mardi 3 mars 2031 à la circulation.", "language": "fr"}])
    assert members[0].language == "fr"
    read = {article.id: statements.read(article)[0] for article in members}
    for fact in facts_of(gather(read, Lineage())):
        assert all(weight > 0 for weight in fact.weights.values())
