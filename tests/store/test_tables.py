"""Tables are written as Parquet part by part, each column with the type that its name says."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

import pytest
from bench.forked import Forked, Tell

import variorum
from variorum.cli.story_tables import story_tables
from variorum.edition.tables import tables
from variorum.errors import MissingExtra, NotWritable
from variorum.pipeline import arrange, with_lineage
from variorum.store import Tables
from variorum.store.tables import kind_of

pq = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed: pip install 'variorum[parquet]'")
EXAMPLES = Path(__file__).parents[2] / "examples"


def read(folder: Path) -> dict[str, list[dict[str, Any]]]:
    return {path.stem: pq.read_table(path).to_pylist() for path in sorted(folder.glob("*.parquet"))}


def test_parts_are_added_and_nothing_else_is_left(tmp_path: Path) -> None:
    with Tables(tmp_path) as out:
        out.add({"quotes": (["id", "start", "score"], [("q1", 3, 0.5)]), "dates": (["id"], [])})
        out.add({"quotes": (["id", "start", "score"], [("q2", None, None), ("q\ud800", 4, 1.0)])})
    assert read(tmp_path) == {
        "dates": [],
        "quotes": [
            {"id": "q1", "start": 3, "score": 0.5},
            {"id": "q2", "start": None, "score": None},
            {"id": "q?", "start": 4, "score": 1.0},
        ],
    }
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dates.parquet", "quotes.parquet"]


def test_a_run_that_is_broken_off_leaves_the_tables_before_it_alone(tmp_path: Path) -> None:
    with Tables(tmp_path) as out:
        out.add({"quotes": (["id"], [("q1",)])})
    with pytest.raises(ZeroDivisionError), Tables(tmp_path) as out:
        out.add({"quotes": (["id"], ((f"q{2 // left}",) for left in (2, 1, 0)))})
    assert read(tmp_path) == {"quotes": [{"id": "q1"}]}
    assert [path.name for path in tmp_path.iterdir()] == ["quotes.parquet"]


@pytest.mark.skipif(
    not hasattr(os, "fork"), reason="a limit on the size of files is set in a process of its own, which needs fork"
)
def test_a_full_disk_is_told_and_leaves_nothing_behind(tmp_path: Path) -> None:
    def work(tell: Tell) -> None:
        import resource  # not on every system

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000))
        rows = [(f"{number * 7_919 % 9_973}-{number}",) for number in range(5_000)]
        try:
            with Tables(tmp_path) as out:
                out.add({"dates": (["id"], []), "quotes": (["id"], rows)})
        except NotWritable as error:
            tell(str(error))

    (told,) = Forked(work).wait().told
    assert "quotes.parquet (" in told
    assert list(tmp_path.iterdir()) == []


def test_every_table_of_an_edition_has_columns_of_the_right_type(tmp_path: Path) -> None:
    edition = variorum.compare(EXAMPLES / "ferry")
    grouped = with_lineage(arrange(edition.articles))
    for given in (tables(edition), story_tables(grouped, lineage=True)):
        plain = {name: (columns, list(rows)) for name, (columns, rows) in given.items()}
        for name, (columns, rows) in plain.items():
            for column, cells in zip(columns, zip(*rows, strict=True), strict=False):
                kinds = {"string": str, "int64": int, "double": float, "bool": bool}
                assert {type(cell) for cell in cells if cell is not None} <= {kinds[kind_of(name, column)]}, (
                    name,
                    column,
                )
        with Tables(tmp_path) as out:
            out.add(plain)
        written = read(tmp_path)
        assert {name: [tuple(row.values()) for row in written[name]] for name in plain} == {
            name: rows for name, (_, rows) in plain.items()
        }


def test_what_is_missing_or_closed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(NotWritable):
        Tables(tmp_path / "file")
    monkeypatch.setattr("variorum.store.tables.find_spec", lambda _: None)
    with pytest.raises(MissingExtra, match=r"variorum\[parquet\]"):
        Tables(tmp_path)
