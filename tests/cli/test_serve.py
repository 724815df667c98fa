"""``variorum serve``: what it says when it opens, and when it cannot."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from variorum.cli.serve import _token
from variorum.errors import NotServed

from .running import variorum


def test_it_tells_its_address_and_ends_when_it_is_asked_to(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "variorum", "serve", "--library", str(tmp_path / "new.db"), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, "COLUMNS": "100"}) as process:
        assert process.stderr is not None
        line = process.stderr.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+/", line)
        assert found, line
        answer = httpx.get(f"{found[0]}static/room.css")
        assert answer.status_code == 200
        assert "server" not in answer.headers
        process.send_signal(signal.SIGINT)
        assert process.wait(30) in {0, 130}
        assert "Traceback" not in process.stderr.read()


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = variorum("serve", "--library", str(tmp_path / "new.db"), "--port", str(taken.getsockname()[1]))
    assert done.code == 2
    assert "choose another --port" in done.err


def test_a_file_that_is_no_library_is_told(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("a text and no library " * 50, encoding="utf-8")
    done = variorum("serve", "--library", str(tmp_path / "text.db"), "--port", "0")
    assert done.code == 2
    assert "text.db" in done.err


@pytest.mark.parametrize(("host", "asked"), [("127.0.0.1", False), ("localhost", False), ("::1", False), ("0.0.0.0", True), ("192.0.2.7", True)])  # noqa: S104  # fmt: skip
def test_a_token_is_asked_for_where_others_can_reach_the_server(host: str, asked: bool) -> None:
    assert (_token(None, host) is not None) is asked


def test_a_token_from_a_file_is_used_everywhere(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("a token that is long enough\n", encoding="utf-8")
    assert _token(tmp_path / "token", "127.0.0.1") == "a token that is long enough"


@pytest.mark.parametrize("content", [b"short", b"", b"\xff\xfe\xfd no text"])
def test_a_token_that_is_none_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "token").write_bytes(content)
    with pytest.raises(NotServed, match="token"):
        _token(tmp_path / "token", "127.0.0.1")
    with pytest.raises(NotServed, match="nothere"):
        _token(tmp_path / "nothere", "127.0.0.1")
