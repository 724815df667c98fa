"""A library of invented tellings, made once, and the API on a copy of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from variorum.library import Library
from variorum.web.api import create_api
from variorum.web.room import Door, Room
from variorum.web.safety import Guard

EXAMPLES = Path(__file__).parents[3] / "examples"


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a library with two stories, one of them with a telling that changed."""
    path = tmp_path_factory.mktemp("api") / "library.db"
    with Library(path, clock=lambda: "2031-06-01T10:00:00Z") as library:
        library.ingest([EXAMPLES / "versions", EXAMPLES / "summit"])
        for _ in library.tell_versions():
            pass
    return path


def app_of(room: Room) -> FastAPI:
    """The API as the reading room mounts it, behind the room's door."""
    app = FastAPI(openapi_url=None)
    app.state.room = room
    app.mount("/api", create_api(room))
    app.add_middleware(Guard, door=room.door)
    return app


def served(path: Path, door: Door | None = None) -> Iterator[TestClient]:
    room = Room(path, door=door, keep_pages=False, clock=lambda: "2031-06-02T10:00:00Z")
    with TestClient(app_of(room), base_url="http://localhost") as client:
        try:
            yield client
        finally:
            room.close()


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
