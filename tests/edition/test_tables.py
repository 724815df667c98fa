"""CSV tables that a spreadsheet can be trusted with."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from variorum.edition import to_csv
from variorum.model import Edition

from .build import sample
from .strategies import editions


def rows(table: str, edition: Edition | None = None) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(to_csv(edition or sample())[f"{table}.csv"], newline="")))


@pytest.mark.parametrize(
    ("table", "number"),
    [("articles", 5), ("stories", 1), ("copies", 2), ("voices", 5), ("entities", 8), ("quotes", 8), ("figures", 15), ("dates", 6),
     ("commitments", 5), ("claims", 5), ("points", 14), ("versions", 33), ("silences", 15), ("problems", 2), ("merges", 8), ("ledger", 5),
     ("positions", 3), ("utterances", 6), ("headings", 3), ("timeline", 5), ("brief", 2), ("related", 1), ("judgements", 0)],
)  # fmt: skip
def test_every_finding_has_its_row(table: str, number: int) -> None:
    assert len(rows(table)) == number
    assert len(to_csv(sample())) == 23


@given(edition=editions)
@settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_no_cell_is_a_formula_and_no_row_is_ragged(edition: Edition) -> None:
    for name, text in to_csv(edition).items():
        header, *body = csv.reader(io.StringIO(text, newline=""))
        assert len(set(header)) == len(header), name
        for row in body:
            assert len(row) == len(header)
            assert not [cell for cell in row if cell.lstrip()[:1] in set("=+@＝＋－＠") and cell.lstrip()[:1]]
            assert not [cell for cell in row if cell.lstrip().startswith("-") and not is_number(cell)]


def is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def test_a_negative_number_stays_a_number_and_a_dash_in_words_does_not() -> None:
    story = sample().stories[0]
    figure = replace(story.figures[0], low=-2.5, high=-2.5, measures="-cmd")
    row = rows("figures", replace(sample(), stories=(replace(story, figures=(figure,)),)))[0]
    assert (row["low"], row["measures"]) == ("-2.5", "'-cmd")


def test_a_version_row_holds_the_sentence_and_its_decisive_words() -> None:
    row = rows("versions")[3]
    assert (row["point"], row["version"], row["voices"], row["label"], row["decisive"]) == (
        "p1",
        "2",
        "2",
        "reader-notes",
        "two burned silos",
    )
    assert row["decisive"] in row["words"]


def test_what_tellings_make_of_a_commitment_is_one_row_a_telling() -> None:
    entry = [row for row in rows("ledger") if row["id"] == "l1"]
    assert [(row["label"], row["status"], row["due"]) for row in entry] == [
        ("Osterby Courier", "pledged", "2026-06-01"),
        ("Nordwire", "expected", "2026-06-01"),
        ("The Daily Lantern", "expected", "2026-06-01"),
    ]
    assert {row["drift"] for row in entry} == {
        "a promise with a day in Osterby Courier, only an intention in the others"
    }


def test_a_change_in_a_quote_is_one_row_with_why_it_weighs() -> None:
    turned = [row for row in rows("utterances") if row["change"]]
    assert [(row["change"], row["before"], row["after"], row["weighty"]) for row in turned] == [
        ("replaced", "&", "and Sons", ""),
        ("dropped", "Harbour operator", "", "whose cables they are is gone"),
    ]


def test_a_row_says_how_sure_its_point_is() -> None:
    assert {row["id"]: row["certainty"] for row in rows("points")}["p14"] == "unsure"
    assert [row["value"] for row in rows("versions") if row["latest"] == "true"] == ["7 people"]
