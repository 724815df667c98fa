"""The user's own list of entities: what is read, what is passed over, what is no list."""

from __future__ import annotations

from pathlib import Path

import pytest

from variorum.errors import NotAList
from variorum.model import Listed
from variorum.store import read_listed

TABLE = (
    "id\tlabel\taliases\tkind\tdescription\n"
    "Q1\tAstrid Lunde\tA. Lunde|Lunde of Bergen\thuman\tpolitician\n"
    "\n"
    'http://www.wikidata.org/entity/Q2\tFjord "North" Bank\t\tcompany\n'
)


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_tab_separated_rows_are_read_with_quotation_marks_as_they_stand(tmp_path: Path) -> None:
    assert read_listed(written(tmp_path, "known.tsv", TABLE)) == (
        (
            Listed("Q1", "Astrid Lunde", ("A. Lunde", "Lunde of Bergen"), "person", "politician"),
            Listed("Q2", 'Fjord "North" Bank', (), "organisation", None),
        ),
        (),
    )


def test_json_lines_are_read(tmp_path: Path) -> None:
    text = '{"id": "Q3", "label": "Norway", "aliases": ["Noreg", 7], "kind": "starfish"}\n'
    assert read_listed(written(tmp_path, "known.jsonl", text))[0] == (Listed("Q3", "Norway", ("Noreg",)),)


@pytest.mark.parametrize("line", ['{"id": "Q3"}', '{"label": "Norway"}', "[1]", "{", '{"id": "P3", "label": "Norway"}'])
def test_a_row_without_id_and_label_is_a_problem_and_the_others_are_read(tmp_path: Path, line: str) -> None:
    listed, problems = read_listed(written(tmp_path, "k.jsonl", f'{line}\n{{"id": "Q4", "label": "Oslo"}}\n'))
    assert [one.id for one in listed] == ["Q4"]
    assert [(one.kind, one.message[:6]) for one in problems] == [("entity_not_read", "line 1")]


@pytest.mark.parametrize("text", ["", "Astrid Lunde\n", "id\tname\nQ1\tAstrid Lunde\n"])
def test_a_file_without_the_columns_is_no_list(tmp_path: Path, text: str) -> None:
    with pytest.raises(NotAList, match="columns id and label"):
        read_listed(written(tmp_path, "known.tsv", text))


def test_a_file_that_is_not_there_is_no_list(tmp_path: Path) -> None:
    with pytest.raises(NotAList, match="no list of entities"):
        read_listed(tmp_path / "nowhere.tsv")


def test_bytes_that_are_no_text_are_no_list(tmp_path: Path) -> None:
    path = tmp_path / "known.tsv"
    path.write_bytes(b"id\tlabel\n\xff\xfe\n")
    with pytest.raises(NotAList, match="not UTF-8"):
        read_listed(path)
