"""An ingest that is killed by SIGKILL at random moments, and carried on until it is done.

A process takes articles in (and reads and collates them, or not) and says after each transaction what is kept. It is killed;
the library must be whole, hold all that was said to be kept, and nothing twice. The same command goes on, is killed again, and so
on until it comes to its end; then the library must hold what that of an undisturbed run holds, row by row.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.forked import Ended, Forked, Tell
from bench.library_content import contents, differing
from variorum.articles import captures
from variorum.errors import NotALibrary, VariorumError
from variorum.library import Library
from variorum.store import health

SEED = 20_311
_DOUBLED = {
    "a version": "SELECT count(*) - count(DISTINCT telling || ' ' || content) FROM versions",
    "an article in stories": "SELECT count(*) - count(DISTINCT telling) FROM members",
    "news of a telling": "SELECT count(*) - count(DISTINCT telling) FROM changes WHERE kind = 'telling'",
    "news of a story": "SELECT count(*) - count(DISTINCT story) FROM changes WHERE kind = 'story'",
    "a Point": "SELECT count(*) - count(DISTINCT story || ' ' || id) FROM points",
    "a figure": "SELECT count(*) - count(DISTINCT story || ' ' || id) FROM figures",
    "a claim": "SELECT count(*) - count(DISTINCT story || ' ' || id) FROM claims",
    "a quote": "SELECT count(*) - count(DISTINCT story || ' ' || id) FROM quotes",
}


@dataclass
class Tally:
    """What many kills came to: how many, how many libraries were carried to the end, and all that was wrong."""

    kills: int = 0
    ends: int = 0
    where: Counter[str] = field(default_factory=Counter)
    """In which part of the work the process was killed."""
    wrong: list[str] = field(default_factory=list)


def ingest(place: Path, source: Path, *, read: bool, tell: Tell) -> None:
    """Do what ``variorum ingest`` does, and say after each transaction what is kept."""
    tell("open")
    with Library(place) as library:
        intake = library.intake()
        for portion in captures((source,)):
            if intake.add(portion):
                tell(f"articles {len(intake.summary.new) + intake.summary.known}")
        intake.keep()
        tell(f"articles {len(intake.summary.new) + intake.summary.known}")
        if read:
            for done in library.finish():
                tell(f"story {done.now.stories[0].id}")
            for _ in library.add_meaning():
                tell("meaning")
    tell("end")


def _ended(run: Forked, chance: random.Random, longest: float, lines: int) -> Ended:
    """Kill at a random moment of the whole, or shortly after a random thing was done: most time is spent in reading."""
    if chance.random() < 0.5:
        return run.kill(chance.uniform(0, longest))
    return run.kill(chance.uniform(0, 0.1), chance.randrange(1, lines + 1))


def undisturbed(place: Path, source: Path, *, read: bool) -> tuple[dict[str, list[bytes]], Ended]:
    """Give what the library holds that nothing disturbed, and how it was made. Raises ``RuntimeError`` if it failed."""
    ended = Forked(lambda tell: ingest(place, source, read=read, tell=tell)).wait()
    if ended.code or ended.told[-1:] != ("end",):
        raise RuntimeError(f"an undisturbed ingest failed: {ended.told[-1:]}")
    return contents(place), ended


def killed(folder: Path, source: Path, kills: int, *, read: bool, share: float = 1.0, seed: int = SEED) -> Tally:
    """Kill an ingest so many times, each at a random moment within a share of the time that it takes undisturbed."""
    chance = random.Random(seed)  # moments, not secrets
    wanted, alone = undisturbed(folder / "undisturbed.db", source, read=read)
    tally = Tally()
    while tally.kills < kills:
        place = folder / f"killed-{tally.ends}.db"
        for _ in _runs(place, source, kills, tally, chance, alone, share, read=read):
            pass
        different = differing(wanted, contents(place))
        if different:
            tally.wrong.append(f"library {tally.ends}: {', '.join(different)} differ from those of an undisturbed run")
        tally.ends += 1
        for each in folder.glob(f"{place.name}*"):
            each.unlink()
    return tally


def _runs(
    place: Path,
    source: Path,
    kills: int,
    tally: Tally,
    chance: random.Random,
    alone: Ended,
    share: float,
    *,
    read: bool,
) -> Iterator[None]:
    """Run and kill one library's ingest until it comes to its end."""
    said: list[str] = []
    longest, lines = alone.seconds * share, len(alone.told)
    while True:
        run = Forked(lambda tell: ingest(place, source, read=read, tell=tell))
        ended = _ended(run, chance, longest, lines) if tally.kills < kills else run.wait()
        said += ended.told
        name = f"kill {tally.kills} (library {tally.ends}, after {ended.seconds:.3f} s)"
        if ended.code > 0 or any(line.startswith("error") for line in ended.told):
            tally.wrong.append(f"{name}: the run failed: {ended.told[-1:]}")
            return
        tally.wrong += [f"{name}: {wrong}" for wrong in faults(place, said)]
        if not ended.code:
            return
        tally.kills += 1
        tally.where[(ended.told[-1].split()[0] if ended.told else "start")] += 1
        yield


def _looked_at(place: Path, said: Sequence[str]) -> Iterator[str]:
    """Look something up as the next command of the user would, before anything has mended what the killed run left."""
    try:
        with Library(place, read_only=True) as library:
            for shown in library.stories(3):
                library.edition(shown.id)
    except NotALibrary:
        if any(line.startswith("articles") for line in said):  # else it was not yet made
            yield "it is no library any more"
    except VariorumError as error:
        yield f"a story cannot be shown: {error}"


def faults(place: Path, said: Sequence[str]) -> Iterator[str]:
    """Name what is wrong with a library, of which was said what is kept in it."""
    if not place.exists() or not place.stat().st_size:
        if any(line.split()[0] in {"articles", "story"} for line in said):
            yield "the library is gone"
        return
    yield from _looked_at(place, said)
    with Library(place) as library:
        yield from (f"{fault.where}: {fault.what}" for fault in health.faults(library.file.connection))
        held = library.counts.articles
        told = max((int(line.split()[1]) for line in said if line.startswith("articles ")), default=0)
        if held < told:
            yield f"{told} articles were kept, {held} are there"
        with library.file.reading() as connection:
            done = {row[0] for row in connection.execute("SELECT id FROM stories WHERE NOT stale")}
            lost = {line.split()[1] for line in said if line.startswith("story ")} - done
            yield from (f"story {story} was kept, and is not there as collated" for story in sorted(lost))
            for what, query in _DOUBLED.items():
                if connection.execute(query).fetchone()[0]:
                    yield f"{what} is there twice"
