"""The whole API against its own description: nothing fails, and every answer is one that is documented."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast
from unittest.mock import patch

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable

from variorum.web.api import create_api
from variorum.web.jobs import Job, Jobs
from variorum.web.room import Room

from .conftest import app_of

EXAMPLES = 8
DESCRIBED = create_api(cast("Room", None)).openapi()  # the description needs no library
OPERATIONS = [(method, path) for path, methods in DESCRIBED["paths"].items() for method in methods]


def _done(self: Jobs, job: Job, work: object) -> None:
    """What is generated must not be fetched, nor stories be collated a hundred times."""
    del self, work
    job.state = "done"


@pytest.fixture(scope="session")
def api_schema(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    path = tmp_path_factory.mktemp("contract") / "library.db"
    shutil.copy(made, path)
    room = Room(path, keep_pages=False)
    with patch.object(Jobs, "_run", _done):
        yield schemathesis.openapi.from_asgi("/api/openapi.json", app_of(room), headers={"host": "localhost"})
    room.close()


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode), ids=lambda mode: mode.value)
def test_no_request_breaks_the_contract(
    api_schema: Any, method: str, path: str, mode: schemathesis.GenerationMode
) -> None:
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    @given(case=api_schema[path][method].as_strategy(generation_mode=mode))
    def holds(case: schemathesis.Case[Any]) -> None:
        case.call_and_validate(headers={"host": "localhost"})

    try:
        holds()
    except Unsatisfiable:
        pytest.skip("nothing can be wrong with a request that has no part")
