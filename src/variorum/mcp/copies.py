"""``lineage``: the independent origins of a story, and who took what from whom."""

from __future__ import annotations

from collections.abc import Iterator

from variorum.edition.lookup import headline
from variorum.edition.wording import is_directed, taken
from variorum.mcp.answers import CopyFound, LineageAnswer, More, Taken, Voice
from variorum.mcp.asked import Asked, story_asked
from variorum.mcp.bounds import MOST, Allowance, page
from variorum.mcp.here import Here
from variorum.mcp.quoting import line, several, words
from variorum.model import Copy

_NAMES = 12
_HALF = MOST // 2
_ROOM = 1_200
"""Bytes for what stands around the lists."""


def lineage(here: Here, story: str, cursor: str | None = None) -> LineageAnswer:
    """Answer with voices, largest first, and copies, those that explain most first. Raises ``WrongQuestion``."""
    return traced(story_asked(here, story), cursor)


def traced(asked: Asked, cursor: str | None = None) -> LineageAnswer:
    """Tell who copied whom in a story that was found. Raises ``WrongQuestion`` for a cursor of another question."""
    this = page(cursor, "lineage", asked.id)
    room = Allowance(MOST - _ROOM)
    groups = sorted(enumerate(asked.found.voices, 1), key=lambda one: -len(one[1]))
    voices = room.take((_voice(asked, number, group) for number, group in groups), _HALF) if not this.start else []
    every = ordered(asked)
    copies = room.take((copied(asked, one, passages=1) for one in every[this.start :]), first=True)
    left, following = this.next(len(copies), every)
    more = []
    if left:
        more.append(More(what="copies", number=left, how=f"lineage(story={asked.id!r}, cursor={following!r})"))
    if not this.start and len(groups) > len(voices):
        how = f"get_story(story={asked.id!r}, section='tellings')"
        more.append(More(what="voices", number=len(groups) - len(voices), how=how))
    return LineageAnswer(
        id=asked.id,
        title=line(asked.found.story.title) or "untitled",
        headline=", ".join(headline(asked.found)),
        voices=voices,
        copies=copies,
        more=more,
        cursor=following,
        link=asked.links.section(asked.id, "lineage"),
    )


def ordered(asked: Asked) -> list[Copy]:
    """Give the copies of a story between tellings that are there, those that explain most first."""
    known = asked.found.articles
    those = [one for one in asked.found.story.lineage.copies if one.source in known and one.target in known]
    return sorted(those, key=lambda one: (-one.share, one.source, one.target))


def copied(asked: Asked, one: Copy, passages: int) -> CopyFound:
    """Give one copy with some of its passages, the longest first."""
    found = asked.found
    longest = sorted(one.passages, key=lambda each: each.target.start - each.target.end)[:passages]
    source, target = found.label(one.source), found.label(one.target)
    return CopyFound(
        source=one.source,
        target=one.target,
        kind=one.kind,
        in_words=line(f"{target} {taken(one)} {source}") or one.kind,
        directed=is_directed(one),
        share=round(one.share, 3),
        confidence=round(one.confidence, 3),
        why=line(one.reason, 240) or "",
        passages=[
            Taken(source=words(each.source, source), target=words(each.target, target)) for each in longest
        ],
        more_passages=len(one.passages) - len(longest) or None,
    )  # fmt: skip


def _voice(asked: Asked, number: int, group: list[str]) -> Voice:
    names, more = several(asked.found, group, _NAMES)
    return Voice(voice=number, tellings=names, more_tellings=more)


def between(asked: Asked, a: str, b: str) -> Iterator[Copy]:
    """Give the copies between two tellings."""
    return (one for one in ordered(asked) if {one.source, one.target} == {a, b})
