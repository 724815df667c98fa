"""The statement table of discourse network analysis."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from hypothesis import given

from tests.edition.build import at, sample
from tests.edition.strategies import editions
from variorum.model import Edition, Entity, Position, Span, Stand

from .reading import judged, text
from .test_lines import HOSTILE


def rows(edition: Edition) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text("statements", edition), newline=""), delimiter=";"))


def test_it_begins_with_the_columns_of_the_analyzer_itself() -> None:
    header = text("statements", sample()).split("\n", 1)[0]
    assert header.startswith(
        "statement ID;time;document ID;document title;author;source;section;type;text;person;organization;concept;agreement;start;stop;"
    )


def test_every_stand_is_a_statement(edition: Edition) -> None:
    found = rows(edition)
    stands = [stand for story in edition.stories for position in story.positions for stand in position.stands]
    assert len({row["position"] for row in found}) == len(stands)
    assert [int(row["statement ID"]) for row in found] == list(range(1, len(found) + 1))
    assert all(bool(row["person"]) != bool(row["organization"]) for row in found)


def test_the_words_stand_where_the_row_says(edition: Edition) -> None:
    texts = {article.id: article.text.encode("utf-16-le") for article in edition.articles}
    for row in rows(edition):
        words = texts[row["document ID"]][2 * int(row["start"]) : 2 * int(row["stop"])].decode("utf-16-le")
        assert words == row["text"].removeprefix("'") or row["text"].startswith("'")


def test_a_stance_is_agreement_or_it_is_not() -> None:
    assert [(row["stance"], row["agreement"], row["concept"]) for row in rows(sample())] == [
        ("opposes", "0", "who is to blame"), ("doubts", "0", "who is to blame"), ("wants", "1", "a second fire boat")
    ]  # fmt: skip


def test_a_person_is_no_organization() -> None:
    assert [(row["person"], row["organization"]) for row in rows(sample())] == [
        ("", "Kvist & Sons"), ("", "Kvist & Sons"), ("Anders Brekke", "")
    ]  # fmt: skip


def test_the_day_is_that_of_the_stand_else_of_the_telling() -> None:
    assert [(row["time"], row["time basis"]) for row in rows(sample())] == [
        ("2026-03-14 00:00:00", "told"), ("2026-03-14 00:00:00", "told"), ("2026-03-14 00:00:00", "published, inferred")
    ]  # fmt: skip


def test_two_who_act_together_are_two_actors() -> None:
    story = sample().stories[0]
    both = Entity("e9", "Tove Lindqvist and Kvist & Sons", "other")
    courier = sample().articles[0]
    stand = Stand(courier.id, "supports", at(courier, "the quay would be open again"))
    position = Position("o3", "e9", "rebuilding the quay", (stand,))
    edition = replace(sample(), stories=(replace(story, entities=(*story.entities, both), positions=(position,)),))
    assert [(row["person"], row["organization"], row["position"]) for row in rows(edition)] == [
        ("Tove Lindqvist", "", "o3.1"), ("", "Kvist & Sons", "o3.1")
    ]  # fmt: skip


def test_places_are_counted_as_java_counts_them() -> None:
    story = sample().stories[0]
    first = replace(sample().articles[0], text="👩‍🚒 Brekke wants 👍 a boat")
    stand = Stand(first.id, "wants", Span(first.id, 4, 18, first.text[4:18]))
    position = Position("o1", "e7", "a boat", (stand,))
    articles = (first, *sample().articles[1:])
    row = rows(replace(sample(), articles=articles, stories=(replace(story, positions=(position,)),)))[0]
    assert (row["text"], row["start"], row["stop"]) == ("Brekke wants 👍", "6", "21")


def test_what_was_dismissed_is_left_out() -> None:
    story = sample().stories[0]
    stands = tuple(replace(one, statement=f"k{number}") for number, one in enumerate(story.positions[0].stands, 2))
    position = replace(story.positions[0], stands=stands)
    edition = replace(sample(), stories=(replace(story, positions=(position,)),))
    assert len(rows(edition)) == 2
    left = rows(judged(edition, k2="dismissed", k3="confirmed"))
    assert [(row["stance"], row["judgement"]) for row in left] == [("doubts", "confirmed")]


@given(edition=editions)
@HOSTILE
def test_no_cell_is_a_formula_and_no_row_is_ragged(edition: Edition) -> None:
    header, *body = csv.reader(io.StringIO(text("statements", edition), newline=""), delimiter=";")
    for row in body:
        assert len(row) == len(header)
        assert not [cell for cell in row if cell.lstrip()[:1] in set("=+@＝＋－＠") and cell.lstrip()[:1]]
