"""The commands on a library behind a server print what they print on the library's file."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.web.api.serving import serving
from tests.web.libraries import copied, of_examples
from variorum.web.room import Door

from .running import COURIER, POST, Done, variorum

TOKEN = "a-token-for-tests-only"
READS = (
    "stories",
    "stories --json --limit 2",
    "show STORY",
    "show STORY --all",
    "show STORY --json",
    "show STORY --markdown",
    "show STORY --html -",
    "why STORY/p1",
    "why STORY/p1 --json",
    "search warehouse fire",
    "search dead --kind article --limit 3 --json --words-only",
    "search ferry --since 2024 --outlet a --quiet",
    "decisions --json",
    "export --story STORY",
    "export --format jsonld",
    "show nothing-is-called-so",
    "show STORY/../../changes",
    "why STORY/p999",
    "search -- -",
)


@pytest.fixture(scope="session")
def library(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(of_examples(pytestconfig.cache.mkdir("variorum")), tmp_path_factory.mktemp("served"))


@pytest.fixture(scope="session")
def url(library: Path) -> Iterator[str]:
    with serving(library) as served:
        yield served


@pytest.fixture(scope="session")
def story(library: Path) -> str:
    return variorum("stories", "--library", library).out.split("story ")[1].split()[0]


@pytest.fixture
def own(library: Path, tmp_path: Path) -> Path:
    shutil.copy(library, tmp_path / "own.db")
    return tmp_path / "own.db"


def told(done: Done) -> tuple[int, str, str]:
    return done.code, done.out, done.err


def timeless(done: Done) -> tuple[int, str, str]:
    """What was printed, whenever it was settled."""
    return done.code, re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "then", done.out), done.err


@pytest.mark.parametrize("line", READS)
def test_what_is_printed_is_the_same_byte_for_byte(line: str, library: Path, url: str, story: str) -> None:
    words = line.replace("STORY", story).split()
    command, rest = words[0], words[1:]
    assert told(variorum(command, "--server", url, *rest)) == told(variorum(command, "--library", library, *rest))


def test_what_is_settled_through_a_server_is_settled(own: Path, story: str, tmp_path: Path) -> None:
    here = shutil.copy(own, tmp_path / "here.db")
    lines = (
        ("decide", "rename", story, "Another name", "--note", "so it is"),
        ("decide", "dismiss", story, "p1"),
        ("decide", "undo", "d1"),
        ("decide", "undo", "d1"),
        ("decide", "undo", "d9"),
        ("decide", "undo", "../stories"),
        ("decisions",),
        ("show", story, "--json"),
    )
    with serving(own) as url:
        for line in lines:
            there = variorum(*line, "--server", url)
            assert timeless(there) == timeless(variorum(*line, "--library", here)), line


def test_files_are_sent_and_taken_in(own: Path, tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "courier.txt").write_text(COURIER, encoding="utf-8")
    (tmp_path / "news" / "post.txt").write_text(POST, encoding="utf-8")
    with serving(own) as url:
        done = variorum("ingest", tmp_path / "news", "--server", url)
        assert done.out == f"2 new articles, 1 story collated\n{url}: 18 articles in 4 stories\n"
        assert done.code == 0
        again = variorum("ingest", tmp_path / "news", tmp_path / "missing.txt", "--server", url)
        assert again.out.startswith("0 new articles, 2 known already, 0 stories collated\n")
        assert (again.code, "missing.txt" in again.err) == (1, True)
        assert "Tern" in variorum("search", "bridge", "--server", url).out


def test_a_server_with_a_token_lets_in_who_shows_it(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "token").write_text(f"{TOKEN}\n", encoding="utf-8")
    with serving(library, Door(token=TOKEN)) as url:
        refused = variorum("stories", "--server", url)
        assert (refused.code, "--token-file" in refused.err) == (2, True)
        assert variorum("stories", "--server", url, "--token-file", tmp_path / "token").code == 0
        monkeypatch.setenv("VARIORUM_TOKEN", TOKEN)
        assert variorum("stories", "--server", url).code == 0
        monkeypatch.setenv("VARIORUM_TOKEN", "another-token-altogether")
        assert variorum("stories", "--server", url).code == 2


def test_no_proxy_stands_before_a_server_on_this_machine(
    url: str, unused: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{unused}")
    monkeypatch.setenv("ALL_PROXY", f"http://127.0.0.1:{unused}")
    assert variorum("stories", "--server", url).code == 0


@pytest.mark.parametrize("url", ["http://\x00", "http://x:y"])
def test_what_is_no_address_is_told(url: str) -> None:
    done = variorum("stories", "--server", url)
    assert done.code == 2
    assert "Traceback" not in done.err
    assert "variorum: no Variorum answers at" in done.err


def test_no_server_is_told(unused: int) -> None:
    done = variorum("stories", "--server", f"http://127.0.0.1:{unused}")
    assert (done.code, done.out) == (2, "")
    assert f"no Variorum answers at http://127.0.0.1:{unused} (" in done.err


@pytest.mark.parametrize("body", [b"<html>another program</html>", b'{"stories": []}', b"[]", b'{"program": 3}'])
def test_another_program_is_told(body: bytes) -> None:
    with _other(body) as url:
        done = variorum("stories", "--server", url)
    assert done.code == 2
    assert "another program" in done.err


@pytest.mark.parametrize(
    "line",
    [
        "stories --server localhost:8484",
        "stories --server http://localhost --library x.db",
        "stories --token-file x",
        "ingest x.txt --server http://localhost --refresh",
        "ingest - --server http://localhost",
        "export --server http://localhost x.json",
        "why p1 x.json --server http://localhost",
        "stories --server http://localhost --token-file no-such-file",
    ],
)
def test_options_that_do_not_go_together_are_wrong_use(line: str) -> None:
    done = variorum(*line.split())
    assert done.code == 2
    assert done.err


@pytest.fixture
def unused() -> int:
    """A port that nothing listens at."""
    server = HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    server.server_close()
    return server.server_port


class _other:  # noqa: N801  # it is used like a function
    """Some other program that answers everything with the same words."""

    def __init__(self, body: bytes) -> None:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                kind = "application/json" if body[:1] in b"{[" else "text/html"
                self.send_response(200)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.thread = Thread(target=self.server.serve_forever)

    def __enter__(self) -> str:
        self.thread.start()
        return f"http://127.0.0.1:{self.server.server_port}"

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()
