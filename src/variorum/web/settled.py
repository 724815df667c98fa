"""What was just settled, for the page that follows: in words, with the way to take it back."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit

from fastapi import Request

from variorum.edition.visible import one_line, shortened
from variorum.edition.wording import listed
from variorum.errors import VariorumError
from variorum.library.decisions import Titled, ToldDecision, decision
from variorum.web.jobs import Job
from variorum.web.room import room_of

_ID = re.compile(r"d[1-9][0-9]{0,8}")
_NAMES, _WORDS, _LONGEST = 4, 90, 2_000
KIND: Final = {
    "split": "Split",
    "merge": "Merged",
    "rename": "Renamed",
    "one_voice": "One voice",
    "independent": "Independent voices",
    "dismiss": "Dismissed",
    "confirm": "Confirmed",
}
"""What each kind of decision is called."""


@dataclass(frozen=True)
class Done:
    """A decision that was just made or undone, in words; the stories it is about, and the job that works them out anew, if it is not over."""

    id: str
    words: str
    is_undone: bool
    stories: tuple[Titled, ...]
    job: Job | None
    back: str
    """The page on which it is told, without it."""


def done(request: Request) -> Done | None:
    """Give the decision that an address names by ``?done=ID``, if there is one."""
    name = request.query_params.get("done", "")
    if not _ID.fullmatch(name):
        return None
    room = room_of(request)
    with suppress(VariorumError), room.reading() as library:
        told = decision(library.file, name)
        undone = told.decision.undone is not None
        back = _without(request.url.path, request.url.query)
        return Done(name, in_words(told), undone, told.stories, room.jobs.about(name), back)
    return None


def in_words(told: ToldDecision) -> str:
    """Say a decision in one sentence."""
    kind, named, others = told.decision.kind, _some(told.named), _some(told.others)
    if kind == "split":
        return f"{named} {'stands' if len(told.named) == 1 else 'stand'} apart from {others}."
    if kind == "merge":
        return f"{_some((*told.named, *told.others))} are one story."
    if kind == "rename":
        return f"The story is called “{one_line(told.decision.title or '')}”."
    if kind == "one_voice":
        return f"{named} are one voice."
    if kind == "independent":
        return f"{named} are independent voices."
    words = next((one_line(span.words) for span in told.decision.spans), "")
    what = (told.decision.finding or "").removesuffix(" point")
    return f"The {what} “{shortened(words, _WORDS)}” ({named}) is {'dismissed' if kind == 'dismiss' else 'confirmed'}."


def _some(names: tuple[str, ...]) -> str:
    if len(names) <= _NAMES + 1:
        return listed(list(names))
    return listed([*names[:_NAMES], f"{len(names) - _NAMES} more"])


def leading_back(to: str, identity: str) -> str | None:
    """Give the address of a page of ours with ``?done=ID``; nothing for an address that may lead anywhere else."""
    if not re.fullmatch(r"/(?![/\\])[^\s\\\x00-\x1f\x7f]*", to) or len(to) > _LONGEST:
        return None
    parts = urlsplit(to)
    # Nothing behind "#": the words about what was done stand at the head of the page.
    plain = _without(parts.path, parts.query)
    return f"{plain}{'&' if '?' in plain else '?'}done={identity}"


def _without(path: str, query: str) -> str:
    """Give the address of a page without what says what was done."""
    asked = [(name, value) for name, value in parse_qsl(query, keep_blank_values=True) if name != "done"]
    return f"{path}?{urlencode(asked)}" if asked else path
