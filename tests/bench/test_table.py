"""Rows become tables that a reader can compare by."""

from __future__ import annotations

import pytest
from bench.rows import Row
from bench.table import grid, headlines, markdown, shown

ROWS = [
    Row("quotes", "polnear", "dev", "variorum", "content F1", 0.8964, 84),
    Row("quotes", "polnear", "dev", "variorum", "seconds", 61.4, 84, "the whole reading stage"),
    Row("quotes", "polnear", "dev", "textacy", "content F1", 0.2675, 84),
    Row("quotes", "polnear", "dev", "textacy", "seconds", 8.123, 84),
    Row("quotes", "polnear", "dev", "citron", "", None, 84, "citron is not installed"),
]


def test_a_line_is_a_measure_and_a_column_a_system() -> None:
    assert markdown(grid("quotes", ROWS)).splitlines() == [
        "### quotes",
        "",
        "| set | measure | variorum | textacy |",
        "|---|---|---|---|",
        "| polnear, dev (84) | content F1 | **0.896** | 0.268 |",
        "|  | seconds | 61 | **8.12** |",
        "",
        "- variorum: the whole reading stage",
        "- skipped: citron: citron is not installed",
    ]


def test_the_first_table_names_the_best_rival() -> None:
    better = [*ROWS, Row("quotes", "polnear", "dev", "rule", "content F1", 0.5, 84)]
    assert "| quotes | polnear, dev (84) | content F1 | 0.896 | 0.500 | rule |" in headlines([grid("quotes", better)])


def test_the_first_table_shows_our_model_that_never_saw_the_set_and_it_is_no_rival() -> None:
    rows = [
        Row("stories", "news", "other", "variorum", "B3 F1", 0.96, 9),
        Row("stories", "news", "other", "variorum, trained on the tuned halves", "B3 F1", 0.94, 9),
        Row("stories", "news", "other", "TF-IDF", "B3 F1", 0.93, 9),
    ]
    assert "| stories | news, other (9) | B3 F1 | 0.940 | 0.930 | TF-IDF |" in headlines([grid("stories", rows)])


def test_a_set_without_a_rivals_figure_shows_a_dash() -> None:
    rows = [
        Row("dates", "a", "all", "variorum", "value F1", 0.8, 3),
        Row("dates", "b", "all", "timexy", "value F1", 0.1, 3),
    ]
    text = markdown(grid("dates", rows))
    assert "| a (3) | value F1 | 0.800 | – |" in text
    assert "| b (3) | value F1 | – | 0.100 |" in text


def test_nothing_is_best_where_only_one_system_was_measured() -> None:
    assert "**" not in markdown(grid("quotes", ROWS[:2]))


def test_a_tie_is_won_by_all_who_share_it_and_by_nobody_if_all_do() -> None:
    rows = [
        Row("dates", "a", "all", name, "value F1", value, 3)
        for name, value in (("variorum", 0.8), ("b", 0.8004), ("c", 0.1))
    ]
    assert "| **0.800** | **0.800** | 0.100 |" in markdown(grid("dates", rows))
    assert "| 0.800 | 0.800 |" in markdown(grid("dates", rows[:2]))


def test_a_part_of_which_nothing_was_measured_says_why() -> None:
    text = markdown(grid("pages", [Row("pages", "", "", "variorum", "", None, 0, "there is no folder")]))
    assert text == "### pages\n\n- skipped: variorum: there is no folder\n"


@pytest.mark.parametrize(
    ("measure", "value", "words"),
    [
        ("value F1", 0.7654, "0.765"),
        ("seconds", 0.5, "0.50"),
        ("wall seconds", 1234.5, "1,234"),
        ("peak MB", 265.4, "265"),
        ("tokens/s", 5061.9, "5,062"),
        ("false copies", 2.0, "2"),
        ("times bare spaCy", 1.4166, "1.42"),
        ("value F1", None, "–"),
    ],
)
def test_a_value_is_written_as_its_measure_asks(measure: str, value: float | None, words: str) -> None:
    assert shown(measure, value) == words


def test_a_row_survives_json() -> None:
    assert [Row.from_dict(row.to_dict()) for row in ROWS] == ROWS
    assert Row.from_dict({**ROWS[0].to_dict(), "added later": 1}) == ROWS[0]
