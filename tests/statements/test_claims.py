"""Claims: what a text asserts, cut at clause level."""

from __future__ import annotations

import pytest

from variorum.languages import parse
from variorum.model import Article, Claim
from variorum.statements.claims import claims_in


def claims_of(text: str) -> tuple[Claim, ...]:
    return claims_in(parse(text), Article(id="a", input="a.txt", text=text, language="en"))


def facts_of(text: str) -> list[tuple[str | None, str, str | None]]:
    return [(claim.subject, claim.predicate, claim.object) for claim in claims_of(text)]


def test_coordinated_verbs_are_claims_of_one_subject() -> None:
    assert facts_of("The ferry hit a rock and sank near the harbour.") == [
        ("The ferry", "hit", "a rock"),
        ("The ferry", "sank", "near the harbour"),
    ]


def test_a_relative_clause_is_about_what_it_hangs_on() -> None:
    facts = facts_of("Maria Keller, who took office in October and had no ties with the port, left the meeting.")
    assert ("Maria Keller", "took", "office in October") in facts
    assert ("Maria Keller", "had", "no ties with the port") in facts
    assert ("Maria Keller", "left", "the meeting") in facts


def test_whose_is_resolved_to_its_owner() -> None:
    subjects = [subject for subject, _, _ in facts_of("The captain, whose ship sank in May, was arrested.")]
    assert "The captain's ship" in subjects


def test_an_apposition_is_a_claim() -> None:
    facts = facts_of("Maria Keller, head of the port authority, opened the pier.")
    assert ("Maria Keller", "is", "head of the port authority") in facts
    assert ("Maria Keller", "opened", "the pier") in facts


def test_a_list_of_names_and_a_date_are_no_appositions() -> None:
    facts = facts_of("On Friday, March 7, the minister met envoys of Norway, Sweden and Finland.")
    assert [predicate for _, predicate, _ in facts] == ["met"]


def test_reported_content_is_freed_from_its_report() -> None:
    assert facts_of("The mayor said that the bridge was safe.") == [("the bridge", "was", "safe")]
    assert facts_of("“The bridge is safe,” the mayor told reporters.") == [("The bridge", "is", "safe")]


def test_a_participle_adds_a_claim_about_the_subject() -> None:
    facts = facts_of("The ferry sank on Monday, killing nine people.")
    assert ("The ferry", "killing", "nine people") in facts
    assert ("The ferry", "sank", "on Monday") in facts


def test_a_reason_is_a_claim_and_a_condition_is_not() -> None:
    assert ("the wind", "was", "too strong") in facts_of("The crew waited because the wind was too strong.")
    assert [subject for subject, _, _ in facts_of("The crew will wait if the wind is too strong.")] == ["The crew"]


def test_what_is_hoped_is_not_asserted() -> None:
    facts = facts_of("The captain hopes that the wind will drop.")
    assert [(subject, predicate) for subject, predicate, _ in facts] == [("The captain", "hopes")]


def test_a_fact_packed_before_a_named_or_counted_thing_is_a_claim() -> None:
    facts = facts_of("The board discussed the blocked $9 billion merger.")
    assert any(predicate == "blocked" and object_ and "$9 billion merger" in object_ for _, predicate, object_ in facts)


def test_an_act_told_as_a_noun_is_a_claim() -> None:
    assert ("Keller", "rejection", "the tunnel") in facts_of("Keller's rejection of the tunnel surprised the firms.")


def test_the_predicate_leads_through_chained_verbs() -> None:
    assert facts_of("The ministers agreed to promote trade with Norway.") == [
        ("The ministers", "agreed to promote", "trade with Norway")
    ]


@pytest.mark.parametrize(
    ("sentence", "negated"),
    [
        ("The captain did not leave the ship.", True),
        ("Nobody left the ship.", True),
        ("The firm has no ties with the port.", True),
        ("I do not think the dam will hold.", True),
        ("The captain left the ship.", False),
        ("The firm not only built the pier but paid for it.", False),
    ],
)
def test_a_denial_is_marked(sentence: str, negated: bool) -> None:
    assert claims_of(sentence)[0].negated is negated


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("The dam may break.", "may"),
        ("The dam could break before Friday.", "could"),
        ("The minister will resign.", "will"),
        ("The minister is expected to resign.", "expected"),
        ("The minister is likely to resign.", "expected"),
        ("The minister reportedly resigned.", "reportedly"),
        ("The minister resigned.", None),
    ],
)
def test_what_is_not_told_as_fact_says_so(sentence: str, modality: str | None) -> None:
    assert claims_of(sentence)[0].modality == modality


@pytest.mark.parametrize("text", ["Did the dam break?", "Close the gate.", "Photo: a harbour at dawn", "", "  \n\n "])
def test_questions_orders_and_fragments_assert_nothing(text: str) -> None:
    assert facts_of(text) == []


def test_a_span_covers_the_clause_and_no_more() -> None:
    spans = [claim.span.words for claim in claims_of("In May, the firm sold the pier, which it had built, to Norway.")]
    assert spans[0].startswith("In May, the firm sold the pier")
    long = "However, the mayor opened the bridge and left, while the crowd cheered in the rain."
    assert [claim.span.words for claim in claims_of(long)] == [
        "the mayor opened the bridge",
        "left",
        "the crowd cheered in the rain",
    ]


def test_terms_are_content_lemmas_with_particles_joined() -> None:
    (claim,) = claims_of("The firm shut down 3 old plants.")
    assert "shut down" in claim.terms
    assert {"firm", "plant", "3", "old"} <= set(claim.terms)
    assert list(claim.terms) == sorted(set(claim.terms))
    assert not {"the", "be"} & set(claim.terms)


def test_a_dateline_is_not_the_subject() -> None:
    facts = facts_of("GENEVA — The council on Monday adopted the treaty.")
    assert ("The council", "adopted", "the treaty") in facts


def test_ids_count_in_text_order() -> None:
    claims = claims_of("The ferry sank. Nine people died. The captain was arrested.")
    assert [claim.id for claim in claims] == ["k1", "k2", "k3"]


def test_the_example_of_the_docs_holds() -> None:
    text = "Maria Keller, head of the port authority, said the ferry, which sank on Monday, had carried 40 people and hit a rock."
    assert sorted(facts_of(text), key=str) == sorted(
        [
            ("Maria Keller", "is", "head of the port authority"),
            ("the ferry", "sank", "on Monday"),
            ("the ferry", "had carried", "40 people"),
            ("the ferry", "hit", "a rock"),
        ],
        key=str,
    )


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("The joint conference with Prime Minister Ada Holm, which caused a row, ended early.", "The joint conference"),
        (
            "One case is the tunnel project, begun after Holm's May vote, which aims to cut traffic.",
            "the tunnel project",
        ),
    ],
)
def test_which_stands_for_a_thing_and_for_the_head_of_the_phrase(text: str, subject: str) -> None:
    found = [claim.subject or "" for claim in claims_of(text) if claim.predicate in ("caused", "aims to cut")]
    assert [words[: len(subject)] for words in found] == [subject]


def test_what_is_blocked_is_the_bid_and_what_makes_pumps_is_the_firm() -> None:
    blocked = facts_of("The leaders discussed the firm's bid to buy Acme Steel, which the court blocked.")
    assert ("the court", "blocked", "the firm's bid to buy Acme Steel") in blocked
    makes = facts_of("The leaders discussed the firm's bid to buy Acme Steel, which makes pumps.")
    assert ("Acme Steel", "makes", "pumps") in makes


def test_an_amount_is_not_said_of_the_person_behind_the_comma() -> None:
    assert (None, "Standing", "at $9 billion") in facts_of("Standing at $9 billion, Holm called the debt a shame.")


def test_a_claim_leaves_the_words_of_the_claims_within_it_out_of_its_terms() -> None:
    outer = next(
        claim for claim in claims_of("Ada Holm, who took office in May, left the summit.") if claim.predicate == "left"
    )
    assert [span.words for span in outer.inner] == ["who took office in May"]
    assert outer.terms == ("ada", "holm", "leave", "summit")


@pytest.mark.parametrize(
    "text",
    [
        "It is clear.",
        "It was hard to say whether the dam would hold.",
        "The keeper said.",
        "You need to know about the lake.",
        "All rights reserved.",
        "What their motives were",
        "Something went wrong.",
        "Keller Opens New Harbour In May",
        "BREAKING NEWS THE DAM BROKE",
        "This is it.",
    ],
)
def test_what_nobody_could_check_is_no_claim(text: str) -> None:
    assert facts_of(text) == []


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Nine people died.", ("Nine people", "died", None)),
        ("The shooting started at noon.", ("The shooting", "started", "at noon")),
        ("The plan is important to Norway.", ("The plan", "is", "important to Norway")),
    ],
)
def test_short_facts_and_facts_with_weighing_words_stay(text: str, fact: tuple[str | None, str, str | None]) -> None:
    assert fact in facts_of(text)


def test_the_subject_of_a_passive_is_who_does_it_and_its_span_stays_on_the_surface() -> None:
    (claim,) = claims_of("The tunnel was closed by the mayor on Monday.")
    assert (claim.subject, claim.predicate, claim.object) == ("the mayor", "closed", "The tunnel")
    assert claim.subject_span is not None
    assert claim.subject_span.words == "The tunnel"


def test_a_passive_without_an_agent_is_about_what_it_befell() -> None:
    assert facts_of("The tunnel was closed on Monday.") == [("The tunnel", "was closed", "on Monday")]


def test_the_second_of_two_infinitives_is_a_claim_with_the_verb_that_governs_it() -> None:
    claims = claims_of("The minister plans to raise taxes and cut spending on roads.")
    assert [(claim.predicate, claim.object, claim.modality) for claim in claims] == [
        ("plans to raise", "taxes", "expected"),
        ("plans to cut", "spending on roads", "expected"),
    ]


def test_each_full_object_of_a_list_is_a_claim_and_bare_names_stay_together() -> None:
    claims = claims_of("The firm built a new railway and a large power plant.")
    assert [(claim.subject, claim.object) for claim in claims] == [
        ("The firm", "a new railway"),
        ("The firm", "a large power plant"),
    ]
    assert [span.words for span in claims[1].inner] == ["a new railway"]
    assert "railway" not in claims[1].terms
    assert len(facts_of("The minister visited Norway, Sweden and Finland.")) == 1


def test_a_gerund_told_as_done_is_a_claim() -> None:
    facts = facts_of("After taking office in May, Keller visited the port.")
    assert ("Keller", "taking", "office in May") in facts
    assert [predicate for _, predicate, _ in facts_of("Keller talked of taking office in May.")] == ["talked"]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Norway's attack on Finland caused a row.", ("Norway", "attack", "Finland")),
        ("The seizure of the ship by Norway caused a row.", ("Norway", "seizure", "the ship")),
        ("Acme Steel's bid to buy Bolt Iron caused a row.", ("Acme Steel", "bid", "to buy Bolt Iron")),
        (
            "The first meeting between Anna Keller and Otto Mori ended early.",
            ("Anna Keller and Otto Mori", "first meeting", None),
        ),
    ],
)
def test_acts_and_meetings_told_as_nouns_are_claims(text: str, fact: tuple[str | None, str, str | None]) -> None:
    assert fact in facts_of(text)


def test_an_act_that_is_denied_or_only_thought_of_is_no_claim() -> None:
    facts = facts_of(
        "The envoy ruled out any attack by Norway on Finland and a possible meeting between Norway and Finland."
    )
    assert {predicate for _, predicate, _ in facts} == {"ruled out"}


def test_what_a_possibility_would_mean_is_no_fact() -> None:
    modal = {claim.predicate: claim.modality for claim in claims_of("It could mean that oil is flowing into Norway.")}
    assert modal["is flowing"] == "could"
    modal = {
        claim.predicate: claim.modality for claim in claims_of("The envoy insists that oil is flowing into Norway.")
    }
    assert modal["is flowing"] is None


def test_who_told_it_is_no_part_of_the_claim() -> None:
    (claim,) = claims_of("The driver lived in Oslo, according to the local paper.")
    assert claim.span.words == "The driver lived in Oslo"
