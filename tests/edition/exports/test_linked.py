"""JSON-LD that rdflib reads without the network."""

from __future__ import annotations

import json
import socket
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from rdflib import RDF, Graph, Literal, Namespace, URIRef

from tests.edition.build import sample
from tests.edition.strategies import editions
from variorum.edition.exports import Wanted
from variorum.model import Copy, Edition, Lineage, When

from .reading import judged, text, told
from .test_lines import HOSTILE

# rdflib's own reader of JSON-LD uses a class that rdflib has given up.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
SCHEMA = Namespace("http://schema.org/")


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a reader went to the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def graph(edition: Edition, wanted: Wanted = Wanted()) -> Graph:  # noqa: B008  frozen
    return Graph().parse(data=text("jsonld", edition, wanted), format="json-ld")


def nodes(edition: Edition, kind: str, wanted: Wanted = Wanted()) -> list[dict[str, Any]]:  # noqa: B008  frozen
    document = json.loads(text("jsonld", edition, wanted))
    return [node for node in document["@graph"] if node["@type"] == kind]


def test_rdflib_counts_what_the_edition_has(edition: Edition) -> None:
    found = graph(edition)
    spoken = sum(quote.kind != "indirect" for story in edition.stories for quote in story.quotes)
    assert len(set(found.subjects(RDF.type, SCHEMA.NewsArticle))) == len(edition.articles)
    assert len(set(found.subjects(RDF.type, SCHEMA.Quotation))) == spoken
    assert len(set(found.subjects(RDF.type, SCHEMA.Claim))) == told(edition)


def test_nothing_points_to_what_is_not_there(edition: Edition) -> None:
    found = graph(edition)
    named = set(found.subjects(RDF.type))
    for link in "isPartOf isBasedOn spokenByCharacter appearance firstAppearance claimInterpreter author".split():
        assert set(found.objects(None, SCHEMA[link])) <= named, link
    assert (None, RDF.type, SCHEMA.ClaimReview) not in found


def test_a_quotation_has_its_words_its_speaker_and_its_article() -> None:
    found = graph(sample())
    words = Literal("Our own inspection points to the cables,")
    quotation = next(found.subjects(SCHEMA.text, words))
    speaker = found.value(quotation, SCHEMA.spokenByCharacter)
    assert found.value(speaker, SCHEMA.name) == Literal("Pia Kvist")
    assert (speaker, RDF.type, SCHEMA.Person) in found
    headline = str(found.value(found.value(quotation, SCHEMA.isPartOf), SCHEMA.headline))
    assert headline.startswith(("Fire at", "Four hurt"))


def test_of_a_sentence_that_quotes_some_words_only_those_are_the_quotation() -> None:
    edition = sample()
    wire = edition.articles[1]
    start = wire.text.index("would rebuild the quay")
    quote = replace(edition.stories[0].quotes[6], kind="mixed", pieces=(wire.span(start, start + 13),))
    partly = replace(edition, stories=(replace(edition.stories[0], quotes=(quote,)),))
    assert [(node["text"], node["variorum:within"]) for node in nodes(partly, "Quotation")] == [
        ("would rebuild", "the town would rebuild the quay before summer")
    ]


def test_claims_that_differ_name_one_another_and_their_tellings() -> None:
    claims = {node["variorum:value"]: node for node in nodes(sample(), "Claim")}
    three, two = claims["3 silos"], claims["2 silos"]
    assert three["variorum:differsFrom"] == [two["@id"]]
    assert (three["variorum:difference"], three["variorum:voices"], len(three["appearance"])) == ("conflict", 1, 2)
    assert three["text"].endswith("and four people were injured, police said.")


def test_the_first_of_several_is_named_only_if_every_date_is_stated() -> None:
    courier, wire, lantern, blog, preview = sample().articles
    later = replace(lantern, published=When("2026-03-15", "day"))
    edition = replace(sample(), articles=(courier, wire, later, blog, preview))
    first = {node["variorum:value"]: node.get("firstAppearance") for node in nodes(edition, "Claim")}
    assert first["3 silos"] == f"urn:variorum:article:{wire.id}"
    assert first["2 silos"] is None  # the dates of both are inferred


@pytest.mark.parametrize(
    ("when", "given_as"),
    [
        (When("2026", "year"), ("2026", "gYear")),
        (When("2026-03", "month"), ("2026-03", "gYearMonth")),
        (When("2026-03-14", "day"), ("2026-03-14", "date")),
        (When("2026-03-14T11:30", "minute"), ("2026-03-14T11:30:00", "dateTime")),
        (When("2026-03-13/2026-03-14", "interval"), None),
        (When("2026-03-14", "day", "inferred", None, "it says Saturday"), None),
    ],
)
def test_a_date_is_as_fine_as_it_is_stated_and_no_guess(when: When, given_as: tuple[str, str] | None) -> None:
    first = replace(sample().articles[0], published=when)
    node = nodes(replace(sample(), articles=(first, *sample().articles[1:])), "NewsArticle")[0]
    if given_as:
        assert node["datePublished"] == {"@value": given_as[0], "@type": f"xsd:{given_as[1]}"}
    else:
        assert "datePublished" not in node
        assert "variorum:inferredDate" in node


def test_a_copy_is_based_on_its_source_and_what_only_shares_words_is_not() -> None:
    courier, wire, lantern, *_ = sample().articles
    based = {node["@id"]: node.get("isBasedOn") for node in nodes(sample(), "NewsArticle")}
    assert based[f"urn:variorum:article:{lantern.id}"] == [f"urn:variorum:article:{wire.id}"]
    assert based[f"urn:variorum:article:{courier.id}"] is None
    unsure = Lineage((), (Copy(wire.id, lantern.id, "rewrite", 0.9, "", confidence=0.2),))
    doubtful = replace(sample(), stories=(replace(sample().stories[0], lineage=unsure),))
    assert not [node for node in nodes(doubtful, "NewsArticle") if "isBasedOn" in node]


def test_names_hold_when_the_story_grows() -> None:
    whole = sample()
    first = whole.articles[0]
    quotes = tuple(quote for quote in whole.stories[0].quotes if quote.span.article == first.id)
    alone = replace(whole, stories=(replace(whole.stories[0], articles=(first.id,), quotes=quotes),))
    before, after = ({node["@id"] for node in nodes(one, "Quotation")} for one in (alone, whole))
    assert before < after


def test_the_body_comes_when_it_is_asked_for() -> None:
    assert all("articleBody" not in node for node in nodes(sample(), "NewsArticle"))
    bodies = [node["articleBody"] for node in nodes(sample(), "NewsArticle", Wanted(full_text=True))]
    assert bodies == [article.text for article in sample().articles]


def test_a_script_in_an_article_cannot_end_the_element_it_is_pasted_into() -> None:
    assert "<" not in text("jsonld", sample(), Wanted(full_text=True))


def test_a_dismissed_finding_is_left_out() -> None:
    assert len(nodes(judged(sample(), q1="dismissed"), "Quotation")) == len(nodes(sample(), "Quotation")) - 1


@given(edition=editions)
@HOSTILE
def test_hostile_words_break_neither_json_nor_triples(edition: Edition) -> None:
    found = graph(edition, Wanted(full_text=True, everything=True))
    for subject in set(found.subjects()):
        if isinstance(subject, URIRef):
            subject.n3()  # raises for an address that no triple store takes
    assert len(set(found.subjects(RDF.type, SCHEMA.SoftwareApplication))) == 1
    Graph().parse(data=found.serialize(format="nt"), format="nt")
