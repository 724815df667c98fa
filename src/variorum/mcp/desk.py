"""The library that the tools answer from, opened to be read for each question, so that what is being taken in shows at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from mcp.server.mcpserver.exceptions import ResourceError, ResourceNotFoundError, ToolError
from mcp_types import CallToolResult, TextContent

from variorum.errors import UnknownStory, VariorumError
from variorum.library import Library
from variorum.mcp.answers import Answer
from variorum.mcp.bounds import WrongQuestion
from variorum.mcp.here import Here, Kept
from variorum.mcp.json_text import json_text, plain
from variorum.mcp.links import Links


@dataclass(frozen=True)
class Desk:
    """Where the library lies, and where links lead to. Opening takes a millisecond, and each thread has its own connection."""

    path: Path | None = None
    links: Links = field(default_factory=Links)
    kept: Kept = field(default_factory=Kept)

    def answer(self, question: Callable[[Here], Answer]) -> CallToolResult:
        """Answer a question as a tool does: as a typed value, and as the same JSON in text. Raises ``ToolError`` with our message."""
        try:
            with Library(self.path, read_only=True) as library:
                found = question(Here(library, self.links, self.kept))
        except VariorumError as error:
            raise ToolError(str(error)) from error
        return CallToolResult(
            content=[TextContent(type="text", text=json_text(found))], structured_content=plain(found)
        )

    def resource(self, question: Callable[[Here], Answer]) -> str:
        """Answer a question as a resource does, as JSON. Raises ``ResourceError`` with our message."""
        try:
            with Library(self.path, read_only=True) as library:
                return json_text(question(Here(library, self.links, self.kept)))
        except (UnknownStory, WrongQuestion) as error:
            raise ResourceNotFoundError(str(error)) from error
        except VariorumError as error:
            raise ResourceError(str(error)) from error
