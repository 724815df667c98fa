"""Each example has an ``expected.json`` of what a person wants found in it, differences and non-differences."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

import variorum
from tests.corpus.told import EXAMPLES, edition, expected, stem, story
from variorum.model import Figure, Point

NAMES = ("ferry", "summit")


def cases(key: str) -> list[Any]:
    return [
        pytest.param(name, case, id=f"{name}-{number}")
        for name in NAMES
        for number, case in enumerate(expected(name).get(key, []))
    ]


def figures_of(name: str, point: Point) -> list[Figure]:
    known = story(name).statements
    found = (known[one] for version in point.versions for one in version.statements)
    return [figure for figure in found if isinstance(figure, Figure)]


def values(name: str, point: Point) -> set[float]:
    return {value for figure in figures_of(name, point) for value in (figure.low, figure.high) if value is not None}


@pytest.mark.parametrize("name", NAMES)
def test_all_tellings_are_read_and_make_one_story(name: str) -> None:
    tellings = [path for path in (EXAMPLES / name).iterdir() if path.suffix in (".txt", ".html")]
    assert len(story(name).articles) == len(tellings)


@pytest.mark.parametrize("name", NAMES)
def test_days_outlets_and_languages_are_right(name: str) -> None:
    articles = {Path(article.input).stem: article for article in edition(name).articles}
    found = {one: articles[one].published for one in expected(name)["published"]}
    assert {one: when.value[:10] if when else None for one, when in found.items()} == expected(name)["published"]
    assert {one: articles[one].outlet for one in expected(name)["outlets"]} == expected(name)["outlets"]
    assert {one: articles[one].language for one in expected(name)["languages"]} == expected(name)["languages"]


@pytest.mark.parametrize("name", NAMES)
def test_furniture_is_out_of_the_body_and_kept(name: str) -> None:
    for words in expected(name)["not_in_body"]:
        assert not any(words in article.text for article in edition(name).articles), words


@pytest.mark.parametrize(("name", "group"), cases("one_voice"))
def test_copies_are_one_voice(name: str, group: list[str]) -> None:
    voices = [{stem(name, article) for article in voice} for voice in story(name).lineage.voices]
    assert any(set(group) <= voice for voice in voices)


@pytest.mark.parametrize(("name", "pair"), cases("not_one_voice"))
def test_independent_tellings_are_two_voices(name: str, pair: list[str]) -> None:
    voices = [{stem(name, article) for article in voice} for voice in story(name).lineage.voices]
    assert not any(set(pair) <= voice for voice in voices)


@pytest.mark.parametrize(("name", "case"), cases("copies"))
def test_the_kind_of_copy_is_named(name: str, case: dict[str, Any]) -> None:
    found = [
        copy.kind
        for copy in story(name).lineage.copies
        if {stem(name, copy.source), stem(name, copy.target)} == set(case["between"])
    ]
    assert set(found) & set(case["kinds"])


@pytest.mark.parametrize(("name", "case"), cases("quotes"))
def test_quotes_have_their_speakers(name: str, case: dict[str, Any]) -> None:
    entities = {entity.id: entity for entity in story(name).entities}
    found = [
        q for q in story(name).quotes if stem(name, q.span.article) == case["in"] and case["words"] in q.span.words
    ]
    assert found, "the quote is not found"
    speakers = {
        word
        for q in found
        if q.said_by
        for word in (q.said_by.words, entities[q.speaker].name if q.speaker in entities else "")
    }
    assert any(case["speaker"] in speaker for speaker in speakers), speakers


@pytest.mark.parametrize(("name", "case"), cases("figures"))
def test_figures_have_their_values(name: str, case: dict[str, Any]) -> None:
    found = [
        f for f in story(name).figures if stem(name, f.span.article) == case["in"] and case["words"] in f.span.words
    ]
    assert found, "the figure is not found"
    wanted = {key: case[key] for key in ("low", "high", "unit") if key in case}
    assert any({key: getattr(f, key) for key in wanted} == wanted for f in found), found


@pytest.mark.parametrize(("name", "case"), cases("commitments"))
def test_commitments_are_in_the_ledger(name: str, case: dict[str, Any]) -> None:
    entities = {entity.id: entity.name for entity in story(name).entities}
    found = [
        c for c in story(name).commitments if stem(name, c.span.article) == case["in"] and case["words"] in c.span.words
    ]
    assert found, "the commitment is not found"
    assert "act" not in case or case["act"] in {c.act for c in found}
    assert "actor" not in case or any(case["actor"] in entities.get(c.actor or "", c.actor_words or "") for c in found)


@pytest.mark.parametrize(("name", "case"), cases("differs"))
def test_differences_are_found_and_named(name: str, case: dict[str, Any]) -> None:
    found = [p for p in story(name).points if p.kind == case["kind"] and set(case["values"]) <= values(name, p)]
    assert found, case["why"]
    assert [p.difference for p in found] == [case["difference"]], case["why"]


@pytest.mark.parametrize(("name", "case"), cases("agreed"))
def test_agreements_are_found(name: str, case: dict[str, Any]) -> None:
    found = [
        p
        for p in story(name).points
        if p.kind == case["kind"]
        and set(case["values"]) <= values(name, p)
        and p.verdict in ("agreed", "repeated", "differs")
    ]
    tellings = [{stem(name, article) for version in p.versions for article in version.articles} for p in found]
    assert any(set(case["in"]) <= one for one in tellings), tellings


@pytest.mark.parametrize(("name", "case"), cases("never_together"))
def test_what_is_not_the_same_thing_stays_apart(name: str, case: dict[str, Any]) -> None:
    for point in story(name).points:
        if point.kind == "figure":
            for one, other in combinations(case["values"], 2):
                assert not {one, other} <= values(name, point), case["why"]


@pytest.mark.parametrize("name", NAMES)
def test_no_false_alarm(name: str) -> None:
    conflicts = [p.about for p in story(name).points if p.difference == "conflict"]
    assert len(conflicts) <= expected(name)["most_conflicts"], conflicts


def test_spun_names_are_proposed_with_a_reason() -> None:
    proposed = {entity.name: {variant.name for variant in entity.proposed} for entity in story("summit").entities}
    wanted = expected("summit")["spun_names"]
    found = {
        known: spun
        for known, spun in wanted.items()
        if any(spun in names for name, names in proposed.items() if name.replace("US", "U.S.") == known)
    }
    assert found == wanted
    assert all(variant.reason for entity in story("summit").entities for variant in entity.proposed)


def test_the_examples_fall_into_their_own_stories() -> None:
    together = variorum.compare([EXAMPLES / "ferry", EXAMPLES / "summit"])
    folders = {article.id: Path(article.input).parent.name for article in together.articles}
    assert sorted(tuple(sorted({folders[a] for a in one.articles})) for one in together.stories) == [
        ("ferry",),
        ("summit",),
    ]
