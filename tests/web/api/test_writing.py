"""What is settled and taken in through the API, by whom, and what never reaches the disk."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from variorum.library import Library
from variorum.web import jobs as work_of
from variorum.web.room import Door

from .conftest import served

COURIER = (
    "Tern bridge opens\n\nLarn Courier, 5 March 2031\n\nPresident Maria Olsen opened the Tern bridge on Tuesday. The "
    "bridge cost $41 million and took six years to build. Crowds waved flags by the river and a band played all day.\n"
)
TOKEN = "a-token-for-tests-only"


def over(client: TestClient, address: str) -> dict[str, Any]:
    """Wait until a job is over."""
    while True:
        job: dict[str, Any] = client.get(address).json()
        if job["state"] in ("done", "failed"):
            return job
        time.sleep(0.01)  # the condition is the job's own


def test_each_decision_is_made_listed_and_undone(writer: TestClient, story: str) -> None:
    tellings = [one["id"] for one in writer.get(f"/api/stories/{story}").json()["articles"]]
    wanted: list[dict[str, Any]] = [
        {"kind": "rename", "story": story, "title": "Another name", "note": "so it is"},
        {"kind": "dismiss", "story": story, "finding": "p1"},
        {"kind": "confirm", "story": story, "finding": "p2"},
        {"kind": "one_voice", "tellings": tellings[:2]},
        {"kind": "independent", "tellings": tellings[2:4]},
    ]
    for number, one in enumerate(wanted, 1):
        made = writer.post("/api/decisions", json=one)
        assert made.status_code == 201
        assert made.headers["location"] == f"/api/decisions/d{number}"
        assert made.json()["decision"]["kind"] == one["kind"]
        assert over(writer, made.json()["job"])["state"] == "done"
    assert [one["kind"] for one in writer.get("/api/decisions").json()["items"]] == [one["kind"] for one in wanted]
    said = writer.get(f"/api/stories/{story}/judgements").json()["items"]
    assert next((one["kind"], one["finding"]) for one in said) == ("dismissed", "p1")
    assert writer.get(f"/api/stories/{story}/points/p1").json()["judgement"]["kind"] == "dismissed"
    assert writer.get(f"/api/stories/{story}").json()["title"] == "Another name"
    edition = writer.get(f"/api/stories/{story}/edition").json()["stories"][0]
    assert (edition["title"], len(edition["judgements"])) == ("Another name", 2)
    undone = writer.post("/api/decisions/d1/undo")
    assert undone.json()["decision"]["undone"] is not None
    assert over(writer, undone.json()["job"])["state"] == "done"
    assert writer.get(f"/api/stories/{story}").json()["title"] != "Another name"
    assert writer.post("/api/decisions/d1/undo").status_code == 409


def test_a_story_is_split_and_merged_again(writer: TestClient, story: str) -> None:
    before = writer.get("/api/stories").json()["total"]
    tellings = [one["id"] for one in writer.get(f"/api/stories/{story}").json()["articles"]]
    split = writer.post("/api/decisions", json={"kind": "split", "story": story, "tellings": tellings[:1]})
    assert over(writer, split.json()["job"])["state"] == "done"
    assert writer.get("/api/stories").json()["total"] == before + 1
    parts = [one["id"] for one in writer.get("/api/stories?words=ferry").json()["items"]]
    merged = writer.post("/api/decisions", json={"kind": "merge", "stories": parts})
    assert over(writer, merged.json()["job"])["state"] == "done"
    assert writer.get("/api/stories").json()["total"] == before


@pytest.mark.parametrize(
    ("wanted", "status"),
    [
        ({"kind": "rename", "story": "nothing", "title": "x"}, 404),
        ({"kind": "dismiss", "story": "STORY", "finding": "p99999"}, 404),
        ({"kind": "one_voice", "tellings": ["nothing", "nowhere"]}, 404),
        ({"kind": "merge", "stories": ["STORY"]}, 409),
        ({"kind": "rename", "story": "STORY", "title": " "}, 409),
        ({"kind": "rename", "story": "STORY"}, 422),
        ({"kind": "burn", "story": "STORY"}, 422),
        ({"kind": "rename", "story": "STORY", "title": "x", "made": "2000"}, 422),
        ({}, 422),
    ],
)
def test_a_decision_that_cannot_be_made_changes_nothing(
    writer: TestClient, story: str, wanted: dict[str, Any], status: int
) -> None:
    plain = {name: story if value == "STORY" else value for name, value in wanted.items()}
    plain |= {"stories": [story]} if "stories" in plain else {}
    assert writer.post("/api/decisions", json=plain).status_code == status
    assert writer.get("/api/decisions").json()["total"] == 0


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x"])
def test_a_decision_is_not_taken_from_a_form(writer: TestClient, story: str, kind: str) -> None:
    body = f'{{"kind":"rename","story":"{story}","title":"x"}}'
    answer = writer.post("/api/decisions", content=body, headers={"Content-Type": kind})
    assert answer.status_code == 422
    assert writer.get("/api/decisions").json()["total"] == 0


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://elsewhere.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "http://localhost"},
        {"Sec-Fetch-Site": "same-origin", "X-CSRF-Token": "0" * 64},
    ],
)
def test_a_page_writes_only_with_the_token_of_our_forms(
    writer: TestClient, story: str, headers: dict[str, str]
) -> None:
    wanted = {"kind": "rename", "story": story, "title": "x"}
    assert writer.post("/api/decisions", json=wanted, headers=headers).status_code == 403
    files = {"files": ("a.txt", COURIER)}
    assert writer.post("/api/ingest", files=files, headers=headers).status_code == 403
    assert writer.get("/api/jobs").json()["total"] == 0


def test_a_page_of_ours_writes_with_the_token_of_its_forms(writer: TestClient, story: str) -> None:
    page = writer.get("/add").text
    token = page.partition('name="csrf" value="')[2].partition('"')[0]
    headers = {"Origin": "http://localhost", "X-CSRF-Token": token}
    wanted = {"kind": "rename", "story": story, "title": "x"}
    assert writer.post("/api/decisions", json=wanted, headers=headers).status_code == 201


def test_a_program_writes_with_the_servers_token(own: Path, story: str) -> None:
    wanted = {"kind": "rename", "story": story, "title": "x"}
    for client in served(own, Door(token=TOKEN)):
        assert client.post("/api/decisions", json=wanted).status_code == 401
        wrong = {"Authorization": "Bearer another"}
        assert client.post("/api/decisions", json=wanted, headers=wrong).status_code == 401
        right = {"Authorization": f"Bearer {TOKEN}"}
        made = client.post("/api/decisions", json=wanted, headers=right)
        assert made.status_code == 201
        assert over_with(client, made.json()["job"], right) == "done"


def over_with(client: TestClient, address: str, headers: dict[str, str]) -> str:
    while (state := client.get(address, headers=headers).json()["state"]) not in ("done", "failed"):
        time.sleep(0.01)  # the condition is the job's own
    return str(state)


def test_files_are_taken_in_under_their_names_and_not_at_their_paths(
    writer: TestClient, own: Path, tmp_path: Path
) -> None:
    names = ("../../escaped.txt", "/etc/cron.d/evil.txt", "..\\..\\up.txt", "nul\x00.txt", "a" * 400 + ".txt")
    before = {path.name for path in tmp_path.iterdir()}
    files = [("files", (name, COURIER.replace("Tern", f"Tern{number}").encode())) for number, name in enumerate(names)]
    begun = writer.post("/api/ingest", files=files)
    assert begun.status_code == 202
    job = over(writer, begun.headers["location"])
    assert (job["state"], job["outcome"]["new"]) == ("done", len(names))
    with Library(own, read_only=True) as library:
        inputs = {one.input for one in library.articles()} & {"escaped.txt", "evil.txt", "up.txt"}
    assert inputs == {"escaped.txt", "evil.txt", "up.txt"}
    known = {"library.db", "library.db-wal", "library.db-shm"}
    assert {path.name for path in tmp_path.iterdir()} - before <= known
    assert not Path("/etc/cron.d/evil.txt").exists()


@pytest.mark.parametrize(
    "body",
    [
        {"urls": []},
        {"urls": ["file:///etc/passwd"]},
        {"urls": ["/etc/passwd"]},
        {"urls": ["ftp://a.example/b"]},
        {"urls": ["http://a.example/\n"]},
        {"urls": "http://a.example/"},
        {"files": ["/etc/passwd"]},
        {"urls": ["http://a.example/"], "path": "/etc/passwd"},
        {"urls": ["http://a.example/" + "a" * 3000]},
        [],
    ],
)
def test_only_addresses_of_the_web_are_fetched(writer: TestClient, body: object) -> None:
    assert writer.post("/api/ingest", json=body).status_code == 422
    assert writer.get("/api/jobs").json()["total"] == 0


def test_no_address_of_the_own_network_is_fetched(writer: TestClient) -> None:
    begun = writer.post("/api/ingest", json={"urls": ["http://127.0.0.1:9/", "http://169.254.169.254/latest"]})
    job = over(writer, begun.headers["location"])
    assert job["state"] == "done"
    assert [one["kind"] for one in job["outcome"]["problems"]] == ["refused"] * 2


def test_a_form_without_files_is_refused(writer: TestClient) -> None:
    answer = writer.post("/api/ingest", files={"other": ("a.txt", COURIER)})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["where"] == ["body", "files"]


def test_too_much_is_refused(writer: TestClient) -> None:
    answer = writer.post(
        "/api/ingest", content=b'{"urls": ["' + b"a" * 1_100_000, headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 413
    big = writer.post("/api/decisions", content=b"[" * 1_100_000, headers={"Content-Type": "application/json"})
    assert big.status_code == 413


def test_who_comes_when_too_much_is_waiting_is_asked_to_come_again(
    writer: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = writer.app.state.room  # type: ignore[attr-defined]  # the client holds the application
    monkeypatch.setattr(room.jobs, "_most", 0)
    assert work_of.WAITING > 0
    answer = writer.post("/api/ingest", files={"files": ("a.txt", COURIER)})
    assert answer.status_code == 503
    assert answer.headers["retry-after"]
