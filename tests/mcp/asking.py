"""A client of the server in this process: tools called one at a time, answers checked against their schema."""

from __future__ import annotations

import json
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any, TypeVar

import anyio
from mcp_types import CallToolResult, TextContent

from mcp import Client
from variorum.mcp.serving import server

Got = TypeVar("Got")


def with_client(path: Path, do: Callable[[Client], Coroutine[Any, Any, Got]], site: str | None = None) -> Got:
    """What is got by doing something with a client of a server for the library at ``path``."""

    async def session() -> Got:
        async with Client(server(path, site=site)) as client:
            return await do(client)

    return anyio.run(session)


def call(path: Path, tool: str, site: str | None = None, **arguments: Any) -> CallToolResult:
    """The result of one call."""

    async def do(client: Client) -> CallToolResult:
        return await client.call_tool(tool, arguments)

    return with_client(path, do, site)


def answer(path: Path, tool: str, site: str | None = None, **arguments: Any) -> dict[str, Any]:
    """What a tool answers, which is the same as a value and as text."""
    result = call(path, tool, site, **arguments)
    assert not result.is_error, text(result)
    assert isinstance(result.structured_content, dict)
    assert json.loads(text(result)) == result.structured_content
    return result.structured_content


def refusal(path: Path, tool: str, **arguments: Any) -> str:
    """The message with which a tool refuses."""
    result = call(path, tool, None, **arguments)
    assert result.is_error
    assert result.structured_content is None
    return text(result)


def text(result: CallToolResult) -> str:
    """The text of a result."""
    (content,) = result.content
    assert isinstance(content, TextContent)
    return content.text


def spans(found: object) -> Iterator[dict[str, Any]]:
    """Every quotation in an answer, wherever it stands."""
    if isinstance(found, dict):
        if {"article", "start", "end", "words"} <= found.keys():
            yield found
        for value in found.values():
            yield from spans(value)
    elif isinstance(found, list):
        for value in found:
            yield from spans(value)
