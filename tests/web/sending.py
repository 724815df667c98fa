"""Forms of a reading room sent as a browser sends them, and its work waited for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

from starlette.testclient import TestClient

from tests.web.libraries import moment
from variorum.web.app import create_app
from variorum.web.jobs import Job
from variorum.web.room import Room

HERE = "http://127.0.0.1:8600"
LONG = 60.0
"""Seconds after which a test gives up on some work."""
Answer: TypeAlias = Any
"""What the test client gives; whose class it is depends on its version."""
Upload = tuple[str, tuple[str, bytes, str]]


class Desk:
    """Somebody who works in a room: looks at pages and sends their forms."""

    def __init__(self, client: TestClient, room: Room) -> None:
        self.client = client
        self.room = room

    def look(self, at: str) -> str:
        """Give a page, wherever it leads."""
        answer = self.client.get(at, follow_redirects=True)
        assert answer.status_code == 200, answer.text
        return answer.text

    def send(self, to: str, data: dict[str, Any] | None = None, files: Sequence[Upload] = ()) -> Answer:
        """Send a form with the token of a form of ours."""
        token = re.search(r'name="csrf" value="(\w+)"', self.look("/add"))
        assert token is not None
        return self.client.post(to, data={**(data or {}), "csrf": token[1]}, files=list(files) or None)

    def done(self, answer: Answer) -> Job:
        """Wait for the work that a form began."""
        assert answer.status_code == 303, answer.text
        return self.room.jobs.wait(answer.headers["location"].removeprefix("/jobs/"), LONG)

    def settled(self, answer: Answer) -> str:
        """Wait for what a decision leads to; give the page that says what was done."""
        assert answer.status_code == 303, answer.text
        latest = self.room.jobs.latest
        if latest:
            self.room.jobs.wait(latest[0].id, LONG)
        return self.look(answer.headers["location"])


@contextmanager
def desk(library: Path) -> Iterator[Desk]:
    """Open a room on a library that may be changed; its work is done in a thread of this process."""
    room = Room(library, keep_pages=False, apart=False, clock=moment)
    with TestClient(create_app(room), base_url=HERE, follow_redirects=False) as client:
        yield Desk(client, room)


def upload(name: str, content: str | bytes, kind: str = "text/plain") -> Upload:
    """One file as a form sends it."""
    return ("files", (name, content if isinstance(content, bytes) else content.encode(), kind))
