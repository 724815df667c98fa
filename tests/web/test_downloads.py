"""A story as files to keep: every format, as the command line writes it, and never a page of ours."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.web.libraries import copied, of_examples
from tests.web.sending import Desk, desk
from variorum.cli import export
from variorum.edition.exports import FILES, Wanted
from variorum.web.formats import FORMATS
from variorum.web.pages import downloads
from variorum.web.pages.downloads import file_name


@pytest.fixture(scope="module")
def room(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with desk(
        copied(of_examples(pytestconfig.cache.mkdir("variorum")), tmp_path_factory.mktemp("downloads"))
    ) as opened:
        yield opened


@pytest.fixture(scope="module")
def story(room: Desk) -> str:
    with room.room.reading() as library:
        return next(story.id for story in library.stories() if story.articles == 2)


@pytest.mark.parametrize("form", [one.name for one in FORMATS])
def test_every_format_is_a_file_to_keep_that_runs_nothing(room: Desk, story: str, form: str) -> None:
    answer = room.client.get(f"/stories/{story}/download/{form}")
    assert answer.status_code == 200
    assert answer.content
    ending = next(one.ending for one in FORMATS if one.name == form)
    assert (
        answer.headers["content-disposition"]
        == f'attachment; filename="four-dead-in-norrby-warehouse-fire-{story}{ending}"'
    )
    assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert room.client.get(f"/stories/{story}/download/{form}").content == answer.content


@pytest.mark.parametrize("form", FILES)
def test_a_file_is_the_one_that_the_command_line_writes(room: Desk, story: str, form: str, tmp_path: Path) -> None:
    export.from_library(room.room.path, [story], form=form, to=str(tmp_path / "out"), wanted=Wanted(), quiet=True)
    assert room.client.get(f"/stories/{story}/download/{form}").content == (tmp_path / "out").read_bytes()


def test_tables_are_those_that_the_command_line_writes(room: Desk, story: str, tmp_path: Path) -> None:
    export.from_library(room.room.path, [story], form="csv", to=str(tmp_path), wanted=Wanted(), quiet=True)
    packed = zipfile.ZipFile(io.BytesIO(room.client.get(f"/stories/{story}/download/csv").content))
    assert sorted(packed.namelist()) == sorted(path.name for path in tmp_path.iterdir())
    for name in packed.namelist():
        assert packed.read(name) == (tmp_path / name).read_bytes()
    assert next(csv.reader(io.StringIO(packed.read("points.csv").decode())))[0] == "story"


def test_programs_can_read_what_is_for_them(room: Desk, story: str) -> None:
    assert json.loads(room.client.get(f"/stories/{story}/download/json").content)["stories"][0]["id"] == story
    assert ET.fromstring(room.client.get(f"/stories/{story}/download/graphml").content).tag.endswith("graphml")  # noqa: S314 - it is ours
    packed = zipfile.ZipFile(io.BytesIO(room.client.get(f"/stories/{story}/download/parquet").content))
    assert packed.read("points.parquet")[:4] == b"PAR1"


def test_where_nothing_writes_parquet_it_is_said_how_to_install_it(
    room: Desk, story: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(downloads, "find_spec", lambda _: None)
    answer = room.client.get(f"/stories/{story}/download/parquet")
    assert answer.status_code == 404
    assert "variorum[parquet]" in answer.text


def test_what_is_not_there_is_not_found(room: Desk, story: str) -> None:
    for at in (
        f"/stories/{story}/download/docx",
        f"/stories/{story}/download/..%2fx",
        "/stories/nowhere/download/json",
    ):
        assert room.client.get(at).status_code == 404


def test_a_story_offers_every_format_and_says_what_for(room: Desk, story: str) -> None:
    page = room.look(f"/stories/{story}")
    for one in FORMATS:
        assert f'href="/stories/{story}/download/{one.name}"' in page
        assert one.use in page


@given(st.text(max_size=200), st.text(max_size=40))
def test_a_file_name_is_one_that_any_system_takes(title: str, identity: str) -> None:
    name = file_name(title, identity)
    assert name.isascii()
    assert all(char.isalnum() or char == "-" for char in name)
    assert 0 < len(name) <= 81
