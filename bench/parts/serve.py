"""The reading room under load: how fast its pages and its API answer, and what memory the server takes.

A library of composed stories (``bench/many_stories.py``) is served by ``variorum serve``, and asked from a second process
(``bench/load.py``) for a mixture of pages, then of API reads, 50 a second, each for two minutes.

- ``pages``, ``api``: milliseconds until the whole answer was there, counted from when the request was due; median, 95th and
  99th percentile, over all and by kind; ``errors`` are answers other than 200.
- ``first look``: the same for pages that nobody has asked for before, a few a second: nothing is kept of them yet.
- ``prepared``: seconds until the server has made the front pages of all stories, which it does while nobody asks for anything; the
  load begins after that.
- ``story page``: bytes of the page of a story of a hundred tellings.
- ``server``: resident memory in millions of bytes when it has begun, after the load, and the growth in the second half of the load.

``--limit`` is the number of stories. ``VARIORUM_BENCH_LIBRARY`` names a library made by ``python -m bench.many_stories FILE N``, so
that it is not made again; ``VARIORUM_BENCH_MINUTES`` lets the load last longer.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random
from threading import Event, Thread
from urllib.parse import quote

from bench.data import ROOT
from bench.load import Asked
from bench.many_stories import fill
from bench.rows import OURS, Ask, Row, Sheet
from variorum.library import Library

STORIES, QUICK = 5000, 6
RATE = 50.0
MINUTES = 2.0
FIRST_LOOKS, FIRST_RATE = 200, 4.0
_LONGEST = 1800.0
_READY = re.compile(r"http://[\d.]+:\d+")
Plan = list[tuple[str, str]]

PAGES = {
    "library": 20, "library, filtered": 6, "story": 34, "section": 8, "finding": 8, "telling": 8, "side by side": 4, "person": 4,
    "people": 2, "commitments": 3, "search": 3,
}  # fmt: skip
"""Kinds of pages, and how many of a hundred requests are for each."""
READS = {
    "stories": 25, "story": 25, "points": 15, "quotes": 10, "edition": 3, "text": 10, "person": 4, "commitments": 4, "search": 4,
}  # fmt: skip


def plan(shares: dict[str, int], address: Callable[[str, Random], str], count: int, seed: int) -> Plan:
    """Draw so many addresses, kinds by their shares."""
    random = Random(seed)
    kinds = random.choices(list(shares), list(shares.values()), k=count)
    return [(kind, address(kind, random)) for kind in kinds]


class Drawn:
    """Addresses drawn from what a library holds."""

    def __init__(self, place: Path) -> None:
        with Library(place, read_only=True) as library:
            self.stories = [(one.id, one.articles) for one in library.stories()]
            self.large = self.stories[0][0]
            some = [library.edition(story) for story, _ in self.stories[1:40]]
        self.members: dict[str, tuple[str, ...]] = {}
        with Library(place, read_only=True) as library, library.file.reading() as connection:
            for story, article in connection.execute("SELECT story, article FROM members ORDER BY story, position"):
                self.members[story] = (*self.members.get(story, ()), article)
        people = {
            entity.name
            for edition in some
            for entity in edition.stories[0].entities
            if entity.kind in ("person", "organisation")
        }
        self.people = sorted(people)
        self.words = sorted({word for one in some for word in one.stories[0].title.split() if len(word) > 5})

    def story(self, random: Random) -> str:
        """Draw a story; the first, which is large, is one of many."""
        return random.choice(self.stories)[0]

    def page(self, kind: str, random: Random) -> str:
        """Draw the address of a page."""
        story = self.story(random)
        top = f"/stories/{story}"
        one, other = random.sample(self.members[story], 2)
        return {
            "library": "/",
            "library, filtered": f"/?words={quote(random.choice(self.words))}&order=latest",
            "story": top,
            "section": f"{top}/{random.choice(('lineage', 'quotes', 'timeline', 'agreements', 'commitments', 'figures'))}",
            "finding": f"{top}/findings/p{random.randint(1, 4)}",
            "telling": f"{top}/tellings/{one}",
            "side by side": f"{top}/compare?a={one}&b={other}",
            "person": f"/names/{quote(random.choice(self.people), safe='')}",
            "people": "/names",
            "commitments": "/commitments",
            "search": f"/search?words={quote(random.choice(self.words))}",
        }[kind]

    def read(self, kind: str, random: Random) -> str:
        """Draw the address of a read of the API."""
        story = self.story(random)
        top = f"/api/stories/{story}"
        return {
            "stories": "/api/stories?limit=30",
            "story": top,
            "points": f"{top}/points",
            "quotes": f"{top}/quotes",
            "edition": f"{top}/edition",
            "text": f"/api/tellings/{random.choice(self.members[story])}/text",
            "person": f"/api/people/{quote(random.choice(self.people), safe='')}",
            "commitments": "/api/commitments?limit=30",
            "search": f"/api/search?words={quote(random.choice(self.words))}",
        }[kind]


@contextmanager
def served(place: Path) -> Iterator[tuple[str, int]]:
    """Serve a library in a process of its own; give its address and its number."""
    command = [sys.executable, "-m", "variorum", "serve", "--library", str(place), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stderr is not None
        try:
            found = _READY.search(process.stderr.readline())
            if found is None:
                raise RuntimeError(process.stderr.read())
            yield found[0], process.pid
        finally:
            process.terminate()
            process.wait(30)


def load(address: str, paths: Plan, rate: float = RATE) -> list[Asked]:
    """Ask from a second process."""
    words = json.dumps({"address": address, "rate": rate, "paths": paths})
    done = subprocess.run(
        [sys.executable, "-m", "bench.load"], input=words, capture_output=True, text=True, cwd=ROOT, check=True
    )
    return [Asked(**json.loads(line)) for line in done.stdout.splitlines()]


def _prepared(place: Path, stories: int) -> float:
    """Wait until the front pages of so many stories are kept beside a library; give how long it took."""
    begin = time.monotonic()
    with closing(sqlite3.connect(place.with_name(f"{place.name}-pages"))) as kept:
        while kept.execute("SELECT count(*) FROM parts WHERE page = 'front'").fetchone()[0] < stories:
            if time.monotonic() - begin > _LONGEST:
                raise RuntimeError("the server does not make its front pages")
            time.sleep(0.5)
    return time.monotonic() - begin


def resident(process: int) -> float:
    """Give the memory that a process holds, in millions of bytes; nothing where the system does not tell."""
    status = Path(f"/proc/{process}/status")
    found = re.search(r"VmRSS:\s*(\d+) kB", status.read_text(encoding="ascii")) if status.exists() else None
    return int(found[1]) * 1024 / 1e6 if found else 0.0


@contextmanager
def watched(process: int) -> Iterator[list[float]]:
    """Note every second what memory a process holds."""
    seen: list[float] = [resident(process)]
    end = Event()

    def watch() -> None:
        while not end.wait(1.0):
            seen.append(resident(process))

    thread = Thread(target=watch)
    thread.start()
    try:
        yield seen
    finally:
        end.set()
        thread.join()


def percentile(values: Sequence[float], share: float) -> float:
    """Give the value that so many of the others do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def _told(name: str, asked: Sequence[Asked]) -> Iterator[Row]:
    groups: defaultdict[str, list[Asked]] = defaultdict(list)
    for one in asked:
        groups["all"].append(one)
        groups[one.kind].append(one)
    for kind, those in groups.items():
        times = [1000 * one.seconds for one in those]
        wrong = [one for one in those if one.status != 200]
        found = {
            "median ms": percentile(times, 0.5),
            "p95 ms": percentile(times, 0.95),
            "p99 ms": percentile(times, 0.99),
            "errors": float(len(wrong)),
        }
        note = f"{wrong[0].status} at {wrong[0].path}" if wrong else ""
        yield from Sheet("serve", name, kind, len(those)).rows(OURS, found, note)


def measure(ask: Ask) -> Iterator[Row]:
    """Give all rows."""
    stories = QUICK if ask.quick else ask.limit or STORIES
    seconds = 0.5 if ask.quick else 60 * float(os.environ.get("VARIORUM_BENCH_MINUTES", MINUTES))
    with tempfile.TemporaryDirectory() as folder:
        named = os.environ.get("VARIORUM_BENCH_LIBRARY")
        place = Path(named) if named else Path(folder) / "library.db"
        if not named:
            fill(place, stories, *(((3,), 4) if ask.quick else ()))
        drawn = Drawn(place)
        with served(place) as (address, process):
            begun = resident(process)
            looks = plan(PAGES, drawn.page, 8 if ask.quick else FIRST_LOOKS, 1)
            yield from _told("first look", load(address, looks, FIRST_RATE))
            seconds_prepared = _prepared(place, len(drawn.stories))
            yield Sheet("serve", "prepared", "front pages", len(drawn.stories)).row(OURS, "seconds", seconds_prepared)
            with watched(process) as seen:
                yield from _told("pages", load(address, plan(PAGES, drawn.page, int(RATE * seconds), 2)))
                yield from _told("api", load(address, plan(READS, drawn.read, int(RATE * seconds), 3)))
            (large,) = load(address, [("story page", f"/stories/{drawn.large}")], 1)
        yield Sheet("serve", "story page", str(len(drawn.members[drawn.large])), 1).row(OURS, "bytes", large.size)
        half = len(seen) // 2
        memory = {"begun MB": begun, "most MB": max(seen), "growth MB": seen[-1] - seen[half]}
        yield from Sheet("serve", "server", "memory", len(seen)).rows(OURS, memory)
