"""Nobody but the person at this machine, or who has the token, is let in; nobody else's page can act for them."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from tests.web.conftest import HERE
from tests.web.libraries import copied, moment
from tests.web.routes import unsafe, ways
from tests.web.serving import Served, served
from variorum.web import safety
from variorum.web.app import create_app
from variorum.web.room import Door, Room

TOKEN = "a token that only we know"
CSRF = re.compile(r'name="csrf" value="([0-9a-f]{64})"')


@pytest.fixture(scope="module")
def locked(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    room = Room(copied(examples, tmp_path_factory.mktemp("locked")), door=Door(token=TOKEN), apart=False, clock=moment)
    with TestClient(app := create_app(room), base_url=HERE):
        yield app


def asking(app: FastAPI) -> TestClient:
    """A browser of one's own."""
    return TestClient(app, base_url=HERE, raise_server_exceptions=False, follow_redirects=False)


@pytest.mark.parametrize("name", ["127.0.0.1", "127.0.0.1:8600", "localhost", "LOCALHOST:80", "[::1]", "[::1]:8600"])
def test_the_server_answers_to_its_own_names(visitor: TestClient, name: str) -> None:
    assert visitor.get("/api/health", headers={"host": name}).status_code == 200


@pytest.mark.parametrize(
    "name",
    ["evil.example", "evil.example:8600", "127.0.0.1.evil.example", "localhost.evil.example", "evil.example:127.0.0.1", "[::1].evil.example",
     "localhost@evil.example", "127.0.0.1:80@evil.example", "localhost:80:evil", "localhost:evil", "localhost.", "[::1", "::1", "0.0.0.1",
     "127.1", "2130706433", "[::ffff:127.0.0.1]", "127.0.0.1,evil.example", "http://localhost", "localhost/", ":80", ""],
)  # fmt: skip
def test_a_request_for_another_name_is_refused(visitor: TestClient, name: str) -> None:
    answer = visitor.get("/", headers={"host": name})
    assert answer.status_code == 421
    assert guarded(answer.headers) == []
    assert "Stories" not in answer.text


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        (b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example", 421),
        (b"GET http://127.0.0.1/ HTTP/1.1\r\nHost: evil.example", 421),
        (b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example", 400),
        (b"GET / HTTP/1.1\r\nHost: evil.example\r\nHost: 127.0.0.1", 400),
        (b"GET / HTTP/1.1\r\nX-Forwarded-Host: 127.0.0.1\r\nHost: evil.example", 421),
        (b"GET / HTTP/1.1", 400),
        (b"GET / HTTP/1.0", 421),
        (b"POST /enter HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://[\r\nContent-Length: 0", 403),
    ],
)
def test_a_request_that_no_browser_makes_is_refused(server: Served, asked: bytes, status: int) -> None:
    assert answered(server, asked + b"\r\nConnection: close\r\n\r\n") == status


@pytest.fixture(scope="module")
def server(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(copied(examples, tmp_path_factory.mktemp("served"))) as running:
        yield running


def answered(server: Served, request: bytes) -> int:
    """The status of the answer to a request that is sent as it is; 0 if there is none."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as line:
        told = b""
        with suppress(ConnectionError):  # a server may hang up on whoever sends too much
            line.sendall(request)
        with suppress(ConnectionError):
            while part := line.recv(65_536):
                told += part
    return int(told.split(b" ", 2)[1]) if told else 0


def guarded(headers: object) -> list[str]:
    """Which of our headers an answer lacks."""
    assert hasattr(headers, "get")
    wanted = {
        "content-security-policy": r"default-src 'none'; style-src 'self'; script-src 'self'; .*frame-ancestors 'none'",
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "same-origin|no-referrer",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "cache-control": ".+",
    }
    return [name for name, value in wanted.items() if not re.fullmatch(value, headers.get(name, ""))]


def test_every_answer_has_our_headers(visitor: TestClient) -> None:
    asked = [
        ("GET", "/"), ("HEAD", "/"), ("GET", "/nothing"), ("GET", "/static/room.css"), ("GET", "/static/nothing"), ("GET", "/static/../app.py"),
        ("DELETE", "/"), ("OPTIONS", "/"), ("TRACE", "/"), ("GET", "/api"), ("GET", "/api/nothing"), ("GET", "/api/openapi.json"),
        ("GET", "/api/stories?limit=x"), ("PATCH", "/api/stories"), ("GET", "/stories/%00"), ("POST", "/enter"),
    ]  # fmt: skip
    lacking = {each: missing for each in asked if (missing := guarded(visitor.request(*each).headers))}
    assert lacking == {}
    large = visitor.post("/enter", content=b"x" * (safety.SMALL + 1))
    assert (large.status_code, guarded(large.headers)) == (413, [])


def test_a_failure_of_the_program_is_told_without_what_it_was_and_with_our_headers(
    examples: Path, tmp_path: Path
) -> None:
    app = create_app(Room(copied(examples, tmp_path), apart=False, clock=moment))

    def fails() -> None:
        raise RuntimeError("<script>a secret path</script>")

    app.router.add_api_route("/fails", fails)
    for name in ("/fails", "/api/fails"):
        with asking(app) as browser:
            answer = browser.get(name)
        assert "secret" not in answer.text
        assert guarded(answer.headers) == []
    app.state.room.close()


def test_every_address_that_changes_something_wants_the_token_of_our_form(app: FastAPI) -> None:
    pages = [(method, way) for method, way in unsafe(app) if not way.path.startswith("/api")]
    assert pages
    one, other = asking(app), asking(app)
    foreign = CSRF.findall(other.get("/enter").text)[0]
    one.get("/enter")
    done = {}
    for method, way in pages:
        path = way.filled()
        for csrf in ({}, {"csrf": ""}, {"csrf": "x" * 64}, {"csrf": foreign}, {"csrf": "é" * 64}):
            done[method, path, str(csrf)] = one.request(method, path, data=csrf).status_code
        done[method, path, "header"] = one.request(method, path, headers={"X-CSRF-Token": foreign}).status_code
        done[method, path, "file"] = one.request(method, path, files={"csrf": b"x"}).status_code
    assert {each: status for each, status in done.items() if status != 403} == {}


@pytest.mark.parametrize(
    "headers",
    [{"origin": "http://evil.example"}, {"origin": "null"}, {"origin": "http://127.0.0.1:8601"}, {"origin": "http://[::1"}, {"origin": ""},
     {"origin": "http://127.0.0.1:8600.evil.example"}, {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"},
     {"sec-fetch-site": "cross-site", "origin": HERE}],
)  # fmt: skip
def test_what_another_page_sends_changes_nothing(app: FastAPI, headers: dict[str, str]) -> None:
    browser = asking(app)
    csrf = CSRF.findall(browser.get("/enter").text)[0]
    for method, way in unsafe(app):
        answer = browser.request(method, way.filled(), headers={**headers, "X-CSRF-Token": csrf})
        assert answer.status_code == 403, (method, way)
        assert guarded(answer.headers) == []


def test_without_the_token_nothing_is_shown(locked: FastAPI) -> None:
    browser = asking(locked)
    open_to_all = set()
    for way in ways(locked):
        for method in sorted(way.methods):
            answer = browser.request(method, way.filled())
            assert guarded(answer.headers) == []
            assert "Continental Wire" not in answer.text
            if answer.status_code not in {303, 401}:
                open_to_all.add(way.path)
            elif answer.status_code == 303:
                assert answer.headers["location"] == "/enter"
    assert open_to_all <= {"/enter", "/api/health"}
    assert browser.get("/static/room.js").status_code == 303
    assert browser.get("/static/room.css").status_code == 200


@pytest.mark.parametrize(
    "shown", ["", "Bearer", "Bearer x", "Basic " + TOKEN, TOKEN, "Bearer " + TOKEN[:-1], f"Bearer {TOKEN}x"]
)
def test_another_token_is_none(locked: FastAPI, shown: str) -> None:
    assert asking(locked).get("/api/stories", headers={"Authorization": shown}).status_code == 401


def test_bytes_that_are_no_letters_are_no_token(locked: FastAPI) -> None:
    answer = asking(locked).get("/api/stories", headers=[(b"authorization", b"Bearer \xff\xfe")])
    assert answer.status_code == 401


def test_a_program_shows_the_token_with_every_request(locked: FastAPI) -> None:
    program = asking(locked)
    assert program.get("/api/stories", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200
    assert program.get("/api/stories").status_code == 401


def test_a_browser_shows_the_token_once(locked: FastAPI) -> None:
    browser = asking(locked)
    csrf = CSRF.findall(browser.get("/enter").text)[0]
    assert browser.post("/enter", data={"csrf": csrf, "token": "another"}).status_code == 403
    assert browser.get("/").status_code == 303
    assert browser.post("/enter", data={"csrf": csrf, "token": f" {TOKEN}\n"}).status_code == 303
    assert browser.get("/").status_code == 200
    assert asking(locked).get("/").status_code == 303


def test_a_browser_that_was_let_in_elsewhere_is_not_let_in_here(
    locked: FastAPI, examples: Path, tmp_path: Path
) -> None:
    room = Room(copied(examples, tmp_path), door=Door(token=TOKEN), apart=False)
    elsewhere = asking(create_app(room))
    csrf = CSRF.findall(elsewhere.get("/enter").text)[0]
    elsewhere.post("/enter", data={"csrf": csrf, "token": TOKEN})
    browser = asking(locked)
    browser.cookies.update(elsewhere.cookies)
    assert browser.get("/").status_code == 303
    room.close()


def test_what_lets_one_session_in_lets_in_no_other(locked: FastAPI) -> None:
    entered = asking(locked)
    csrf = CSRF.findall(entered.get("/enter").text)[0]
    entered.post("/enter", data={"csrf": csrf, "token": TOKEN})
    thief = asking(locked)
    thief.get("/enter")
    thief.cookies.set(safety.ENTERED, entered.cookies[safety.ENTERED])
    assert thief.get("/").status_code == 303


def test_a_token_is_compared_in_the_same_time_wherever_it_differs(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[tuple[bytes, bytes]] = []

    def noted(one: bytes, other: bytes) -> bool:
        compared.append((one, other))
        return one == other

    monkeypatch.setattr("variorum.web.safety.hmac.compare_digest", noted)
    assert not safety.shows_token(Door(token=TOKEN), "x")
    assert safety.shows_token(Door(token=TOKEN), TOKEN)
    assert compared == [(b"x", TOKEN.encode()), (TOKEN.encode(), TOKEN.encode())]


def test_cookies_are_out_of_reach_of_scripts_and_of_other_sites(locked: FastAPI) -> None:
    browser = asking(locked)
    first = browser.get("/enter")
    csrf = CSRF.findall(first.text)[0]
    second = browser.post("/enter", data={"csrf": csrf, "token": TOKEN})
    cookies = [*first.headers.get_list("set-cookie"), *second.headers.get_list("set-cookie")]
    assert len(cookies) == 2
    for cookie in cookies:
        parts = {part.strip().lower() for part in cookie.split(";")[1:]}
        assert {"httponly", "samesite=strict", "path=/"} <= parts
        assert not any(part.startswith("domain") for part in parts)


def test_a_session_that_we_did_not_name_is_not_taken_over(visitor: TestClient) -> None:
    for name in ("x", "x" * 33, "<" * 32, 'a"b' * 11):
        answer = visitor.get("/enter", headers={"cookie": f"variorum={name}"})
        assert "set-cookie" in answer.headers


@pytest.mark.parametrize("length", [str(safety.SMALL + 1), "-1", "1e3", "0x10", "1_000", "9" * 400, "", "²", "+5"])
def test_a_length_that_is_too_large_or_none_is_refused(server: Served, length: str) -> None:
    request = f"POST /enter HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    assert answered(server, request.encode("latin-1")) in {400, 413}


def test_what_comes_in_pieces_is_counted(server: Served) -> None:
    head = (
        b"POST /enter HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n"
        b"Content-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n\r\ncsrf=&token="
    )
    piece = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
    head = head.removesuffix(b"csrf=&token=")
    assert answered(server, head + piece * (safety.SMALL // 0x10000 + 2) + b"0\r\n\r\n") == 413


def test_a_form_of_very_many_fields_is_refused(visitor: TestClient) -> None:
    fields = "&".join(f"f{number}=1" for number in range(20_000))
    answer = visitor.post("/enter", content=fields, headers={"content-type": "application/x-www-form-urlencoded"})
    assert answer.status_code in {400, 403, 413}


@pytest.mark.parametrize(
    "path",
    ["/static/../app.py", "/static/..%2fapp.py", "/static/%2e%2e/app.py", "/static/..%5capp.py", "/static//etc/passwd", "/static/%2fetc%2fpasswd",
     "/static/....//app.py", "/static/room.css%00.py", "/static/room.css/", "/static/", "/static", "/../../etc/passwd",
     "/stories/..%2f..%2fetc%2fpasswd", "/stories/../../etc/passwd", "/names/..%2f..%2fetc%2fpasswd", "/api/../../etc/passwd",
     "/api/stories/..%2f..%2fetc", "/stories/%2e%2e/download/..%2f..%2fjson"],
)  # fmt: skip
def test_no_address_reaches_the_disk(server: Served, path: str) -> None:
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as line:
        line.sendall(request.encode())
        told = b"".join(iter(lambda: line.recv(65_536), b""))
    assert int(told.split(b" ", 2)[1]) in {200, 303, 307, 404, 405}
    assert b"root:" not in told
    assert b"def create_app" not in told


ODD = (
    "%00", "%ff", "%ed%a0%80", "%c0%ae%c0%ae", "%0d%0aSet-Cookie:%20x=1", "%e2%80%ae", "%", "%zz", "%25%30%30", "a" * 5_000, "-1",
    "99999999999999999999999999", "1e999", "NaN", "%f0%9f%92%a9", "%27%20OR%201=1--", "%22%3E%3Cb%3E", "..", "%2e%2e", "%2f", "%5c", "%3f", "%23",
    "*", "%22", "(", "NEAR(", "%F4%90%80%80", "%c2%85", "%20",
)  # fmt: skip


def test_whatever_stands_in_an_address_the_program_does_not_fail(server: Served) -> None:
    """No 500 for any value of any placeholder, and nothing is written beside the library."""
    failed = []
    for way in ways(server.app):
        if not way.shows or not way.placeholders:
            continue
        for odd in ODD:
            request = f"GET {way.filled(odd)} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
            status = answered(server, request.encode())
            if not 200 <= status < 500 or status == 403:
                failed.append((way.path, odd, status))
    assert failed == []
    assert {path.name[:10] for path in server.room.path.parent.iterdir()} == {"library.db"}
