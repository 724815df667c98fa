"""A Chromium, and a reading room with the library of the examples.

The fixtures end with this folder: Playwright keeps an event loop that would be in the way of other tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser import addresses
from tests.browser.chromium import DESK, Look, installed, running, window
from tests.browser.watched import Watched
from tests.web.libraries import copied, of_examples
from tests.web.serving import Served, served
from variorum.web.work import Outcome, Progress, Tell, Work

Opening = Callable[..., Watched]


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    if installed() is None:
        pytest.skip("there is no Chromium: on Debian, apt-get install chromium")
    with running() as browser:
        yield browser


@pytest.fixture(scope="package")
def examples(request: pytest.FixtureRequest) -> Path:
    """The library of the examples; not to be written to."""
    assert request.config.cache
    return of_examples(request.config.cache.mkdir("variorum"))


@pytest.fixture(scope="package")
def room(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A reading room in which nothing is changed."""
    with served(copied(examples, tmp_path_factory.mktemp("room"))) as running_room:
        yield running_room


@pytest.fixture(scope="package")
def known(room: Served) -> Mapping[str, str]:
    """What the addresses of pages are filled in with."""
    with room.room.reading() as library:
        return addresses.known(library)


class Idle:
    """A worker that leaves everything for later: what is settled holds at once, and to work it out anew takes a while."""

    def __call__(self, work: Work, tell: Tell) -> Outcome:
        tell(Progress("resting"))
        return Outcome(stories=work.stories)

    def close(self) -> None:
        """Nothing is held."""


@pytest.fixture
def own_room(examples: Path, tmp_path: Path) -> Iterator[Served]:
    """A reading room to settle things in."""
    with served(copied(examples, tmp_path)) as running_room:
        running_room.room.jobs._worker = Idle()
        yield running_room


@pytest.fixture
def new_room(tmp_path: Path) -> Iterator[Served]:
    """A reading room without a library to add reports to."""
    with served(tmp_path / "library.db") as running_room:
        yield running_room


@pytest.fixture(scope="package")
def windows(chromium: Browser, room: Served) -> Iterator[Callable[[Look], Watched]]:
    """One window for each look, shared by the tests that only look."""
    opened: dict[Look, Watched] = {}

    def give(look: Look) -> Watched:
        if look not in opened:
            opened[look] = Watched(window(chromium, room.url, look), room.url)
        return opened[look]

    yield give
    for each in opened.values():
        each.page.context.close()


@pytest.fixture
def opening(chromium: Browser) -> Iterator[Callable[..., Watched]]:
    """Open a window on a room: ``opening(room)``, with ``look`` and ``scripts`` as wanted; nothing may be wrong at the end."""
    opened: list[tuple[BrowserContext, Watched]] = []

    def give(room: Served, look: Look = DESK, *, scripts: bool = True) -> Watched:
        context = window(chromium, room.url, look, scripts=scripts)
        opened.append((context, Watched(context, room.url)))
        return opened[-1][1]

    yield give
    for context, watched in opened:
        try:
            watched.unharmed()
        finally:
            context.close()
