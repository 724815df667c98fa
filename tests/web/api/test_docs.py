"""The examples of docs/api.md are run: requests as curl would send them, and commands on a server."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.cli.running import variorum

from .serving import serving

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
EXAMPLES = [
    pytest.param(command, expected, id=command[:60])
    for block in re.findall(r"^```text\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    for command, _, expected in (each.partition("\n") for each in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:])
]


@pytest.fixture
def url(made: Path, tmp_path: Path) -> Iterator[str]:
    shutil.copy(made, tmp_path / "library.db")
    with serving(tmp_path / "library.db") as served:
        yield served


def sent(words: list[str]) -> httpx.Response:
    """What curl would be answered."""
    method, headers, body, address = "GET", {}, None, ""
    rest = iter(words)
    for word in rest:
        if word == "-X":
            method = next(rest)
        elif word == "-H":
            name, _, value = next(rest).partition(": ")
            headers[name] = value
        elif word == "-d":
            body = next(rest)
        else:
            address = word
    return httpx.request(method, address, headers=headers, content=body)


@pytest.mark.parametrize(("command", "expected"), EXAMPLES)
def test_an_example_gives_what_the_page_says(command: str, expected: str, url: str) -> None:
    words = shlex.split(command.replace("http://localhost:8484", url))
    printed = sent(words[1:]).text if words[0] == "curl" else variorum(*words[1:]).out
    position = 0
    for part in (one.strip("\n") for one in expected.split("…")):
        found = printed.find(part, position)
        assert found >= 0, f"not given: {part}\n\nbut: {printed}"
        position = found + len(part)


def test_every_address_of_the_table_is_one_that_is_described(url: str) -> None:
    described = {re.sub(r"\{.*?\}", "*", path) for path in httpx.get(f"{url}/api/openapi.json").json()["paths"]}
    table = PAGE.partition("## What there is")[2].partition("A story is called")[0]
    named: set[str] = set()
    for row in re.findall(r"^\| (.*?) \|", table, re.MULTILINE):
        addresses = re.findall(r"`([^`]+)`", row)
        for address in addresses:
            whole = address if address.startswith("/") else f"{addresses[0].rpartition('/')[0]}/{address}"
            plain = whole.partition("?")[0].removeprefix("/api") or "/"
            named.add(re.sub(r"/(?:[A-Z]+|p1|593-686)(?=/|$)", "/*", plain).replace("/words/*/*", "/words/*/*-*"))
    named |= {"/health", "/decisions/*", "/decisions/*/undo", "/jobs/*", "/ingest"}  # told in the text
    assert named == described


def test_every_choice_of_the_table_of_decisions_is_there() -> None:
    from variorum.model import DecisionKind

    told = PAGE.partition("| `kind` |")[2].partition("Each may have")[0]
    assert set(re.findall(r"^\| (`.*?`) \|", told, re.MULTILINE)) != set()
    kinds = {kind for row in re.findall(r"^\| (`.*?) \|", told, re.MULTILINE) for kind in re.findall(r"`(\w+)`", row)}
    assert kinds == set(json.loads(json.dumps(DecisionKind.__args__)))  # type: ignore[attr-defined]
