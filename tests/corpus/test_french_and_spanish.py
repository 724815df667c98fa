"""Stories told in French and in Spanish only: each ``expected.json`` says what a person wants found in its three tellings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.corpus.told import edition, expected, stem, story
from variorum.languages import INSTALL, reads

NAMES = {"passerelle": "fr", "embalse": "es"}


def cases(key: str) -> list[Any]:
    return [
        pytest.param(name, case, id=f"{name}-{number}")
        for name in NAMES
        for number, case in enumerate(expected(name)[key])
    ]


@pytest.fixture(autouse=True)
def _needs_the_model(request: pytest.FixtureRequest) -> None:
    name = request.node.callspec.params["name"]
    if not reads(NAMES[name]):
        pytest.skip(f"no spaCy model for {NAMES[name]!r}: {INSTALL[NAMES[name]]}")


@pytest.mark.parametrize("name", NAMES)
def test_all_tellings_are_read_to_the_end(name: str) -> None:
    articles = {Path(article.input).stem: article for article in edition(name).articles}
    assert {one: a.published.value[:10] if a.published else None for one, a in articles.items()} == expected(name)[
        "published"
    ]
    assert {article.language for article in articles.values()} == {expected(name)["language"]}
    assert not [problem for problem in edition(name).problems if problem.kind == "language_not_read"]


@pytest.mark.parametrize(("name", "group"), cases("one_voice"))
def test_copies_are_one_voice(name: str, group: list[str]) -> None:
    voices = [{stem(name, article) for article in voice} for voice in story(name).lineage.voices]
    assert any(set(group) <= voice for voice in voices)


@pytest.mark.parametrize(("name", "pair"), cases("not_one_voice"))
def test_independent_tellings_are_two_voices(name: str, pair: list[str]) -> None:
    voices = [{stem(name, article) for article in voice} for voice in story(name).lineage.voices]
    assert not any(set(pair) <= voice for voice in voices)


@pytest.mark.parametrize(("name", "case"), cases("entities"))
def test_names_have_their_kinds(name: str, case: dict[str, str]) -> None:
    assert case["kind"] in {entity.kind for entity in story(name).entities if entity.name == case["name"]}


@pytest.mark.parametrize(("name", "case"), cases("quotes"))
def test_quotes_have_their_kinds_and_speakers(name: str, case: dict[str, Any]) -> None:
    entities = {entity.id: entity.name for entity in story(name).entities}
    found = [
        quote
        for quote in story(name).quotes
        if stem(name, quote.span.article) == case["in"] and case["words"] in quote.span.words
    ]
    assert case["kind"] in {quote.kind for quote in found}, "the quote is not found"
    named = {
        words
        for quote in found
        if quote.said_by
        for words in (quote.said_by.words, entities.get(quote.speaker or "", ""))
    }
    assert any(case["speaker"] in words for words in named), named


@pytest.mark.parametrize(("name", "case"), cases("figures"))
def test_figures_have_their_values(name: str, case: dict[str, Any]) -> None:
    found = [
        figure
        for figure in story(name).figures
        if stem(name, figure.span.article) == case["in"] and case["words"] in figure.span.words
    ]
    wanted = {key: case[key] for key in ("low", "unit") if key in case}
    assert any({key: getattr(figure, key) for key in wanted} == wanted for figure in found), found


@pytest.mark.parametrize(("name", "case"), cases("commitments"))
def test_commitments_have_their_acts_and_actors(name: str, case: dict[str, Any]) -> None:
    entities = {entity.id: entity.name for entity in story(name).entities}
    found = [
        one
        for one in story(name).commitments
        if stem(name, one.span.article) == case["in"] and case["words"] in one.span.words and one.act == case["act"]
    ]
    assert found, "the commitment is not found"
    assert any(case["actor"] in (entities.get(one.actor or ""), one.actor_words) for one in found), found


@pytest.mark.parametrize(("name", "case"), cases("claims"))
def test_claims_have_their_parts(name: str, case: dict[str, str]) -> None:
    assert any(
        stem(name, claim.span.article) == case["in"]
        and case["subject"] in (claim.subject or "")
        and case["predicate"] in claim.predicate
        for claim in story(name).claims
    )


@pytest.mark.parametrize("name", NAMES)
def test_every_span_quotes_its_article(name: str) -> None:
    texts = {article.id: article.text for article in edition(name).articles}
    found = story(name)
    spans = [
        one.span
        for group in (found.quotes, found.figures, found.dates, found.commitments, found.claims)
        for one in group
    ]
    spans += [span for entity in found.entities for span in entity.mentions]
    assert spans
    assert all(texts[span.article][span.start : span.end] == span.words for span in spans)


@pytest.mark.parametrize("name", NAMES)
def test_the_brief_is_made_of_the_tellings_own_words(name: str) -> None:
    texts = " ".join(" ".join(article.text.split()) for article in edition(name).articles)
    assert story(name).brief
    assert all(" ".join(line.sentence.split()) in texts for line in story(name).brief)
