"""Answers are kept by content: the second run needs no server and gives the same bytes."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.scripted import Reply, Scripted, said

from tests.llm.conftest import forgetful, of_courier, refused
from tests.llm.test_claims import MET
from tests.llm.test_claims import said as claim
from variorum.edition import to_json
from variorum.llm import Reader, propose
from variorum.llm.cache import Cache

TRUTH = claim(MET, "Mayor Ruth Dahl", "met", "engineer Olav Berg at noon")
LIE = claim(MET, "Mayor Ruth Dahl", "met", "a thief at noon")


def run(reader: Reader) -> str:
    return to_json(propose(forgetful(), reader))


@pytest.fixture
def first(tmp_path: Path) -> tuple[str, Reader]:
    """What came of the first run, and its reader, whose server is gone."""
    with Scripted(lambda question: said({question["name"]: of_courier(TRUTH, LIE)(question)})) as server:
        reader = Reader(server.url, "m", cache=tmp_path)
        return run(reader), reader


def test_the_second_run_needs_no_server(first: tuple[str, Reader]) -> None:
    before, reader = first
    assert run(reader) == before


def test_another_model_is_asked_anew(first: tuple[str, Reader]) -> None:
    _, reader = first
    other = propose(forgetful(), Reader(reader.url, "other", cache=reader.cache))
    assert {one.reason for one in refused(other)} == {"no_answer"}


def test_a_failure_is_not_kept(tmp_path: Path) -> None:
    with Scripted(lambda _: Reply(status=500)) as server:
        assert '"no_answer"' in run(Reader(server.url, "m", cache=tmp_path))
    with Scripted(lambda question: said({question["name"]: []})) as server:
        assert '"no_answer"' not in run(Reader(server.url, "m", cache=tmp_path))


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"answer": 1}', b"\xff" * 100, b"[" * 100_000])
def test_a_damaged_answer_is_asked_for_again(first: tuple[str, Reader], content: bytes) -> None:
    before, reader = first
    assert reader.cache is not None
    for path in reader.cache.iterdir():
        path.write_bytes(content)
    with Scripted(lambda question: said({question["name"]: of_courier(TRUTH, LIE)(question)})) as server:
        assert run(Reader(server.url, "m", cache=reader.cache)) == before


def test_a_folder_that_cannot_be_written_is_no_cache(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with Scripted(lambda question: said({question["name"]: []})) as server:
        assert '"questions": 2' in run(Reader(server.url, "m", cache=tmp_path / "file"))


def test_an_answer_is_named_for_everything_that_was_asked(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    assert cache.key(1, "m", "a") == cache.key(1, "m", "a")
    assert len({cache.key(1, "m", "a"), cache.key(1, "m", "b"), cache.key(1, "n", "a"), cache.key(2, "m", "a")}) == 4


def test_the_folder_is_the_user_s_own(first: tuple[str, Reader]) -> None:
    _, reader = first
    assert reader.cache is not None
    assert not list(reader.cache.glob("*.part"))
    assert all(path.stat().st_mode & 0o077 == 0 for path in reader.cache.iterdir())
