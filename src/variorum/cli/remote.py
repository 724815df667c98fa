"""A library behind a server: what the commands ask of a library, asked through the API."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar
from urllib.parse import quote

import httpx
from pydantic import TypeAdapter, ValidationError

from variorum.edition.visible import one_line, shortened
from variorum.errors import NoServer, Refused, UnknownDecision, UnknownStory
from variorum.library import Counts, Shown
from variorum.library.searching import Answer
from variorum.model import Decision, DecisionKind, Edition, Problem
from variorum.store.editions import parse
from variorum.store.search_sieve import KINDS, Sieve

_NEAR = frozenset({"localhost", "127.0.0.1", "::1"})
_SLOW = httpx.Timeout(120.0, connect=5.0)
_AT_ONCE = 200  # files that are sent together
_WEIGHT = 100_000_000  # bytes of them
_WORDS = 1_000  # characters of what a server says of a failure
_LONGEST = 100  # characters of a name
_LARGEST = 100  # items of a page
_WAITS = (0.1, 0.2, 0.5)  # seconds between looks at a job; the last again and again
_DECISION_ID = re.compile(r"d[1-9][0-9]{0,8}")
_DECISION: TypeAdapter[Decision] = TypeAdapter(Decision)
_ANSWER: TypeAdapter[Answer] = TypeAdapter(Answer)
_PROBLEMS: TypeAdapter[tuple[Problem, ...]] = TypeAdapter(tuple[Problem, ...])
Read = TypeVar("Read")


class RemoteLibrary:
    """A library behind a server, for a ``with`` block: it gives the values that ``Library`` gives.

    Raises ``NoServer`` if nothing of ours answers, and ``Refused`` with the server's words.
    """

    def __init__(self, url: str, token: str | None = None) -> None:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        self.url = url
        # A proxy that the environment names is not for this machine's own servers, nor to be shown their token.
        try:
            near = httpx.URL(url).host in _NEAR
            self._client = httpx.Client(base_url=f"{url}/api", headers=headers, timeout=_SLOW, trust_env=not near)
        except httpx.InvalidURL as error:
            raise NoServer(one_line(url), str(error)) from error
        self._jobs: list[str] = []
        self._met = False

    @property
    def path(self) -> str:
        """Where the library is."""
        return self.url

    @property
    def counts(self) -> Counts:
        """How much the library holds."""
        held = self._get("/")
        return Counts(held["articles"], held["versions"], held["stories"], held["unread"])

    def stories(self, limit: int | None = None) -> tuple[Shown, ...]:
        """List the stories, those with most voices first."""
        found: list[Shown] = []
        for one in self._pages("/stories", {"limit": min(limit or _LARGEST, _LARGEST)}):
            found.append(Shown(one["id"], one["title"], one["opened"], one["latest"], one["tellings"], *_counted(one)))
            if len(found) == limit:
                break
        return tuple(found)

    def story(self, name: str) -> str:
        """Give the id of the story that a name means."""
        return str(self._get(_story(name))["id"])

    def listed(self, story: str) -> Shown:
        """Give one story as it stands in the list."""
        one = self._get(_story(story))
        return Shown(one["id"], one["title"], one["opened"], one["latest"], len(one["articles"]), *_counted(one))

    def edition(self, story: str) -> Edition:
        """Give the edition of a story."""
        answer = self._asked("GET", f"{_story(story)}/edition")
        return parse(answer.content, f"what {self.url} gives")

    def editions(self, *stories: str) -> Iterator[Edition]:
        """Give the editions of some stories, or of all in the order of an edition, one after another."""
        every = stories or [one.id for one in sorted(self.stories(), key=lambda one: (one.opened or "9999", one.id))]
        for story in every:
            edition = self.edition(story)
            # The edition of one story has its tellings by their ids, one of several in the story's order.
            held = {article.id: article for article in edition.articles}
            yield replace(edition, articles=tuple(held[one] for one in edition.stories[0].articles))

    def search(self, typed: str, sieve: Sieve, *, limit: int, meaning: bool) -> Answer:
        """Find articles, quotes and claims."""
        if limit > _LARGEST:
            raise Refused(f"a server gives at most {_LARGEST} hits at once: ask for --limit {_LARGEST} or less")
        kind = next(iter(sieve.kinds)) if len(sieve.kinds) < len(KINDS) else None
        named = {name: getattr(sieve, name) for name in ("outlet", "speaker", "entity", "since", "until", "story")}
        asked = {"words": typed, "kind": kind, "limit": limit, "words_only": not meaning, **named}
        return self._read(_ANSWER, self._get("/search", {name: one for name, one in asked.items() if one is not None}))

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """What the user has settled, and what of it was undone."""
        return tuple(self._read(_DECISION, one) for one in self._pages("/decisions", {"limit": _LARGEST}))

    @property
    def settled(self) -> RemoteSettling:
        """The ways to settle more."""
        return RemoteSettling(self)

    def settle(self, address: str, wanted: dict[str, Any] | None = None) -> Decision:
        """Send a decision, and remember the job that follows from it."""
        told = _plain(self._asked("POST", address, json=wanted), self.url)
        self._jobs.append(told["job"].removeprefix("/api"))
        return self._read(_DECISION, told["decision"])

    def finish(self, **_: object) -> Iterator[None]:
        """Wait until the server has done what follows from what was settled."""
        for job in self._jobs:
            self._wait(job)
            yield
        self._jobs = []

    def ingest(self, files: Sequence[tuple[str, Path]], urls: Sequence[str]) -> Iterator[dict[str, Any]]:
        """Send files, each under a name, and addresses to be taken in; give what came of each part as it is done."""
        for part in _parts(files):
            with ExitStack() as stack:
                sent = [("files", (name, stack.enter_context(path.open("rb")))) for name, path in part]
                begun = self._asked("POST", "/ingest", files=sent)
            yield self._wait(f"/jobs/{begun.json()['id']}")
        if urls:
            begun = self._asked("POST", "/ingest", json={"urls": list(urls)})
            yield self._wait(f"/jobs/{begun.json()['id']}")

    def problems_in(self, outcome: dict[str, Any]) -> tuple[Problem, ...]:
        """Give the Problems that an outcome names."""
        return self._read(_PROBLEMS, outcome["problems"])

    def close(self) -> None:
        """Let go of the connection."""
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _wait(self, job: str) -> dict[str, Any]:
        """Wait until a job is over; give what came of it. Raises ``Refused`` if it failed."""
        waits = iter(_WAITS)
        pause = _WAITS[-1]
        while True:
            told = self._get(job)
            if told["state"] == "failed":
                raise Refused(shortened(str(told["error"]), _WORDS))
            if told["state"] == "done":
                outcome: dict[str, Any] = told["outcome"] or {}
                return outcome
            time.sleep(next(waits, pause))

    def _pages(self, address: str, asked: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """Go through a list, page by page."""
        page = self._get(address, asked)
        while True:
            yield from page["items"]
            following = page["next"]
            if not following:
                return
            page = self._get(str(following).removeprefix("/api"))

    def _get(self, address: str, asked: dict[str, Any] | None = None) -> dict[str, Any]:
        return _plain(self._asked("GET", address, params=asked or None), self.url)

    def _asked(self, method: str, address: str, **sent: Any) -> httpx.Response:
        """Send a request; give the answer if all is well."""
        if not self._met:
            self._met = True
            if self._get("/health").get("program") != "variorum":
                raise NoServer(self.url, "what answers there is another program")
        try:
            answer = self._client.request(method, address, **sent)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise NoServer(self.url, str(error) or type(error).__name__) from error
        kind = answer.headers.get("content-type", "").partition(";")[0]
        if answer.status_code == 401:
            raise Refused(f"{self.url} wants its token: give it with --token-file FILE, or in VARIORUM_TOKEN")
        if kind == "application/problem+json":
            raise Refused(shortened(str(_plain(answer, self.url).get("detail")), _WORDS))
        if kind == "text/plain" and answer.is_client_error:
            raise Refused(f"{self.url}: {shortened(answer.text[:_WORDS], _WORDS)}")
        if not answer.is_success or kind != "application/json":
            raise NoServer(self.url, f"what answers there is another program, with status {answer.status_code}")
        return answer

    def _read(self, kind: TypeAdapter[Read], plain: object) -> Read:
        try:
            return kind.validate_python(plain)
        except ValidationError as error:
            raise NoServer(self.url, "it answers in another way than this version understands") from error


class RemoteSettling:
    """The ways to settle something in a library behind a server; each can be undone."""

    def __init__(self, library: RemoteLibrary) -> None:
        self._library = library

    def split(self, story: str, names: Sequence[str], note: str | None = None) -> Decision:
        """Let some tellings of a story stand apart from its others."""
        return self._settle(kind="split", story=story, tellings=list(names), note=note)

    def merge(self, stories: Sequence[str], note: str | None = None) -> Decision:
        """Make one story of several."""
        return self._settle(kind="merge", stories=list(stories), note=note)

    def rename(self, story: str, title: str, note: str | None = None) -> Decision:
        """Give a story another title."""
        return self._settle(kind="rename", story=story, title=title, note=note)

    def voices(self, names: Sequence[str], kind: DecisionKind, note: str | None = None) -> Decision:
        """Say that tellings are ``one_voice``, or that they are ``independent`` of one another."""
        return self._settle(kind=kind, tellings=list(names), note=note)

    def judge(self, story: str, finding: str, kind: DecisionKind, note: str | None = None) -> Decision:
        """Say that a finding is wrong or of no use (``dismiss``), or that it is right (``confirm``)."""
        return self._settle(kind=kind, story=story, finding=finding, note=note)

    def undo(self, identity: str) -> Decision:
        """Take a decision back. Raises ``UnknownDecision`` for what no decision can be called."""
        if not _DECISION_ID.fullmatch(identity):
            raise UnknownDecision(f"no decision {identity!r} can be undone")
        return self._library.settle(f"/decisions/{identity}/undo")

    def _settle(self, **wanted: Any) -> Decision:
        return self._library.settle("/decisions", wanted)


def _plain(answer: httpx.Response, url: str) -> dict[str, Any]:
    try:
        plain = answer.json()
    except ValueError as error:
        raise NoServer(url, "what answers there is another program, and sends no JSON") from error
    if not isinstance(plain, dict):
        raise NoServer(url, "what answers there is another program, and sends other JSON")
    return plain


def _story(name: str) -> str:
    """Give the address of a story. Raises ``UnknownStory`` for what no story can be called and no address can hold."""
    if not 0 < len(name) <= _LONGEST or "/" in name or not name.strip("."):
        raise UnknownStory(name)
    return f"/stories/{quote(name, safe='', errors='replace')}"


def _counted(one: dict[str, Any]) -> tuple[Any, ...]:
    return one["voices"], one["differences"], one["agreements"], one["stale"]


def _parts(files: Sequence[tuple[str, Path]]) -> Iterator[list[tuple[str, Path]]]:
    """Give files in parts that a server takes at once."""
    part: list[tuple[str, Path]] = []
    weight = 0
    for name, path in files:
        size = path.stat().st_size
        if part and (len(part) == _AT_ONCE or weight + size > _WEIGHT):
            yield part
            part, weight = [], 0
        part.append((name, path))
        weight += size
    if part:
        yield part
