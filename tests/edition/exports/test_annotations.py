"""Web annotations as the W3C's model has them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator
from rdflib import RDF, Graph, Literal, Namespace

from tests.edition.build import sample
from tests.edition.strategies import editions
from variorum.edition.exports import Wanted
from variorum.model import Edition

from .reading import judged, text
from .test_lines import HOSTILE

# rdflib's own reader of JSON-LD uses a class that rdflib has given up.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
OA = Namespace("http://www.w3.org/ns/oa#")
STANDARD = "http://www.w3.org/ns/anno.jsonld"
# Of the context that the standard's address stands for, the terms that are used here.
TERMS = {
    "oa": "http://www.w3.org/ns/oa#", "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "as": "http://www.w3.org/ns/activitystreams#",
    "dc": "http://purl.org/dc/elements/1.1/", "dcterms": "http://purl.org/dc/terms/", "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "id": {"@type": "@id", "@id": "@id"}, "type": {"@type": "@id", "@id": "@type"}, "Annotation": "oa:Annotation",
    "TextualBody": "oa:TextualBody", "TextQuoteSelector": "oa:TextQuoteSelector", "TextPositionSelector": "oa:TextPositionSelector",
    "AnnotationCollection": "as:OrderedCollection", "AnnotationPage": "as:OrderedCollectionPage", "Software": "as:Application",
    "body": {"@type": "@id", "@id": "oa:hasBody"}, "target": {"@type": "@id", "@id": "oa:hasTarget"},
    "source": {"@type": "@id", "@id": "oa:hasSource"}, "selector": {"@type": "@id", "@id": "oa:hasSelector"},
    "motivation": {"@type": "@vocab", "@id": "oa:motivatedBy"}, "purpose": {"@type": "@vocab", "@id": "oa:hasPurpose"},
    "creator": {"@type": "@id", "@id": "dcterms:creator"}, "generator": {"@type": "@id", "@id": "as:generator"},
    "items": {"@type": "@id", "@id": "as:items", "@container": "@list"}, "first": {"@type": "@id", "@id": "as:first"},
    "identifying": "oa:identifying", "linking": "oa:linking", "assessing": "oa:assessing", "describing": "oa:describing", "tagging": "oa:tagging",
    "exact": "oa:exact", "prefix": "oa:prefix", "suffix": "oa:suffix", "start": "oa:start", "end": "oa:end", "value": "rdf:value",
    "format": "dc:format", "language": "dc:language", "label": "rdfs:label", "total": "as:totalItems", "startIndex": "as:startIndex", "name": "as:name",
}  # fmt: skip

# Drawn up from the Recommendation "Web Annotation Data Model" (2017): 3.1, 3.2.4, 3.3.5, 4.2.4, 4.2.5, 5.1, 5.2.
IRI = {"type": "string", "pattern": r"^[a-z]+:\S+$"}
QUOTE = {
    "type": "object", "required": ["type", "exact"], "additionalProperties": False,
    "properties": {"type": {"const": "TextQuoteSelector"}, **{name: {"type": "string"} for name in ("exact", "prefix", "suffix")}},
}  # fmt: skip
POSITION = {
    "type": "object", "required": ["type", "start", "end"], "additionalProperties": False,
    "properties": {"type": {"const": "TextPositionSelector"}, "start": {"type": "integer", "minimum": 0}, "end": {"type": "integer", "minimum": 1}},
}  # fmt: skip
TARGET = {
    "type": "object", "required": ["source", "selector"],
    "properties": {"source": IRI, "selector": {"type": "array", "minItems": 1, "items": {"oneOf": [QUOTE, POSITION]}}},
}  # fmt: skip
BODY = {
    "type": "object", "required": ["type", "value"],
    "properties": {"type": {"const": "TextualBody"}, "value": {"type": "string"}, "purpose": {"enum": ["describing", "tagging"]}},
}  # fmt: skip
ANNOTATION = {
    "type": "object", "required": ["id", "type", "target"],
    "properties": {
        "id": IRI, "type": {"const": "Annotation"}, "motivation": {"enum": ["identifying", "linking", "assessing"]},
        "body": {"type": "array", "items": BODY},
        "target": {"oneOf": [TARGET, {"type": "array", "minItems": 2, "items": TARGET}]},
    },
}  # fmt: skip
COLLECTION = {
    "type": "object", "required": ["@context", "id", "type", "total", "first"],
    "properties": {
        "@context": {"type": "array", "contains": {"const": STANDARD}},
        "type": {"const": "AnnotationCollection"}, "total": {"type": "integer", "minimum": 0},
        "first": {
            "type": "object", "required": ["id", "type", "items"],
            "properties": {"type": {"const": "AnnotationPage"}, "startIndex": {"const": 0}, "items": {"type": "array", "items": ANNOTATION}},
        },
    },
}  # fmt: skip


def collection(edition: Edition, wanted: Wanted = Wanted()) -> dict[str, Any]:  # noqa: B008  frozen
    found: dict[str, Any] = json.loads(text("annotations", edition, wanted))
    return found


def items(edition: Edition, wanted: Wanted = Wanted()) -> list[dict[str, Any]]:  # noqa: B008  frozen
    found: list[dict[str, Any]] = collection(edition, wanted)["first"]["items"]
    return found


def targets(annotation: dict[str, Any]) -> list[dict[str, Any]]:
    target = annotation["target"]
    return target if isinstance(target, list) else [target]


def test_it_is_what_the_standard_asks_for(edition: Edition) -> None:
    found = collection(edition)
    Draft202012Validator(COLLECTION).validate(found)
    assert found["total"] == len(found["first"]["items"])
    names = [one["id"] for one in found["first"]["items"]]
    assert len(set(names)) == len(names)


def test_each_statement_has_an_annotation_and_each_comparison_one_a_version(edition: Edition) -> None:
    kinds = [one["motivation"] for one in items(edition, Wanted(everything=True))]
    compared = [point for point in edition.points if point.verdict != "single"]
    assert kinds.count("identifying") == sum(len(story.statements) for story in edition.stories)
    assert kinds.count("assessing") == sum(len(point.versions) for point in compared if point.verdict == "differs")
    assert kinds.count("linking") == sum(point.verdict != "differs" for point in compared)


def test_rdflib_reads_it(edition: Edition) -> None:
    document = collection(edition)
    document["@context"] = [TERMS, *document["@context"][1:]]
    found = Graph().parse(data=json.dumps(document), format="json-ld")
    assert len(set(found.subjects(RDF.type, OA.Annotation))) == document["total"]
    selectors = [one for item in document["first"]["items"] for target in targets(item) for one in target["selector"]]
    assert len(set(found.subjects(RDF.type, OA.TextQuoteSelector))) == sum("exact" in one for one in selectors)
    for annotation in found.subjects(RDF.type, OA.Annotation):
        assert (annotation, OA.motivatedBy, None) in found
        assert (annotation, OA.hasTarget, None) in found


def test_the_finding_is_kept_as_json() -> None:
    document = collection(sample())
    document["@context"] = [TERMS, *document["@context"][1:]]
    found = Graph().parse(data=json.dumps(document), format="json-ld")
    kept = [json.loads(str(one)) for one in found.objects(None, Namespace("urn:variorum:term:").finding)]
    assert len(kept) == document["total"]
    assert {one["low"] for one in kept if one["kind"] == "money"} == {5.2e6, 3e6, 231}


def test_the_words_are_found_on_the_page_or_in_the_text() -> None:
    courier, wire, *_ = sample().articles
    sources = {target["source"] for one in items(sample()) for target in targets(one)}
    assert "https://courier.example/fire?id=1&x=%3Cy%3E" not in sources  # no address: it holds what no address may
    assert {f"urn:variorum:article:{wire.id}", f"urn:variorum:article:{courier.id}"} <= sources
    assert not [one for one in sources if one.startswith("javascript")]


def test_a_conflict_says_what_stands_elsewhere() -> None:
    found = [one for one in items(sample()) if one["body"][1]["value"] == "conflict"]
    assert [one["body"][0]["value"] for one in found] == [
        "Cannot both be true (voices for this: 1). silos destroyed: 3 silos. Elsewhere: 2 silos.",
        "Cannot both be true (voices for this: 2). silos destroyed: 2 silos. Elsewhere: 3 silos.",
    ]
    exact = [[target["selector"][0]["exact"] for target in targets(one)] for one in found]
    assert exact == [["three silos", "three silos"], ["two silos", "two burned silos"]]


@pytest.mark.parametrize(
    ("kind", "gloss"),
    [
        ("quote", "Said by Maren Holt"),
        ("figure", "Figure: 2 – silos destroyed"),
        ("date", "Date: 2026-03-14 – fire broke out"),
        ("commitment", "Pledge by Tove Lindqvist, declared: the quay would be open again by 1 June"),
        ("claim", "Claim by Maren Holt"),
    ],
)
def test_a_body_says_in_words_what_was_found(kind: str, gloss: str) -> None:
    first = next(one for one in items(sample()) if one["body"][1]["value"] == kind)
    assert first["body"][0]["value"] == gloss


def test_what_was_dismissed_is_left_out_and_marked_if_all_is_wanted() -> None:
    edition = judged(sample(), q1="dismissed", p1="confirmed")
    assert not [one for one in items(edition) if one["finding"]["id"] == "q1"]
    marks = {one["finding"]["id"]: one["finding"].get("judgement") for one in items(edition, Wanted(everything=True))}
    assert (marks["q1"]["kind"], marks["p1"]["kind"], marks["q2"]) == ("dismissed", "confirmed", None)


@given(edition=editions)
@HOSTILE
def test_hostile_words_keep_to_the_standard(edition: Edition) -> None:
    found = collection(edition, Wanted(everything=True))
    Draft202012Validator(COLLECTION).validate(found)
    document = {**found, "@context": [TERMS, *found["@context"][1:]]}
    read = Graph().parse(data=json.dumps(document), format="json-ld")
    assert len(set(read.subjects(RDF.type, OA.Annotation))) == found["total"]
    assert (None, None, Literal("AnnotationPage")) not in read
