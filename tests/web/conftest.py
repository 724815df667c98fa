"""A reading room with the library of the examples, to be looked at from within."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from tests.web.libraries import copied, moment, of_examples
from variorum.web.app import create_app
from variorum.web.room import Room

HERE = "http://127.0.0.1:8600"


@pytest.fixture(scope="session")
def examples(pytestconfig: pytest.Config) -> Path:
    """The library of the examples; not to be written to."""
    assert pytestconfig.cache
    return of_examples(pytestconfig.cache.mkdir("variorum"))


@pytest.fixture(scope="module")
def app(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    """A reading room in which nothing is changed."""
    return create_app(Room(copied(examples, tmp_path_factory.mktemp("web")), apart=False, clock=moment))


@pytest.fixture(scope="module")
def visitor(app: FastAPI) -> Iterator[TestClient]:
    """Somebody who asks that room, and is told when the program fails (500)."""
    with TestClient(app, base_url=HERE, raise_server_exceptions=False, follow_redirects=False) as client:
        yield client
