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
from hypothesis.strategies import booleans
from schemathesis.specs.openapi.checks import positive_data_acceptance
from starlette.testclient import TestClient

from variorum.web.api import create_api
from variorum.web.app import create_app
from variorum.web.jobs import Job
from variorum.web.room import Room

from .serving import room_of

EXAMPLES = 8
DESCRIBED = create_api(cast("Room", None)).openapi()  # the description needs no library
OPERATIONS = [(method, path) for path, methods in DESCRIBED["paths"].items() for method in methods]


@pytest.fixture(scope="session")
def api_schema(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    path = tmp_path_factory.mktemp("contract") / "library.db"
    shutil.copy(made, path)
    room = room_of(path)

    def done(job: Job, _: object) -> None:
        job.state = "done"

    # What is generated must not be fetched, nor stories be collated a hundred times; and the room stays open between requests.
    with patch.object(room.jobs, "_run", done), patch.object(room, "close"):
        yield schemathesis.openapi.from_asgi("/api/openapi.json", create_app(room), headers={"host": "localhost"})
    room.close()


@pytest.fixture(scope="session")
def there(client: TestClient, story: str) -> dict[str, Any]:
    """Names of what is there: made up, most requests would only be told that there is no such thing."""
    quote = client.get(f"/api/stories/{story}/quotes").json()["items"][0]["span"]
    place = {"text_id": quote["article"], "start": quote["start"], "end": quote["end"]}
    name = client.get("/api/people").json()["items"][0]["name"]
    return {"story": story, "point": "p1", "telling": quote["article"], "name": name, **place}


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode), ids=lambda mode: mode.value)
def test_no_request_breaks_the_contract(
    api_schema: Any, there: dict[str, Any], method: str, path: str, mode: schemathesis.GenerationMode
) -> None:
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    @given(case=api_schema[path][method].as_strategy(generation_mode=mode), real=booleans())
    def holds(case: schemathesis.Case[Any], *, real: bool) -> None:
        if real and mode is schemathesis.GenerationMode.POSITIVE:
            case.path_parameters |= {name: there[name] for name in case.path_parameters if name in there}
            case.query.pop("cursor", None)
        # A search without words, and a cursor that is none, are refused in words, which no schema can say.
        answer = case.call_and_validate(headers={"host": "localhost"}, excluded_checks=[positive_data_acceptance])
        if answer.status_code == 400 and mode is schemathesis.GenerationMode.POSITIVE:
            assert answer.json()["type"] == "urn:variorum:problem:wrong-search"

    try:
        holds()
    except Unsatisfiable:
        pytest.skip("nothing can be wrong with a request that has no part")
