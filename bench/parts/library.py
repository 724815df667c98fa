"""The library: killed, on a full disk, read by many while it is written, damaged.

- ``killed``: an ingest is ended by SIGKILL at random moments, checked, and carried on; in the end it is compared row by row with
  one that nothing disturbed (``bench.killed``).
- ``full disk``: space runs out at random moments, in a small file system of its own (``bench.full_disk``).
- ``one writer, eight readers``: for five minutes; then two writers at once (``bench.shared_reading``).
- ``damaged``: bytes of the file are changed, zeroed, or cut off (``bench.damaged_library``).

``--split killed|full|shared|damaged`` takes one of the four; ``--limit N`` kills, fills and damages N times, and reads for N seconds.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bench.damaged_library import damaged
from bench.data import needed, records
from bench.forked import load_all
from bench.full_disk import filled
from bench.killed import Tally, ingest, killed
from bench.rows import OURS, Ask, Row, Sheet
from bench.shared_reading import READERS, shared, two_writers
from variorum.library.doctoring import examine

KILLS, QUICK = 200, 6
READ, TAKEN, FEW = 40, 700, 20
FILLS, DAMAGES, SECONDS, BOTH = 60, 200, 300, 20


def texts(ask: Ask) -> list[dict[str, str]]:
    """The development articles, the short ones first: what is killed is the program, not the parser."""
    folder = ask.data / "stories"
    paths = [folder / "news_cluster.jsonl", folder / "ecbplus.jsonl"]
    needed(*paths)
    found = [
        {"text": one["text"], "url": f"https://kept.example/{path.stem}/{n}"}
        for path in paths
        for n, one in enumerate(records(path))
    ]
    return sorted((one for one in found if len(one["text"]) > 250), key=lambda one: (len(one["text"]), one["url"]))


def written(path: Path, articles: Sequence[dict[str, str]]) -> Path:
    """Write articles as JSON lines, as they are taken in."""
    path.write_text("".join(json.dumps(one) + "\n" for one in articles), encoding="utf-8")
    return path


def warm(folder: Path, source: Path) -> None:
    """Load models and tables once: each process that is killed begins with them."""
    ingest(folder / "warm.db", source, read=True, tell=lambda _: None)


def kills(ask: Ask, folder: Path) -> Iterator[Row]:
    """Kill ingests that read and collate, and ingests that only take in."""
    articles = texts(ask)
    some = written(folder / "some.jsonl", articles[:READ])
    many = written(folder / "many.jsonl", articles[: 130 if ask.quick else TAKEN])
    warm(folder, some)
    count = ask.most(QUICK) or KILLS
    first = count * 3 // 5
    for name, source, read, share, times in (
        (f"killed, {READ} articles read and collated", some, True, 0.8, first),
        (f"killed, {TAKEN} articles taken in", many, False, 0.25, count - first),
    ):
        own = folder / source.stem
        own.mkdir()
        tally = killed(own, source, times, read=read, share=share)
        yield from _told(Sheet("library", name, "all", times), tally)


def full(ask: Ask, folder: Path) -> Iterator[Row]:
    """Fill the disk while articles are taken in, read and collated."""
    source = written(folder / "some.jsonl", texts(ask)[:FEW])
    times = ask.most(3) or FILLS
    sheet = Sheet("library", f"full disk, {FEW} articles", "all", times)
    try:
        tally = filled(source, times)
    except OSError as reason:
        yield sheet.skipped(OURS, f"no small file system can be made here: {reason}")
        return
    _complain(sheet, tally.wrong)
    yield from sheet.rows(
        OURS,
        {"ran out of space": tally.full, "outputs that met a full disk": tally.outputs, "wrong": len(tally.wrong)},
    )


def read_by_many(ask: Ask, folder: Path) -> Iterator[Row]:
    """Let one write and eight read; then two write at once."""
    articles = texts(ask)[:READ]
    warm(folder, written(folder / "some.jsonl", articles))
    found = [one["text"] for one in articles]
    seconds = ask.most(10) or SECONDS
    tally = shared(folder / "shared.db", found, seconds)
    sheet = Sheet("library", f"one writer, {READERS} readers", "all", seconds)
    _complain(sheet, tally.wrong)
    yield from sheet.rows(
        OURS,
        {
            "seconds": seconds,
            "looked up": tally.looked,
            "slowest look, s": tally.slowest,
            "transactions written": tally.written,
            "largest log, MB": tally.log / 1e6,
            "log after, MB": tally.log_after / 1e6,
            "write after, s": tally.waited,
            "wrong": len(tally.wrong),
        },
    )
    times = 3 if ask.quick else BOTH
    both = two_writers(folder, found, times)
    sheet = Sheet("library", "two writers of a new library at once", "all", times)
    _complain(sheet, both.wrong)
    yield from sheet.rows(OURS, {"told that it is busy": both.busy, "wrong": len(both.wrong)})


def harmed(ask: Ask, folder: Path) -> Iterator[Row]:
    """Damage copies of a library."""
    source = written(folder / "some.jsonl", texts(ask)[:FEW])
    whole = folder / "whole.db"
    ingest(whole, source, read=True, tell=lambda _: None)
    for _ in examine(whole):  # the models' hashes are taken once
        pass
    times = ask.most(8) or DAMAGES
    tally = damaged(folder, whole, source, times)
    sheet = Sheet("library", f"damaged, {FEW} articles", "all", times)
    _complain(sheet, tally.wrong)
    hit = times - tally.harmless
    missed = ", ".join(f"{count} {table}" for table, count in sorted(tally.missed.items()))
    shown = ", ".join(f"{count} {command}" for command, count in sorted(tally.shown.items()))
    yield from sheet.rows(
        OURS,
        {
            "changed something": hit,
            "found by doctor": tally.detected,
            "share found": tally.detected / hit if hit else 1.0,
            "refused with a message": tally.refused,
            "shown otherwise, unsaid": tally.silent,
            "tracebacks and the like": len(tally.wrong),
        },
        "; ".join(note for note in (missed and f"not found: {missed}", shown and f"shown otherwise: {shown}") if note),
    )


def _told(sheet: Sheet, tally: Tally) -> Iterator[Row]:
    _complain(sheet, tally.wrong)
    moments = ", ".join(f"{count} {where}" for where, count in sorted(tally.where.items()))
    yield from sheet.rows(
        OURS,
        {"kills": tally.kills, "libraries carried to the end": tally.ends, "wrong": len(tally.wrong)},
        f"last said before: {moments}",
    )


def _complain(sheet: Sheet, wrong: Sequence[str]) -> None:
    for one in wrong:
        print(f"{sheet.set}: {one}", file=sys.stderr, flush=True)


PROOFS: dict[str, Callable[[Ask, Path], Iterator[Row]]] = {
    "killed": kills,
    "full": full,
    "shared": read_by_many,
    "damaged": harmed,
}


def measure(ask: Ask) -> Iterator[Row]:
    """Give what each proof came to."""
    load_all()
    for name, prove in PROOFS.items():
        if ask.split in {None, "all", name}:
            with tempfile.TemporaryDirectory(prefix="library-") as folder:
                yield from prove(ask, Path(folder))
