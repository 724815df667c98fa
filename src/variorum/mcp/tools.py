"""The tools as a client sees them: names, arguments, descriptions, and the schema of what each answers."""

from __future__ import annotations

from collections.abc import Callable
from inspect import cleandoc
from typing import Annotated, TypeVar

from mcp.server.mcpserver import MCPServer
from mcp_types import CallToolResult, ToolAnnotations
from pydantic import Field

from variorum.mcp.answers import Comparison, LineageAnswer, QuotesFound, StoriesFound, StoryAnswer, Verified
from variorum.mcp.comparing import compare
from variorum.mcp.copies import lineage
from variorum.mcp.desk import Desk
from variorum.mcp.quotes import Between, quotes_of
from variorum.mcp.sections import SECTIONS
from variorum.mcp.stories import Wanted, search_stories
from variorum.mcp.story import get_story
from variorum.mcp.verifying import MOST_WORDS, Claimed, verify_span

READS = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)

_Tool = TypeVar("_Tool", bound=Callable[..., CallToolResult])
_Name = Field(min_length=1, max_length=200)
Story = Annotated[str, _Name, Field(description="A story's id, or the beginning of it.")]
Since = Annotated[
    str | None, Field(max_length=10, description="Only tellings of this day or later: 2025-02-07, 2025-02 or 2025.")
]
Until = Annotated[str | None, Field(max_length=10, description="Only tellings of this day or before.")]
Cursor = Annotated[
    str | None,
    Field(max_length=700, description="The cursor of an answer, with the same question, to get what follows."),
]
Limit = Annotated[int, Field(ge=1, le=20, description="At most so many.")]
Telling = Annotated[
    str, Field(min_length=1, max_length=1_000, description="A telling: its id, what it is called, or its URL.")
]
Offset = Annotated[
    int | None,
    Field(ge=0, le=100_000_000, description="Characters of the telling's text, from 0; leave out if not known."),
]
_SECTION = (
    f"One of {', '.join(SECTIONS)}; or the id of a finding (p1, q3, f2 …) to get it whole. Without it, the overview."
)


def add_tools(server: MCPServer, desk: Desk) -> None:
    """Give a server the tools that answer from a desk."""
    _add_stories(server, desk)
    _add_story(server, desk)
    _add_tellings(server, desk)
    _add_words(server, desk)


def _tool(server: MCPServer, name: str, title: str) -> Callable[[_Tool], _Tool]:
    """Register a function as a tool that only reads; its docstring, without the margin, is what a client is told of it."""

    def registered(function: _Tool) -> _Tool:
        server.add_tool(function, name, title, cleandoc(function.__doc__ or ""), READS)
        return function

    return registered


def _add_stories(server: MCPServer, desk: Desk) -> None:
    @_tool(server, "search_stories", "Find stories")
    def _(
        words: Annotated[
            str | None,
            Field(
                min_length=1,
                max_length=400,
                description='Words, "a phrase", -without, begin*, this OR that. Without any, the stories told last.',
            ),
        ] = None,
        since: Since = None,
        until: Until = None,
        outlet: Annotated[str | None, Field(max_length=200, description="A part of an outlet's name.")] = None,
        limit: Limit = 10,
        cursor: Cursor = None,
    ) -> Annotated[CallToolResult, StoriesFound]:
        """Find stories by words and by what they mean.

        Gives title, days, tellings, independent voices, differences, and the best hits with the exact words and where they stand.
        Begin here: the other tools want a story's id.
        """
        wanted = Wanted(since, until, outlet, limit)
        return desk.answer(lambda here: search_stories(here, words, wanted, cursor))


def _add_story(server: MCPServer, desk: Desk) -> None:
    @_tool(server, "get_story", "Read a story")
    def _(
        story: Story,
        section: Annotated[str | None, Field(max_length=80, description=_SECTION)] = None,
        cursor: Cursor = None,
    ) -> Annotated[CallToolResult, StoryAnswer]:
        """Read what the tellings of one story differ and agree on.

        Gives who says what, and the words that decide, with their places.
        Voices are independent origins: several tellings of one voice confirm nothing. The answer says what it leaves out.
        """
        return desk.answer(lambda here: get_story(here, story, section, cursor))

    @_tool(server, "lineage", "Who copied whom")
    def _(story: Story, cursor: Cursor = None) -> Annotated[CallToolResult, LineageAnswer]:
        """List the independent voices of a story, and who copied whom.

        Gives source, target, kind and share of each copy, whether the direction is known, why, and aligned passages.
        """
        return desk.answer(lambda here: lineage(here, story, cursor))


def _add_tellings(server: MCPServer, desk: Desk) -> None:
    @_tool(server, "compare", "Two tellings side by side")
    def _(story: Story, a: Telling, b: Telling) -> Annotated[CallToolResult, Comparison]:
        """Compare two tellings of a story.

        Gives what they differ on, what they agree on, what only one says and why the other may be silent, and who took what from
        whom.
        """
        return desk.answer(lambda here: compare(here, story, a, b))


def _add_words(server: MCPServer, desk: Desk) -> None:
    @_tool(server, "quotes_of", "What somebody said")
    def _(
        person: Annotated[str, Field(min_length=1, max_length=200, description="A person's or body's name.")],
        story: Annotated[str | None, Field(max_length=200, description="Only in this story.")] = None,
        since: Since = None,
        until: Until = None,
        limit: Limit = 10,
        cursor: Cursor = None,
    ) -> Annotated[CallToolResult, QuotesFound]:
        """List what a person or organisation is given as saying.

        Gives the exact words, the cue, the telling, the outlet and the day, over all stories, the latest first.
        """
        between = Between(story, since, until, limit)
        return desk.answer(lambda here: quotes_of(here, person, between, cursor))

    @_tool(server, "verify_span", "Do these words stand there?")
    def _(
        telling: Annotated[str, Field(min_length=1, max_length=2_000, description="The article's id, or its URL.")],
        words: Annotated[str, Field(min_length=1, max_length=MOST_WORDS, description="The exact words.")],
        start: Offset = None,
        end: Offset = None,
    ) -> Annotated[CallToolResult, Verified]:
        """Say whether the words stand at that place of the telling, and in which version of it.

        Else it says where they stand, or what comes nearest. Use it before you quote. It never guesses: only ``stands`` means that the words are there now.
        """
        return desk.answer(lambda here: verify_span(here, telling, Claimed(words, start, end)))
