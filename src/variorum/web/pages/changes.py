"""What changed since a day: new stories, tellings and versions, what turned out otherwise, and what was settled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from variorum.library import Library
from variorum.library.decisions import ToldDecision, decisions
from variorum.library.happened import Happened
from variorum.web.listing import address, called, given
from variorum.web.pages.library import Cursor
from variorum.web.places import Pages
from variorum.web.rendering import page
from variorum.web.room import Reading
from variorum.web.settled import in_words

router = APIRouter()

_DECISIONS = 100  # the latest, that are looked at


@dataclass
class StoryNews:
    """What happened to one story on one day; ``story`` is nothing where a telling belongs to none yet."""

    story: str | None
    title: str | None
    is_new: bool = False
    turned: list[str] = field(default_factory=list)
    tellings: list[Happened] = field(default_factory=list)
    versions: list[Happened] = field(default_factory=list)


@router.get("/changes")
def changes(
    request: Request, library: Reading, since: Annotated[str, Query(max_length=40)] = "", after: Cursor = ""
) -> Response:
    """Tell what happened since a day, the latest first."""
    news = library.news(given(since), after=given(after))
    return page(
        request,
        "changes.html",
        news=news,
        days=_by_day(news.happened),
        settled=_settled(library, news.since) if not given(after) else [],
        places=Pages,
        called=called,
        further=address("/changes", since=news.since, after=news.next) if news.next else None,
        beginning=address("/changes", since=news.since) if given(after) else None,
    )


@router.get("/changes.atom")
def atom(library: Reading) -> Response:
    """Give the latest of what happened as an Atom feed."""
    return Response(library.atom(), media_type="application/atom+xml")


def _by_day(happened: Iterable[Happened]) -> list[tuple[str, list[StoryNews]]]:
    """Put what happened to one story on one day together, the latest first."""
    days: dict[str, dict[str | None, StoryNews]] = {}
    for one in happened:
        stories = days.setdefault(one.moment[:10], {})
        its = stories.setdefault(one.story, StoryNews(one.story, one.story_title))
        if one.kind == "telling":
            its.tellings.append(one)
        elif one.kind == "version":
            its.versions.append(one)
        elif one.kind == "story":
            its.is_new = True
        else:
            its.turned += [line for line in one.lines if line not in its.turned]
    return [(day, sorted(stories.values(), key=_weight)) for day, stories in days.items()]


def _weight(one: StoryNews) -> tuple[bool, bool, bool]:
    """Put first what an editor must look at: what was told anew, then what is new."""
    return (one.story is None, not one.versions and not one.turned, not one.is_new)


def _settled(library: Library, since: str) -> list[tuple[ToldDecision, str, str]]:
    """Give what was settled or undone since a day, the latest first, with its words and its moment."""
    found: list[tuple[ToldDecision, str, str]] = []
    for one in decisions(library.file, _DECISIONS)[0]:
        moment = one.decision.undone or one.decision.made
        if moment >= since:
            found.append((one, in_words(one), moment))
    return found
