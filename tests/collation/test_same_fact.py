"""Whether two claims are one fact: what is measured, how sure the trees are, and which pairs they are asked of."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.collation.facts import Fact, Rarity, facts_of
from variorum.collation.gather import gather
from variorum.collation.kin import kin_of
from variorum.collation.lexicon import Lexicon
from variorum.collation.same_fact import partners, probabilities
from variorum.collation.sameness import NAMES, Ground, measures
from variorum.model import Article, Claim, Entity, Lineage, Role, Span

from .stories import read_all

STRIKE = (
    "The Larn ferry company sacked forty deckhands on Monday. The harbour union called a strike. Gulls filled the quay.",
    "Forty deckhands were dismissed by the Larn ferry company. A walkout was announced by the harbour union.",
    "Rain fell on the herring market. The harbour union called a strike over the sacked deckhands.",
)


def ground_of(*texts: str) -> tuple[list[Fact], Ground]:
    readings = read_all({"text": text} for text in texts)
    gathered = gather(readings, Lineage())
    known = facts_of(gathered)
    facts = [fact for fact in known if isinstance(fact.statement, Claim)]
    return facts, Ground(facts, Rarity(known), kin_of(gathered.entities))


def position(facts: list[Fact], article: str, words: str) -> int:
    return next(n for n, fact in enumerate(facts) if fact.article == article and words in fact.statement.span.words)


def test_one_fact_in_other_words_is_surer_than_two_facts_of_one_story() -> None:
    facts, ground = ground_of(*STRIKE)
    sacked, dismissed = position(facts, "a", "sacked"), position(facts, "b", "dismissed")
    called, rain = position(facts, "a", "called a strike"), position(facts, "c", "Rain")
    known = probabilities(facts, [(sacked, dismissed), (called, dismissed), (sacked, rain)], ground)
    assert known[sacked, dismissed] > 0.5
    assert known[sacked, dismissed] > 2 * known[called, dismissed]
    assert known[sacked, rain] == 0.0, "they share too little to be asked of"


def test_a_word_of_near_sense_stands_for_another() -> None:
    span = Span("a", 0, 4, "some")
    bag = dict.fromkeys(("missile", "rocket", "herring", "@e1", "@e2"), 1.0)
    lexicon = Lexicon([Fact(Claim("k1", None, "be", None, span), span, span, bag)], {"e1": {"e2": 0.5}})
    assert lexicon.near("missile", "rocket") > 0.1
    assert lexicon.near("rocket", "rocket") == 1.0
    assert lexicon.near("herring", "rocket") == 0.0
    assert lexicon.near("@e1", "@e2") == 0.5, "kin are given"


def test_partners_stand_in_different_tellings_and_each_pair_comes_once() -> None:
    facts, ground = ground_of(*STRIKE)
    pairs = partners(facts, ground)
    assert pairs == sorted(set(pairs))
    assert all(one < other and facts[one].article != facts[other].article for one, other in pairs)


@pytest.mark.parametrize("number", range(len(NAMES)), ids=NAMES)
def test_every_measure_is_the_same_whichever_claim_comes_first(number: int) -> None:
    facts, ground = ground_of(*STRIKE)
    for one in facts:
        for other in facts:
            assert measures(one, other, ground)[number] == pytest.approx(measures(other, one, ground)[number])


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(STRIKE), min_size=2, max_size=4))
def test_a_probability_is_a_share_and_needs_no_order(texts: list[str]) -> None:
    facts, ground = ground_of(*texts)
    pairs = partners(facts, ground)
    known = probabilities(facts, pairs, ground)
    assert all(0.0 <= sure <= 1.0 for sure in known.values())
    assert known == probabilities(facts, pairs[::-1], ground)


ARTICLE = Article("a", "a", "Norwegian foreign minister Ola Lunde met Ama Otieno. Norway and Lunde and Otieno agreed.")


def entity(name: str, kind: str, words: str, role: str | None = None) -> Entity:
    def span(part: str) -> Span:
        start = ARTICLE.text.index(part)
        return ARTICLE.span(start, start + len(part))

    roles = (Role(role, span(role)),) if role else ()
    return Entity(name, name, kind, mentions=(span(words),), roles=roles)  # type: ignore[arg-type]  # kinds are literals


def test_a_minister_stands_for_the_country_and_a_pair_for_each_of_the_two() -> None:
    kin = kin_of(
        [
            entity("Norway", "place", "Norwegian"),
            entity("Lunde", "person", "Ola Lunde", "Norwegian foreign minister"),
            entity("Otieno", "person", "Ama Otieno"),
            entity("Lunde and Otieno", "other", "Lunde and Otieno"),
        ]
    )
    assert set(kin["Lunde"]) == {"Norway", "Lunde and Otieno"}
    assert set(kin["Otieno"]) == {"Lunde and Otieno"}
    assert kin["Norway"]["Lunde"] == kin["Lunde"]["Norway"]
