"""``variorum export`` as a function: where it writes, what it refuses, and what it leaves behind."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from tests.edition.build import sample
from variorum.cli.export import FORMATS, from_paths, run
from variorum.edition import to_csv, to_json
from variorum.edition.exports import Wanted
from variorum.errors import NotWritable, UnknownFormat, UnknownStory
from variorum.model import Decision, Edition

PLAIN = Wanted()


@pytest.mark.parametrize("form", ["jsonl", "jsonld", "annotations", "graphml", "statements"])
def test_a_file_is_what_standard_output_gets(
    form: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run([sample()], form=form, wanted=PLAIN, quiet=True) == 1  # the sample has problems
    printed = capfdbinary.readouterr().out
    run([sample()], form=form, to=str(tmp_path / "deep" / "file"), wanted=PLAIN, quiet=True)
    assert (tmp_path / "deep" / "file").read_bytes() == printed
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["file"]


def test_csv_is_that_of_compare(tmp_path: Path) -> None:
    run([sample()], form="csv", to=str(tmp_path), wanted=PLAIN, quiet=True)
    assert {path.name: path.read_bytes().decode() for path in tmp_path.iterdir()} == to_csv(sample())


def test_csv_of_many_parts_has_one_header(tmp_path: Path) -> None:
    run([sample(), sample()], form="csv", to=str(tmp_path), wanted=PLAIN, quiet=True)
    with (tmp_path / "quotes.csv").open(newline="", encoding="utf-8") as file:
        assert len(list(csv.DictReader(file))) == 16


def test_parquet_is_read_by_pyarrow(tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed: pip install 'variorum[parquet]'")
    run([sample()], form="parquet", to=str(tmp_path), wanted=PLAIN, quiet=True)
    rows = pq.read_table(tmp_path / "figures.parquet").to_pylist()
    assert [row["low"] for row in rows] == [figure.low for figure in sample().stories[0].figures]


def test_an_empty_library_is_an_empty_export(tmp_path: Path) -> None:
    for form in FORMATS:
        assert run([], form=form, to=str(tmp_path / form), wanted=PLAIN, quiet=True) == 0
    assert (tmp_path / "csv" / "quotes.csv").read_text().startswith("story,id,kind,content")
    assert json.loads((tmp_path / "jsonld").read_text())["@graph"][0]["name"] == "Variorum"
    assert json.loads((tmp_path / "annotations").read_text())["total"] == 0


def test_only_the_stories_asked_for_are_written(tmp_path: Path) -> None:
    run([sample()], form="jsonl", to=str(tmp_path / "a"), stories=["fire"], wanted=PLAIN, quiet=True)
    assert len((tmp_path / "a").read_text().splitlines()) > 50
    with pytest.raises(UnknownStory, match="flood"):
        run([sample()], form="jsonl", to=str(tmp_path / "b"), stories=["fire", "flood"], wanted=PLAIN, quiet=True)
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_decisions_stand_at_the_end_of_the_lines(tmp_path: Path) -> None:
    made = (Decision("x1", "rename", "2026-03-15T08:00:00Z", ("https://a.example/1",), title="The fire"),)
    run([sample()], form="jsonl", to=str(tmp_path / "a"), wanted=PLAIN, decisions=made, quiet=True)
    assert json.loads((tmp_path / "a").read_text().splitlines()[-1])["values"]["title"] == "The fire"


def test_a_run_that_is_broken_off_leaves_the_file_before_it_alone(tmp_path: Path) -> None:
    def broken() -> Iterator[Edition]:
        yield sample()
        raise KeyboardInterrupt

    for form in FORMATS:
        place = tmp_path / form
        run([sample()], form=form, to=str(place), wanted=PLAIN, quiet=True)
        before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
        with pytest.raises(KeyboardInterrupt):
            run(broken(), form=form, to=str(place), wanted=PLAIN, quiet=True)
        assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_wrong_use_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormat, match="jsonl, jsonld, annotations, graphml, statements, csv, parquet"):
        run([], form="rdf", wanted=PLAIN)
    with pytest.raises(typer.BadParameter, match="--to DIR"):
        run([], form="csv", wanted=PLAIN)
    (tmp_path / "file").write_text("x")
    for form in ("jsonl", "csv"):
        with pytest.raises(NotWritable):
            run([sample()], form=form, to=str(tmp_path / "file" / "below"), wanted=PLAIN, quiet=True)


def test_editions_on_file_are_taken_as_they_stand(tmp_path: Path) -> None:
    (tmp_path / "edition.json").write_text(to_json(sample()), encoding="utf-8")
    assert list(from_paths([str(tmp_path / "edition.json")], quiet=True)) == [sample()]
