"""``variorum compare --llm URL --llm-model NAME``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bench.scripted import Scripted, said

from tests.cli.running import variorum
from tests.llm.conftest import COURIER, POST


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "courier.txt").write_text(COURIER)
    (tmp_path / "news" / "post.txt").write_text(POST)
    return tmp_path / "news"


def test_it_adds_what_is_borne_out_and_gives_the_same_bytes_without_the_server(folder: Path) -> None:
    with Scripted(
        lambda question: said(
            {question["name"]: [{"point": "p1", "words": "The repair"}, {"point": "p1", "words": "a lie"}]}
        )
    ) as server:
        options = ("compare", folder, "--llm", server.url, "--llm-model", "tiny", "--json")
        first = variorum(*options)
    second = variorum(*options)
    assert second == first
    assert first.code == 0
    document = json.loads(first.out)
    assert document["reader"]["model"] == "tiny"
    assert document["reader"]["kept"] == 1
    assert {one["reason"] for one in document["reader"]["refused"]} == {"wrong_shape", "words"}
    bare = json.loads(variorum("compare", folder, "--json").out)
    del document["reader"], document["stories"][0]["proposals"]
    assert document == bare


def test_a_server_that_is_not_there_is_no_problem_of_the_inputs(folder: Path) -> None:
    done = variorum("compare", folder, "--llm", "http://127.0.0.1:9/v1", "--llm-model", "tiny")
    assert done.code == 0
    assert "0 proposals kept" in done.out


def test_the_key_comes_from_the_environment(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VARIORUM_LLM_KEY", "secret")
    with Scripted(lambda question: said({question["name"]: []})) as server:
        variorum("compare", folder, "--llm", server.url, "--llm-model", "tiny", "--json")
    assert {headers["Authorization"] for headers in server.headers} == {"Bearer secret"}


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (["--llm", "http://127.0.0.1:9/v1"], "go together"),
        (["--llm-model", "tiny"], "go together"),
        (["--llm", "file:///etc", "--llm-model", "tiny"], "no address"),
        (["--llm", "http://127.0.0.1:9/v1", "--llm-model", "tiny", "--parquet", "tables"], "without --llm"),
    ],
)
def test_wrong_use_is_told(folder: Path, options: list[str], why: str) -> None:
    done = variorum("compare", folder, *options)
    assert done.code == 2
    assert why in done.err
