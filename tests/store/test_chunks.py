"""A shelf gives back what was put there, whole, or nothing."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from variorum.errors import NotWritable
from variorum.store import Chunks
from variorum.store.chunks import _head

SOME = settings(
    max_examples=50, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
KEY = "ab" * 32


@SOME
@given(st.binary(max_size=300))
def test_what_was_put_there_is_given_back(tmp_path: Path, content: bytes) -> None:
    shelf = Chunks(tmp_path)
    shelf.put("read", KEY, content)
    assert Chunks(tmp_path).get("read", KEY) == content
    assert shelf.get("collate", KEY) is None


def test_no_half_written_file_is_left_under_a_name_that_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    told: list[str] = []
    shelf = Chunks(tmp_path, told.append)
    monkeypatch.setattr(Path, "replace", full)
    shelf.put("read", KEY, b"x")
    shelf.put("read", KEY[::-1], b"x")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert len(told) == 1
    assert "No space left" in told[0]


def test_content_that_does_not_unpack_counts_as_missing(tmp_path: Path) -> None:
    told: list[str] = []
    shelf = Chunks(tmp_path, told.append)
    shelf.put("read", KEY, b"x")
    (path,) = tmp_path.rglob("*.chunk")
    for packed in (b"", b"\x00" * 9, zlib.compress(b"y")[:-6]):
        path.write_bytes(_head(packed) + b"\n" + packed)
        assert not shelf.get("read", KEY)
    assert told


def test_a_place_that_is_no_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(NotWritable):
        Chunks(tmp_path / "file")
