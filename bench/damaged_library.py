"""A library's file that is damaged: bits turned, bytes put in place of others, sectors and pages zeroed, the end cut off.

Each damaged copy is looked at by ``variorum doctor``, which must say so; ``stories``, ``show``, ``search`` and ``ingest`` must either do
what they do on a whole one or end with exit code 2 and a message, never a traceback. Damage that changes nothing that the library
holds (it lies in free space) does not count; that a command shows something else than before, and does not say so, is counted.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from bench.forked import Ended, commanded
from bench.killed import SEED
from bench.library_content import contents, differing
from variorum.library import Library

KINDS = ("bit", "byte", "stretch", "sector", "page", "cut", "header", "log")
_PAGE, _SECTOR, _HEADER = 4096, 512, 100


@dataclass
class Damaged:
    """What damaging a library many times came to."""

    times: int = 0
    harmless: int = 0
    detected: int = 0
    """How often ``doctor`` found damage that changed something."""
    silent: int = 0
    """How often a command showed something else than before without saying so."""
    refused: int = 0
    """How often a command ended with exit code 2 and a message."""
    missed: Counter[str] = field(default_factory=Counter)
    """The tables whose damage ``doctor`` did not find."""
    shown: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def damage(raw: bytes, kind: str, chance: random.Random) -> bytes:
    """Damage the bytes of a file in one way."""
    at = chance.randrange(_HEADER if kind == "header" else len(raw))
    if kind in {"bit", "header"}:
        return raw[:at] + bytes([raw[at] ^ 1 << chance.randrange(8)]) + raw[at + 1 :]
    if kind == "byte":
        return raw[:at] + bytes([(raw[at] + chance.randrange(1, 256)) % 256]) + raw[at + 1 :]
    if kind == "cut":
        return raw[:at]
    if kind == "stretch":
        return raw[:at] + chance.randbytes(24) + raw[at + 24 :]
    size = _PAGE if kind == "page" else _SECTOR
    at -= at % size
    return raw[:at] + bytes(size) + raw[at + size :]


def damaged(folder: Path, whole: Path, source: Path, times: int, seed: int = SEED) -> Damaged:
    """Damage copies of a library so many times and see what the program says."""
    chance = random.Random(seed)  # places, not secrets
    tally = Damaged()
    raw, held, before = whole.read_bytes(), contents(whole), _asked(whole)
    place = folder / "damaged.db"
    log, of_log = _with_log(folder, whole)
    for number in range(times):
        kind = KINDS[number % len(KINDS)]
        for each in folder.glob("damaged.db*"):
            each.unlink()
        if kind == "log":
            shutil.copyfile(log, place)
            place.with_name("damaged.db-wal").write_bytes(damage(of_log, "bit", chance))
            _look_at_log(tally, place, f"damage {number} ({kind})")
        else:
            place.write_bytes(damage(raw, kind, chance))
            _look(tally, place, source, held, before, f"damage {number} ({kind})")
        tally.times += 1
    return tally


def _look(
    tally: Damaged, place: Path, source: Path, held: dict[str, list[bytes]], before: Sequence[Ended], name: str
) -> None:
    hit = _hit(place, held)
    doctor = commanded(["doctor", "--library", str(place)])
    _fair(tally, doctor, f"{name}: doctor")
    if not hit and not doctor.code:
        tally.harmless += 1
    elif doctor.code:
        tally.detected += 1
    else:
        tally.missed.update(hit)
    for (words, _), was, now in zip(_COMMANDS, before, _asked(place), strict=True):
        _fair(tally, now, f"{name}: {words}")
        if now.code == 0 and now.told != was.told:
            tally.silent += 1
            tally.shown.update([words])
    _fair(tally, commanded(["ingest", str(source), "--quiet", "--library", str(place)]), f"{name}: ingest")


def _look_at_log(tally: Damaged, place: Path, name: str) -> None:
    """What a damaged log still gives is what was there at the end of an earlier transaction: whole, if older."""
    for words, now in zip((words for words, _ in _COMMANDS), _asked(place), strict=True):
        _fair(tally, now, f"{name}: {words}")
    doctor = commanded(["doctor", "--library", str(place)])
    _fair(tally, doctor, f"{name}: doctor")
    if doctor.code:
        tally.wrong.append(f"{name}: an earlier moment is not whole: {doctor.told[-1:]}")
    tally.harmless += 1


def _hit(place: Path, held: dict[str, list[bytes]]) -> list[str]:
    """Name the tables that do not hold what they did."""
    try:
        return differing(held, contents(place))
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return ["the file"]


def _fair(tally: Damaged, ended: Ended, name: str) -> None:
    words = "\n".join(ended.told)
    if ended.code not in {0, 1, 2} or "Traceback" in words:
        tally.wrong.append(
            f"{name}: exit code {ended.code}, {next((line for line in ended.told if 'rror' in line), '')[:200]}"
        )
    tally.refused += ended.code == 2 and ("damaged" in words or "is not a library" in words)


_COMMANDS = (
    ("stories", ("stories", "--json")),
    ("show", ("show", "STORY", "--json")),
    ("export", ("export", "--format", "jsonl")),
    ("search", ("search", "police", "--words-only", "--json")),
    ("changes", ("changes", "--json")),
)


def _asked(place: Path) -> list[Ended]:
    """Ask of a library all that is compared: its list, its largest story, everything, a word."""
    found = []
    for _, words in _COMMANDS:
        found.append(
            commanded([*(_story(place) if word == "STORY" else word for word in words), "--library", str(place)])
        )
    return found


_STORY: list[str] = []


def _story(place: Path) -> str:
    """Give the story that is shown: the same of every copy."""
    if not _STORY:
        with Library(place, read_only=True) as library:
            _STORY.append(library.stories()[0].id)
    return _STORY[0]


def _with_log(folder: Path, whole: Path) -> tuple[Path, bytes]:
    """Give a library with a write-ahead log that is not yet in it: some transactions of each sort."""
    place, log = folder / "logged.db", folder / "logged.db-wal"
    shutil.copyfile(whole, place)
    kept = folder / "kept.db"
    with Library(place) as library, closing(sqlite3.connect(place)):
        library.file.connection.execute("PRAGMA wal_autocheckpoint = 0")
        for number, shown in enumerate(library.stories(8)):
            library.settled.rename(shown.id, f"Title {number}")
            for _ in library.finish():
                pass
        shutil.copyfile(place, kept)
        return kept, log.read_bytes()
