"""A library of invented tellings, made once, and the API on a copy of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.web.libraries import of_examples
from variorum.web.app import create_app
from variorum.web.room import Door

from .serving import room_of


@pytest.fixture(scope="session")
def made(pytestconfig: pytest.Config) -> Path:
    """The file of a library with the examples: three stories, one of them with a telling that changed."""
    return of_examples(pytestconfig.cache.mkdir("variorum"))


def served(path: Path, door: Door | None = None) -> Iterator[TestClient]:
    with TestClient(create_app(room_of(path, door)), base_url="http://localhost") as client:
        yield client


@pytest.fixture(scope="session")
def client(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The API on a library that nobody writes to."""
    path = tmp_path_factory.mktemp("read") / "library.db"
    shutil.copy(made, path)
    yield from served(path)


@pytest.fixture
def own(made: Path, tmp_path: Path) -> Path:
    """A library of a test's own."""
    shutil.copy(made, tmp_path / "library.db")
    return tmp_path / "library.db"


@pytest.fixture
def writer(own: Path) -> Iterator[TestClient]:
    """The API on a library of a test's own, to be written to."""
    yield from served(own)


@pytest.fixture(scope="session")
def story(client: TestClient) -> str:
    """The id of the story with most tellings."""
    first = client.get("/api/stories").json()["items"][0]
    return str(first["id"])
