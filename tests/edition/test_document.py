"""The reference output and its schema."""

from __future__ import annotations

import json
from importlib.resources import files

import jsonschema
import pytest

from variorum.edition import schema, to_json
from variorum.model import Edition

from .build import sample


def test_the_schema_that_ships_is_the_generated_one() -> None:
    shipped = files("variorum.edition").joinpath("edition.schema.json").read_text(encoding="utf-8")
    assert json.loads(shipped) == schema()


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


def test_the_schema_turns_away_what_is_no_edition() -> None:
    validator = jsonschema.Draft202012Validator(schema())
    assert not validator.is_valid({"articles": [{"id": 1}]})
    assert not validator.is_valid({"stories": [{"id": "s", "title": "t", "articles": [], "points": [{"id": "p"}]}]})


@pytest.mark.parametrize(
    ("path", "first"),
    [
        ("", "edition variorum articles stories problems"),
        ("articles.0", "id input title outlet authors language published url credits text furniture"),
        ("stories.0", "id title opened latest articles joins lineage entities quotes figures dates commitments claims points timeline brief"),
        ("stories.0.joins.0", "article with score reason"),
        ("stories.0.lineage.copies.0", "source target kind share reason passages"),
        ("stories.0.quotes.0", "id kind content speaker cue span said_by"),
        ("stories.0.quotes.0.said_by", "entity words cue span"),
        ("stories.0.quotes.0.span", "article start end words"),
        ("stories.0.figures.0", "id low high unit hedge measures as_of entities span said_by"),
        ("stories.0.dates.0", "id value grain event span"),
        ("stories.0.commitments.0", "id actor act what to due condition status span said_by"),
        ("stories.0.claims.0", "id subject predicate object negated modality span said_by"),
        ("stories.0.points.0", "id kind about verdict difference versions silences"),
        ("stories.0.points.0.versions.0", "value statements articles voices"),
        ("stories.0.timeline.0", "date what spans"),
        ("stories.0.brief.0", "sentence spans"),
    ],
)  # fmt: skip
def test_the_keys_of_the_contract_come_first_and_in_its_order(path: str, first: str) -> None:
    value = json.loads(to_json(sample()))
    for step in filter(None, path.split(".")):
        value = value[int(step)] if step.isdigit() else value[step]
    assert list(value)[: len(first.split())] == first.split()


def test_an_empty_edition_is_a_document() -> None:
    assert json.loads(to_json(Edition())) == {
        "edition": 1,
        "variorum": "0.1.0",
        "articles": [],
        "stories": [],
        "problems": [],
    }


def test_the_same_edition_gives_the_same_bytes() -> None:
    assert to_json(sample()) == to_json(sample())
    assert to_json(sample()).endswith("}\n")
