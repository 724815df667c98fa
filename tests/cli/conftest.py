"""Two tellings on disk, and the edition of them, made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from .running import COURIER, POST, variorum


@pytest.fixture
def tellings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with ``courier.txt`` and ``post.txt``; it is also the working folder."""
    (tmp_path / "courier.txt").write_text(COURIER, encoding="utf-8")
    (tmp_path / "post.txt").write_text(POST, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The JSON of the edition of the two tellings, with their file names as inputs."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "courier.txt").write_text(COURIER, encoding="utf-8")
    (folder / "post.txt").write_text(POST, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        done = variorum("compare", "courier.txt", "post.txt", "--json")
    assert done.code == 0
    return done.out


@pytest.fixture
def edition(tellings: Path, made: str) -> Path:
    """The edition of the two tellings as a file beside them."""
    path = tellings / "edition.json"
    path.write_text(made, encoding="utf-8")
    return path
