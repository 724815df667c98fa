"""``compare`` gives the same edition by every engine, from Parquet, to Parquet, and from what was kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from .running import COURIER, POST, variorum

pytestmark = pytest.mark.usefixtures("tellings")
pq = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed: pip install 'variorum[parquet]'")


def tables(folder: str) -> dict[str, list[dict[str, Any]]]:
    return {path.stem: pq.read_table(path).to_pylist() for path in sorted(Path(folder).glob("*.parquet"))}


def test_a_corpus_written_part_by_part_has_the_tables_of_the_whole_edition(
    tellings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tellings / "other.txt").write_text(
        "Storm floods Norrby harbour\n\nBrent Post, 9 May 2031\n\nA storm flooded the harbour of Norrby on Friday. "
        "Two boats sank, the coastguard said.\n"
    )
    monkeypatch.setattr("variorum.pipeline._PART", 1)
    paths = ["courier.txt", "post.txt", "other.txt"]
    done = variorum("compare", *paths, "--parquet", "parts")
    assert done == type(done)(0, "", "wrote parts/*.parquet: 3 articles, 2 stories\n")
    variorum("compare", *paths, "--parquet", "whole", "--json")
    assert tables("parts") == tables("whole")
    assert len(tables("parts")["points"]) > 3


def test_the_sure_findings_alone_are_written_if_they_are_asked_for() -> None:
    variorum("compare", "courier.txt", "post.txt", "--parquet", "all")
    variorum("compare", "courier.txt", "post.txt", "--parquet", "sure", "--sure")
    assert 0 < len(tables("sure")["points"]) < len(tables("all")["points"])
    assert tables("sure")["articles"] == tables("all")["articles"]


def test_a_corpus_of_parquet_gives_the_edition_of_its_records() -> None:
    import pyarrow as pa

    rows = [{"text": COURIER, "id": "c"}, {"text": POST, "id": "p"}]
    pq.write_table(pa.Table.from_pylist(rows), "corpus.parquet")
    Path("corpus.jsonl").write_text("\n".join(map(json.dumps, rows)))
    ours, theirs = (json.loads(variorum("compare", f"corpus.{kind}", "--json").out) for kind in ("parquet", "jsonl"))
    assert ours["stories"] == theirs["stories"]


def test_what_was_kept_gives_the_same_bytes(made: str) -> None:
    command = ["compare", "courier.txt", "post.txt", "--json", "--work", "kept"]
    assert variorum(*command).out == made
    assert variorum(*command).out == made
    assert {path.name for path in Path("kept").iterdir()} == {"read", "collate"}


def test_a_spoilt_chunk_is_told_as_a_note(made: str) -> None:
    command = ["compare", "courier.txt", "post.txt", "--json", "--work", "kept"]
    variorum(*command)
    for path in Path("kept").rglob("*.chunk"):
        path.write_bytes(b"something else")
    done = variorum(*command)
    assert done.out == made
    assert done.code == 0
    assert "done anew" in done.err
