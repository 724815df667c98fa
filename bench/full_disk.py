"""A disk that is full at random moments of an ingest, in a small file system of its own.

``python -m bench.full_disk SOURCE TIMES`` wants to be the first process of a mount namespace (``unshare -m``, or ``unshare -rm``
where one is not root): it mounts a file system in memory there, which goes with it. Each time a ballast leaves some space, drawn
between nothing and what the library and its log take at most; ``variorum ingest`` runs as a command. When space runs out it must
end with exit code 2 and a message that says so, without a traceback; the library must be whole, with the disk still full and
with space again; and the same command must then end in the library that an undisturbed run makes. Where there is space for all
but not for the output, ``show --html``, ``--csv`` and the like must say so in the same way.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from bench.forked import Ended, commanded, load_all
from bench.killed import SEED, faults, ingest
from bench.library_content import contents, differing

SPACE = 256_000_000
_TIMES_AS_LARGE = 6  # as the library, its write-ahead log can make it while it is written
_CLEAR = ("no space is left for", "No space left on device")


@dataclass
class Filled:
    """What filling the disk many times came to."""

    times: int = 0
    full: int = 0
    """How often space did run out."""
    outputs: int = 0
    """How many outputs met a full disk."""
    wrong: list[str] = field(default_factory=list)


def filled(source: Path, times: int) -> Filled:
    """Do it in a mount namespace of its own. Raises ``OSError`` with the reason where there can be none."""
    words = [sys.executable, "-m", "bench.full_disk", str(source), str(times)]
    alone = ["unshare", "-m"] if os.geteuid() == 0 else ["unshare", "-rm"]
    done = subprocess.run([*alone, *words], cwd=Path(__file__).parents[1], capture_output=True, text=True, check=False)
    if done.returncode:
        raise OSError((done.stderr.strip().splitlines() or ["no mount namespace can be made"])[-1])
    return Filled(**json.loads(done.stdout.splitlines()[-1]))


def on_small_disk(disk: Path, source: Path, times: int, seed: int = SEED) -> Filled:
    """Fill the disk so many times, each time with another share of it free."""
    chance = random.Random(seed)  # amounts, not secrets
    tally = Filled()
    apart = Path(tempfile.mkdtemp())
    commanded(["ingest", str(source), "--library", str(apart / "undisturbed.db"), "--quiet"])
    wanted = contents(apart / "undisturbed.db")
    largest = int((apart / "undisturbed.db").stat().st_size * _TIMES_AS_LARGE)
    shutil.rmtree(apart)
    place = disk / "library" / "l.db"
    while tally.times < times:
        place.parent.mkdir()
        # Few bytes and many are both likely: what is short at the start differs from what is short at the end.
        free = int(largest * chance.random() ** 2)
        tally.wrong += [
            f"time {tally.times} ({free:,} bytes): {wrong}" for wrong in _once(disk, place, source, free, tally, wanted)
        ]
        tally.times += 1
        shutil.rmtree(place.parent)
    return tally


def _once(
    disk: Path, place: Path, source: Path, free: int, tally: Filled, wanted: dict[str, list[bytes]]
) -> Iterator[str]:
    words = ["ingest", str(source), "--library", str(place), "--quiet"]
    ballast(disk, free)
    ended = commanded(words)
    if ended.code:
        tally.full += 1
        yield from unclear(ended)
        for asked in (["stories", "--library", str(place)], ["doctor", "--library", str(place)]):
            looked = commanded(asked)
            if looked.code not in {0, 1, 2} or "Traceback" in "".join(looked.told):
                yield f"{asked[0]} on the full disk: exit code {looked.code}, {looked.told[-2:]}"
    ballast(disk, None)
    if place.exists():
        yield from faults(place, ())
    ended = commanded(words)
    if ended.code:
        yield f"with space again: exit code {ended.code}, {ended.told[-1:]}"
        return
    if different := differing(wanted, contents(place)):
        yield f"with space again: {', '.join(different)} differ from those of an undisturbed run"
    yield from _outputs(disk, place, tally)


def _outputs(disk: Path, place: Path, tally: Filled) -> Iterator[str]:
    """Write what is found to a disk that has some kilobytes left."""
    listed = commanded(["stories", "--json", "--limit", "1", "--library", str(place)])
    found = json.loads("\n".join(listed.told))["stories"] if not listed.code else []
    if not found:
        yield f"stories are not listed: exit code {listed.code}, {listed.told[-2:]}"
        return
    story = found[0]["id"]
    out = disk / "library" / "out"
    out.mkdir()
    where = ["--library", str(place)]
    ballast(disk, 60_000 + 4096 * tally.times % 40_000)  # a read needs some for its index of the log
    for words in (
        ["show", story, "--html", str(out / "page.html"), *where],
        ["show", story, "--csv", str(out / "csv"), *where],
        ["show", story, "--json", *where, f">{out / 'a.json'}"],
        ["export", "--to", str(out / "all.jsonl"), *where],
        ["export", "--format", "parquet", "--to", str(out / "parquet"), *where],
    ):
        ended = commanded(words)
        if ended.code == 0:
            continue
        tally.outputs += 1
        yield from (f"{' '.join(words[:1] + words[2:3])}: {wrong}" for wrong in unclear(ended))
        for left in out.rglob("*"):
            if left.name.startswith(".") and left.is_file():
                yield f"{words[2]} leaves {left.name} behind"
    ballast(disk, None)


def unclear(ended: Ended) -> Iterator[str]:
    """Say what is wrong with how a command ended that found no space."""
    words = "\n".join(ended.told)
    if ended.code != 2:
        yield f"exit code {ended.code}"
    if "Traceback" in words or not any(clear in words for clear in _CLEAR):
        yield f"no clear message: {ended.told[-1:]}"


def ballast(disk: Path, free: int | None) -> None:
    """Leave so many bytes free on a disk; nothing takes the ballast away."""
    file = disk / "ballast"
    file.unlink(missing_ok=True)
    if free is not None:
        size = max(0, shutil.disk_usage(disk).free - free)
        with file.open("wb") as out:
            os.posix_fallocate(out.fileno(), 0, size)


def main(words: Sequence[str]) -> dict[str, Any]:
    """Mount the disk, load what is needed, and fill it."""
    source, times = Path(words[0]), int(words[1])
    load_all()
    with tempfile.TemporaryDirectory() as warm:
        ingest(Path(warm) / "warm.db", source, read=True, tell=lambda _: None)
    disk = Path(tempfile.mkdtemp(prefix="small-disk-"))
    mount = shutil.which("mount") or "mount"
    subprocess.run([mount, "-t", "tmpfs", "-o", f"size={SPACE}", "tmpfs", str(disk)], check=True)
    os.environ["SQLITE_TMPDIR"] = os.environ["TMPDIR"] = str(disk)
    return asdict(on_small_disk(disk, source, times))


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1:])))
