"""Everything that goes wrong is told as problem details, and nothing from outside breaks anything."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi import APIRouter
from hypothesis import example, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from variorum import errors
from variorum.edition.visible import one_line
from variorum.web import problems
from variorum.web.app import create_app
from variorum.web.room import Door

from .conftest import served
from .serving import room_of

NASTY = (
    "\x00", "\x1b[31m", "\n", "../../etc/passwd", "..%2f..%2fetc%2fpasswd", "%00", "%", "%zz", "%ff", "%ed%a0%80", "🙂" * 30, "'", '"',
    "';DROP TABLE stories;--", "<script>alert(1)</script>", "{{7*7}}", "a" * 5000, "*", "?", "#", "s%", "s_", "\u202e", "\ufeff", " ",
    "NEAR(a b)", "-", '"unclosed', "a* OR b*", "^a", "col:a", "99999999999999999999999999", "1e999", "NaN", "true", "null", "[]",
)  # fmt: skip
PLACES = (
    "/api/stories/{}", "/api/stories/{}/points", "/api/stories/{}/edition", "/api/stories/STORY/points/{}", "/api/stories/STORY/{}",
    "/api/tellings/{}", "/api/tellings/{}/text", "/api/words/{}/0-5", "/api/words/0123456789abcdef/{}-5", "/api/people/{}",
    "/api/decisions/{}", "/api/jobs/{}", "/api/{}", "/api/search?words={}", "/api/search?words=a&speaker={}",
    "/api/search?words=a&since={}", "/api/search?words=a&story={}", "/api/stories?words={}", "/api/stories?outlet={}",
    "/api/stories?cursor={}", "/api/stories?order={}", "/api/people?words={}", "/api/commitments?actor={}", "/api/commitments?story={}",
    "/api/changes?since={}", "/api/stories/STORY/quotes?speaker={}", "/api/stories/STORY/figures?unit={}",
)  # fmt: skip


def is_told(answer: object) -> None:
    """A refusal is problem details, one that says what was wrong, and nothing that could be markup or hidden."""
    status = answer.status_code  # type: ignore[attr-defined]
    assert status < 500
    if status >= 400 and answer.url.path.startswith("/api"):  # type: ignore[attr-defined]  # a client follows ../ itself
        assert answer.headers["content-type"] == "application/problem+json"  # type: ignore[attr-defined]
        told = answer.json()  # type: ignore[attr-defined]
        assert told["status"] == status
        assert told["detail"] == one_line(told["detail"])
        assert len(told["detail"]) <= 1_000
        assert told["instance"].startswith("/api")


@pytest.mark.parametrize("place", PLACES)
def test_nothing_nasty_in_an_address_breaks_anything(client: TestClient, story: str, place: str) -> None:
    place = place.replace("STORY", story)
    for words in NASTY:
        is_told(client.get(place.format(quote(words, safe=""))))
        if words.isascii() and words.isprintable() and "#" not in words:
            is_told(client.get(place.format(words)))  # as it is, with whatever % does in it


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(PLACES), st.binary(max_size=40))
@example("/api/tellings/{}", b"\xed\xa0\x80")
def test_no_bytes_in_an_address_break_anything(client: TestClient, story: str, place: str, words: bytes) -> None:
    is_told(client.get(place.replace("STORY", story).format(quote(words, safe=""))))


@settings(max_examples=100, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.text() | st.integers(),
        lambda one: st.lists(one) | st.dictionaries(st.text(), one),
    )
)
@example({"kind": "rename", "story": "\ud800", "title": "x"})
@example({"kind": "rename", "story": "x", "title": "\udfff"})
def test_no_body_breaks_anything(client: TestClient, body: object) -> None:
    for address in ("/api/decisions", "/api/ingest"):
        is_told(client.post(address, content=json.dumps(body), headers={"Content-Type": "application/json"}))


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("GET", "/api/nothing", 404),
        ("GET", "/api/stories/nothing", 404),
        ("GET", "/api/tellings/nothing", 404),
        ("GET", "/api/words/0123456789abcdef/0-5", 404),
        ("GET", "/api/people/Nobody%20At%20All", 404),
        ("GET", "/api/decisions/d9", 404),
        ("GET", "/api/jobs/999", 404),
        ("GET", "/api/search?words=-", 400),
        ("GET", "/api/search", 422),
        ("GET", "/api/stories?limit=0", 422),
        ("DELETE", "/api/stories", 405),
        ("PUT", "/api/decisions/d1", 405),
        ("POST", "/api/decisions/d9/undo", 404),
        ("POST", "/api/ingest", 415),
    ],
)
def test_each_refusal_has_its_status(client: TestClient, method: str, address: str, status: int) -> None:
    answer = client.request(method, address)
    assert answer.status_code == status
    is_told(answer)


def test_what_cannot_be_done_on_reads_does_not_exist(client: TestClient) -> None:
    described = client.get("/api/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    methods = {method for one in described["paths"].values() for method in one}
    assert methods == {"get", "post"}
    names = [operation["operationId"] for one in described["paths"].values() for operation in one.values()]
    assert len(names) == len(set(names))
    posts = {path for path, one in described["paths"].items() if "post" in one}
    assert posts == {"/decisions", "/decisions/{decision}/undo", "/ingest"}


def test_every_error_of_ours_has_a_status_and_none_is_a_failure_of_the_program() -> None:
    kinds = [one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, errors.VariorumError)]
    statuses = {one.__name__: problems.status_of(one.__new__(one)) for one in kinds}
    assert set(statuses.values()) <= {400, 404, 409, 422, 501, 503, 507}
    assert statuses["LibraryBusy"] == 503


def test_a_failure_of_the_program_tells_nothing_of_itself(own: Path) -> None:
    app = create_app(room_of(own))
    router = APIRouter()

    @router.get("/broken")
    def broken() -> None:
        raise RuntimeError("a secret of the program")

    api = next(route.app for route in app.routes if getattr(route, "path", "") == "/api")  # type: ignore[attr-defined]
    api.include_router(router)
    with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as client:
        answer = client.get("/api/broken")
    assert (answer.status_code, answer.headers["content-type"]) == (500, "application/problem+json")
    assert "secret" not in answer.text


def test_without_the_token_nothing_is_told_but_that_the_server_is_there(own: Path) -> None:
    for client in served(own, Door(token="a-token-for-tests-only")):
        assert client.get("/api/health").json()["status"] == "fine"
        for address in ("/api", "/api/stories", "/api/openapi.json", "/api/nothing"):
            answer = client.get(address)
            assert answer.status_code == 401
            is_told(answer)
        shown = {"Authorization": "Bearer a-token-for-tests-only"}
        assert client.get("/api/stories", headers=shown).status_code == 200
