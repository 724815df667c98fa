"""A stream of bytes cut where its records end: lines, rows of a table; each cut holds whole ones and is small."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from variorum.articles.decoding import wide
from variorum.settings import DEFAULT

LINES = 64
_BYTES = 4_000_000


class Cut(NamedTuple):
    """Some whole records, and how many lines and records come before them; without bytes, one that was too long."""

    raw: bytes
    lines: int
    records: int


def lines(chunks: Iterable[bytes]) -> Iterator[Cut]:
    """Cut a stream of lines after every 64 of them, or 4 MB. A line beyond the limit gives a cut without bytes."""
    yield from _cuts(chunks, quoted=False)


def rows(chunks: Iterable[bytes]) -> Iterator[Cut]:
    """Cut a table in the same way, never within quotes; its first row stands before each cut, and counts as none."""
    header: bytes | None = None
    for cut in _cuts(chunks, quoted=True):
        if header is None:
            header = cut.raw[: _record_end(cut.raw)]
            yield cut
        else:
            yield cut._replace(raw=header + cut.raw if cut.raw else b"", records=cut.records - 1)


def _record_end(raw: bytes) -> int:
    """Say where the first row ends: after the first line with as many opening as closing quotes."""
    end = 0
    while end < len(raw):
        place = raw.find(b"\n", end)
        end = len(raw) if place < 0 else place + 1
        if raw.count(b'"', 0, end) % 2 == 0:
            break
    return end


def _cuts(chunks: Iterable[bytes], *, quoted: bool) -> Iterator[Cut]:
    whole: list[bytes] = []
    weight, before, count, within = 0, 0, 0, 0
    for line in _whole_lines(_in_utf8(chunks), quoted=quoted):
        if line is None or (whole and weight + len(line) > _BYTES) or count == LINES:
            if whole:
                yield Cut(b"".join(whole), before, within)
            before, within = before + sum(part.count(b"\n") for part in whole), within + count
            whole, weight, count = [], 0, 0
        if line is None:
            yield Cut(b"", before, within)
            before, within = before + 1, within + 1
            continue
        whole.append(line)
        weight += len(line)
        count += 1
    if whole:
        yield Cut(b"".join(whole), before, within)


def _whole_lines(chunks: Iterable[bytes], *, quoted: bool) -> Iterator[bytes | None]:
    """Give one line after another with its end, in a table one row; ``None`` for one beyond the limit."""
    held: list[bytes] = []
    weight, open_quotes, lost = 0, False, False
    for chunk in chunks:
        start = 0
        while start < len(chunk):
            place = chunk.find(b"\n", start)
            end = len(chunk) if place < 0 else place + 1
            part = chunk[start:end]
            start = end
            if quoted and not lost:
                open_quotes ^= part.count(b'"') % 2 == 1
            weight += len(part)
            if not lost:
                held.append(part)
            if weight > DEFAULT.largest_file and not lost:
                held, lost, open_quotes = [], True, False
            if place >= 0 and not open_quotes:
                yield None if lost else b"".join(held)
                held, weight, lost = [], 0, False
    if lost:
        yield None
    elif held:
        yield b"".join(held)


def _in_utf8(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Write a stream in UTF-16 or UTF-32 anew, since a line's end is not one byte there."""
    decoder = None
    for number, chunk in enumerate(chunks):
        if number == 0 and (encoding := wide(chunk)):
            decoder = codecs.getincrementaldecoder(encoding)("replace")
        yield decoder.decode(chunk).encode("utf-8", "replace") if decoder else chunk
    if decoder:
        yield decoder.decode(b"", final=True).encode("utf-8", "replace")
