"""What the links in answers lead to: stories, findings, tellings and comparisons as JSON."""

from __future__ import annotations

from mcp.server.mcpserver import MCPServer

from variorum.mcp.comparing import compare
from variorum.mcp.desk import Desk
from variorum.mcp.links import SCHEME
from variorum.mcp.reading import get_telling
from variorum.mcp.story import get_story

_JSON = "application/json"


def add_resources(server: MCPServer, desk: Desk) -> None:
    """Give a server the resources that answer from a desk; each is as small as an answer of a tool."""

    @server.resource(SCHEME + "stories/{story}", name="story", title="A story at a glance", mime_type=_JSON)
    def _(story: str) -> str:
        """Give a story's differences, agreements, brief and tellings."""
        return desk.resource(lambda here: get_story(here, story))

    @server.resource(
        SCHEME + "stories/{story}/findings/{finding}", name="finding", title="One finding whole", mime_type=_JSON
    )
    def _(story: str, finding: str) -> str:
        """Give one finding with its values, sentences and silences."""
        return desk.resource(lambda here: get_story(here, story, finding))

    @server.resource(
        SCHEME + "stories/{story}/tellings/{telling}", name="telling", title="One telling", mime_type=_JSON
    )
    def _(story: str, telling: str) -> str:
        """Give a telling's particulars and the beginning of its text."""
        return desk.resource(lambda here: get_telling(here, story, telling))

    @server.resource(
        SCHEME + "stories/{story}/compare/{a}/{b}", name="comparison", title="Two tellings", mime_type=_JSON
    )
    def _(story: str, a: str, b: str) -> str:
        """Give two tellings side by side."""
        return desk.resource(lambda here: compare(here, story, a, b))
