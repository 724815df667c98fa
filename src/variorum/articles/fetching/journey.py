"""The way of one resource through its redirects, and what is made of the answer at its end."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import httpx

from variorum.articles.fetching import answers
from variorum.articles.fetching.answers import Fetched, Validators
from variorum.articles.fetching.asking import Answer
from variorum.articles.fetching.urls import check
from variorum.model import Problem

_MOVED_FOR_GOOD = frozenset({301, 308})
_MOVED = _MOVED_FOR_GOOD | {302, 303, 307}
_GONE = frozenset({404, 410})
_NOT_FOR_US = frozenset({401, 402, 403, 407, 451})


def leads_on(answer: Answer) -> bool:
    """Say whether an answer is a redirect."""
    return answer.status in _MOVED and "location" in answer.headers


def target(current: httpx.URL, location: str, *, private: bool) -> httpx.URL | Problem:
    """Give where a redirect leads, checked like any URL."""
    try:
        joined = str(current.join(location.strip()))
    except (httpx.InvalidURL, ValueError, TypeError):
        return Problem(str(current), "redirects", f"it is redirected to {location[:200]!r}, which is no URL")
    found = check(joined, private=private)
    if isinstance(found, Problem):
        return replace(found, message=f"it is redirected to {found.input}: {found.message}")
    return found


@dataclass
class Journey:
    """Where one resource led so far."""

    requested: str
    known: Validators | None = None
    visited: list[httpx.URL] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    moved: str | None = None
    lasting: bool = True

    def ends(self, current: httpx.URL, most: int) -> Problem | None:
        """Give the Problem that there is no end to the redirects."""
        if current in self.visited:
            return Problem(self.requested, "redirects", f"its redirects go in a circle, back to {current}")
        if len(self.visited) > most:
            return Problem(self.requested, "redirects", f"it is redirected more than {most} times")
        return None

    def go_on(self, current: httpx.URL, answer: Answer, *, private: bool) -> httpx.URL | Problem:
        """Follow a redirect; only the first ones, as long as they are for good, change where to ask from now on."""
        self.visited.append(current)
        found = target(current, answer.headers["location"], private=private)
        if isinstance(found, Problem):
            return replace(found, input=self.requested)
        self.lasting = self.lasting and answer.status in _MOVED_FOR_GOOD
        if self.lasting:
            self.moved = str(found)
        if current.scheme == "https" and found.scheme == "http":
            message = f"it is redirected from https: to {found}: somebody on the way may have changed it"
            self.notes.append(Problem(self.requested, "not_encrypted", message))
        return found

    def end(self, current: httpx.URL, answer: Answer, seen: str) -> Fetched | Problem:
        """Judge the last answer."""
        status = answer.status
        given = answers.validators(answer.headers)
        fetched = Fetched(self.requested, str(current), status, seen, moved=self.moved, notes=tuple(self.notes))
        if status == 304 and self.known:
            merged = Validators(given.etag or self.known.etag, given.modified or self.known.modified)
            return replace(fetched, validators=merged, unchanged=True)
        wrong = _wrong(answer)
        if wrong:
            return Problem(self.requested, *wrong)
        return replace(
            fetched,
            body=answer.body,
            content_type=answers.media_type(answer.headers),
            charset=answers.charset(answer.headers),
            # Of what came in part the rest is still wanted: it is not to be called unchanged the next time.
            validators=Validators() if answer.notes else given,
            notes=(*self.notes, *(replace(note, input=self.requested) for note in answer.notes)),
        )


def _wrong(answer: Answer) -> tuple[str, str] | None:
    """Give the kind and the message of what is wrong with an answer."""
    status = answer.status
    if status in _GONE:
        return "gone", f"its server says that it is not there (status {status}): look for where it went"
    if status in _NOT_FOR_US:
        return "forbidden", f"its server does not give it to programs, or not to you (status {status})"
    if not 200 <= status < 300 or status == 206:
        return "broken_answer", f"its server answers with status {status}, which is no answer to such a request"
    if not answer.body:
        return "empty", f"its server sends nothing (status {status})"
    return None
