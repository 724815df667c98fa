"""One process writes to a library while eight look things up, for minutes; then two write at once.

A reader opens the library for reading, lists, shows and searches, over and over, and within each transaction sees that counts
agree: every telling is in one story, every version is indexed, and what is asked twice is answered twice the same. The writer takes
in articles and new versions of them, reads, collates, and settles this and that. None may fail. The write-ahead log is measured all
the while; in the end one more thing must be written at once.
"""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from bench.forked import Ended, Forked, Tell
from bench.killed import SEED, faults
from variorum.articles import from_dict
from variorum.articles.portions import Taken
from variorum.errors import LibraryBusy, UnknownStory
from variorum.library import Library
from variorum.library.searching import search
from variorum.model import Capture

READERS = 8
_PORTION = 8
_AGREE = (
    ("tellings and members of stories", "SELECT (SELECT count(*) FROM tellings), (SELECT count(*) FROM members)"),
    (
        "members and the sizes of stories",
        "SELECT (SELECT count(*) FROM members), (SELECT coalesce(sum(articles), 0) FROM stories)",
    ),
    (
        "tellings and news of them",
        "SELECT (SELECT count(*) FROM tellings), (SELECT count(*) FROM changes WHERE kind = 'telling')",
    ),
    (
        "versions and those that can be searched",
        "SELECT (SELECT count(*) FROM versions), (SELECT count(*) FROM search_articles)",
    ),
    ("tellings and those that have a version", "SELECT count(*), count(version) FROM tellings"),
)


@dataclass
class Shared:
    """What reading beside a writer came to."""

    looked: int = 0
    """How often something was looked up, by all readers together."""
    written: int = 0
    """How many transactions the writer finished."""
    slowest: float = 0.0
    """Seconds that the slowest look took."""
    log: int = 0
    """Bytes of the write-ahead log at its largest."""
    log_after: int = 0
    """Bytes of it when all had ended but for one reader that held on."""
    waited: float = 0.0
    """Seconds until one more thing was written when all had ended."""
    wrong: list[str] = field(default_factory=list)


def shared(place: Path, texts: Sequence[str], seconds: float, readers: int = READERS) -> Shared:
    """Let one write and several read for some seconds."""
    tally = Shared()
    with Library(place):
        pass  # so that there is something to open for reading
    end = time.monotonic() + seconds
    runs = [Forked(_reading(place, end, seed)) for seed in range(readers)]
    writer = Forked(lambda tell: _writer(place, texts, end, tell))
    log = place.with_name(f"{place.name}-wal")
    while time.monotonic() < end:
        tally.log = max(tally.log, log.stat().st_size if log.exists() else 0)
        time.sleep(0.05)
    for number, ended in enumerate([writer.wait(), *(run.wait() for run in runs)]):
        _add(tally, ended, "the writer" if not number else f"reader {number}")
    tally.log_after = log.stat().st_size if log.exists() else 0
    begin = time.perf_counter()
    with Library(place) as library, library.file.writing() as connection:
        connection.execute("UPDATE tellings SET id = id")
    tally.waited = time.perf_counter() - begin
    tally.wrong += faults(place, ())
    return tally


def _add(tally: Shared, ended: Ended, who: str) -> None:
    if ended.code or ended.told[-1:] == ():
        tally.wrong.append(f"{who} failed with {ended.code}: {_error(ended)}")
    for line in ended.told:
        kind, _, rest = line.partition(" ")
        if kind == "wrong":
            tally.wrong.append(f"{who}: {rest}")
        elif kind == "looked":
            count, slowest = rest.split()
            tally.looked += int(count)
            tally.slowest = max(tally.slowest, float(slowest))
        elif kind == "written":
            tally.written += int(rest)


def _error(ended: Ended) -> str:
    return next((line for line in ended.told if line.startswith("error ")), "no word")


def _reading(place: Path, end: float, seed: int) -> Callable[[Tell], None]:
    return lambda tell: _reader(place, end, seed, tell)


def _reader(place: Path, end: float, seed: int, tell: Tell) -> None:
    chance = random.Random(SEED + seed)  # what is looked at, not secrets
    count, slowest = 0, 0.0
    while time.monotonic() < end:
        with Library(place, read_only=True) as library:
            for _ in range(chance.randrange(1, 20)):
                begin = time.perf_counter()
                for wrong in _looked(library, chance):
                    tell(f"wrong {wrong}")
                slowest = max(slowest, time.perf_counter() - begin)
                count += 1
                if time.monotonic() > end:
                    break
    tell(f"looked {count} {slowest:.3f}")


def _looked(library: Library, chance: random.Random) -> Iterator[str]:
    with library.file.reading() as connection:
        for what, query in _AGREE:
            one, other = connection.execute(query).fetchone()
            if one != other:
                yield f"{what}: {one} and {other}"
        before = library.stories()
        if before:
            shown = chance.choice(before)
            edition = library.edition(shown.id)
            if len(edition.stories[0].articles) != shown.articles:
                yield f"story {shown.id}: {len(edition.stories[0].articles)} tellings shown of {shown.articles} listed"
        time.sleep(chance.random() * 0.02)
        if library.stories() != before:
            yield "the list of stories changed within one transaction"
    if before and chance.random() < 0.5:
        with suppress(UnknownStory):  # it may have grown meanwhile, and been retired twice
            library.edition(chance.choice(before).id)
        search(library.file, chance.choice(("police", "fire", "company said")))


def capture(address: str, text: str) -> Capture:
    """One article as it stands at an address."""
    article, _ = from_dict({"text": text, "url": address}, input=address)
    if article is None:
        raise ValueError(address)
    return Capture(article, address, None)


def portions(texts: Sequence[str], site: str, size: int = _PORTION) -> Iterator[Taken]:
    """Articles as portions of one source, each at its own address."""
    for start in range(0, len(texts), size):
        found = tuple(
            capture(f"https://{site}/{start + n}", text) for n, text in enumerate(texts[start : start + size])
        )
        yield Taken(site, found)


def _writer(place: Path, texts: Sequence[str], end: float, tell: Tell) -> None:
    chance = random.Random(SEED)  # what is settled, not secrets
    count = 0
    with Library(place) as library:
        for turn in range(10**6):
            altered = [f"{text} The figure of {turn} was given later." for text in texts] if turn else list(texts)
            for portion in portions(altered, "kept.example"):
                intake = library.intake()
                intake.add(portion)
                intake.keep()
                count += 1 + sum(1 for _ in library.finish())
                count += sum(1 for _ in library.add_meaning())
                shown = chance.choice(library.stories())
                decision = library.settled.rename(shown.id, f"Title {count}")
                if chance.random() < 0.5:
                    library.settled.undo(decision.id)
                count += 2
                if time.monotonic() > end:
                    tell(f"written {count}")
                    return


@dataclass
class Both:
    """What two writers at once came to: how often one was told that the library is busy, and what was wrong."""

    busy: int = 0
    wrong: list[str] = field(default_factory=list)


def two_writers(folder: Path, texts: Sequence[str], times: int) -> Both:
    """Let two processes make one library and take in different articles at once, so many times."""
    both = Both()
    for number in range(times):
        place = folder / f"both-{number}.db"
        runs = [Forked(_taking_in(place, texts, site)) for site in ("one.example", "other.example")]
        for run in runs:
            ended = run.wait()
            if ended.code:
                busy = any(LibraryBusy.__name__ in line for line in ended.told)
                both.busy += busy
                both.wrong += [] if busy else [f"time {number}: {' '.join(ended.told)}"]
        both.wrong += [
            f"time {number}: {wrong}" for wrong in faults(place, () if both.busy else (f"articles {2 * len(texts)}",))
        ]
    return both


def _taking_in(place: Path, texts: Sequence[str], site: str) -> Callable[[Tell], None]:
    def work(_: Tell) -> None:
        with Library(place) as library:
            for portion in portions(texts, site):
                intake = library.intake()
                intake.add(portion)
                intake.keep()

    return work


def held_open(place: Path) -> sqlite3.Connection:
    """Open a library as a program that is not ours would, and keep a transaction."""
    connection = sqlite3.connect(f"{place.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
    connection.execute("BEGIN")
    with closing(connection.execute("SELECT count(*) FROM tellings")) as rows:
        rows.fetchone()
    return connection
