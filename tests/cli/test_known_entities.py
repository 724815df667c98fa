"""``variorum compare --entities``: names get the ids of the user's own list."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .running import variorum


@pytest.mark.usefixtures("tellings")
def test_a_list_gives_names_their_ids(tmp_path: Path) -> None:
    known = tmp_path / "known.tsv"
    known.write_text("id\tlabel\tkind\nQ7\tMaria Olsen\tperson\n", encoding="utf-8")
    done = variorum("compare", "courier.txt", "post.txt", "--json", "--entities", known)
    assert done.code == 0
    (story,) = json.loads(done.out)["stories"]
    assert {one["name"]: one["wikidata"] for one in story["entities"] if one["wikidata"]} == {"Maria Olsen": "Q7"}


@pytest.mark.usefixtures("tellings")
def test_a_file_that_is_no_list_is_wrong_use(tmp_path: Path) -> None:
    known = tmp_path / "known.tsv"
    known.write_text("Maria Olsen\n", encoding="utf-8")
    done = variorum("compare", "courier.txt", "--entities", known)
    assert done.code == 2
    assert "no list of entities" in done.err
