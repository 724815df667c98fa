"""``get_story``: a story at a glance, one section of it, or one finding whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from variorum.edition.finding import Kind
from variorum.edition.finding import finding as named_finding
from variorum.edition.judging import left_out
from variorum.edition.lookup import headline, plainly
from variorum.mcp import items
from variorum.mcp.answers import Answer, Finding, Item, More, StoryAnswer, Telling
from variorum.mcp.asked import Asked, named, story_asked
from variorum.mcp.bounds import MOST, Allowance, WrongQuestion, page
from variorum.mcp.findings import ALONE, finding
from variorum.mcp.here import Here
from variorum.mcp.json_text import json_text
from variorum.mcp.quoting import line
from variorum.mcp.sections import SECTIONS, Listing, counted
from variorum.model import Point

_SHARES: Final[Mapping[str, int]] = {"brief": 2_200, "differences": 7_400, "agreements": 9_000, "tellings": MOST}
"""The parts of the overview, in order, and the bytes that it has at most with each."""
_ITEMS: Final[Mapping[Kind, Callable[[Asked, Any], Item]]] = {
    "quote": items.quote,
    "figure": items.figure,
    "date": items.date,
    "commitment": items.undertaking,
    "claim": items.claim,
    "name": items.name,
    "time": items.happening,
    "utterance": items.utterance,
    "entry": items.commitment,
    "position": items.position,
    "proposal": items.proposal,
}
"""How a finding that is no Point is told."""
_ROOM = 200
"""Bytes for the names of fields and the signs between them."""


def get_story(here: Here, story: str, section: str | None = None, cursor: str | None = None) -> StoryAnswer:
    """Answer with the overview, the entries of a section, or the finding of an id. Raises ``WrongQuestion``."""
    return told(story_asked(here, story), section, cursor)


def told(asked: Asked, section: str | None = None, cursor: str | None = None) -> StoryAnswer:
    """Tell of a story that was found. Raises ``WrongQuestion`` for a section or finding that it does not have."""
    if section is None or section == "overview":
        return _overview(asked)
    if section in SECTIONS:
        return _section(asked, section, cursor)
    return _finding(asked, section)


def _overview(asked: Asked) -> StoryAnswer:
    head = _head(asked, "overview", sections=counted(asked))
    room = Allowance(MOST - _ROOM - _size(head))
    began = room.left
    given: dict[str, list[Any]] = {}
    more: list[More] = []
    numbers = head.sections or {}
    room.left -= len(_SHARES) * 150  # what is said of what is left out
    for name, share in _SHARES.items():
        used = began - room.left
        given[name] = room.take(_entries(asked, SECTIONS[name]), share - used)
        if (left := numbers.get(name, 0) - len(given[name])) > 0:
            more.append(More(what=name, number=left, how=f"get_story(story={asked.id!r}, section={name!r})"))
    return head.model_copy(update={**given, "more": more})


def _section(asked: Asked, section: str, cursor: str | None) -> StoryAnswer:
    this = page(cursor, "get_story", asked.id, section)
    head = _head(asked, section)
    room = Allowance(MOST - _ROOM - _size(head) - 200)
    listing = SECTIONS[section]
    taken = room.take(_entries(asked, listing, this.start), first=True)
    left, following = this.next(len(taken), listing.entries(asked))
    how = f"get_story(story={asked.id!r}, section={section!r}, cursor={following!r})"
    given = {
        "findings": [one for one in taken if isinstance(one, Finding)] or None,
        "tellings": [one for one in taken if isinstance(one, Telling)] or None,
        "items": [one for one in taken if isinstance(one, Item)] or None,
        "cursor": following,
        "more": [More(what=section, number=left, how=how)] if left else [],
    }
    return head.model_copy(update=given)


def _finding(asked: Asked, name: str) -> StoryAnswer:
    head = _head(asked, "finding")
    one = named_finding(asked.found.story, name)
    if one is None:
        raise WrongQuestion(
            f"story {asked.id} has no section and no finding {named(name)}: give one of {', '.join(SECTIONS)}, or a finding's id"
        )
    if isinstance(one.value, Point):
        return _fitting(head, [finding(asked, one.value, detail) for detail in ALONE])
    return head.model_copy(update={"items": [_ITEMS[one.kind](asked, one.value)]})


def _fitting(head: StoryAnswer, findings: list[Finding]) -> StoryAnswer:
    """Answer with the fullest form of a finding that an answer holds."""
    answers = [head.model_copy(update={"findings": [one]}) for one in findings]
    return next((one for one in answers if _size(one) <= MOST), answers[-1])


def _entries(asked: Asked, listing: Listing[Any], start: int = 0) -> Iterator[Finding | Item | Telling]:
    for one in listing.entries(asked)[start:]:
        yield listing.told(asked, one)


def _head(asked: Asked, section: str, **more: object) -> StoryAnswer:
    found = asked.found
    notes = [left_out(found.story)]
    if asked.stale:
        notes.append("There is more to read and collate in this story: `variorum ingest` does it.")
    return StoryAnswer.model_validate(
        {
            "id": asked.id,
            "title": line(found.story.title) or "untitled",
            "opened": found.story.opened,
            "latest": found.story.latest,
            "headline": f"{', '.join(headline(found))}. {plainly(found)}",
            "section": section,
            "notes": [one for one in notes if one] or None,
            "link": asked.links.story(asked.id) if section in {"overview", "finding"} else asked.links.section(asked.id, section),
            **more,
        }
    )  # fmt: skip


def _size(answer: Answer) -> int:
    return len(json_text(answer).encode("utf-8"))
